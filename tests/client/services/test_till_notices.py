"""What happened to the till: told in order of urgency, until it is read or over."""

from dataclasses import replace

import pytest

from pos_app.services.records import CLOCK_AHEAD, SALVAGED, DiskHealth, NewNumber, Salvaged
from pos_app.services.till_notices import NoticeKind, TillNotices
from tests.fakes.till import TillRig

WELL = DiskHealth()
NEW_NUMBER = NewNumber("T1", "T4", "2026-11-21T12:00:00.000Z")
RESCUED = Salvaged("2026-11-21T12:00:00.000Z", "storage.damaged", "till.db.damaged-1", 7)


def notices(
    till: TillRig, number: NewNumber | None = None, health: DiskHealth = WELL
) -> TillNotices:
    return TillNotices(till.storage, lambda: number, lambda: health)


def keep(till: TillRig, name: str, value: str) -> None:
    with till.storage.begin() as books:
        books.set_setting(name, value)


def kinds(told: TillNotices) -> list[NoticeKind]:
    return [notice.kind for notice in told.current()]


def test_a_till_to_which_nothing_happened_tells_nothing(till: TillRig) -> None:
    assert kinds(notices(till)) == []


def test_the_most_urgent_is_told_first(till: TillRig) -> None:
    keep(till, CLOCK_AHEAD, "-720")
    keep(till, SALVAGED, RESCUED.text())
    health = DiskHealth("copy.unwritable", "storage.disk_full", "storage.synced_folder")
    assert kinds(notices(till, NEW_NUMBER, health)) == [
        NoticeKind.DISK_FULL, NoticeKind.SALVAGED, NoticeKind.NEW_NUMBER, NoticeKind.COPY_FAILS,
        NoticeKind.CLOCK_WRONG, NoticeKind.PLACE_UNSAFE,
    ]  # fmt: skip


def test_what_is_read_is_told_no_more_until_it_happens_again(till: TillRig) -> None:
    told = notices(till, NEW_NUMBER)
    told.mark_read(told.current()[0])
    assert kinds(told) == []
    assert kinds(notices(till, replace(NEW_NUMBER, code="T5"))) == [NoticeKind.NEW_NUMBER]


def test_missing_entries_are_told_with_their_number(till: TillRig) -> None:
    keep(till, SALVAGED, replace(RESCUED, missing=((8, 9),), settled=True).text())
    told = notices(till)
    assert [(n.kind, n.data["missing"]) for n in told.current()] == [
        (NoticeKind.ENTRIES_MISSING, 2)
    ]
    told.mark_read(told.current()[0])
    assert kinds(told) == []


@pytest.mark.fault(17, "Clock skew breaks TLS/SigV4/JWT (nbf/exp)")
@pytest.mark.parametrize(("ahead", "told"), [(300, 0), (-300, 0), (301, 1), (-720, 1)])
def test_a_clock_that_is_more_than_five_minutes_wrong_is_told_while_it_is_wrong(
    ahead: int, told: int, till: TillRig
) -> None:
    keep(till, CLOCK_AHEAD, str(ahead))
    found = notices(till)
    assert len(found.current()) == told
    for notice in found.current():
        found.mark_read(notice)
    assert len(found.current()) == told
