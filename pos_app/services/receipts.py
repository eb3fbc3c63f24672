"""Receipts: shown, printed, printed again as a marked copy, and mailed by the server.

Printing never endangers a sale: it happens after the commit, and its failure changes nothing.
Knows nothing of paper or mail formats.
"""

from pydantic import ValidationError

from pos_app.services.ports import Books, ReceiptPrinter, Storage
from pos_app.services.records import SaleSummary
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import shop_identity
from pos_core.errors import NotFound, RuleBroken
from pos_core.journal import Actor, EntryType
from pos_core.receipt import Receipt, receipt_of_return, receipt_of_sale
from pos_core.wire.journal import ReceiptMailRequestedV1, ReceiptReprintedV1

LATEST = 50


class Receipts:
    """Finds, prints and mails the receipts of this register."""

    def __init__(self, storage: Storage, scribe: Scribe, printer: ReceiptPrinter) -> None:
        """Read from `storage`, print on `printer`, record reprints and mails by `scribe`."""
        self._storage = storage
        self._scribe = scribe
        self._printer = printer

    def of(self, event_id: str, copy: bool = False) -> Receipt:
        """Return the receipt of a sale or return; raises NotFound `receipt.unknown`."""
        with self._storage.read() as books:
            return _receipt(books, event_id, copy=copy)

    def print(self, event_id: str, open_drawer: bool = False) -> None:
        """Print the first receipt of a sale; raises DeviceFailed, the sale stands regardless."""
        self._printer.print_receipt(self.of(event_id), open_drawer=open_drawer)

    def reprint(self, event_id: str, actor: Actor) -> None:
        """Print a receipt again, marked as a copy.

        The copy is recorded before it is printed: paper that the journal does not know must not
        exist, a record without paper does no harm.
        """
        with self._storage.begin() as books:
            receipt = _receipt(books, event_id, copy=True)
            payload = ReceiptReprintedV1(event_id=event_id, receipt_number=receipt.number)
            self._scribe.write(books, EntryType.RECEIPT_REPRINTED, payload.model_dump(), actor)
        self._printer.print_receipt(receipt, open_drawer=False)

    def request_mail(self, event_id: str, address: str, actor: Actor) -> None:
        """Have the server mail the receipt, as soon as the sale is in the books.

        Raises RuleBroken `mail.address_unreadable` for what is no address.
        """
        with self._storage.begin() as books:
            number = _receipt(books, event_id, copy=False).number
            try:
                payload = ReceiptMailRequestedV1(
                    event_id=event_id, receipt_number=number, address=address.strip()
                )
            except ValidationError:
                raise RuleBroken("mail.address_unreadable", address=address) from None
            self._scribe.write(books, EntryType.RECEIPT_MAIL_REQUESTED, payload.model_dump(), actor)

    def latest(self, limit: int = LATEST) -> list[SaleSummary]:
        """Return the latest receipts of this register, newest first."""
        with self._storage.read() as books:
            return books.sales.latest(limit)

    def printer_status(self) -> str:
        """Return `ready`, `absent` or `failed`."""
        return self._printer.status()


def _receipt(books: Books, event_id: str, *, copy: bool) -> Receipt:
    sale = books.sales.sale(event_id)
    if sale is not None:
        return receipt_of_sale(sale, shop_identity(books, sale.place.store_id), copy=copy)
    goods = books.sales.goods_return(event_id)
    if goods is None:
        raise NotFound("receipt.unknown", event_id=event_id)
    return receipt_of_return(goods, shop_identity(books, goods.place.store_id), copy=copy)
