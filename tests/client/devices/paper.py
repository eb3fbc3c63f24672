"""Reads ESC/POS as a printer would: lines with their style, code pages, barcode, cut and drawer.

Knows only the commands that a receipt needs; an unknown command fails the test that printed it.
"""

from dataclasses import dataclass, field

_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858", 45: "cp1250"}
_ALIGN = {0: "left", 1: "center", 2: "right"}
# Commands that take a fixed number of bytes and change nothing we look at.
_IGNORED = {b"\x1b{": 1, b"\x1db": 1, b"\x1b-": 1, b"\x1bM": 1, b"\x1dB": 1, b"\x1bd": 1}
_IGNORED |= {b"\x1dh": 1, b"\x1dw": 1, b"\x1df": 1, b"\x1dH": 1}


@dataclass(frozen=True)
class Printed:
    """One line on the paper."""

    text: str
    align: str
    bold: bool
    big: bool


@dataclass
class Paper:
    """Everything one receipt made the printer do."""

    lines: list[Printed] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)
    cuts: int = 0
    drawer_kicks: int = 0
    done: list[str] = field(default_factory=list)


class Reader:
    """Follows the commands one by one."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.paper = Paper()
        self.page, self.align, self.bold, self.big = "cp437", "left", False, False
        self.text = ""

    def read(self) -> Paper:
        """Return what was printed."""
        while self.at < len(self.data):
            byte = self.data[self.at]
            if byte in (0x1B, 0x1D):
                self.command()
            elif byte == 0x0A:
                self.end_line()
            else:
                self.text += bytes([byte]).decode(self.page)
                self.at += 1
        return self.paper

    def end_line(self) -> None:
        line = Printed(self.text, self.align, self.bold, self.big)
        self.paper.lines.append(line)
        self.text = ""
        self.at += 1

    def command(self) -> None:
        name = self.data[self.at : self.at + 2]
        self.at += 2
        if name in _IGNORED:
            self.at += _IGNORED[name]
            return
        {
            b"\x1b!": self.mode,
            b"\x1ba": self.alignment,
            b"\x1bE": self.emphasis,
            b"\x1bt": self.code_page,
            b"\x1bp": self.kick,
            b"\x1dV": self.cut,
            b"\x1dk": self.barcode,
        }[name]()

    def argument(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def mode(self) -> None:
        self.big = bool(self.argument() & 0x30)

    def alignment(self) -> None:
        self.align = _ALIGN[self.argument()]

    def emphasis(self) -> None:
        self.bold = bool(self.argument())

    def code_page(self) -> None:
        self.page = _PAGES[self.argument()]

    def kick(self) -> None:
        self.at += 3
        self.paper.drawer_kicks += 1
        self.paper.done.append("drawer")

    def cut(self) -> None:
        self.argument()
        self.paper.cuts += 1
        self.paper.done.append("cut")

    def barcode(self) -> None:
        assert self.argument() == 73, "Code 128"
        length = self.argument()
        self.paper.barcodes.append(self.data[self.at : self.at + length].decode())
        self.at += length
        self.paper.done.append("barcode")


def read_paper(data: bytes) -> Paper:
    """Read the commands of a receipt."""
    return Reader(data).read()
