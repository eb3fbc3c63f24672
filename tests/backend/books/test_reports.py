"""Reports equal sums that are worked out separately, from the till's own documents."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from backend_lambdas.logic.report_today import ReportToday, TotalPosted
from pos_core.errors import NotAllowed, NotFound, RuleBroken
from pos_core.journal import Actor
from pos_core.permissions import Role
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.wire.reports import TodayReport
from tests.backend.books.conftest import empty
from tests.backend.books.shop import Shop, open_shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock

LANTERN, LACE = product("LANTERN", 1250), product("LACE", 299)
MANAGER = [Role.MANAGER]
DAY = "2026-11-21"


def report(shop: Shop, store_id: str = "S1", day: str = DAY) -> TodayReport:
    return ReportToday(shop.books, FixedClock())(MANAGER, store_id, day)


def test_a_day_tells_sales_returns_tenders_products_and_people(shop: Shop) -> None:
    shop.stock([LANTERN, LACE])
    till = shop.till()
    sale = till.sell((LANTERN, 2), (LACE, 1))
    till.actor = Actor("staff-2", "Sales 2")
    till.sell((LACE, 3), card=True)
    till.take_back(sale, {1: 1})
    shop.post(till.run())

    found = report(shop)

    assert (found.source, found.currency, found.as_of) == (
        "server",
        "GBP",
        "2026-11-21T12:00:00.000Z",
    )
    assert (found.sales, found.returns, found.items_milli) == (2, 1, 6000)
    assert (found.sold_minor, found.returned_minor) == (2799 + 897, 1250)
    assert [(t.kind, t.count, t.amount_minor) for t in found.by_tender] == [
        ("card", 1, 897),
        ("cash", 2, 1549),
    ]
    assert [(p.sku, p.quantity_milli, p.amount_minor) for p in found.by_product] == [
        ("LANTERN", 1000, 1250),
        ("LACE", 4000, 1196),
    ]
    assert [(s.name, s.sales, s.amount_minor) for s in found.by_staff] == [
        ("Sales 1", 1, 2799),
        ("Sales 2", 1, -353),
    ]
    assert [(h.hour, h.sales, h.sold_minor, h.returned_minor) for h in found.by_hour] == [
        (9, 2, 3696, 1250)
    ]


def test_a_day_without_sales_is_all_zero(shop: Shop) -> None:
    found = report(shop)

    assert (found.sales, found.sold_minor, found.tax_minor, found.items_milli) == (0, 0, 0, 0)
    assert [*found.by_hour, *found.by_tender, *found.by_product, *found.by_staff] == []


def test_a_day_is_the_registers_local_day_and_its_store(shop: Shop) -> None:
    shop.stock([LANTERN])
    till, elsewhere = shop.till("T1", "S1"), shop.till("T2", "S2")
    till.moment = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)
    till.offset_minutes = 60
    till.sell((LANTERN, 1))
    till.moment = datetime(2026, 11, 20, 23, 10, tzinfo=UTC)
    till.sell((LANTERN, 2))
    elsewhere.sell((LANTERN, 5))
    for register in (till, elsewhere):
        shop.post(register.run())

    assert [(h.hour, h.sold_minor) for h in report(shop).by_hour] == [(0, 2500)]
    assert [(h.hour, h.sold_minor) for h in report(shop, day="2026-11-22").by_hour] == [(0, 1250)]
    assert report(shop, "S2").sold_minor == 6250


def test_totals_of_a_register_cover_the_days_that_are_asked_for(shop: Shop) -> None:
    shop.stock([LANTERN])
    till, other = shop.till("T1"), shop.till("T2")
    for day in (19, 20, 21):
        till.moment = datetime(2026, 11, day, 9, 0, tzinfo=UTC)
        till.sell((LANTERN, 1))
    till.moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    till.take_back(till.sell((LANTERN, 1)), {1: 1})
    other.sell((LANTERN, 9))
    for register in (till, other):
        shop.post(register.run())
    totals = TotalPosted(shop.books)

    two = totals(MANAGER, till.register_id, "2026-11-20", "2026-11-21")
    every = totals([Role.REGISTER], till.register_id, "2026-01-01", "2026-12-31")

    assert (two.sales, two.returns, two.sold_minor, two.returned_minor) == (2, 0, 2500, 0)
    assert (every.sales, every.returns, every.sold_minor, every.returned_minor) == (
        4,
        1,
        5000,
        1250,
    )
    assert [(t.kind, t.count, t.amount_minor) for t in every.by_tender] == [("cash", 5, 3750)]


def test_a_report_is_for_those_who_may_read_it_and_of_a_store_and_day_that_exist(
    shop: Shop,
) -> None:
    asking = ReportToday(shop.books, FixedClock())

    for roles in ([Role.SALESPERSON], [Role.REGISTER], []):
        with pytest.raises(NotAllowed):
            asking(roles, "S1", DAY)
    with pytest.raises(NotAllowed):
        TotalPosted(shop.books)([Role.SALESPERSON], "register-T1", DAY, DAY)
    with pytest.raises(NotFound, match=r"store\.unknown"):
        asking(MANAGER, "S9", DAY)
    for nonsense in ("yesterday", "2026-13-01", "20261121", ""):
        with pytest.raises(RuleBroken, match=r"day\.unreadable"):
            asking(MANAGER, "S1", nonsense)


STEPS = st.lists(
    st.tuples(st.sampled_from(["sell", "card", "return"]), st.integers(0, 23), st.integers(1, 5)),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_report_adds_up_to_what_the_till_did(
    engine: Engine, steps: Sequence[tuple[str, int, int]]
) -> None:
    empty(engine)
    shop = open_shop(engine)
    shop.stock([LANTERN, LACE])
    till = shop.till()
    sales, returns = live(till, steps)
    if till.entries:
        shop.post(till.run())

    found = report(shop)

    assert found.sold_minor == sum(sale.total_minor for sale in sales)
    assert found.returned_minor == sum(goods.total_minor for goods in returns)
    tax_back = sum(line.tax_minor for goods in returns for line in goods.lines)
    assert found.tax_minor == sum(sale.totals.tax_minor for sale in sales) - tax_back
    assert (found.sales, found.returns) == (len(sales), len(returns))
    assert {t.kind: t.amount_minor for t in found.by_tender} == tenders(sales, returns)
    for figures in (found.by_product, found.by_staff):
        total = sum(figure.amount_minor for figure in figures)
        assert total == found.sold_minor - found.returned_minor
    assert sum(hour.sold_minor for hour in found.by_hour) == found.sold_minor


def live(till: Till, steps: Sequence[tuple[str, int, int]]) -> tuple[list[Sale], list[GoodsReturn]]:
    """Let the till sell and take back at these hours."""
    sales: list[Sale] = []
    returns: list[GoodsReturn] = []
    for what, hour, count in steps:
        till.moment = datetime(2026, 11, 21, hour, 5, tzinfo=UTC)
        if what != "return":
            sales.append(till.sell((LANTERN, count), (LACE, 1), card=what == "card"))
        elif sales:
            returns.append(till.take_back(sales[-1], {2: 1}))
    return sales, returns


def tenders(sales: Sequence[Sale], returns: Sequence[GoodsReturn]) -> dict[str, int]:
    """Add up what came in and went out by each tender."""
    sums: defaultdict[str, int] = defaultdict(int)
    for sale in sales:
        for tender in sale.tenders:
            sums[tender.kind.value] += tender.amount_minor
    for goods in returns:
        for tender in goods.tenders:
            sums[tender.kind.value] -= tender.amount_minor
    return dict(sums)
