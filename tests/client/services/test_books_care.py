"""The caretaker of the books: a complete check once a day and after a crash, and what is told."""

import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pos_app.services.books_care import BooksCare
from pos_app.services.records import SALVAGED, Salvaged
from pos_core.errors import StorageFailed
from tests.client.storage.wrecks import file_of, flip
from tests.fakes.till import TillRig

TOLD = Salvaged("2026-11-21T12:00:00.000Z", "storage.damaged", "till.db.damaged-x", 3, ((4, 6),))


@dataclass
class Sealer:
    """Counts how often keys were sealed."""

    sealed: int = 0

    def __call__(self) -> None:
        self.sealed += 1


def test_books_are_checked_once_a_day_and_keys_are_sealed_once_per_start(till: TillRig) -> None:
    seal = Sealer()
    care = BooksCare(till.storage, till.clock, seal)
    assert care.check_when_due()
    till.clock.forward(hours=23)
    assert not care.check_when_due()
    till.clock.forward(hours=2)
    assert care.check_when_due()
    till.clock.forward(days=-3)
    assert care.check_when_due(), "a clock that was set back puts nothing off"
    assert seal.sealed == 1


def test_an_end_that_nobody_asked_for_is_followed_by_a_check(till: TillRig, tmp_path: Path) -> None:
    assert BooksCare(till.storage, till.clock).check_when_due()
    shutil.copytree(till.folder / "data", tmp_path / "killed" / "data")
    with closing(TillRig(tmp_path / "killed", clock=till.clock)) as again:
        assert again.storage.was_interrupted
        care = BooksCare(again.storage, again.clock)
        assert care.check_when_due()
        assert not care.check_when_due()
    with closing(again.restarted()) as later:
        assert not later.storage.was_interrupted


@pytest.mark.fault(52, "Local DB deleted while sales were pending")
def test_what_is_missing_is_told_until_it_is_read_and_again_when_it_is_lost_for_sure(
    till: TillRig,
) -> None:
    care = BooksCare(till.storage, till.clock)
    assert care.salvaged() is None
    keep(till, TOLD)
    assert care.salvaged() == TOLD
    keep(till, replace(TOLD, seen=True))
    assert care.salvaged() is None
    till.engine.run_once()
    lost = care.salvaged()
    assert lost is not None
    assert (lost.settled, lost.missing) == (True, ((4, 6),))


def test_the_server_has_what_is_missing_here_and_then_nothing_is(till: TillRig) -> None:
    for _ in range(6):
        till.sell()
    till.engine.run_once()
    again = till.restarted()
    keep(again, replace(TOLD, missing=((4, 6),)))
    again.engine.run_once()
    settled = BooksCare(again.storage, again.clock).salvaged()
    assert settled is not None
    assert (settled.settled, settled.missing) == (True, ())
    again.close()


def keep(till: TillRig, told: Salvaged) -> None:
    with till.storage.begin() as books:
        books.set_setting(SALVAGED, told.text())


@pytest.mark.fault(9, "Corrupt page in the main file")
def test_damage_that_the_check_finds_is_repaired_by_the_next_start(till: TillRig) -> None:
    for _ in range(3):
        till.sell()
    till.storage.checkpoint()
    file = file_of(till.folder / "data")
    flip(file, file.stat().st_size - 4096 * 6 + 300)
    with pytest.raises(StorageFailed, match=r"storage\.(index_)?damaged"):
        BooksCare(till.storage, till.clock).check_when_due()
    again = till.restarted()
    again.storage.check()
    assert again.journal.state().last_seq == 4
    again.close()
