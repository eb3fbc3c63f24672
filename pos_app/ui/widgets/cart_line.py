"""One line of the cart: what it says, how high it is, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName, Tone
from pos_app.ui.widgets import painting

LineKind = Literal["sale", "return", "unknown"]

_TILE_WIDTH, _TILE_HEIGHT = 48, 40
_BAR = 4


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a line costs what it costs: a promotion, a discount, a note."""

    icon: str
    text: str
    amount: str = ""
    tone: Tone = "positive"


@dataclass(frozen=True, slots=True)
class CartLine:
    """A line in words; amounts are formatted, `quantity` with its `unit` where it is not pieces.

    `was` is the amount before discounts, shown crossed out. A line of kind `unknown` is a barcode
    that no product has: `name` is what is said in bold, `code` the barcode itself.
    """

    line_id: str
    name: str
    quantity: str = ""
    detail: str = ""
    amount: str = ""
    was: str = ""
    unit: str = ""
    code: str = ""
    kind: LineKind = "sale"
    explanations: tuple[Explanation, ...] = ()

    def spoken(self) -> str:
        """The whole line for a screen reader."""
        parts = [f"{self.quantity} {self.unit}".strip(), self.name, self.code, self.amount]
        parts += [explanation.text for explanation in self.explanations]
        return ", ".join(part for part in parts if part)


def line_height(line: CartLine, with_tools: bool) -> int:
    """The height of a line in px; its tools stand below everything else."""
    high = tokens.CART_LINE + tokens.CART_EXPLANATION * len(line.explanations)
    return high + (tokens.CART_TOOLS if with_tools else 0)


def inside_of(rect: QRect, direction: Qt.LayoutDirection, bar: int) -> QRect:
    """What of a line's rectangle is written on: 16 px free at both ends.

    `bar` is what a scroll bar takes beside the lines. It stands in the trailing room, so that no
    amount moves when it appears.
    """
    strip = painting.Strip(rect, direction)
    strip.skip(tokens.S16)
    strip.trail(max(0, tokens.S16 - bar))
    return strip.rest()


def tools_place(line: CartLine, inside: QRect) -> QRect:
    """Where the tools of a line stand inside what is written on."""
    return painting.band(inside, line_height(line, False), tokens.CONTROL)


def paint_cart_line(
    painter: QPainter, rect: QRect, line: CartLine, selected: bool, bar: int = 0
) -> None:
    """Paint a line: quantity, name, how the price comes about, amount; `bar` as `inside_of`."""
    _paint_ground(painter, rect, line, selected)
    inside = inside_of(rect, painter.layoutDirection(), bar)
    strip = painting.Strip(painting.band(inside, tokens.S8, 40), painter.layoutDirection())
    _paint_quantity(painter, strip.lead(_TILE_WIDTH, tokens.S12), line, selected)
    money = max(fonts.width(line.amount, tokens.NAME_STRONG), fonts.width(line.was, tokens.TEXT))
    end = strip.trail(money, tokens.S12)
    upper, lower = painting.band(end, 0, 20), painting.band(end, 20, 20)
    painting.text(painter, upper, line.amount, tokens.NAME_STRONG, "text", painting.TRAILING)
    painting.struck(painter, lower, line.was, tokens.TEXT)
    words = strip.rest()
    _paint_name(painter, painting.band(words, 0, 20), line)
    painting.text(painter, painting.band(words, 20, 20), line.detail, tokens.TEXT, "secondary")
    for number, explanation in enumerate(line.explanations):
        row = painting.band(inside, tokens.S8 + 40 + number * 20, 20)
        _paint_explanation(painter, row, explanation)


def _paint_ground(painter: QPainter, rect: QRect, line: CartLine, selected: bool) -> None:
    bad = line.kind == "unknown"
    if bad or selected:
        painter.fillRect(rect, theme.colour("danger_soft" if bad else "accent_soft"))
    painting.rule(painter, rect)
    if bad or selected:
        edge = painting.Strip(rect, painter.layoutDirection()).lead(_BAR)
        painter.fillRect(edge, theme.colour("danger" if bad else "accent"))


def _paint_quantity(painter: QPainter, place: QRect, line: CartLine, selected: bool) -> None:
    tile = painting.middle(place, _TILE_WIDTH, _TILE_HEIGHT)
    if line.kind == "unknown":
        painting.box(painter, tile, "danger")
        icons.paint(painter, tile, "scan-barcode", "on_danger")
        return
    painting.box(painter, tile, "accent" if selected else "sunken")
    given_back = line.kind == "return"
    plain: ColourName = "secondary" if given_back else "text"
    tint: ColourName = "on_accent" if selected else plain
    if not line.unit:
        role = tokens.NAME if given_back else tokens.NAME_STRONG
        painting.text(painter, tile, line.quantity, role, tint, painting.CENTRE)
        return
    figure, unit = painting.band(tile, 6, 16), painting.band(tile, 22, 12)
    painting.text(painter, figure, line.quantity, tokens.TEXT_STRONG, tint, painting.CENTRE)
    under: ColourName = "on_accent" if selected else "secondary"
    painting.text(painter, unit, line.unit, tokens.META, under, painting.CENTRE)


def _paint_name(painter: QPainter, place: QRect, line: CartLine) -> None:
    if line.kind != "unknown":
        painting.text(painter, place, line.name, tokens.NAME)
        return
    strip = painting.Strip(place, painter.layoutDirection())
    wide = min(fonts.width(line.name, tokens.NAME_STRONG), strip.left_over)
    painting.text(painter, strip.lead(wide, tokens.S4), line.name, tokens.NAME_STRONG)
    painting.text(painter, strip.rest(), line.code, tokens.NAME)


def _paint_explanation(painter: QPainter, row: QRect, explanation: Explanation) -> None:
    strip = painting.Strip(row, painter.layoutDirection())
    strip.skip(_TILE_WIDTH + tokens.S12)
    place = strip.lead(tokens.ICON_SMALL, tokens.S8)
    icons.paint(painter, place, explanation.icon, explanation.tone, tokens.ICON_SMALL)
    end = strip.trail(fonts.width(explanation.amount, tokens.TEXT), tokens.S8)
    painting.text(
        painter, end, explanation.amount, tokens.TEXT, explanation.tone, painting.TRAILING
    )
    painting.text(painter, strip.rest(), explanation.text, tokens.TEXT, explanation.tone)
