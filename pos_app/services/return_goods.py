"""Takes goods back: against the original sale where it is known, else without a receipt.

Knows nothing of screens or of who has to approve what; quantities and amounts of a return are
positive. Each return is one commit with its entry and its own receipt number.
"""

from collections.abc import Sequence

from pos_app.services.checkout import place_of
from pos_app.services.free_text import checked_text
from pos_app.services.ports import Books, Storage
from pos_app.services.records import DoneReturn
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import check_till_open, enrolled, filled, pricing_rules
from pos_core.cart import SoldProduct
from pos_core.errors import NotFound, RuleBroken
from pos_core.journal import Actor, EntryType
from pos_core.payment import TenderKind
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity
from pos_core.returns import (
    GoodsReturn,
    Original,
    ReturnedLine,
    ReturnRequest,
    lines_without_receipt,
    refund_in,
    returned_lines,
)
from pos_core.sale import Stamp
from pos_core.wire.convert import return_payload


class ReturnGoods:
    """Records returns and what was paid out for them."""

    def __init__(self, storage: Storage, scribe: Scribe) -> None:
        """Write through `storage`, with entries by `scribe`."""
        self._storage = storage
        self._scribe = scribe

    def against(
        self,
        event_id: str,
        requests: Sequence[ReturnRequest],
        tender: TenderKind,
        reason: str,
        actor: Actor,
    ) -> DoneReturn:
        """Take back lines of a sale that this register knows.

        Raises NotFound `sale.unknown`, RuleBroken `return.exceeds_sold`, `return.no_such_line`,
        `return.empty`, and where the shop wants it so `till.session_required`.
        """
        stamp = self._scribe.stamp(actor)
        with self._storage.begin() as books:
            sale = books.sales.sale(event_id)
            if sale is None:
                raise NotFound("sale.unknown", event_id=event_id)
            before = books.sales.returned_quantities(event_id)
            lines = returned_lines(sale, requests, before)
            original = Original(event_id, sale.receipt_number)
            goods = _goods(books, lines, original, sale.rules, tender, reason, stamp)
            return self._record(books, goods)

    def without_receipt(
        self,
        goods: Sequence[tuple[SoldProduct, Quantity, int]],
        tender: TenderKind,
        reason: str,
        actor: Actor,
    ) -> DoneReturn:
        """Take back goods whose sale is not known: product, quantity, unit price (minor)."""
        stamp = self._scribe.stamp(actor)
        with self._storage.begin() as books:
            if any(quantity.milli <= 0 for _, quantity, _ in goods):
                raise RuleBroken("return.empty")
            rules = pricing_rules(filled(books))
            lines = lines_without_receipt(goods, rules)
            done = _goods(books, lines, None, rules, tender, reason, stamp)
            return self._record(books, done)

    def _record(self, books: Books, goods: GoodsReturn) -> DoneReturn:
        entry = self._scribe.write_stamped(
            books, EntryType.SALE_RETURNED, return_payload(goods), goods.stamp
        )
        books.sales.record_return(goods, entry.seq)
        return DoneReturn(goods, entry.seq)


def _goods(
    books: Books,
    lines: tuple[ReturnedLine, ...],
    original: Original | None,
    rules: PricingRules,
    tender: TenderKind,
    reason: str,
    stamp: Stamp,
) -> GoodsReturn:
    if not lines:
        raise RuleBroken("return.empty")
    check_till_open(books)
    return GoodsReturn(
        stamp=stamp,
        place=place_of(enrolled(books)),
        receipt_number=books.sales.next_receipt_number(),
        rules=rules,
        original=original,
        lines=lines,
        tenders=refund_in(tender, lines),
        reason=checked_text(reason),
    )
