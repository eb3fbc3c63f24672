"""Writes what entries add to the books, in the order in which rows have to be locked.

Facts first, then the lines that goods come back to, then sessions of tills, then stock in the order
of its keys, and last the stock feed, which everybody shares and which is therefore held for the
shortest time. Knows nothing of chains.
"""

from backend_lambdas.logic.book_facts import Bookings, book_one
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.books.sales import GoodsBack, Remark
from backend_lambdas.logic.books.stock import LowStock, StockKey
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.check_numbers import repeated_numbers
from backend_lambdas.logic.check_returns import UNKNOWN, check_returns
from backend_lambdas.logic.post_till_facts import post_till_facts
from backend_lambdas.logic.take_stock import StockTaken, take_stock
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale


def write_bookings(work: Work, bookings: Bookings, received_at: str) -> None:
    """Write everything; adds to `bookings` the remarks and wishes that only the books can tell."""
    work.journals.add(bookings.kept, received_at)
    write_facts(work, bookings, received_at)


def write_facts(work: Work, bookings: Bookings, received_at: str) -> None:
    """Write everything but the entries themselves."""
    bookings.remarks += _repeated_numbers(work, bookings)
    work.sales.add_sales(bookings.sales)
    goods = _returns_before(work, bookings) + bookings.goods_back
    work.sales.add_returns(bookings.returns)
    bookings.remarks += check_returns(goods, work.sales.take_back(goods))
    bookings.remarks += post_till_facts(work, bookings)
    taken = _take_stock(work, bookings)
    bookings.remarks += taken.remarks
    bookings.intents += [_alert(low) for low in taken.low]
    work.sales.add_remarks(bookings.remarks)
    work.stock.add_alerts(taken.low, received_at)
    work.outbox.add(bookings.intents, received_at)
    work.stock.write_levels(taken.quantities)


def _repeated_numbers(work: Work, bookings: Bookings) -> list[Remark]:
    documents: list[Sale | GoodsReturn] = [*bookings.sales, *bookings.returns]
    held = work.sales.numbered({document.receipt_number for document in documents})
    return repeated_numbers(documents, held)


def _returns_before(work: Work, bookings: Bookings) -> list[GoodsBack]:
    """Find goods that came back before their sale arrived, and settle that remark on them."""
    goods = work.sales.returns_before([sale.stamp.event_id for sale in bookings.sales])
    work.sales.settle_remarks({back.return_id for back in goods}, UNKNOWN)
    return goods


def _take_stock(work: Work, bookings: Bookings) -> StockTaken:
    moved = {movement.key for movement in bookings.movements}
    levels = work.stock.lock_levels(moved | _stated_again(bookings))
    work.stock.add_movements(bookings.movements)
    return take_stock(bookings.movements, levels)


def _stated_again(bookings: Bookings) -> set[StockKey]:
    """Return whose levels hold what is repeated already.

    A till takes its own sales off a level until one is stated after they were posted. A repeat
    moves nothing, so without this nobody would ever state it.
    """
    repeats = (kept.entry for kept in bookings.kept if kept.state is EntryState.REPEATED)
    return {movement.key for entry in repeats for movement in book_one(entry).movements}


def _alert(low: LowStock) -> Intent:
    store_id, product_id = low.key
    data: dict[str, str | int] = {
        "store_id": store_id,
        "product_id": product_id,
        "product_name": low.product_name,
        "quantity_milli": low.quantity_milli,
        "threshold_milli": low.threshold_milli,
    }
    return Intent(low.intent, IntentKind.LOW_STOCK, data)
