"""The promises that hold after every day, each as a function that names what breaks it.

Here are those about facts, and the list of all. I8 (no cursor goes back) and I10 (a sale asks
nobody) are also watched while the day goes on, I9 is the evening's own.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pos_core.sale import Sale
from tests.simulation.examined_books import Document, ExaminedBooks
from tests.simulation.journal_invariants import (
    i6_receipt_numbers_have_no_gap,
    i7_chains_and_signatures_verify,
)
from tests.simulation.money_invariants import (
    i4_amounts_agree_to_the_minor_unit,
    i5_stock_is_opening_and_movements,
    i11_the_drawer_holds_what_is_expected,
)
from tests.simulation.news_invariants import (
    i8_tills_know_what_the_server_knows,
    i12_each_wish_comes_true_once,
)

Complaints = Iterator[str]


def i1_what_was_shown_is_posted_once(books: ExaminedBooks) -> Complaints:
    """Every sale and return that a customer was shown is in the books exactly once."""
    kept = Counter(row[0] for row in books.rows("SELECT event_id FROM journal_entries"))
    heads = Counter(
        row[0]
        for row in books.rows("SELECT event_id FROM sales UNION ALL SELECT event_id FROM returns")
    )
    for event_id, document in books.shown.items():
        if (kept[event_id], heads[event_id]) != (1, 1):
            yield f"I1: {document.receipt_number} was shown and is posted {heads[event_id]} times"


def i2_nothing_else_is_posted(books: ExaminedBooks) -> Complaints:
    """The books hold only what tills wrote, word for word, and each fact of theirs once."""
    made = {(e.register_id, e.seq, e.body) for e in books.entries}
    rows = books.rows("SELECT register_id, seq, body, state, event_id FROM journal_entries")
    for register_id, seq, body, *_ in rows:
        if (register_id, seq, body) not in made:
            yield f"I2: {seq} of {register_id} was never made"
    states: dict[str, list[str]] = {}
    for *_, state, event_id in rows:
        if event_id is not None:
            states.setdefault(event_id, []).append(state)
    for event_id in books.facts:
        wanted = ["quarantined" if event_id in books.unreadable else "posted"]
        if states.get(event_id) != wanted:
            yield f"I2: {event_id} is {states.get(event_id, 'not in the books')}"
    for table, documents in (("sales", books.sales), ("returns", books.returns)):
        posted = {row[0] for row in books.rows(f"SELECT event_id FROM {table}")}  # noqa: S608 - our own names
        yield from (
            f"I2: {event_id} in {table} only" for event_id in sorted(posted - set(documents))
        )


def i3_all_parts_of_a_document_are_there(books: ExaminedBooks) -> Complaints:
    """Lines, taxes, payments and movements of each document are those that were shown."""
    parts = {
        "lines": books.by_fact(_LINES),
        "taxes": books.by_fact(_TAXES),
        "payments": books.by_fact(_PAYMENTS),
        "movements": books.by_fact(_MOVEMENTS),
    }
    for event_id, document in books.shown.items():
        for name, wanted in _parts_of(document).items():
            found = parts[name].get(event_id, [])
            if sorted(found) != sorted(wanted):
                yield f"I3: {name} of {document.receipt_number}: {found}, shown {wanted}"


_LINES = """SELECT event_id, product_id, quantity_milli, net_minor, tax_minor FROM sale_lines
UNION ALL SELECT event_id, product_id, quantity_milli, net_minor, tax_minor FROM return_lines"""
_TAXES = "SELECT event_id, tax_code, net_minor, tax_minor FROM sale_taxes"
_PAYMENTS = """SELECT event_id, kind, amount_minor FROM payments
UNION ALL SELECT event_id, kind, amount_minor FROM refunds"""
_MOVEMENTS = "SELECT source_id, store_id, product_id, quantity_milli FROM stock_movements"


def _parts_of(document: Document) -> dict[str, list[tuple[object, ...]]]:
    tenders = [(t.kind.value, t.amount_minor) for t in document.tenders]
    store = document.place.store_id
    if isinstance(document, Sale):
        lines = [(ln.product.product_id, ln.quantity.milli, ln.amounts) for ln in document.lines]
        return {
            "lines": [(product, milli, a.net_minor, a.tax_minor) for product, milli, a in lines],
            "taxes": [(t.tax.code, t.net_minor, t.tax_minor) for t in document.totals.taxes],
            "payments": [*tenders],
            "movements": [(store, product, -milli) for product, milli, _ in lines],
        }
    back = [(ln.product.product_id, ln.quantity.milli, ln) for ln in document.lines]
    return {
        "lines": [(product, milli, ln.net_minor, ln.tax_minor) for product, milli, ln in back],
        "taxes": [],
        "payments": [*tenders],
        "movements": [(store, product, milli) for product, milli, _ in back],
    }


PROMISES: Sequence[Callable[[ExaminedBooks], Complaints]] = (
    i1_what_was_shown_is_posted_once,
    i2_nothing_else_is_posted,
    i3_all_parts_of_a_document_are_there,
    i4_amounts_agree_to_the_minor_unit,
    i5_stock_is_opening_and_movements,
    i6_receipt_numbers_have_no_gap,
    i7_chains_and_signatures_verify,
    i8_tills_know_what_the_server_knows,
    i11_the_drawer_holds_what_is_expected,
    i12_each_wish_comes_true_once,
)


def broken_promises(books: ExaminedBooks) -> list[str]:
    """Return all that is wrong with the books; an empty list when nothing is."""
    return [complaint for promise in PROMISES for complaint in promise(books)]
