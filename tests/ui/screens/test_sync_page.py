"""The sync page, as somebody looks at it: the journal, one entry and its receipt, the network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Reach
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.entry_card import hash_start
from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
from pos_app.ui.screens.sync.models import JournalModel, journal_cells, what_text
from pos_app.ui.screens.sync.presenter import SyncPresenter
from pos_app.ui.screens.sync.proof_presenter import ProofPresenter
from pos_app.ui.screens.sync.screen import SyncScreen
from pos_app.ui.sync_bridge import SyncBridge
from pos_core.cart import Cart
from pos_core.errors import DeviceFailed, StorageFailed
from pos_core.journal import EntryType
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.hands import Stage, click, press
from tests.ui.screens.heard import Heard
from tests.ui.screens.journalled import MadeUpJournal, entry

Open = Callable[..., SyncScreen]
TODAY = date(2026, 11, 21)


@pytest.fixture
def journal(till: FakeTill) -> MadeUpJournal:
    """1,000 entries, the last three of them not in the books, one not sent."""
    made = MadeUpJournal(1000, 999, 997, kinds={998: "staff.signed_in"})
    till.journal_view = till.engine = made
    return made


@pytest.fixture
def page(desk: Desk, till: FakeTill, qtbot: QtBot) -> Open:
    """Opens the page in a window of the size that is the reference."""
    stage = Stage(qtbot)

    def opened(width: int = 1302) -> SyncScreen:
        bridge = SyncBridge(till, Immediate())
        bridge.start()
        presenter = SyncPresenter(desk, bridge)
        entries, proofs = EntryPresenter(desk, bridge), ProofPresenter(desk, bridge)
        screen = SyncScreen(desk, presenter, entries, proofs)
        stage.show(screen, width=width, height=728)
        screen.open()
        return screen

    return opened


def sell(till: FakeTill, desk: Desk) -> None:
    cart = Cart().add(till.find_products.cards[0].product, Quantity.pieces(1))
    till.checkout.complete(cart, Payment(295, desk.rules).with_cash(295), desk.actor)


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def words(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def texts(model: JournalModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


# Entries in words.


def test_every_kind_of_entry_has_a_name() -> None:
    assert all(what_text(kind.value) != kind.value for kind in EntryType)
    assert what_text("order.placed") == "order.placed"


@pytest.mark.parametrize(
    ("seq", "told"),
    [
        (1000, ["1,000", "14:32:08", "Sale", "T2-001000", "£20.00", "Safe here"]),
        (994, ["994", "14:14:08", "Return", "T2-000994", "\u2212£19.94", "Safe here"]),
        (999, ["999", "14:29:08", "Receipt copy", "T2-000999", "", "Safe here"]),
        (100, ["100", "Thu 19 Nov 17:32", "Sale", "T2-000100", "£11.00", "Safe here"]),
    ],
)
def test_a_row_says_when_what_which_how_much_and_how_far(
    desk: Desk, seq: int, told: list[str]
) -> None:
    assert [cell.text for cell in journal_cells(entry(seq), desk.money, TODAY)] == told


def test_the_start_of_a_hash_can_be_compared_by_eye() -> None:
    assert hash_start("9f3ac1d70b52e6f1aabb") == "9f3a c1d7 0b52 e6f1 …"
    assert hash_start("") == ""


# The journal.


@pytest.mark.usefixtures("journal")
def test_the_page_says_where_everything_is(page: Open) -> None:
    screen = page()
    assert words(screen.position).split()[:3] == ["Till", "2", "(this"]
    assert [label.text() for label in (screen.position.safe, screen.position.sent)] == [
        "1,000", "999",
    ]  # fmt: skip
    assert screen.position.booked.text() == "997"
    assert not screen.reach.isVisible()
    assert texts(screen.journal.model, 0)[2:] == ["Sale", "T2-001000", "£20.00", "Safe here"]


@pytest.mark.usefixtures("journal")
def test_older_entries_are_read_as_somebody_scrolls(page: Open, qtbot: QtBot) -> None:
    screen = page()
    assert screen.journal.model.rowCount() == 200
    bar = screen.journal.table.verticalScrollBar()

    def scrolled_to_the_end() -> bool:
        bar.setValue(bar.maximum())
        return screen.journal.model.rowCount() == 1000

    qtbot.waitUntil(scrolled_to_the_end, timeout=5000)
    assert texts(screen.journal.model, 999)[0] == "1"


def test_a_new_entry_leaves_what_is_looked_at_where_it_is(
    page: Open, journal: MadeUpJournal
) -> None:
    screen = page()
    screen.journal.table.choose_row(50)
    seen_at = screen.journal.table.verticalScrollBar().value()
    journal.last = 1002
    screen.presenter.read()
    assert screen.journal.table.chosen_row() == 52
    assert screen.entry.head.title.text() == "Entry 950"
    assert screen.journal.table.verticalScrollBar().value() == seen_at + 2 * 44


def test_every_way_into_the_page_begins_with_the_newest_entry(
    page: Open, journal: MadeUpJournal
) -> None:
    screen = page()
    screen.journal.table.choose_row(50)
    screen.presenter.close()
    journal.last = 1002
    screen.open()
    assert screen.journal.table.chosen_row() == 0
    assert screen.journal.table.selectionModel().isRowSelected(0)
    assert screen.entry.head.title.text() == "Entry 1,002"
    assert screen.position.safe.text() == "1,002"
    press(screen.journal.table, Qt.Key.Key_Down)
    assert screen.entry.head.title.text() == "Entry 1,001"


def test_the_chosen_entry_shows_how_far_it_has_come(page: Open, journal: MadeUpJournal) -> None:
    screen = page()
    assert screen.entry.tag.text() == "Safe here"
    journal.accepted = journal.posted = 1000
    screen.presenter.read()
    assert screen.entry.tag.text() == "In the books"
    assert words(screen.position).endswith("Last got through just now.")


@pytest.mark.usefixtures("journal")
def test_an_entry_is_told_in_full_beside_the_journal(page: Open, qtbot: QtBot) -> None:
    screen = page()
    screen.journal.table.choose_row(6)
    qtbot.waitUntil(lambda: "Return" in words(screen.entry))
    said = words(screen.entry)
    for fact in ("Entry 994", "Return", "T2-000994", "\u2212£19.94", "Sat 21 Nov 14:14:08"):
        assert fact in said
    assert "Sales 1" in said
    assert hash_start(entry(994).hash) in said


@pytest.mark.usefixtures("journal")
def test_only_sales_and_returns_offer_a_receipt(page: Open) -> None:
    screen = page()
    assert part(screen, "sync.print_again").isVisible()
    screen.journal.table.choose_row(2)
    assert screen.entry.head.title.text() == "Entry 998"
    assert not part(screen, "sync.print_again").isVisible()


@pytest.mark.usefixtures("journal")
def test_a_narrow_window_leaves_number_and_which_to_the_panel(page: Open) -> None:
    screen = page(960)
    hidden = [column for column in range(6) if screen.journal.table.isColumnHidden(column)]
    assert hidden == [0, 3]


def test_only_what_is_not_in_the_books_is_shown_on_demand(
    page: Open, journal: MadeUpJournal
) -> None:
    screen = page()
    screen.journal.filters.chosen.emit("unposted")
    assert screen.journal.model.rowCount() == 3
    journal.accepted = journal.posted = 1000
    screen.presenter.read()
    assert "Everything is in the books" in words(screen.journal.area.states)
    assert not screen.entry.isVisible()
    screen.journal.area.states.acted.emit()
    assert screen.journal.model.rowCount() == 200
    assert screen.journal.filters.current() == "all"


def test_an_empty_journal_leads_to_selling(page: Open, journal: MadeUpJournal) -> None:
    journal.last = journal.accepted = journal.posted = 0
    screen = page()
    asked = Heard(screen.sell_asked)
    assert "The journal is empty" in words(screen.journal.area.states)
    screen.journal.area.states.acted.emit()
    assert len(asked) == 1


def test_a_journal_that_cannot_be_read_can_be_tried_again(
    page: Open, journal: MadeUpJournal
) -> None:
    journal.broken = StorageFailed("storage.io")
    screen = page()
    assert "The disk failed." in words(screen.journal.area.states)
    journal.broken = None
    screen.journal.area.states.acted.emit()
    assert screen.journal.table.isVisible()
    assert screen.entry.isVisible()


# What is in the way, and what was asked for.


@pytest.mark.usefixtures("journal")
def test_the_network_is_switched_on_from_the_banner(page: Open, till: FakeTill) -> None:
    till.network_switch.on = False
    screen = page()
    assert screen.reach.accessibleName().startswith("The network is switched off here.")
    screen.reach.acted.emit()
    assert till.network_switch.on
    assert not screen.reach.isVisible()
    assert screen.position.switch.isChecked()


def test_sending_is_tried_again_from_the_banner(page: Open, journal: MadeUpJournal) -> None:
    journal.reach, journal.error_code = Reach.OFFLINE, "server.unreachable"
    screen = page()
    assert screen.reach.accessibleName().startswith("The server cannot be reached.")
    journal.reach = Reach.ONLINE
    screen.reach.acted.emit()
    assert not screen.reach.isVisible()


@pytest.mark.usefixtures("journal")
def test_a_verified_journal_is_told_until_somebody_hides_it(page: Open) -> None:
    screen = page()
    click(part(screen, "sync.verify"))
    assert screen.banner.accessibleName() == (
        "The journal is in order. 1,000 entries: chain, signatures and receipt numbers are whole."
    )
    screen.banner.acted.emit()
    assert not screen.banner.isVisible()


# The receipt.


def test_a_receipt_is_looked_at_beside_the_journal_and_left_again(
    page: Open, till: FakeTill, desk: Desk
) -> None:
    sell(till, desk)
    screen = page()
    click(part(screen, "sync.look"))
    assert screen.entry.paper.isVisible()
    assert screen.entry.head.title.text() == "Receipt T2-000001"
    assert screen.step_back()
    assert screen.entry.head.title.text() == "Entry 1"
    assert not screen.step_back()


def test_enter_in_the_journal_shows_the_receipt(page: Open, till: FakeTill, desk: Desk) -> None:
    sell(till, desk)
    screen = page()
    press(screen.journal.table, Qt.Key.Key_Return)
    assert screen.entry.paper.isVisible()


def test_a_copy_is_printed_and_told(page: Open, till: FakeTill, desk: Desk) -> None:
    sell(till, desk)
    screen = page()
    click(part(screen, "sync.print_again"))
    assert till.receipts.copies == ["event-1"]
    assert screen.entry.told.accessibleName().startswith("Copy printed 14:32.")


def test_without_paper_the_receipt_can_be_saved(
    page: Open, till: FakeTill, desk: Desk, tmp_path: Path
) -> None:
    sell(till, desk)
    screen = page()
    till.receipts.broken = DeviceFailed("printer.failed")
    click(part(screen, "sync.print_again"))
    assert screen.entry.told.accessibleName().startswith("The printer did not answer.")
    click(part(screen, "sync.save_pdf"))
    panel = screen.findChild(QFileDialog, "save_panel")
    assert isinstance(panel, QFileDialog)
    panel.fileSelected.emit(str(tmp_path / "T2-000001.pdf"))
    panel.close()
    assert (tmp_path / "T2-000001.pdf").read_bytes().startswith(b"%PDF")
    assert screen.entry.told.accessibleName().startswith("Saved as T2-000001.pdf.")


def test_turning_to_another_entry_leaves_receipt_and_message_behind(
    page: Open, till: FakeTill, desk: Desk
) -> None:
    sell(till, desk)
    sell(till, desk)
    screen = page()
    click(part(screen, "sync.look"))
    click(part(screen, "sync.print_again"))
    screen.journal.table.choose_row(1)
    assert not screen.entry.paper.isVisible()
    assert not screen.entry.told.isVisible()
