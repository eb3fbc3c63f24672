"""The few tools that all tests share do what they promise."""

import socket
from pathlib import Path

import pytest

from tests.dataset import VARIABLE, DatasetMissing, dataset_path
from tests.loopback import LeftTheMachine
from tests.waiting import NeverHappened, wait_until


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as connection, pytest.raises(LeftTheMachine):
        connection.connect(("192.0.2.1", 80))
    with pytest.raises(LeftTheMachine):
        socket.getaddrinfo("shop.example", 80)


def test_a_test_reaches_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_waiting_ends_when_it_happened() -> None:
    answers = iter([0, 0, 7])
    assert wait_until(lambda: next(answers), "an answer") == 7


def test_waiting_in_vain_says_for_what() -> None:
    with pytest.raises(NeverHappened, match="the bus"):
        wait_until(lambda: False, "the bus", seconds=0)


def test_a_missing_data_set_says_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nothing.csv.xz"))
    with pytest.raises(DatasetMissing, match=VARIABLE):
        dataset_path()
