"""X and Z reports of this till: shown, printed, and printed again as a marked copy.

Printing never endangers a close: it happens after the commit, and its failure changes nothing. A Z
is made from its own entry alone, so that it says the same for ever. Knows nothing of paper.
"""

from pos_app.services.ports import ReceiptPrinter, Storage
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import enrolled, shop_identity
from pos_core.errors import NotFound, RuleBroken
from pos_core.journal import Actor, EntryType
from pos_core.till_report import TillReport, x_report, z_report
from pos_core.till_session import TillClosing
from pos_core.wire.journal import ReceiptReprintedV1

LATEST = 30


class TillReports:
    """Makes and prints the reports of sessions."""

    def __init__(self, storage: Storage, scribe: Scribe, printer: ReceiptPrinter) -> None:
        """Read from `storage`, print on `printer`, record reprints by `scribe`."""
        self._storage = storage
        self._scribe = scribe
        self._printer = printer

    def x(self, actor: Actor) -> TillReport:
        """Report the open session as it stands; raises RuleBroken `till.not_open`."""
        stamp = self._scribe.stamp(actor)
        with self._storage.read() as books:
            figures = books.till.figures()
            if figures is None:
                raise RuleBroken("till.not_open")
            register = enrolled(books)
            shop = shop_identity(books, register.store_id)
            unposted = books.journal.state().unposted
            return x_report(figures, register.code, stamp, shop, unposted)

    def z(self, event_id: str, *, copy: bool = False) -> TillReport:
        """Report a close, the same for ever; raises NotFound `till.unknown_close`."""
        with self._storage.read() as books:
            closing = books.till.closing(event_id)
            if closing is None:
                raise NotFound("till.unknown_close", event_id=event_id)
            return z_report(closing, shop_identity(books, closing.place.store_id), copy=copy)

    def latest(self, limit: int = LATEST) -> list[TillClosing]:
        """Return the latest closes, newest first."""
        with self._storage.read() as books:
            return books.till.closings(limit)

    def print_x(self, actor: Actor) -> None:
        """Print the open session as it stands; raises DeviceFailed."""
        self._printer.print_till_report(self.x(actor))

    def print_z(self, event_id: str) -> None:
        """Print a close for the first time; raises DeviceFailed, the close stands regardless."""
        self._printer.print_till_report(self.z(event_id))

    def reprint_z(self, event_id: str, actor: Actor) -> None:
        """Print a close again, marked as a copy and recorded before it is printed."""
        report = self.z(event_id, copy=True)
        payload = ReceiptReprintedV1(event_id=event_id, receipt_number=report.number)
        with self._storage.begin() as books:
            self._scribe.write(books, EntryType.RECEIPT_REPRINTED, payload.model_dump(), actor)
        self._printer.print_till_report(report)
