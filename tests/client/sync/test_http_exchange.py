"""What the till makes of strangers, slow lines and broken answers: no more than unreachable."""

import hashlib
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pos_app.sync import http_exchange
from pos_app.sync.answers import read
from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_app.sync.server_clock import ServerClock
from pos_core.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    RuleBroken,
    SalePointError,
    SignInRefused,
    StorageFailed,
    Unreachable,
)
from pos_core.identifiers import SystemClock
from pos_core.wire.registers import Position
from tests.builders import FixedClock

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.fakes.strange_server"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.kill()


@pytest.mark.fault(17, "Clock skew breaks TLS/SigV4/JWT (nbf/exp)")
@pytest.mark.parametrize(
    ("here", "ahead"),
    [("12:15:00.500", 900), ("11:45:00.500", -900), ("12:00:00.200", 0)],
)
def test_every_answer_tells_how_far_the_clock_here_is_from_the_servers(
    here: str, ahead: int
) -> None:
    clock = ServerClock(FixedClock(datetime.fromisoformat(f"2026-11-21T{here}+00:00")))
    unheard = clock.ahead_seconds
    clock.hear("Sat, 21 Nov 2026 12:00:00 GMT")
    assert (unheard, clock.ahead_seconds) == (None, ahead)
    for nonsense in ("", "soon", "Sat, 21 Nov 2026 12:00:00 -0000"):
        clock.hear(nonsense)
    assert clock.ahead_seconds == ahead


def test_the_date_of_a_real_answer_is_heard(address: str) -> None:
    clock = ServerClock(SystemClock())
    HttpExchange(address, NetworkSwitch(), clock).ask("GET", "/status/503", "")
    assert clock.ahead_seconds is not None
    assert abs(clock.ahead_seconds) < 10, "both run on this machine"


def ask(address: str, path: str, token: str = "secret-token") -> Position:
    exchange = HttpExchange(address, NetworkSwitch())
    return read(exchange.ask("GET", path, token), Position)


def refused(address: str, path: str) -> SalePointError:
    with pytest.raises(SalePointError) as error:
        ask(address, path)
    return error.value


def test_a_good_answer_is_read(address: str) -> None:
    assert ask(address, "/good").posted_through == 2


@pytest.mark.fault(47, "200 with HTML, and 302")
@pytest.mark.parametrize("path", ["/html", "/portal", "/file/10"])
def test_a_sign_in_page_of_the_network_is_no_answer(address: str, path: str) -> None:
    error = refused(address, path)
    assert isinstance(error, Unreachable)
    assert error.code == "network.captive_portal"


@pytest.mark.parametrize(
    ("path", "kind", "code"),
    [
        ("/status/401", SignInRefused, "auth.token_refused"),
        ("/status/403", NotAllowed, "permission.denied"),
        ("/status/413", RuleBroken, "request.too_large"),
        ("/status/418", Unreachable, "server.unreachable"),
        ("/status/429", Unreachable, "server.unreachable"),
        ("/status/500", Unreachable, "server.unreachable"),
        ("/status/504", Unreachable, "server.unreachable"),
        ("/refuse/400/journal.hash_wrong", RuleBroken, "journal.hash_wrong"),
        ("/refuse/401/anything", SignInRefused, "auth.token_refused"),
        ("/refuse/403/register.revoked", NotAllowed, "register.revoked"),
        ("/refuse/404/product.unknown", NotFound, "product.unknown"),
        ("/refuse/409/journal.gap", Conflict, "journal.gap"),
        ("/refuse/410/cursor.expired", Conflict, "cursor.expired"),
        ("/refuse/426/protocol.unsupported", RuleBroken, "protocol.unsupported"),
        ("/refuse/503/service.failed", Unreachable, "server.unreachable"),
    ],
)
def test_a_status_has_one_meaning(
    address: str, path: str, kind: type[SalePointError], code: str
) -> None:
    error = refused(address, path)
    assert type(error) is kind
    assert error.code == code


def test_a_refusal_brings_its_data_and_a_busy_server_its_time(address: str) -> None:
    assert refused(address, "/refuse/409/journal.gap").data["expected_seq"] == 5
    assert refused(address, "/status/429").data["retry_after_seconds"] == 7


@pytest.mark.fault(49, "head or body byte by byte")
@pytest.mark.parametrize("path", ["/drip", "/driphead"])
def test_an_answer_that_drips_is_given_up_in_time(
    address: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_exchange, "ANSWER_SECONDS", 0.7)
    began = time.monotonic()
    assert isinstance(refused(address, path), Unreachable)
    assert time.monotonic() - began < 2.0


@pytest.mark.fault(50, "a huge answer, and a packed bomb")
@pytest.mark.fault(49, "an answer without end")
@pytest.mark.parametrize("path", ["/huge", "/bomb"])
def test_an_answer_without_end_is_given_up_in_size(address: str, path: str) -> None:
    tracemalloc.start()
    try:
        assert refused(address, path).code == "server.answer_too_large"
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 * http_exchange.LARGEST_ANSWER


@pytest.mark.fault(41, "an answer that breaks off")
def test_an_answer_that_breaks_off_is_none(address: str) -> None:
    assert isinstance(refused(address, "/cut"), Unreachable)


def test_the_switch_stops_everything_before_it_starts(address: str, tmp_path: Path) -> None:
    switch = NetworkSwitch(on=False)
    exchange = HttpExchange(address, switch)
    with pytest.raises(Unreachable, match=r"network\.switched_off"):
        exchange.ask("GET", "/good", "")
    with pytest.raises(Unreachable, match=r"network\.switched_off"):
        exchange.fetch(f"{address}/file/3", "", 3, tmp_path / "file")
    switch.on = True
    assert exchange.ask("GET", "/good", "").status == 200


def test_a_till_without_a_backend_says_so() -> None:
    with pytest.raises(Unreachable, match=r"network\.not_set_up"):
        HttpExchange("", NetworkSwitch()).ask("GET", "/good", "")


@pytest.mark.fault(46, "nobody listens")
def test_nobody_at_the_address_is_unreachable() -> None:
    exchange = HttpExchange("http://127.0.0.1:9", NetworkSwitch())
    with pytest.raises(Unreachable, match=r"server\.unreachable"):
        exchange.ask("GET", "/good", "")


@pytest.mark.fault(46, "a name that nobody knows, and no route")
@pytest.mark.parametrize("address", ["http://shop.invalid.localhost:9", "http://[::1]:9"])
def test_no_name_and_no_route_are_unreachable(address: str) -> None:
    with pytest.raises(Unreachable, match=r"server\.unreachable"):
        HttpExchange(address, NetworkSwitch()).ask("GET", "/good", "secret-token")


def test_the_token_travels_in_its_header_and_no_cookie_ever_does(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    exchange = HttpExchange(address, NetworkSwitch())
    exchange.ask("GET", "/cookie", "secret-token")
    answer = read(exchange.ask("GET", "/echo", "secret-token"), Position)
    said = json.loads(answer.posted_hash)
    assert (said["token"], said["cookie"]) == ("Bearer secret-token", None)


def fetch(address: str, size: int, sha256: str, to: Path) -> None:
    HttpExchange(address, NetworkSwitch()).fetch(f"{address}/file/{size}", sha256, size, to)


def test_a_file_arrives_whole(address: str, tmp_path: Path) -> None:
    content = b"x" * 200_000
    fetch(address, len(content), hashlib.sha256(content).hexdigest(), tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == content


@pytest.mark.fault(57, "a file that arrives wrong")
def test_a_file_with_the_wrong_content_leaves_nothing(address: str, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"server\.file_damaged"):
        fetch(address, 1000, "0" * 64, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_more_than_was_promised_is_not_taken(address: str, tmp_path: Path) -> None:
    exchange = HttpExchange(address, NetworkSwitch())
    with pytest.raises(Unreachable, match=r"server\.file_damaged"):
        exchange.fetch(f"{address}/file/900000", "0" * 64, 10, tmp_path / "file")


def test_a_folder_that_is_not_there_is_the_disks_fault(address: str, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"storage\.io"):
        fetch(address, 10, "0" * 64, tmp_path / "absent" / "file")


@pytest.mark.parametrize("url", ["http://media.example/x", "file:///etc/passwd", "ftp://x/y"])
def test_a_link_that_is_not_secure_is_not_followed(url: str, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"media\.link_refused"):
        HttpExchange("", NetworkSwitch()).fetch(url, "", 1, tmp_path / "file")
