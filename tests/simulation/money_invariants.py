"""The promises about money and goods: amounts (I4), stock (I5) and the cash in the drawer (I11).

Knows nothing of how the day went.
"""

from collections import Counter
from collections.abc import Iterator

from tests.simulation.basket import GOODS
from tests.simulation.drawer import walked
from tests.simulation.examined_books import ExaminedBooks, StockKey
from tests.simulation.shop_day import OPENING_PIECES

Complaints = Iterator[str]


def i4_amounts_agree_to_the_minor_unit(books: ExaminedBooks) -> Complaints:
    """Payments are the total with its rounding, lines and tax are the total; tenders agree too."""
    heads = books.by_fact(_HEADS)
    lines = books.by_fact(_LINE_SUMS)
    for event_id, ((number, total, rounding, paid),) in heads.items():
        ((of_lines,),) = lines.get(event_id, [(0,)])
        if paid != total + rounding or of_lines != total:
            yield f"I4: {number}: total {total}, paid {paid}, lines {of_lines}"
        shown = books.shown.get(event_id)
        if shown is not None and shown.total_minor != total:
            yield f"I4: {number}: shown {shown.total_minor}, posted {total}"
    found = books.rows("SELECT code, event_id FROM remarks WHERE code = 'amounts.differ'")
    yield from (f"I4: the server computes {event_id} differently" for _, event_id in found)
    yield from _tenders_differ(books)


_HEADS = """SELECT event_id, receipt_number, total_minor, rounding_minor,
coalesce((SELECT sum(amount_minor) FROM payments p WHERE p.event_id = s.event_id), 0) FROM sales s
UNION ALL SELECT event_id, receipt_number, total_minor, 0,
coalesce((SELECT sum(amount_minor) FROM refunds f WHERE f.event_id = r.event_id), 0)
FROM returns r"""
_LINE_SUMS = """SELECT event_id, sum(net_minor + tax_minor) FROM sale_lines GROUP BY event_id
UNION ALL SELECT event_id, sum(net_minor + tax_minor) FROM return_lines GROUP BY event_id"""


def _tenders_differ(books: ExaminedBooks) -> Complaints:
    """Compare the money that tills took and paid out, per tender, with what is posted."""
    taken: Counter[tuple[str, str]] = Counter()
    for sale in books.sales.values():
        for tender in sale.tenders:
            taken["taken", tender.kind.value] += tender.amount_minor
    for goods in books.returns.values():
        for tender in goods.tenders:
            taken["paid out", tender.kind.value] += tender.amount_minor
    posted: Counter[tuple[str, str]] = Counter()
    for way, table in (("taken", "payments"), ("paid out", "refunds")):
        question = f"SELECT kind, sum(amount_minor) FROM {table} GROUP BY kind"  # noqa: S608 - our own names
        posted.update({(way, kind): amount for kind, amount in books.rows(question)})
    if taken != posted:
        yield f"I4: money at the tills {dict(taken)}, in the books {dict(posted)}"


def i5_stock_is_opening_and_movements(books: ExaminedBooks) -> Complaints:
    """Each level is what the shop opened with, less what was sold, plus what came back."""
    wanted: Counter[StockKey] = Counter(
        {("S1", item.product_id): OPENING_PIECES * 1000 for item in GOODS}
    )
    for sale in books.sales.values():
        for line in sale.lines:
            wanted[sale.place.store_id, line.product.product_id] -= line.quantity.milli
    for goods in books.returns.values():
        for back in goods.lines:
            wanted[goods.place.store_id, back.product.product_id] += back.quantity.milli
    for store, product, level, moved in books.rows(_LEVELS):
        if not level == moved == wanted[store, product]:
            yield (
                f"I5: {product} in {store}: level {level}, movements {moved}, "
                f"counted {wanted[store, product]}"
            )


_LEVELS = """SELECT store_id, product_id, quantity_milli, coalesce((SELECT sum(m.quantity_milli)
FROM stock_movements m WHERE m.store_id = l.store_id AND m.product_id = l.product_id), 0)
FROM stock_levels l"""


def i11_the_drawer_holds_what_is_expected(books: ExaminedBooks) -> Complaints:
    """What a close expects is what the journal adds up to, at the till and in the books.

    Sessions that were open when files were copied, put back or lost are nobody's to add up.
    """
    held = {row[0]: tuple(row[1:]) for row in books.rows(_SESSIONS)}
    for till in books.floor.tills:
        for closed in walked(books.written_by(till)):
            if closed.session_id in books.floor.torn_sessions:
                continue
            wanted = (closed.expected_minor, closed.expected_minor, closed.counted_minor)
            if closed.stated_minor != closed.expected_minor:
                yield f"I11: {till.name} expects {closed.stated_minor}: {closed}"
            if held.get(closed.session_id) != wanted:
                yield f"I11: the books have {held.get(closed.session_id)}: {closed}"


_SESSIONS = "SELECT session_id, stated_minor, expected_minor, counted_minor FROM till_sessions"
