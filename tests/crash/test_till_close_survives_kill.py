"""SIGKILL while cash moves and while the till is closed: cash adds up, and no Z number is lost.

`test_kills.py` holds a till's whole truth against every moment; here the drawer alone is looked at.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from pos_core.permissions import Role
from tests.crash.moments import KILLED, NEVER, life_in, world_in
from tests.crash.pieces import FLOAT_MINOR, close_the_till, open_session
from tests.crash.power_cuts import IN_MEMORY
from tests.crash.tills import Tills, asleep
from tests.fakes.till import SALES_1, TillRig

SOLD, DROPPED = 1_200, 500
Drawer = tuple[int | None, list[str]]
"""What is expected in an open till, None in a closed one; and what its closes were called."""


def drawers_after_deaths(tills: Tills, till: Path, act: str) -> list[tuple[str, Drawer]]:
    """Kill a till at every moment of an act; return each moment with what its drawer says then."""
    with tempfile.TemporaryDirectory(prefix="drawer-", dir=IN_MEMORY) as place:
        left_alone = shutil.copytree(till, Path(place) / "left-alone")
        assert tills.live(left_alone, act, NEVER) == 0
        found = []
        for number, moment in enumerate(life_in(left_alone).moments):
            folder = shutil.copytree(till, Path(place) / str(number))
            assert tills.live(folder, act, number) == KILLED, moment
            with closing(world_in(folder)) as again:
                found.append((moment, drawer_of(again)))
            shutil.rmtree(folder)
        return found


def drawer_of(till: TillRig) -> Drawer:
    """Look into the drawer, and see that a replay of the journal changes nothing in it."""
    standing = till.sessions.close_till.standing()
    closes = [closing.z_number for closing in till.sessions.reports.latest()]
    expected = standing.figures.cash.expected_minor if standing else None
    before = (expected, closes)
    till.storage.rebuild()
    assert till.sessions.close_till.standing() == standing, "replayed it is the same"
    return before


@pytest.mark.fault(53, "A till that dies while it is closed is open or closed with its Z report")
def test_a_till_that_dies_while_it_is_closed_is_open_as_it_was_or_closed_for_good(
    tills: Tills, tmp_path: Path
) -> None:
    found = drawers_after_deaths(tills, asleep(tmp_path, open_session), "close")
    still_open: Drawer = (FLOAT_MINOR + SOLD, [])
    closed: Drawer = (None, ["T1-Z0001"])
    said = [moment for moment, drawer in found if drawer == closed]
    assert {drawer[0] for _, drawer in found} == {still_open[0], None}
    assert all(drawer in (still_open, closed) for _, drawer in found)
    assert said == [moment for moment, _ in found][-len(said) :], "once closed it stays closed"


@pytest.mark.fault(53, "Cash that moved when the till died has moved once or not at all")
def test_cash_that_moved_when_the_till_died_has_moved_once_or_not_at_all(
    tills: Tills, tmp_path: Path
) -> None:
    found = drawers_after_deaths(tills, asleep(tmp_path, open_session), "move cash")
    amounts = {drawer[0] for _, drawer in found}
    assert amounts == {FLOAT_MINOR + SOLD, FLOAT_MINOR + SOLD - DROPPED}


def test_after_a_death_at_the_close_the_next_close_has_the_next_number(
    tills: Tills, tmp_path: Path
) -> None:
    folder = asleep(tmp_path, open_session)
    moments = 0
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as place:
        left_alone = shutil.copytree(folder, Path(place) / "left-alone")
        assert tills.live(left_alone, "close", NEVER) == 0
        moments = len(life_in(left_alone).moments)
    assert tills.live(folder, "close", moments // 2) == KILLED
    with closing(world_in(folder)) as till:
        if till.sessions.close_till.standing() is None:
            till.sessions.open_till.open(FLOAT_MINOR, SALES_1, [Role.SALESPERSON])
        close_the_till(till)
        till.sessions.open_till.open(FLOAT_MINOR, SALES_1, [Role.SALESPERSON])
        close_the_till(till)
        numbers = [each.z_number for each in till.sessions.reports.latest()][::-1]
    assert numbers == [f"T1-Z{number:04d}" for number in range(1, len(numbers) + 1)]
