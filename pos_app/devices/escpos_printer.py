"""Receipt printers that understand ESC/POS, reached through a device file or over the network.

A whole document is made in memory first and sent in one go, so that a fault never leaves half a
command behind. Knows nothing of sales; the layout comes from
`receipt_text.py` and `till_report_text.py`.
"""

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pos_app.devices.null_printer import NullPrinter
from pos_app.devices.paper_text import COLUMNS, Style, TextLine
from pos_app.devices.receipt_text import lay_out
from pos_app.devices.till_report_text import lay_out_report
from pos_app.services.ports import ReceiptPrinter
from pos_core.errors import DeviceFailed
from pos_core.receipt import Receipt
from pos_core.till_report import TillReport

if TYPE_CHECKING:
    from escpos.printer import Dummy

CONNECT_SECONDS = 3.0
SEND_SECONDS = 10.0
_CODE_PAGE = "CP858"  # western Europe with £ and €, on every ESC/POS printer
_TYPOGRAPHY = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}
)
_STYLES: dict[Style, dict[str, str | bool]] = {
    Style.PLAIN: {"align": "left"},
    Style.BOLD: {"align": "left", "bold": True},
    Style.CENTRED: {"align": "center"},
    Style.BIG: {"align": "center", "bold": True, "double_height": True, "double_width": True},
}


class Wire(Protocol):
    """The way to a printer."""

    def send(self, data: bytes) -> None:
        """Send everything; raises OSError."""

    def answers(self) -> bool:
        """Tell whether there is a printer at the other end; raises OSError when it fails."""


class FileWire:
    """A device file such as `/dev/usb/lp0`, or an ordinary file that collects receipts."""

    def __init__(self, path: Path) -> None:
        """Send to this file."""
        self._path = path

    def send(self, data: bytes) -> None:
        """Append the receipt."""
        with self._path.open("ab") as file:
            file.write(data)

    def answers(self) -> bool:
        """Tell whether the file can be there."""
        return self._path.exists() or self._path.parent.is_dir()


class NetworkWire:
    """A printer that listens on the network, by custom on port 9100."""

    def __init__(self, host: str, port: int) -> None:
        """Send to this address."""
        self._address = (host, port)

    def send(self, data: bytes) -> None:
        """Connect and send."""
        with socket.create_connection(self._address, CONNECT_SECONDS) as connection:
            connection.settimeout(SEND_SECONDS)
            connection.sendall(data)

    def answers(self) -> bool:
        """Tell whether it accepts a connection."""
        socket.create_connection(self._address, CONNECT_SECONDS).close()
        return True


class EscposPrinter:
    """Fits the port ReceiptPrinter."""

    def __init__(self, wire: Wire, locale: str = "en_GB", columns: int = COLUMNS) -> None:
        """Print through `wire` in the shop's locale, on paper of so many characters."""
        self._wire = wire
        self._locale = locale
        self._columns = columns

    def print_receipt(self, receipt: Receipt, *, open_drawer: bool) -> None:
        """Print, cut, and kick the drawer when asked.

        Raises DeviceFailed `printer.absent` when nothing answers, `printer.failed` when it stops
        in between.
        """
        lines = lay_out(receipt, self._locale, self._columns)
        self._send(commands_for(lines, receipt.number, open_drawer=open_drawer))

    def print_till_report(self, report: TillReport) -> None:
        """Print an X or Z report and cut; raises as `print_receipt` does."""
        lines = lay_out_report(report, self._locale, self._columns)
        self._send(commands_for(lines, report.number, open_drawer=False))

    def _send(self, data: bytes) -> None:
        try:
            self._wire.send(data)
        except (FileNotFoundError, ConnectionRefusedError, socket.gaierror) as error:
            raise DeviceFailed("printer.absent", reason=error.strerror) from error
        except OSError as error:
            raise DeviceFailed("printer.failed", reason=error.strerror or str(error)) from error

    def status(self) -> str:
        """Return `ready`, `absent` or `failed`."""
        try:
            return "ready" if self._wire.answers() else "absent"
        except ConnectionRefusedError:
            return "absent"
        except OSError:
            return "failed"


def printer_for(setting: str, locale: str) -> ReceiptPrinter:
    """Make the printer of the setting: `none`, `file:/path` or `tcp:host:port`."""
    kind, _, rest = setting.partition(":")
    if kind == "file":
        return EscposPrinter(FileWire(Path(rest)), locale)
    if kind == "tcp":
        host, _, port = rest.rpartition(":")
        return EscposPrinter(NetworkWire(host, int(port)), locale)
    return NullPrinter()


def commands_for(lines: Sequence[TextLine], number: str, *, open_drawer: bool) -> bytes:
    """Return the ESC/POS commands of a whole document, the drawer's kick first.

    `number` is its barcode; one without a number has none.
    """
    from escpos.printer import Dummy

    paper = Dummy(profile="default")
    if open_drawer:
        paper.cashdraw(2)
    for line in lines:
        _print_line(paper, line)
    paper.set(align="center")
    paper.ln()
    above: bytes = paper.output
    paper.clear()
    paper.cut()
    below: bytes = paper.output
    return above + (_barcode(number) if number else b"") + below


def _barcode(number: str) -> bytes:
    """Return the number as Code 128, set B, readable below; the library's own way prints chatter.

    GS h height, GS w width, GS f font, GS H text below, GS k 73 length data.
    """
    data = b"{B" + number.encode("ascii")
    return b"\x1dh\x40\x1dw\x02\x1df\x00\x1dH\x02\x1dkI" + bytes([len(data)]) + data


def _print_line(paper: "Dummy", line: TextLine) -> None:
    text = line.text.translate(_TYPOGRAPHY)
    paper.set_with_default(**_STYLES[line.style])
    paper.charcode(_CODE_PAGE if _fits(text) else "AUTO")
    paper.textln(text)


def _fits(text: str) -> bool:
    try:
        text.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return True
