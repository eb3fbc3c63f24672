"""What the sync page tells without being asked, its export, and every word of it translated."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Reach
from pos_app.services.till_notices import Notice, NoticeKind
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.notice_text import notice_words
from pos_app.ui.sync_text import clock_sentence, sync_line
from pos_app.ui.tour.pseudo import PseudoTranslator
from pos_core.errors import StorageFailed
from pos_core.wire.findings import RemarkItem
from tests.fakes.ui_services import FakeTill
from tests.fakes.ui_sync import TODAY, proof, proved
from tests.ui.hands import click
from tests.ui.screens.journalled import MadeUpJournal
from tests.ui.screens.sync_opened import MarkedJournal, Open, marked, opener, part


@pytest.fixture
def journal(till: FakeTill) -> MarkedJournal:
    """1,000 entries, two of which were remarked about."""
    return marked(till)


@pytest.fixture
def page(desk: Desk, till: FakeTill, journal: MarkedJournal, qtbot: QtBot) -> Open:
    """Opens the page."""
    assert journal.last
    return opener(desk, till, qtbot)


# Notices.


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_has_one_sentence_and_one_button(kind: NoticeKind) -> None:
    data: dict[str, str | int] = {"ahead_seconds": 720, "code": "T4", "former_code": "T1"}
    said = notice_words(Notice(kind, lasts=kind is NoticeKind.CLOCK_WRONG, data=data))
    assert said.title.endswith(".")
    assert said.text.endswith(".")
    assert said.action in ("I have read it", "Look again")


def test_a_till_with_a_new_number_says_so_until_it_is_read(page: Open, till: FakeTill) -> None:
    data: dict[str, str | int] = {"code": "T4", "former_code": "T2"}
    till.notices.told = [Notice(NoticeKind.NEW_NUMBER, "T4", data=data)]
    screen = page()
    assert screen.notice.accessibleName().startswith("This till has a new number: T4.")
    screen.notice.acted.emit()
    assert till.notices.told == []
    assert not screen.notice.isVisible()


@pytest.mark.fault(17, "Clock skew breaks TLS/SigV4/JWT (nbf/exp)")
def test_a_wrong_clock_is_told_and_selling_goes_on(page: Open, till: FakeTill) -> None:
    notice = Notice(NoticeKind.CLOCK_WRONG, lasts=True, data={"ahead_seconds": -720})
    till.notices.told = [notice]
    screen = page()
    assert screen.notice.accessibleName() == (
        "This laptop's clock is 12 minutes slow. "
        "Sales are kept in order all the same. Set date and time of this laptop."
    )
    screen.notice.acted.emit()
    assert screen.notice.isVisible(), "it lasts until the clock is right"


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (-720, "12 minutes slow"), (301, "5 minutes fast"), (3 * 3600, "3 hours fast"),
        (-366 * 86_400, "366 days slow"),
    ],
)  # fmt: skip
def test_how_wrong_a_clock_is_can_be_understood(ahead: int, told: str) -> None:
    assert clock_sentence(ahead) == f"This laptop's clock is {told}."


def test_the_status_row_says_in_passing_that_the_clock_is_wrong(desk: Desk) -> None:
    state = replace(MadeUpJournal(9, 9, 9).state(), clock_ahead_seconds=-720)
    line = sync_line(state, desk.clock.now())
    assert line.look == "booked"
    assert line.note == "Clock 12 minutes slow · Last contact 14:32"


@pytest.mark.fault(47, "Captive portal: 200 + HTML, or 302 to a login page")
def test_a_network_that_wants_its_own_sign_in_is_told_with_what_to_do(
    page: Open, journal: MarkedJournal
) -> None:
    journal.reach, journal.error_code = Reach.OFFLINE, "network.captive_portal"
    screen = page()
    assert screen.reach.accessibleName() == (
        "The network asks for a sign-in of its own. "
        "Open a browser, sign in to the network, then try again."
    )


@pytest.mark.fault(28, "Refresh token expired/revoked, or rotation answer lost")
def test_a_register_that_is_not_let_in_is_told_and_selling_goes_on(
    page: Open, journal: MarkedJournal
) -> None:
    journal.reach, journal.error_code = Reach.SIGN_IN_AGAIN, "sign_in.disabled"
    screen = page()
    assert "Selling goes on, all stays safe here." in screen.reach.accessibleName()


# Export.


def test_the_journal_is_exported_from_the_page(page: Open, till: FakeTill, tmp_path: Path) -> None:
    screen = page()
    menu = screen.open_export()
    menu.actions()[1].trigger()
    menu.close()
    panel = screen.findChild(QFileDialog, "save_panel")
    assert isinstance(panel, QFileDialog)
    assert "journal-T2-2026-11-21.jsonl" in panel.selectedFiles()[0]
    panel.fileSelected.emit(str(tmp_path / "mine.jsonl"))
    panel.close()
    assert till.export_journal.unsent_only is True
    assert screen.banner.accessibleName().startswith("3 entries are in mine.jsonl.")


def test_an_export_that_fails_is_told(page: Open, till: FakeTill, tmp_path: Path) -> None:
    till.export_journal.broken = StorageFailed("journal_file.unwritable", file="x", reason="full")
    screen = page()
    screen.presenter.export(tmp_path / "x")
    assert "x could not be written: full." in screen.banner.accessibleName()


def test_everything_can_be_reached_by_keyboard(page: Open) -> None:
    screen = page()
    names = (
        "verify", "export", "send", "network", "look", "print_again", "save_pdf", "copy",
        "other_days", "prove",
    )  # fmt: skip
    for name in names:
        policy = part(screen, f"sync.{name}").focusPolicy()
        assert policy & Qt.FocusPolicy.TabFocus, name
    assert isinstance(screen.open_export(), QMenu)


ENGLISH = re.compile(
    r"\b(safe|sent|books|proof|equal|entry|hash|signature|receipt|remark\w*|network|server|close"
    r"|sales?\b(?! 1)|export|verify|journal|find|clock|till\b(?! 2))\b",
    re.IGNORECASE,
)
"""Words of the page before anybody translates them; "Till 2" and "Sales 1" are names."""


def test_every_sentence_of_the_page_can_be_translated(page: Open, till: FakeTill) -> None:
    till.notices.told = [Notice(NoticeKind.CLOCK_WRONG, lasts=True, data={"ahead_seconds": -720})]
    till.daily_proof.answers = {TODAY: proved(theirs=proof(150, 109_135))}
    till.journal_list.remarks = {
        "event-1000": [RemarkItem(event_id="event-1000", seq=1000, code="stock.short")]
    }
    translator = PseudoTranslator()
    QCoreApplication.installTranslator(translator)
    try:
        screen = page()
        click(part(screen, "sync.verify"))
        QApplication.processEvents()
        parts = [w for w in screen.findChildren(QWidget) if w.isVisible()]
        said = {w.accessibleName() for w in parts} | {w.toolTip() for w in parts}
        said |= {label.text() for label in screen.findChildren(QLabel)}
        model = screen.journal.model
        said |= {model.index(0, column).data() for column in range(model.columnCount())}
    finally:
        QCoreApplication.removeTranslator(translator)
    assert [text for text in said if ENGLISH.search(text or "")] == []
