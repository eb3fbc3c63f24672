"""The printer of a till that has none: says so, and never pretends to have printed."""

from pos_core.errors import DeviceFailed
from pos_core.receipt import Receipt
from pos_core.till_report import TillReport


class NullPrinter:
    """Fits the port ReceiptPrinter."""

    def print_receipt(self, receipt: Receipt, *, open_drawer: bool) -> None:
        """Raise DeviceFailed `printer.absent`; the sale stands regardless."""
        raise DeviceFailed("printer.absent", number=receipt.number, drawer=int(open_drawer))

    def print_till_report(self, report: TillReport) -> None:
        """Raise DeviceFailed `printer.absent`; the close stands regardless."""
        raise DeviceFailed("printer.absent", number=report.number)

    def status(self) -> str:
        """Return `absent`."""
        return "absent"
