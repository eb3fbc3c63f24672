"""Turns journal entries into what the books take from them: sales, returns, movements, wishes.

Posting never refuses a sale, because the goods have left the shop: what does not agree becomes a
remark. What cannot be read at all is quarantined whole. Knows nothing of chains or tables.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from backend_lambdas.logic.books.journal import (
    EntryState,
    KeptEntry,
    PostingRegister,
    is_identity,
)
from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.books.sales import GoodsBack, Remark, local_time
from backend_lambdas.logic.books.stock import Movement, MovementKind
from backend_lambdas.logic.books.tills import Closed, Moved, Opened, Written
from pos_core.errors import SalePointError
from pos_core.journal import Entry, EntryType, Fact
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale, Stamp
from pos_core.wire.convert import differences_in, return_of, sale_of
from pos_core.wire.journal import ReceiptMailRequestedV1
from pos_core.wire.till import closing_of, move_of, opening_of

UNEXPECTED_NUMBER = "receipt_number.unexpected"
_LONGEST_NUMBER = 15  # what is longer is no count of receipts


@dataclass(slots=True)
class Bookings:
    """What entries of one register add to the books."""

    receipt_counter: int = 0
    kept: list[KeptEntry] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    returns: list[GoodsReturn] = field(default_factory=list)
    goods_back: list[GoodsBack] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    openings: list[Opened] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    closings: list[Closed] = field(default_factory=list)

    @property
    def quarantined(self) -> int:
        """How many entries could not be applied."""
        return sum(kept.state is EntryState.QUARANTINED for kept in self.kept)

    def take(self, other: "Bookings") -> None:
        """Add what another entry brought."""
        self.kept += other.kept
        self.sales += other.sales
        self.returns += other.returns
        self.goods_back += other.goods_back
        self.movements += other.movements
        self.remarks += other.remarks
        self.intents += other.intents
        self.openings += other.openings
        self.moves += other.moves
        self.closings += other.closings


def book(
    entries: Sequence[Entry],
    register: PostingRegister,
    known: Sequence[Fact],
    refused: Mapping[int, str],
) -> Bookings:
    """Read entries in their order; `refused` says by number which the database did not take.

    `known` are facts in the books that carry the same identities; such a fact is not booked again.
    """
    bookings = Bookings(register.receipt_counter)
    first = {fact.event_id: _as_told(fact) for fact in known}
    for entry in entries:
        event_id = entry.fact.event_id
        if event_id in first:
            bookings.take(_met_again(entry, first[event_id]))
        elif entry.seq in refused:
            bookings.take(quarantine(entry, refused[entry.seq]))
        else:
            booked = book_one(entry)
            _check_place(booked, register, bookings, made_here=entry.fact.origin is None)
            bookings.take(booked)
        _count_number(entry, register, bookings)
        first.setdefault(event_id, _as_told(entry.fact))
    return bookings


def _as_told(fact: Fact) -> Fact:
    """Return a fact as its first register told it, wherever it was carried afterwards."""
    return replace(fact, origin=None)


def _met_again(entry: Entry, first: Fact) -> Bookings:
    """Keep a repeat; another fact under a taken identity is no repeat and must not get lost."""
    if _as_told(entry.fact) == first:
        return Bookings(kept=[KeptEntry(entry, EntryState.REPEATED)])
    refused = quarantine(entry, "event_id: of another fact")
    refused.kept = [replace(kept, identity_taken=True) for kept in refused.kept]
    return refused


def book_one(entry: Entry) -> Bookings:
    """Read one entry; what cannot be read is quarantined and never raises."""
    fact = entry.fact
    read = _READERS.get((fact.type, fact.v))
    if read is None:
        return quarantine(entry, "unknown type or version")
    if not is_identity(fact.event_id):
        return quarantine(entry, "event_id: unreadable")
    try:
        booked = read(entry)
    except Exception as error:  # noqa: BLE001 - a bug with one entry must not hold up the next
        return quarantine(entry, _reason(error))
    booked.kept.append(KeptEntry(entry, EntryState.POSTED))
    return booked


def quarantine(entry: Entry, reason: str) -> Bookings:
    """Keep an entry whole and wish for an alarm."""
    data: dict[str, str | int] = {
        "register_id": entry.register_id,
        "seq": entry.seq,
        "reason": reason,
    }
    intent = f"quarantine:{entry.register_id}:{entry.seq}"
    return Bookings(
        kept=[KeptEntry(entry, EntryState.QUARANTINED, reason)],
        intents=[Intent(intent, IntentKind.QUARANTINE, data)],
    )


def _reason(error: Exception) -> str:
    """Name the fault without repeating what the payload says, which may be personal."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"payload: {where}: {first['type']}"
    if isinstance(error, SalePointError):
        return f"payload: {error.code}"
    return f"bug: {type(error).__name__}"


def _check_place(
    booked: Bookings, register: PostingRegister, bookings: Bookings, *, made_here: bool
) -> None:
    """Remark a foreign store, and a receipt number that is not the register's next.

    What was carried over has the number that another register gave it.
    """
    documents: list[Sale | GoodsReturn] = [*booked.sales, *booked.returns]
    for document in documents:
        event_id, place = document.stamp.event_id, document.place
        if place.store_id != register.store_id:
            bookings.remarks.append(
                Remark(event_id, "store.differs", data={"store_id": place.store_id})
            )
        if made_here and place.register_code == register.code:
            _check_number(document, register, bookings)


def _check_number(
    document: Sale | GoodsReturn, register: PostingRegister, bookings: Bookings
) -> None:
    event_id = document.stamp.event_id
    expected = bookings.receipt_counter + 1
    number = document.receipt_number.removeprefix(f"{register.code}-")
    if number != f"{expected:06d}":
        data: dict[str, str | int] = {"expected": expected, "found": document.receipt_number}
        bookings.remarks.append(Remark(event_id, UNEXPECTED_NUMBER, data=data))


def _count_number(entry: Entry, register: PostingRegister, bookings: Bookings) -> None:
    """Move the counter past this entry's number, also when nothing else of it can be read."""
    payload = entry.fact.payload
    if entry.fact.origin is not None or not isinstance(payload, Mapping):
        return
    number = str(payload.get("receipt_number")).removeprefix(f"{register.code}-")
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        bookings.receipt_counter = max(bookings.receipt_counter, int(number))


def _sale(entry: Entry) -> Bookings:
    sale = sale_of(entry.fact, entry.register_id)
    local_time(sale.stamp)
    payload = entry.fact.payload
    claimed = {name: _whole(payload[name]) for name in ("total_minor", "tax_minor")}
    return Bookings(
        sales=[sale],
        movements=[
            Movement(
                sale.stamp.event_id,
                line.line_no,
                (sale.place.store_id, line.product.product_id),
                MovementKind.SALE,
                -line.quantity.milli,
                line.product.name,
            )
            for line in sale.lines
        ],
        remarks=_differing(sale.stamp, differences_in(sale, claimed)),
    )


def _return(entry: Entry) -> Bookings:
    goods = return_of(entry.fact, entry.register_id)
    local_time(goods.stamp)
    event_id, original = goods.stamp.event_id, goods.original
    return Bookings(
        returns=[goods],
        goods_back=[
            GoodsBack(
                event_id,
                (original.event_id, line.original_line_no),
                line.quantity.milli,
                line.total_minor,
            )
            for line in goods.lines
            if original and line.original_line_no is not None
        ],
        movements=[
            Movement(
                event_id,
                position,
                (goods.place.store_id, line.product.product_id),
                MovementKind.RETURN,
                line.quantity.milli,
                line.product.name,
            )
            for position, line in enumerate(goods.lines, 1)
        ],
        remarks=_differing(goods.stamp, _return_differences(goods, entry)),
    )


def _return_differences(goods: GoodsReturn, entry: Entry) -> list[str]:
    found = []
    if _whole(entry.fact.payload["total_minor"]) != goods.total_minor:
        found.append("total_minor")
    if sum(tender.amount_minor for tender in goods.tenders) != goods.total_minor:
        found.append("tenders")
    if any(line.quantity.milli <= 0 for line in goods.lines):
        found.append("quantity")
    return found


def _mail(entry: Entry) -> Bookings:
    wish = ReceiptMailRequestedV1.model_validate(entry.fact.payload)
    data = {"event_id": wish.event_id, "address": wish.address}
    intent = f"receipt_mail:{entry.fact.event_id}"
    return Bookings(intents=[Intent(intent, IntentKind.RECEIPT_MAIL, data)])


def _till_opened(entry: Entry) -> Bookings:
    opening = opening_of(entry.fact, entry.register_id)
    local_time(opening.stamp)
    return Bookings(openings=[Opened(opening, Written(entry.register_id, entry.seq))])


def _cash_moved(entry: Entry) -> Bookings:
    move, session_id = move_of(entry.fact)
    local_time(move.stamp)
    return Bookings(moves=[Moved(move, session_id, Written(entry.register_id, entry.seq))])


def _till_closed(entry: Entry) -> Bookings:
    closing = closing_of(entry.fact, entry.register_id)
    local_time(closing.stamp)
    local_time(closing.figures.opening.stamp)
    names = ("expected_minor", "counted_minor", "difference_minor")
    expected, counted, difference = (_whole(entry.fact.payload[name]) for name in names)
    at = Written(entry.register_id, entry.seq)
    return Bookings(closings=[Closed(closing, at, (expected, counted, difference))])


def _nothing_more(_: Entry) -> Bookings:
    """Some facts are only kept."""
    return Bookings()


_READERS: Mapping[tuple[str, int], Callable[[Entry], Bookings]] = {
    (EntryType.SALE_COMPLETED, 1): _sale,
    (EntryType.SALE_RETURNED, 1): _return,
    (EntryType.RECEIPT_MAIL_REQUESTED, 1): _mail,
    (EntryType.TILL_OPENED, 1): _till_opened,
    (EntryType.CASH_MOVED, 1): _cash_moved,
    (EntryType.TILL_CLOSED, 1): _till_closed,
    (EntryType.RECEIPT_REPRINTED, 1): _nothing_more,
    (EntryType.STAFF_SIGNED_IN, 1): _nothing_more,
    (EntryType.REGISTER_ENROLLED, 1): _nothing_more,
}


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"an amount is a whole number, not {type(value).__name__}")
    return value


def _differing(stamp: Stamp, fields: Sequence[str]) -> list[Remark]:
    if not fields:
        return []
    return [Remark(stamp.event_id, "amounts.differ", data={"fields": ", ".join(fields)[:400]})]
