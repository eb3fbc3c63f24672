"""What the sync page shows: the journal page by page, where entries are, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pos_app.services.records import Reach, Whereabouts
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
from pos_app.ui.screens.sync.presenter import ROWS, SyncPresenter
from pos_app.ui.screens.sync.reach_text import reach_note, reach_words
from pos_app.ui.sync_bridge import SyncBridge
from pos_core.cart import Cart
from pos_core.errors import DeviceFailed, RuleBroken, StorageFailed
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard
from tests.ui.screens.journalled import MadeUpJournal, entry
from tests.ui.screens.reported import Later


@dataclass
class Page:
    """The presenter, the loop that sends, and the journal behind both."""

    presenter: SyncPresenter
    bridge: SyncBridge
    journal: MadeUpJournal
    rows: Heard

    def seqs(self) -> list[int]:
        return [row.seq for row in self.rows.last[0]]


@pytest.fixture
def page(desk: Desk, till: FakeTill) -> Page:
    """A journal of 450 entries that are all in the books."""
    journal = till.journal_view = MadeUpJournal(450, 450, 450)
    till.engine = journal
    bridge = SyncBridge(till, Immediate())
    bridge.start()
    presenter = SyncPresenter(desk, bridge)
    return Page(presenter, bridge, journal, Heard(presenter.rows))


def test_the_newest_entries_come_first_and_older_ones_as_somebody_scrolls(page: Page) -> None:
    page.presenter.open()
    assert page.seqs() == list(range(450, 250, -1))
    assert page.rows.last[1]
    page.presenter.read_more()
    page.presenter.read_more()
    assert page.seqs() == list(range(450, 0, -1))
    assert not page.rows.last[1]
    asked = len(page.journal.asked)
    page.presenter.read_more()
    assert len(page.journal.asked) == asked


def test_what_happens_meanwhile_is_shown_without_reading_everything_anew(page: Page) -> None:
    page.presenter.open()
    page.presenter.read_more()
    page.journal.last, page.journal.accepted = 453, 451
    page.bridge.read_state()
    assert page.seqs() == list(range(453, 50, -1))
    assert [row.state for row in page.rows.last[0][:3]] == [
        Whereabouts.SAFE_HERE, Whereabouts.SAFE_HERE, Whereabouts.SENT,
    ]  # fmt: skip
    assert page.journal.asked[-1] == (None, False)


def test_older_entries_follow_how_far_the_books_are(page: Page) -> None:
    page.journal.posted = page.journal.accepted = 20
    page.presenter.open()
    page.presenter.read_more()
    assert page.rows.last[0][-1].state is Whereabouts.SAFE_HERE
    page.journal.accepted, page.journal.posted = 450, 60
    page.bridge.read_state()
    states = {row.seq: row.state for row in page.rows.last[0]}
    assert (states[61], states[60]) == (Whereabouts.SENT, Whereabouts.IN_THE_BOOKS)


def test_entries_between_which_something_is_missing_are_not_shown_together(page: Page) -> None:
    page.presenter.open()
    page.presenter.read_more()
    page.journal.last += ROWS + 1
    page.bridge.read_state()
    assert page.seqs() == list(range(651, 451, -1))
    assert page.rows.last[1]


def test_only_what_is_not_in_the_books_can_be_shown(page: Page) -> None:
    page.journal.posted = 200
    page.presenter.open()
    page.presenter.show_only(unposted=True)
    page.presenter.read_more()
    assert page.seqs() == list(range(450, 200, -1))
    page.journal.posted = 440
    page.bridge.read_state()
    assert page.seqs() == list(range(450, 440, -1))
    page.journal.posted = 450
    page.bridge.read_state()
    assert page.rows.last == ([], False)


def test_the_journal_is_followed_only_while_the_page_is_shown(page: Page) -> None:
    page.presenter.open()
    page.presenter.close()
    heard = len(page.rows)
    page.bridge.read_state()
    assert len(page.rows) == heard


def test_a_filter_that_is_changed_while_reading_wins(page: Page, desk: Desk) -> None:
    page.journal.posted = 449
    later = desk.background = Later()
    page.presenter.open()
    page.presenter.show_only(unposted=True)
    later.do_all()
    assert page.seqs() == [450]


def test_a_wish_to_read_while_reading_is_read_after_it(page: Page, desk: Desk) -> None:
    later = desk.background = Later()
    page.presenter.open()
    page.journal.last = 451
    page.presenter.read()
    later.do_all()
    assert page.seqs()[0] == 451


def test_a_journal_that_cannot_be_read_is_told(page: Page) -> None:
    failed = Heard(page.presenter.failed)
    page.journal.broken = StorageFailed("storage.io")
    page.presenter.open()
    assert failed.last.code == "storage.io"


def test_sending_is_busy_until_its_own_round_has_ended(desk: Desk, till: FakeTill) -> None:
    later = Later()
    bridge = SyncBridge(till, later)
    bridge.start()
    presenter = SyncPresenter(desk, bridge)
    sending = Heard(presenter.sending)
    presenter.send_now()
    presenter.send_now()
    later.do_all()
    assert sending.said == [True]
    bridge.wake()
    later.do_all()
    assert sending.said == [True, False]
    bridge.wake()
    later.do_all()
    assert sending.said == [True, False]


def test_before_sync_has_begun_nothing_stays_busy(desk: Desk, till: FakeTill) -> None:
    presenter = SyncPresenter(desk, SyncBridge(till, Immediate()))
    sending = Heard(presenter.sending)
    presenter.send_now()
    assert sending.said == [True, False]


def test_the_journal_is_verified_or_the_broken_entry_is_named(desk: Desk, till: FakeTill) -> None:
    presenter = SyncPresenter(desk, SyncBridge(till, Immediate()))
    verified, damaged = Heard(presenter.verified), Heard(presenter.damaged)
    presenter.verify()
    assert verified.last == 0
    till.journal.verify_fails = RuleBroken("journal.hash_wrong", seq=2)
    presenter.verify()
    assert damaged.last.title == "Entry 2 of the journal was changed."


# What is in the way.


def note(desk: Desk, reach: Reach, code: str = "", *, network_on: bool = True) -> list[str]:
    state = MadeUpJournal(9, 9, 9, reach=reach, error_code=code).state()
    found = reach_note(state, desk, network_on=network_on)
    return [found.tone, found.title, found.text, found.action] if found else []


def test_nothing_is_in_the_way_while_the_server_answers(desk: Desk) -> None:
    assert note(desk, Reach.ONLINE) == note(desk, Reach.UNKNOWN) == []


def test_the_switch_that_is_off_can_be_switched_on(desk: Desk) -> None:
    tone, title, text, action = note(desk, Reach.SWITCHED_OFF, network_on=False)
    assert (tone, action) == ("warning", "Switch on")
    assert title == "The network is switched off here."
    assert text.startswith("Selling goes on.")


@pytest.mark.parametrize("code", ["sign_in.wrong", "sign_in.disabled", "auth.token_refused"])
def test_a_register_that_is_refused_is_not_told_to_sign_in_itself(desk: Desk, code: str) -> None:
    tone, title, text, action = note(desk, Reach.SIGN_IN_AGAIN, code)
    assert (tone, action) == ("warning", "Try again")
    assert title == "The server does not let this register in."
    assert "enrol" in text
    assert "Selling goes on" in text
    assert "F12" not in text


@pytest.mark.parametrize(
    ("reach", "code", "tone", "title"),
    [
        (Reach.OFFLINE, "", "warning", "The server cannot be reached."),
        (Reach.OFFLINE, "network.captive_portal", "warning",
         "The network asks for a sign-in of its own."),
        (Reach.SIGN_IN_AGAIN, "key_store.secret_missing", "warning",
         "This register's secret is missing."),
        (Reach.REFUSED, "journal.fork", "danger",
         "The server has another history of this register."),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_said_with_what_to_do(
    desk: Desk, reach: Reach, code: str, tone: str, title: str
) -> None:
    said = note(desk, reach, code)
    assert said[:2] == [tone, title]
    assert said[2]
    assert said[3] == "Try again"


def test_every_reach_has_two_words() -> None:
    words = [
        reach_words(MadeUpJournal(reach=reach).state(), network_on=reach != Reach.SWITCHED_OFF)[0]
        for reach in Reach
    ]
    assert words == [
        "Not asked yet", "Server answers", "Offline", "Server refuses", "Server refuses",
        "Switched off",
    ]  # fmt: skip


# One entry.


@pytest.fixture
def entries(desk: Desk, till: FakeTill) -> EntryPresenter:
    """The entry of a sale of £2.95 is chosen."""
    cart = Cart().add(till.find_products.cards[0].product, Quantity.pieces(1))
    till.checkout.complete(cart, Payment(295, desk.rules).with_cash(295), desk.actor)
    presenter = EntryPresenter(desk, SyncBridge(till, Immediate()))
    presenter.choose(till.journal.rows()[0])
    return presenter


def test_a_receipt_is_looked_at(entries: EntryPresenter) -> None:
    receipt = Heard(entries.receipt)
    entries.look()
    assert (receipt.last.number, receipt.last.copy) == ("T2-000001", False)


def test_a_receipt_is_printed_again_and_the_copy_is_sent(
    entries: EntryPresenter, till: FakeTill
) -> None:
    printing, printed = Heard(entries.printing), Heard(entries.printed)
    entries.print_again()
    assert till.receipts.copies == ["event-1"]
    assert printing.said == [True, False]
    assert len(printed) == 1


def test_a_printer_that_fails_is_told(entries: EntryPresenter, till: FakeTill) -> None:
    printing, refused = Heard(entries.printing), Heard(entries.refused)
    till.receipts.broken = DeviceFailed("printer.failed")
    entries.print_again()
    assert printing.said == [True, False]
    assert refused.last.code == "printer.failed"


def test_an_answer_about_an_entry_that_was_left_is_not_told(
    entries: EntryPresenter, desk: Desk
) -> None:
    later = desk.background = Later()
    receipt, printed = Heard(entries.receipt), Heard(entries.printed)
    entries.look()
    entries.print_again()
    entries.choose(entry(7))
    later.do_all()
    assert len(receipt) == len(printed) == 0


def test_what_has_no_receipt_is_left_alone(entries: EntryPresenter, till: FakeTill) -> None:
    refused = Heard(entries.refused)
    entries.choose(entry(8, "staff.signed_in"))
    entries.look()
    entries.print_again()
    assert len(refused) == 0
    assert till.receipts.copies == []
