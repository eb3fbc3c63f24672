"""The daily proof and the remarks of the real books, from a real till over the real routes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pos_app.services.overview_records import Wanted
from pos_app.services.proved_day import Outcome
from pos_app.services.records import CLOCK_AHEAD, Whereabouts
from pos_app.services.till import Till
from pos_core.payment import Payment, TenderKind
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from tests.e2e.real_till import enrolled_till, sell, sign_in, sync

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend


@pytest.fixture(scope="module")
def till(cloud: "LocalBackend", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A register of store 1, filled from the demo shop."""
    with enrolled_till(tmp_path_factory.mktemp("till"), cloud) as made:
        yield made


def test_the_books_and_the_till_say_the_same_of_a_day(till: Till) -> None:
    actor = sign_in(till, "sales1")
    paid = sell(till, actor)
    back = [ReturnRequest(1, Quantity.pieces(1))]
    till.return_goods.against(paid.sale.stamp.event_id, back, TenderKind.CASH, "unwanted", actor)
    sync(till)
    proved = till.daily_proof.prove(till.daily_proof.today())
    assert proved.outcome is Outcome.EQUAL, proved.differences
    assert proved.ours.figures.sales >= 1
    assert proved.ours.figures.returns >= 1


def test_the_engine_proves_the_day_by_itself(till: Till) -> None:
    sell(till, sign_in(till, "sales1"))
    sync(till)
    till.engine.ask_now()
    till.engine.run_once()
    assert [day.outcome for day in till.daily_proof.kept(1)] == [Outcome.EQUAL]


def test_more_sold_than_the_books_have_is_remarked_and_stands(till: Till) -> None:
    actor = sign_in(till, "sales1")
    sale = till.open_sale()
    sale.add(till.find_products.search("").cards[0].product, Quantity.pieces(9_000))
    payment = Payment(sale.totals.total_minor, sale.rules).with_card(
        sale.totals.total_minor, "AUTH 1"
    )
    paid = till.checkout.complete(sale.cart, payment, actor)
    sync(till)
    till.engine.ask_now()
    till.engine.run_once()
    rows = till.journal_list.rows(Wanted(remarked_only=True))
    assert [(row.event_id, row.state) for row in rows] == [
        (paid.sale.stamp.event_id, Whereabouts.REMARKED)
    ]
    remarks = till.journal_list.examine(paid.sale.stamp.event_id).remarks
    assert [remark.code for remark in remarks] == ["stock.short"]
    assert till.journal_list.standing().remarked.count == 1


def test_the_servers_clock_is_heard(till: Till) -> None:
    sync(till)
    with till.storage.read() as books:
        ahead = int(books.setting(CLOCK_AHEAD) or 0)
    assert abs(ahead) < 60, "both run on this machine"
