"""The sync page's proof, remarks, search, notices and export, as somebody looks at them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Reach, Whereabouts
from pos_app.services.till_notices import Notice, NoticeKind
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
from pos_app.ui.screens.sync.notice_text import notice_words
from pos_app.ui.screens.sync.presenter import SyncPresenter
from pos_app.ui.screens.sync.proof_presenter import ProofPresenter
from pos_app.ui.screens.sync.remark_text import SENTENCES, remark_text
from pos_app.ui.screens.sync.screen import SyncScreen
from pos_app.ui.sync_bridge import SyncBridge
from pos_app.ui.sync_text import clock_sentence, sync_line
from pos_app.ui.tour.pseudo import PseudoTranslator
from pos_core.errors import StorageFailed, Unreachable
from pos_core.wire.findings import QUARANTINED, RemarkItem
from tests.fakes.ui_services import FakeTill
from tests.fakes.ui_sync import TODAY, proof, proved
from tests.ui.hands import Stage, click, press, type_text
from tests.ui.screens.journalled import MadeUpJournal

Open = Callable[[], SyncScreen]


class MarkedJournal(MadeUpJournal):
    """Some entries of it were remarked about."""

    def __init__(self) -> None:
        super().__init__(1000, 999, 997)
        self.marks = {990: Whereabouts.QUARANTINED, 992: Whereabouts.REMARKED}

    def _state_of(self, seq: int) -> Whereabouts:
        return self.marks.get(seq) or super()._state_of(seq)


@pytest.fixture
def journal(till: FakeTill) -> MarkedJournal:
    made = MarkedJournal()
    till.journal_view = till.engine = made
    till.journal_list.attention = 2
    return made


@pytest.fixture
def page(desk: Desk, till: FakeTill, journal: MarkedJournal, qtbot: QtBot) -> Open:
    """Opens the page in a window of the size that is the reference."""
    stage = Stage(qtbot)
    assert journal.last

    def opened() -> SyncScreen:
        bridge = SyncBridge(till, Immediate())
        bridge.start()
        presenters = EntryPresenter(desk, bridge), ProofPresenter(desk, bridge)
        screen = SyncScreen(desk, SyncPresenter(desk, bridge), *presenters)
        stage.show(screen, width=1302, height=728)
        screen.open()
        return screen

    return opened


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # labels that were just added are shown by the event loop
    labels = widget.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


# The proof.


def test_opening_the_page_holds_today_against_the_books(page: Open, till: FakeTill) -> None:
    screen = page()
    assert till.daily_proof.asked == [TODAY]
    assert screen.proof.head.title.text() == "Proof of today, Till 2"
    assert screen.proof.tag.text() == "Equal"
    said = words(screen.proof)
    assert said.count("£1,104.35") == 2
    assert "9f3a…e6f1" in said
    assert "figures and last hash are the same" in said


def test_without_a_network_our_own_side_stands_alone(page: Open, till: FakeTill) -> None:
    till.network_switch.on = False
    screen = page()
    assert till.daily_proof.asked == []
    assert screen.proof.tag.text() == "Not asked yet"
    assert "The books have not been asked about this day." in words(screen.proof)


def test_what_was_proved_before_shows_without_a_network_with_its_time(
    page: Open, till: FakeTill
) -> None:
    till.daily_proof.known = [proved()]
    till.daily_proof.broken = Unreachable()
    screen = page()
    assert screen.proof.tag.text() == "Equal"
    assert "Compared Sat 21 Nov 12:00" in words(screen.proof)
    assert not screen.banner.isVisible(), "nobody asked for it"


def test_a_difference_shows_both_figures_and_the_next_step(page: Open, till: FakeTill) -> None:
    till.daily_proof.answers = {TODAY: proved(theirs=proof(150, 109_135))}
    screen = page()
    said = words(screen.proof)
    assert screen.proof.tag.text() == "Different"
    assert "£1,104.35" in said
    assert "£1,091.35" in said
    assert "Not the same: Cash, Sales." in said
    assert "Export the journal and tell IT." in said


def test_what_is_not_in_the_books_yet_is_waited_for(page: Open, till: FakeTill) -> None:
    till.daily_proof.answers = {TODAY: proved(waiting=3)}
    screen = page()
    assert screen.proof.tag.text() == "Equal so far, waits for 3"


def test_a_day_that_is_partly_in_the_books_alone_is_no_alarm(page: Open, till: FakeTill) -> None:
    till.daily_proof.answers = {TODAY: replace(proved(theirs=proof(9)), begins_after=400)}
    screen = page()
    assert screen.proof.tag.text() == "Not all here"
    assert "The day began before this machine was salvaged." in words(screen.proof)
    assert not screen.proof.property("invalid")


def test_somebody_who_asks_is_told_why_the_books_do_not_answer(page: Open, till: FakeTill) -> None:
    screen = page()
    till.daily_proof.broken = Unreachable()
    click(part(screen, "sync.prove"))
    assert screen.banner.accessibleName().startswith("The books could not be asked.")
    assert screen.proof.tag.text() == "Equal", "what was proved stays"


def test_the_last_days_can_be_looked_at(page: Open, till: FakeTill) -> None:
    till.daily_proof.known = [
        proved("2026-11-20"), proved("2026-11-19", theirs=proof(1)), proved(),
    ]  # fmt: skip
    screen = page()
    menu = screen.proof.open_menu()
    assert [action.text() for action in menu.actions()] == [
        "today · Equal", "yesterday · Equal", "Thu 19 Nov · Different",
    ]  # fmt: skip
    menu.actions()[2].trigger()
    menu.close()
    assert screen.proof.head.title.text() == "Proof of Thu 19 Nov, Till 2"
    click(part(screen, "sync.prove"))
    assert till.daily_proof.asked[-1] == "2026-11-19"
    assert screen.proof.tag.text() == "Equal"


def test_a_receipt_takes_the_place_of_the_proof_until_it_is_left(page: Open) -> None:
    screen = page()
    screen.entry.receipt_shown.emit(True)
    assert not screen.proof.isVisible()
    screen.entry.receipt_shown.emit(False)
    assert screen.proof.isVisible()


# Where sales stand, and remarks.


def test_sales_are_counted_and_summed_by_where_they_are(page: Open) -> None:
    screen = page()
    names = {state: figure.accessibleName() for state, figure in screen.standing.figures.items()}
    assert names["safe_here"] == "Safe here: 1, £20.00"
    assert names["sent"] == "Sent: 1, £19.98"
    assert names["remarked"] == "With remarks: 2, £39.82"


def test_remarked_entries_are_listed_alone_with_their_sentence(page: Open, till: FakeTill) -> None:
    item = RemarkItem(
        event_id="event-990", seq=990, code=QUARANTINED, data={"reason": "unknown tax"}
    )
    till.journal_list.remarks = {"event-990": [item]}
    screen = page()
    screen.journal.filters.chosen.emit("remarked")
    assert screen.journal.model.rowCount() == 2
    screen.journal.table.choose_row(1)
    assert screen.entry.tag.text() == "Quarantined"
    assert "The books keep it whole but could not book it: unknown tax." in words(screen.entry)
    assert screen.entry.property("invalid")


def test_a_remark_about_the_chosen_entry_is_told_when_it_comes(
    page: Open, till: FakeTill, journal: MarkedJournal
) -> None:
    screen = page()
    screen.journal.table.choose_row(3)
    item = RemarkItem(event_id="event-997", seq=997, code="stock.short")
    till.journal_list.remarks = {"event-997": [item]}
    journal.marks[997] = Whereabouts.REMARKED
    screen.presenter.read()
    assert screen.entry.tag.text() == "In the books, remark"
    assert "By the books there was not enough in stock." in words(screen.entry)


def test_every_remark_of_the_books_has_its_sentence(desk: Desk) -> None:
    for code in SENTENCES:
        text = remark_text(RemarkItem(event_id="e", seq=1, code=code), desk.money)
        assert text.endswith(".")
        assert code not in text
    unknown = RemarkItem(event_id="e", seq=1, code="moon.full", settled=True)
    assert remark_text(unknown, desk.money) == (
        "The books remarked something about it (moon.full). It has been made good."
    )


def test_the_signature_of_an_entry_is_checked(page: Open, till: FakeTill) -> None:
    screen = page()
    assert "Right, by this register" in words(screen.entry)
    till.journal_list.problem = "journal.signature_wrong"
    screen.journal.table.choose_row(1)
    assert "Wrong: call IT" in words(screen.entry)


def test_an_entry_is_copied_with_hash_and_signature(page: Open) -> None:
    screen = page()
    click(part(screen, "sync.copy"))
    assert '"signature": "c2lnbmVk"' in QGuiApplication.clipboard().text()
    assert screen.entry.told.accessibleName().startswith("Copied.")


# Finding.


def test_an_entry_is_found_by_typing_and_all_come_back(page: Open) -> None:
    screen = page()
    search = screen.journal.search.edit
    search.setFocus()
    type_text(search, "T2-000998")
    assert screen.journal.model.rowCount() == 1
    assert screen.entry.head.title.text() == "Entry 998"
    assert screen.step_back(), "Esc leaves the search first"
    assert screen.journal.model.rowCount() == 200
    assert not screen.step_back()


def test_a_search_in_vain_says_so_and_leads_back(page: Open) -> None:
    screen = page()
    type_text(screen.journal.search.edit, "submarine")
    assert "No entry says “submarine”" in words(screen.journal.area.states)
    screen.journal.area.states.acted.emit()
    assert screen.journal.model.rowCount() == 200
    assert screen.journal.search.text() == ""


def test_arrow_keys_in_the_search_move_along_the_list(page: Open) -> None:
    screen = page()
    press(screen.journal.search.edit, Qt.Key.Key_Down)
    assert screen.entry.head.title.text() == "Entry 999"


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
"""Words of the page as they are before anybody translates them; "Till 2" and "Sales 1" are names."""


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
