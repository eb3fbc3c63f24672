"""Fulfils one wish of the outbox: mails a receipt, tells of low stock or of a quarantined entry.

Knows nothing of claims and repeats, nor of how mail is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.fill_template import Templates, fill_text
from backend_lambdas.logic.ports import AlertTopic, MailSender
from backend_lambdas.logic.receipt_mail import receipt_mail
from pos_core.errors import NotFound
from pos_core.journal import Entry, EntryType
from pos_core.quantity import Quantity
from pos_core.receipt import Receipt, ShopIdentity, receipt_of_return, receipt_of_sale
from pos_core.wire.changes import StoreItem
from pos_core.wire.convert import return_of, sale_of

Data = Mapping[str, str | int]


class NotHereYet(Exception):
    """What a wish is about has not arrived in the books, or is quarantined."""


@dataclass(frozen=True, slots=True)
class FulfilWish:
    """Everything a wish may take."""

    books: Books
    mail: MailSender
    topic: AlertTopic
    templates: Templates

    def __call__(self, wish: Intent) -> None:
        """Fulfil it; raises NotHereYet, EnvironmentFailed, and RuleBroken when it never will be."""
        match wish.kind:
            case IntentKind.RECEIPT_MAIL:
                self._mail_receipt(wish.data)
            case IntentKind.LOW_STOCK:
                self._tell_low_stock(wish.data)
            case IntentKind.QUARANTINE:
                self._tell_quarantine(wish.data)

    def _mail_receipt(self, data: Data) -> None:
        event_id, address = str(data["event_id"]), str(data["address"])
        receipt = self.books.read(lambda work: _receipt(work, event_id))
        self.mail.send(receipt_mail(receipt, event_id, address, self.templates))

    def _tell_low_stock(self, data: Data) -> None:
        store_id, product = str(data["store_id"]), str(data["product_name"])
        text = fill_text(
            self.templates("low_stock.txt"),
            product=product,
            current=Quantity(int(data["quantity_milli"])).plain(),
            threshold=Quantity(int(data["threshold_milli"])).plain(),
            store=self.books.read(lambda work: _store(work, store_id)).name,
        )
        attributes = {
            "kind": IntentKind.LOW_STOCK.value,
            "store_id": store_id,
            "product_id": str(data["product_id"]),
        }
        self.topic.publish(f"Low stock: {product}", text, attributes)

    def _tell_quarantine(self, data: Data) -> None:
        register, seq = str(data["register_id"]), str(data["seq"])
        text = fill_text(
            self.templates("quarantine.txt"),
            register=register,
            seq=seq,
            reason=str(data["reason"]),
        )
        attributes = {"kind": IntentKind.QUARANTINE.value, "register_id": register}
        self.topic.publish("Journal entry quarantined", text, attributes)


def _receipt(work: Work, event_id: str) -> Receipt:
    entry = work.journals.entry(event_id)
    if entry is None:
        raise NotHereYet
    shop = work.settings.shop()
    store = _store(work, str(entry.fact.payload.get("store_id", "")))
    identity = ShopIdentity(
        shop.name,
        store.name,
        tuple(store.address_lines),
        shop.vat_number,
        shop.receipt_footer,
    )
    return _receipt_from(entry, identity)


def _receipt_from(entry: Entry, shop: ShopIdentity) -> Receipt:
    try:
        if entry.fact.type == EntryType.SALE_RETURNED:
            return receipt_of_return(return_of(entry.fact, entry.register_id), shop)
        return receipt_of_sale(sale_of(entry.fact, entry.register_id), shop)
    except ValidationError:
        raise NotHereYet from None


def _store(work: Work, store_id: str) -> StoreItem:
    """Return a store; one that the books do not know goes by its identity."""
    try:
        return work.settings.store(store_id)
    except NotFound:
        return StoreItem(store_id=store_id, name=store_id)
