"""The promises about news and wishes: what tills know (I8), what goes out (I12).

Knows nothing of how the day went.
"""

from collections import Counter
from collections.abc import Iterator

from pos_core.wire.changes import Scope
from tests.simulation.basket import GOODS
from tests.simulation.examined_books import ExaminedBooks, StockKey
from tests.simulation.shop_day import LOW_AT_PIECES
from tests.simulation.till import SimulatedTill

Complaints = Iterator[str]
_PRODUCTS = "SELECT product_id, price_minor, active FROM products"
_LEVELS = "SELECT store_id, product_id, quantity_milli FROM stock_levels"
_VERSIONS = "SELECT scope, version FROM feed_versions"
_STAFF = "SELECT staff_id, name, active FROM staff"
_TAXES = "SELECT code, rate_millipercent FROM tax_classes"


def i8_tills_know_what_the_server_knows(books: ExaminedBooks) -> Complaints:
    """Prices, stock, taxes and staff at every till are the server's, and so is every cursor."""
    versions = {row[0]: row[1] for row in books.rows(_VERSIONS)}
    for till in books.floor.tills:
        yield from _shelves_differ(books, till)
        for question in (_STAFF, _TAXES):
            here, there = sorted(till.peek.rows(question)), sorted(books.rows(question))
            if here != there:
                yield f"I8: {till.name} has {here}, the server {there}"
        cursors = {scope.value: till.cursors_now().get(scope.value, 0) for scope in Scope}
        if cursors != versions:
            yield f"I8: {till.name} follows {cursors}, the server is at {versions}"


def _shelves_differ(books: ExaminedBooks, till: SimulatedTill) -> Complaints:
    products = {row[0]: tuple(row[1:]) for row in books.rows(_PRODUCTS)}
    levels = {(store, product): level for store, product, level in books.rows(_LEVELS)}
    here = {row[0]: tuple(row[1:]) for row in till.peek.rows(_PRODUCTS)}
    store_id = till.register.store_id
    for item in GOODS:
        wanted = (*products[item.product_id], levels[store_id, item.product_id])
        found = (*here.get(item.product_id, ()), till.shelf(item.product_id))
        if found != wanted:
            yield f"I8: {item.sku} at {till.name} is {found}, on the server {wanted}"


def i12_each_wish_comes_true_once(books: ExaminedBooks) -> Complaints:
    """One alert for each fall to the threshold, one mail for each that was asked for.

    Only what went out just before a deliverer died goes out once more.
    """
    outside = books.floor.server.outside
    told = Counter(
        (attributes["store_id"], attributes["product_id"])
        for _, _, attributes in outside.topic.published
        if attributes["kind"] == "low_stock"
    )
    told.subtract(
        (again["store_id"], again["product_id"])
        for again in outside.topic.again
        if again["kind"] == "low_stock"
    )
    wanted = _crossings(books)
    kept = Counter(
        (row[0], row[1]) for row in books.rows("SELECT store_id, product_id FROM alerts")
    )
    if not +told == wanted == kept:
        yield f"I12: alerts {dict(told)}, kept {dict(kept)}, crossings {dict(wanted)}"
    mailed = Counter(mail.to for mail in outside.mail.sent)
    mailed.subtract(outside.mail.again)
    if mailed != Counter(books.letters):
        yield f"I12: mailed {sorted(mailed.items())}, asked for {sorted(books.letters)}"
    wishes = len(outside.topic.published) + len(outside.mail.sent) - outside.deaths.repeated
    done = books.rows("SELECT intent FROM outbox WHERE state = 'done'")
    if len(done) != wishes:
        yield f"I12: {wishes} mails and alerts went out for {len(done)} wishes"
    for intent, state in books.rows("SELECT intent, state FROM outbox WHERE state <> 'done'"):
        yield f"I12: {intent} is {state}"


def _crossings(books: ExaminedBooks) -> Counter[StockKey]:
    """Walk the ledger in the order in which it was written, and count falls to the threshold."""
    found: Counter[StockKey] = Counter()
    level: Counter[StockKey] = Counter()
    question = "SELECT store_id, product_id, quantity_milli FROM stock_movements ORDER BY rowid"
    for store, product, moved in books.rows(question):
        before = level[store, product]
        level[store, product] += moved
        if before > LOW_AT_PIECES * 1000 >= before + moved:
            found[store, product] += 1
    return found
