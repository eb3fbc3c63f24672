"""The sync page's proof, remarks and search, as somebody looks at them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from pos_app.services.records import Whereabouts
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.remark_text import SENTENCES, remark_text
from pos_core.errors import Unreachable
from pos_core.wire.findings import QUARANTINED, RemarkItem
from tests.fakes.ui_services import FakeTill
from tests.fakes.ui_sync import TODAY, proof, proved
from tests.ui.hands import click, press, type_text
from tests.ui.screens.sync_opened import MarkedJournal, Open, marked, opener, part, words


@pytest.fixture
def journal(till: FakeTill) -> MarkedJournal:
    """1,000 entries, two of which were remarked about."""
    return marked(till)


@pytest.fixture
def page(desk: Desk, till: FakeTill, journal: MarkedJournal, qtbot: QtBot) -> Open:
    """Opens the page."""
    assert journal.last
    return opener(desk, till, qtbot)


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
