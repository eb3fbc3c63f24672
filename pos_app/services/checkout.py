"""Checkout: turns a paid cart into a sale that can never be lost.

One transaction holds the receipt number, the journal's entry, the projections and the cleared
draft. When `complete` returns, the sale is on the disk; only then may the screen say *paid*, the
drawer open and the printer start. Knows nothing of screens, devices or the network.
"""

from pos_app.services.ports import Storage
from pos_app.services.records import PaidSale, RegisterIdentity
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import check_till_open, enrolled
from pos_core.cart import Cart
from pos_core.journal import Actor, EntryType
from pos_core.payment import Payment
from pos_core.sale import Place, complete_sale
from pos_core.wire.convert import sale_payload


def place_of(register: RegisterIdentity) -> Place:
    """Return where documents of this register are made."""
    return Place(register.register_id, register.code, register.store_id)


class Checkout:
    """Completes sales, each in one commit."""

    def __init__(self, storage: Storage, scribe: Scribe) -> None:
        """Write through `storage`, with entries by `scribe`."""
        self._storage = storage
        self._scribe = scribe

    def complete(self, cart: Cart, payment: Payment, actor: Actor) -> PaidSale:
        """Put the sale on the disk and return it.

        Raises RuleBroken for a cart that cannot be sold (`sale.empty`, `sale.unknown_codes`,
        `sale.not_paid`, `sale.total_changed`, `register.not_enrolled`, and where the shop wants it
        so `till.session_required`) and StorageFailed when the disk refuses; then nothing has
        happened, and cart and draft are as they were.
        """
        stamp = self._scribe.stamp(actor)
        with self._storage.begin() as books:
            place = place_of(enrolled(books))
            check_till_open(books)
            number = books.sales.next_receipt_number()
            sale = complete_sale(cart, payment, stamp, place, number)
            entry = self._scribe.write_stamped(
                books, EntryType.SALE_COMPLETED, sale_payload(sale), stamp
            )
            books.sales.record_sale(sale, entry.seq)
            books.drafts.keep(Cart())
        return PaidSale(sale, entry.seq)
