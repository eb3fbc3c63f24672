"""Fixtures of the till's tests: a machine that is enrolled and filled, and one that is new."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.till import TillRig


@pytest.fixture
def new_till(tmp_path: Path) -> Iterator[TillRig]:
    """A machine that was just unpacked: no register, no catalogue."""
    rig = TillRig(tmp_path)
    yield rig
    rig.close()


@pytest.fixture
def till(new_till: TillRig) -> TillRig:
    """A register of store 1 with shop, catalogue and stock."""
    new_till.enrol()
    new_till.fill()
    return new_till
