"""Sessions of tills in the books: cash adds up there too, and what does not fit is a remark."""

import json
from dataclasses import replace

import pytest

from backend_lambdas.logic.post_again import PostAgain
from backend_lambdas.logic.post_journal import post_entries
from backend_lambdas.logic.report_today import ReportToday
from pos_core.cash_count import CashCount
from pos_core.journal import Json
from pos_core.money import GBP
from pos_core.permissions import Role
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.till_session import (
    CashMove,
    CashMoveKind,
    SessionFigures,
    TillClosing,
    TillOpening,
    trade_of,
    z_number,
)
from pos_core.wire.convert import sale_payload
from pos_core.wire.till import closed_payload, moved_payload, opened_payload
from tests.backend.books.reading import Rows, one, remarks, rows
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock

LANTERN = product("LANTERN", 1250)
FLOAT = 15_000


class Drawer:
    """The sessions of one till: what its own journal says, and what it therefore closes with."""

    def __init__(self, till: Till) -> None:
        self.till = till
        self.zs = 0
        self.documents: list[Sale | GoodsReturn] = []
        self.moves: list[CashMove] = []

    def open(self, float_minor: int = FLOAT) -> TillOpening:
        self.documents, self.moves = [], []
        self.opening = TillOpening(self.till.stamp(), self.till.place, GBP, float_minor)
        self.till.write("till.opened", opened_payload(self.opening), self.opening.stamp)
        return self.opening

    def sell(self, pieces: int = 1, *, card: bool = False) -> Sale:
        sale = self.till.sell((LANTERN, pieces), card=card)
        self.documents.append(sale)
        return sale

    def take_back(self, sale: Sale) -> GoodsReturn:
        goods = self.till.take_back(sale, {1: 1})
        self.documents.append(goods)
        return goods

    def move(self, kind: CashMoveKind, amount_minor: int) -> None:
        move = CashMove(self.till.stamp(), kind, amount_minor, "window cleaner")
        self.moves.append(move)
        self.till.write("cash.moved", moved_payload(move, self.opening.session_id), move.stamp)

    def closing(self, short_minor: int = 0) -> TillClosing:
        self.zs += 1
        figures = SessionFigures(self.opening, trade_of(self.documents), tuple(self.moves))
        count = CashCount(other_minor=figures.cash.expected_minor - short_minor)
        number = z_number(self.till.code, self.zs)
        return TillClosing(self.till.stamp(), self.till.place, number, figures, count)

    def close(self, short_minor: int = 0) -> TillClosing:
        closing = self.closing(short_minor)
        self.till.write("till.closed", closed_payload(closing), closing.stamp)
        return closing


@pytest.fixture
def drawer(shop: Shop) -> Drawer:
    shop.stock([LANTERN])
    return Drawer(shop.till())


def sessions(shop: Shop) -> Rows:
    return rows(
        shop.engine,
        "SELECT z_number, opening_float_minor, stated_minor, expected_minor, counted_minor"
        " FROM till_sessions ORDER BY opened_seq",
    )


def test_a_session_is_in_the_books_with_the_cash_that_the_books_expect(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.sell()  # before the first session: a shop may begin to use them on any day
    drawer.open()
    sale = drawer.sell(2)
    drawer.sell(card=True)
    drawer.take_back(sale)
    drawer.move(CashMoveKind.PAID_IN, 1_000)
    drawer.move(CashMoveKind.PAID_OUT, 300)
    drawer.move(CashMoveKind.DROP, 5_000)
    closing = drawer.close(short_minor=55)

    posted = shop.post(drawer.till.run())

    expected = FLOAT + 2_500 - 1_250 + 1_000 - 300 - 5_000
    assert closing.expected_minor == expected
    assert (posted.quarantined, remarks(shop.engine)) == (0, [])
    assert sessions(shop) == [("T1-Z0001", FLOAT, expected, expected, expected - 55)]
    assert one(shop.engine, "SELECT sum(amount_minor) FROM cash_moves") == 6_300


def test_it_makes_no_difference_in_how_many_runs_a_session_arrives(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.sell(3)
    drawer.move(CashMoveKind.DROP, 1_000)
    drawer.close()
    drawer.open(2_000)
    drawer.sell()
    drawer.close()

    for seq in range(1, len(drawer.till.entries) + 1):
        shop.post(drawer.till.run(seq, seq))
        shop.post(drawer.till.run(seq, seq))

    assert remarks(shop.engine) == []
    assert sessions(shop) == [
        ("T1-Z0001", FLOAT, FLOAT + 2_750, FLOAT + 2_750, FLOAT + 2_750),
        ("T1-Z0002", 2_000, 3_250, 3_250, 3_250),
    ]


@pytest.mark.fault(53, "A sale after the close of its till is posted with a remark, never refused")
def test_a_sale_after_the_close_is_late_until_the_till_is_opened_again(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.close()
    late = drawer.sell()
    drawer.open()
    drawer.sell()
    drawer.close()

    posted = shop.post(drawer.till.run())

    assert (posted.applied, posted.quarantined) == (6, 0)
    assert rows(shop.engine, "SELECT event_id, code FROM remarks") == [
        (late.stamp.event_id, "till.late")
    ]
    assert one(shop.engine, "SELECT count(*) FROM sales") == 2


def test_a_shop_without_sessions_hears_nothing_of_them(shop: Shop, drawer: Drawer) -> None:
    sale = drawer.sell()
    drawer.take_back(sale)

    shop.post(drawer.till.run())

    assert remarks(shop.engine) == []


def test_a_till_that_expects_something_else_than_the_books_is_remarked(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.sell()
    drawer.documents.clear()
    drawer.close()

    shop.post(drawer.till.run())

    assert remarks(shop.engine) == [("till.expected_differs", "")]
    assert json.loads(one(shop.engine, "SELECT data FROM remarks")) == {
        "stated_minor": FLOAT,
        "expected_minor": FLOAT + 1_250,
    }
    assert sessions(shop)[0][2:4] == (FLOAT, FLOAT + 1_250)


def test_a_close_that_contradicts_itself_is_remarked(shop: Shop, drawer: Drawer) -> None:
    drawer.open()
    closing = drawer.closing()
    payload = closed_payload(closing) | {"difference_minor": 1}
    drawer.till.write("till.closed", payload, closing.stamp)

    shop.post(drawer.till.run())

    assert remarks(shop.engine) == [("amounts.differ", "")]


def test_a_difference_over_the_limit_that_nobody_accepted_is_for_a_manager(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    closing = replace(drawer.closing(short_minor=999), over_limit=True)
    drawer.till.write("till.closed", closed_payload(closing), closing.stamp)

    shop.post(drawer.till.run())

    assert remarks(shop.engine) == [("till.difference_not_accepted", "")]


def test_opening_and_closing_twice_are_remarked_and_the_first_close_stands(
    shop: Shop, drawer: Drawer
) -> None:
    first = drawer.open()
    second = drawer.open()
    drawer.sell()
    drawer.close()
    again = drawer.close(short_minor=100)

    posted = shop.post(drawer.till.run())

    assert posted.quarantined == 0
    found = rows(shop.engine, "SELECT event_id, code FROM remarks ORDER BY code DESC")
    assert found == [
        (second.session_id, "till.opened_twice"),
        (again.stamp.event_id, "till.closed_twice"),
    ]
    closed = "SELECT counted_minor FROM till_sessions WHERE session_id = :id"
    assert one(shop.engine, closed, id=second.session_id) == FLOAT + 1_250
    assert one(shop.engine, closed, id=first.session_id) is None


def test_cash_that_moved_after_the_close_is_remarked_and_counted(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.close()
    drawer.move(CashMoveKind.DROP, 500)

    shop.post(drawer.till.run())

    assert remarks(shop.engine) == [("till.expected_differs", ""), ("till.late", "")]
    assert sessions(shop)[0][3] == FLOAT - 500


def test_a_close_whose_opening_nobody_knows_is_kept_with_a_remark(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.till.entries.clear()
    drawer.move(CashMoveKind.DROP, 500)
    drawer.close()

    posted = shop.post(drawer.till.run())

    assert posted.quarantined == 0
    unknown = ("till.session_unknown", "")
    assert remarks(shop.engine) == [unknown, unknown], "the move's and the close's"
    assert sessions(shop)[0][:3] == ("T1-Z0001", FLOAT, FLOAT - 500)


@pytest.mark.parametrize("field", ["session_id", "opening_float_minor", "currency"])
def test_an_opening_that_cannot_be_read_is_quarantined(
    shop: Shop, drawer: Drawer, field: str
) -> None:
    opening = TillOpening(drawer.till.stamp(), drawer.till.place, GBP, FLOAT)
    payload = {name: value for name, value in opened_payload(opening).items() if name != field}
    drawer.till.write("till.opened", payload, opening.stamp)
    drawer.sell()

    posted = shop.post(drawer.till.run())

    assert (posted.quarantined, posted.applied) == (1, 2)
    assert one(shop.engine, "SELECT count(*) FROM sales") == 1


def refuse(shop: Shop, drawer: Drawer, seq: int) -> None:
    """Post everything, but for one entry that the books cannot take yet."""
    till = drawer.till
    shop.books.write(lambda work: post_entries(work, till.run(), till.entries, {seq: "a bug"}))


def test_a_sale_that_is_posted_after_its_session_was_closed_mends_what_is_expected(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    sale = drawer.sell()
    drawer.close()
    refuse(shop, drawer, 2)
    assert remarks(shop.engine) == [("till.expected_differs", "")]

    PostAgain(shop.books, shop.bell, FixedClock())([Role.IT], drawer.till.register_id, 2)

    assert rows(shop.engine, "SELECT event_id, code FROM remarks WHERE NOT settled") == [
        (sale.stamp.event_id, "till.late")
    ]
    assert sessions(shop)[0][2:4] == (FLOAT + 1_250, FLOAT + 1_250)


def test_an_opening_that_is_posted_after_its_close_is_put_in_its_place(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.sell()
    drawer.close()
    refuse(shop, drawer, 1)
    assert remarks(shop.engine) == [("till.session_unknown", "")]

    PostAgain(shop.books, shop.bell, FixedClock())([Role.IT], drawer.till.register_id, 1)

    assert remarks(shop.engine) == []
    assert sessions(shop)[0][2:4] == (FLOAT + 1_250, FLOAT + 1_250)
    assert one(shop.engine, "SELECT opened_seq FROM till_sessions") == 1


def test_a_session_goes_on_in_the_journal_of_the_register_that_succeeds(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.sell()
    drawer.move(CashMoveKind.DROP, 500)
    shop.post(drawer.till.run())
    drawer.till = shop.till("T2")
    drawer.sell(2)
    drawer.move(CashMoveKind.PAID_IN, 200)
    drawer.close()
    late = drawer.sell()

    shop.post(drawer.till.run())

    expected = FLOAT + 3 * 1_250 - 500 + 200
    assert sessions(shop) == [("T2-Z0001", FLOAT, expected, expected, expected)]
    assert rows(shop.engine, "SELECT event_id, code FROM remarks") == [
        (late.stamp.event_id, "till.late")
    ]


def test_the_report_of_the_day_says_what_should_be_in_every_drawer(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.sell()
    drawer.close(short_minor=50)
    drawer.open(2_000)
    drawer.sell()
    drawer.move(CashMoveKind.DROP, 500)
    shop.post(drawer.till.run())

    report = ReportToday(shop.books, FixedClock())([Role.MANAGER], "S1", "2026-11-21")

    closed, still_open = report.tills
    assert (closed.register_code, closed.z_number) == ("T1", "T1-Z0001")
    assert (closed.expected_minor, closed.counted_minor) == (FLOAT + 1_250, FLOAT + 1_200)
    assert (still_open.z_number, still_open.counted_minor) == ("", None)
    assert still_open.expected_minor == 2_000 + 1_250 - 500
    elsewhere = ReportToday(shop.books, FixedClock())([Role.MANAGER], "S2", "2026-11-21")
    assert elsewhere.tills == []


def test_a_z_number_that_was_given_twice_is_remarked_on_the_later_close(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    drawer.close()
    drawer.zs = 0  # as after the file was lost together with what was posted
    drawer.open()
    again = drawer.close()

    shop.post(drawer.till.run())

    assert rows(shop.engine, "SELECT event_id, code FROM remarks") == [
        (again.stamp.event_id, "till.z_repeated")
    ]


def test_amounts_that_no_column_holds_together_keep_no_close_from_being_kept(
    shop: Shop, drawer: Drawer
) -> None:
    drawer.open()
    for _ in range(2):
        sale = drawer.till.sell((LANTERN, 1))
        drawer.till.entries.pop()
        payload = sale_payload(sale)
        given: Json = {"kind": "cash", "amount_minor": 2**53 - 1, "given_minor": 2**53 - 1}
        tenders: list[Json] = [given for _ in range(600)]
        drawer.till.write("sale.completed", {**payload, "tenders": tenders}, sale.stamp)
    drawer.close()
    drawer.sell()

    for seq in range(1, 6):
        shop.post(drawer.till.run(seq, seq))

    assert one(shop.engine, "SELECT max(seq) FROM journal_entries") == 5
    assert one(shop.engine, "SELECT count(*) FROM sales") == 3
    states = rows(shop.engine, "SELECT state FROM journal_entries WHERE seq = 4")
    assert states == [("quarantined",)], "the books expect more than any column holds"
