"""Fulfils one wish of the outbox: mails a receipt, or tells those who look after the shop.

Every message carries the name of its wish, so that whoever gets two of them can tell a repeat.
Knows nothing of claims and repeats, nor of how mail is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

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
                self._mail_receipt(wish)
            case IntentKind.LOW_STOCK:
                self._tell_low_stock(wish)
            case IntentKind.QUARANTINE:
                self._tell_quarantine(wish)
            case IntentKind.FINDING:
                self._tell_finding(wish)

    def _mail_receipt(self, wish: Intent) -> None:
        event_id, address = str(wish.data["event_id"]), str(wish.data["address"])
        receipt = self.books.read(lambda work: _receipt(work, event_id))
        mail = receipt_mail(receipt, event_id, address, self.templates)
        self.mail.send(replace(mail, reference=wish.intent))

    def _tell_low_stock(self, wish: Intent) -> None:
        data = wish.data
        store_id, product = str(data["store_id"]), str(data["product_name"])
        text = fill_text(
            self.templates("low_stock.txt"),
            product=product,
            current=Quantity(int(data["quantity_milli"])).plain(),
            threshold=Quantity(int(data["threshold_milli"])).plain(),
            store=self.books.read(lambda work: _store(work, store_id)).name,
        )
        attributes = {"store_id": store_id, "product_id": str(data["product_id"])}
        self._publish(wish, f"Low stock: {product}", text, attributes)

    def _tell_quarantine(self, wish: Intent) -> None:
        data = wish.data
        register, seq = str(data["register_id"]), str(data["seq"])
        text = fill_text(
            self.templates("quarantine.txt"),
            register=register,
            seq=seq,
            reason=str(data["reason"]),
        )
        self._publish(wish, "Journal entry quarantined", text, {"register_id": register})

    def _tell_finding(self, wish: Intent) -> None:
        words = {name: str(value) for name, value in wish.data.items()}
        about = words["register_id"] or "the whole shop"
        text = fill_text(
            self.templates("finding.txt"),
            kind=words["kind"],
            about=about,
            opened_at=words["opened_at"],
            details=words["details"],
        )
        attributes = {"register_id": words["register_id"]} if words["register_id"] else {}
        self._publish(wish, f"Books: {words['kind']}", text, attributes)

    def _publish(
        self, wish: Intent, subject: str, text: str, attributes: Mapping[str, str]
    ) -> None:
        """Publish with the kind and the name of the wish beside what the message is about."""
        about = {"kind": wish.kind.value, "intent": wish.intent, **attributes}
        self.topic.publish(subject, text, about)


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
