"""What is wrong with the till's disk is said where somebody looks, once, with the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.services.records import Salvaged
from pos_app.ui.background import Immediate
from pos_app.ui.books_watch import BooksWatch
from pos_app.ui.notices import Told
from pos_app.ui.widgets.banner import Banner
from pos_core.errors import StorageFailed
from tests.fakes.ui_books_care import FakeBooksCare
from tests.fakes.ui_services import PASSWORD, FakeTill
from tests.ui.screens.opened import Opened

SAVED = Salvaged("2026-11-21T12:00:00.000Z", "storage.damaged", "till.db.damaged-x", 3)
LOST = replace(SAVED, missing=((4, 6), (9, 9)))


class Watched:
    """A watch over books that a test damages, and what it says."""

    def __init__(self) -> None:
        self.care = FakeBooksCare()
        self.told: list[Told] = []
        self.watch = BooksWatch(self.care, Immediate(), self.told.append)

    def heard(self) -> list[str]:
        """Return the codes of what was said since the last time."""
        codes = [told.message.code for told in self.told]
        self.told.clear()
        return codes


@pytest.fixture
def watched(qapp: QApplication) -> Watched:
    assert qapp is not None
    return Watched()


def test_nothing_is_said_of_books_in_which_nothing_is_wrong(watched: Watched) -> None:
    watched.watch.start()
    watched.watch.look()
    assert watched.heard() == []
    assert watched.care.checks == 1


@pytest.mark.fault(9, "Corrupt page in the main file")
@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (SAVED, "storage.salvaged", "No sale is lost: 3 unsent entries"),
        (LOST, "storage.salvaged_unsure", "entries 4–6, 9"),
        (replace(LOST, settled=True), "storage.salvaged_in_part", "entries 4–6, 9 are lost"),
    ],
)
def test_a_salvage_is_told_with_what_was_saved_and_what_is_missing(
    watched: Watched, told: Salvaged, code: str, words: str
) -> None:
    watched.care.told = told
    watched.watch.start()
    message = watched.told[0].message
    assert message.code == code
    assert words in message.whole


@pytest.mark.fault(6, "Disk full in sale commit")
@pytest.mark.fault(13, "Database on network/OneDrive folder")
def test_each_fault_of_the_disk_is_said_once_as_long_as_it_lasts(watched: Watched) -> None:
    low = StorageFailed("storage.space_low")
    place = StorageFailed("storage.in_synced_folder", folder="/srv/shop/OneDrive/till")
    watched.care.found = [place]
    watched.watch.start()
    assert "/srv/shop/OneDrive/till" in watched.told[0].message.text
    assert watched.heard() == ["storage.in_synced_folder"]
    watched.care.found = [low, place]
    watched.watch.look()
    watched.watch.look()
    assert watched.heard() == ["storage.space_low"]
    watched.care.found = [place]
    watched.watch.look()
    watched.care.found = [low, place]
    watched.watch.look()
    assert watched.heard() == ["storage.space_low"]


def test_damage_that_the_check_finds_is_said_with_what_to_do(watched: Watched) -> None:
    watched.care.damage = StorageFailed("storage.damaged")
    watched.watch.look()
    assert "Start SalePoint again" in watched.told[0].message.text


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path) -> Iterator[Opened]:
    till.books_care.told = SAVED
    made = Opened(qapp, qtbot, till, tmp_path)
    yield made
    made.close()


def test_whoever_signs_in_after_a_salvage_reads_about_it(opened: Opened) -> None:
    opened.press("signin.person.sales1")
    opened.enter("signin.password", PASSWORD)
    opened.press("signin.submit")
    banner = opened.widget("sell.banner", Banner)
    opened.until(lambda: "No sale is lost" in banner.accessibleName())
