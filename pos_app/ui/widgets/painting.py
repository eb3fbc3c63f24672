"""How the painted parts draw: boxes, one or more lines of text, key hints, and mirrored rows.

Used by widgets and delegates alike, so that the same part looks the same everywhere. It knows
tokens, fonts and colours, and no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from pos_app.ui import fonts, theme, tokens
from pos_app.ui.tokens import ColourName, Type

Direction = Qt.LayoutDirection
Alignment = Qt.AlignmentFlag
LEADING = Alignment.AlignLeading | Alignment.AlignVCenter
TRAILING = Alignment.AlignTrailing | Alignment.AlignVCenter
CENTRE = Alignment.AlignCenter
_MOST_KEPT = 400 * 300
_ONE_LINE = int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip)


class Strip:
    """Gives out the places in a row, from its leading and its trailing end.

    Callers think left to right; right to left every place is mirrored inside the row.
    """

    def __init__(self, bounds: QRect, direction: Direction) -> None:
        self._bounds = bounds
        self._direction = direction
        self._left = bounds.left()
        self._right = bounds.right() + 1

    def lead(self, width: int, gap: int = 0) -> QRect:
        """The next place from the leading end; `gap` is left free behind it."""
        place = QRect(self._left, self._bounds.top(), width, self._bounds.height())
        self._left += width + gap
        return self._mirrored(place)

    def trail(self, width: int, gap: int = 0) -> QRect:
        """The next place from the trailing end; `gap` is left free before it."""
        self._right -= width
        place = QRect(self._right, self._bounds.top(), width, self._bounds.height())
        self._right -= gap
        return self._mirrored(place)

    def skip(self, width: int) -> None:
        """Leave `width` free at the leading end."""
        self._left += width

    @property
    def left_over(self) -> int:
        """The width that has not been given out."""
        return max(0, self._right - self._left)

    def rest(self) -> QRect:
        """Everything that has not been given out."""
        return self._mirrored(
            QRect(self._left, self._bounds.top(), self.left_over, self._bounds.height())
        )

    def _mirrored(self, place: QRect) -> QRect:
        if self._direction == Direction.RightToLeft:
            place.moveLeft(self._bounds.left() + self._bounds.right() - place.right())
        return place


def middle(rect: QRect, width: int, height: int) -> QRect:
    """A rectangle of that size in the middle of `rect`."""
    left = rect.x() + (rect.width() - width) // 2
    return QRect(left, rect.y() + (rect.height() - height) // 2, width, height)


def band(rect: QRect, top: int, height: int) -> QRect:
    """The part of `rect` that starts `top` px below its upper edge and is `height` px high."""
    return QRect(rect.x(), rect.y() + top, rect.width(), height)


def box(
    painter: QPainter,
    rect: QRect,
    fill: ColourName,
    border: ColourName | None = None,
    width: int = 1,
    radius: int = tokens.RADIUS,
    line: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A filled rectangle with round corners and, if named, a border inside its edge.

    It is drawn once in each size and then copied: drawing round corners takes ten times as long.
    """
    ratio = painter.device().devicePixelRatioF()
    on_pixels = ratio == int(ratio)
    if not on_pixels or rect.isEmpty() or rect.width() * rect.height() > _MOST_KEPT:
        _draw_box(painter, rect, fill, border, width, radius, line)
        return
    wide, high = rect.width(), rect.height()
    look = f"{theme.mode()}/{fill}/{border}/{width}/{radius}/{line.value}"
    key = f"box/{wide}x{high}@{ratio}/{look}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = QPixmap(int(wide * ratio), int(high * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        inside = QPainter(drawn)
        _draw_box(inside, QRect(0, 0, wide, high), fill, border, width, radius, line)
        inside.end()
        QPixmapCache.insert(key, drawn)
    painter.drawPixmap(rect.topLeft(), drawn)


def _draw_box(
    painter: QPainter,
    rect: QRect,
    fill: ColourName,
    border: ColourName | None,
    width: int,
    radius: int,
    line: Qt.PenStyle,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(fill))
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect), radius, radius)
        return
    painter.setPen(QPen(theme.colour(border), width, line))
    half = width / 2
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, radius - half, radius - half)


def rounded(rect: QRect, radius: int) -> QPainterPath:
    """The outline of a rectangle with round corners, to clip pictures with."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def rule(painter: QPainter, rect: QRect, colour: ColourName = "line") -> None:
    """A line of 1 px along the lower edge of `rect`."""
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour(colour))


def text(
    painter: QPainter,
    rect: QRect,
    string: str,
    role: Type = tokens.TEXT,
    colour: ColourName = "text",
    align: Alignment = LEADING,
    direction: Direction | None = None,
) -> None:
    """One line of text. What does not fit ends in an ellipsis.

    `align` is relative to the reading direction; the text itself runs as its first strong letter
    says, so that figures and product names stay readable right to left.
    """
    if not string or rect.width() <= 0:
        return
    reading = painter.layoutDirection() if direction is None else direction
    shown = string
    if fonts.width(string, role) > rect.width() + 1:
        shown = fonts.metrics(role).elidedText(string, Qt.TextElideMode.ElideRight, rect.width())
    painter.save()
    painter.setFont(fonts.font(role))
    painter.setPen(theme.colour(colour))
    painter.setLayoutDirection(Direction.LayoutDirectionAuto)
    flags = int(_visual(align, reading) | Alignment.AlignAbsolute) | _ONE_LINE
    painter.drawText(rect, flags, shown)
    painter.restore()


def _visual(align: Alignment, direction: Direction) -> Alignment:
    if direction != Direction.RightToLeft:
        return align
    if align & Alignment.AlignRight:
        return (align & ~Alignment.AlignRight) | Alignment.AlignLeft
    if align & Alignment.AlignLeft:
        return (align & ~Alignment.AlignLeft) | Alignment.AlignRight
    return align


def struck(
    painter: QPainter,
    rect: QRect,
    string: str,
    role: Type,
    colour: ColourName = "secondary",
) -> None:
    """One line of text at the trailing end, crossed out: a price that no longer holds."""
    if not string:
        return
    text(painter, rect, string, role, colour, TRAILING)
    wide = min(fonts.width(string, role), rect.width())
    line = Strip(rect, painter.layoutDirection()).trail(wide)
    painter.fillRect(line.left(), line.center().y() + 1, wide, 1, theme.colour(colour))


def key_hint_width(key: str) -> int:
    """The width of a key hint, at least as wide as high."""
    return max(tokens.KEY_HINT, fonts.width(key, tokens.META) + 2 * tokens.S4 + 1)


def key_hint(
    painter: QPainter, rect: QRect, key: str, colour: ColourName, border: ColourName
) -> None:
    """A key cap with the name of a key, in the middle of `rect`."""
    cap = middle(rect, key_hint_width(key), tokens.KEY_HINT)
    box(painter, cap, "clear", border, radius=tokens.RADIUS_SMALL)
    text(painter, cap, key, tokens.META, colour, CENTRE, Direction.LeftToRight)


def badge_width(string: str) -> int:
    """The width of a badge, at least as wide as high."""
    return max(tokens.BADGE, fonts.width(string, tokens.META_STRONG) + 11)


def badge(
    painter: QPainter, rect: QRect, string: str, fill: ColourName, colour: ColourName
) -> None:
    """A small filled label with a count, in the middle of `rect`."""
    pill = middle(rect, badge_width(string), tokens.BADGE)
    box(painter, pill, fill)
    text(painter, pill, string, tokens.META_STRONG, colour, CENTRE)


def lay_out(
    string: str,
    role: Type,
    width: int,
    align: Alignment = LEADING,
    direction: Direction = Direction.LeftToRight,
    bold: Sequence[tuple[int, int]] = (),
) -> QTextLayout:
    """Break text into lines of `width` px with the line height of the role.

    `bold` are pairs of start and length of what is emphasised.
    """
    layout = QTextLayout(string, fonts.font(role))
    horizontal = _visual(align, direction) & Alignment.AlignHorizontal_Mask
    option = QTextOption(horizontal | Alignment.AlignAbsolute)
    option.setTextDirection(Direction.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_bold_range(start, length) for start, length in bold])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + (role.line - line.height()) / 2))
        top += role.line
    layout.endLayout()
    return layout


_laid_out = lru_cache(maxsize=512)(lay_out)


@lru_cache(maxsize=2048)
def line_count(string: str, role: Type, width: int, bold: tuple[tuple[int, int], ...] = ()) -> int:
    """How many lines a text takes at `width` px.

    Kept, because a layout asks every wrapped text of the window for several widths at each change.
    """
    return lay_out(string, role, width, bold=bold).lineCount()


def _bold_range(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    bold = QTextCharFormat()
    bold.setFontWeight(600)
    made.format = bold
    return made


def paragraph(
    painter: QPainter,
    rect: QRect,
    string: str,
    role: Type,
    colour: ColourName,
    max_lines: int,
    align: Alignment = LEADING,
    bold: Sequence[tuple[int, int]] = (),
) -> None:
    """Text on at most `max_lines` lines from the top of `rect`; the last may end in an ellipsis."""
    direction = painter.layoutDirection()
    layout = _laid_out(string, role, rect.width(), align, direction, tuple(bold))
    painter.setPen(theme.colour(colour))
    corner = QPointF(rect.topLeft())
    cut = layout.lineCount() > max_lines
    for number in range(min(layout.lineCount(), max_lines) - cut):
        layout.lineAt(number).draw(painter, corner)
    if cut:
        start = layout.lineAt(max_lines - 1).textStart()
        measure = fonts.metrics(role._replace(weight=600) if bold else role)
        tail = measure.elidedText(string[start:], Qt.TextElideMode.ElideRight, rect.width())
        inside = [(first - start, length) for first, length in bold if first >= start]
        last = _laid_out(tail, role, rect.width(), align, direction, tuple(inside))
        last.lineAt(0).draw(painter, corner + QPointF(0, role.line * (max_lines - 1)))
