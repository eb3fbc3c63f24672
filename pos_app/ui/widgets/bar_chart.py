"""A bar chart with one or two series, drawn from whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, theme, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting

_COLOURS: tuple[ColourName, ...] = ("chart1", "chart2")
_AXIS_GAP = 12
_FOOT = 32
_STEPS = 4
_BAR_MOST = 40
_BAR_GAP = 2
_NICE = (10, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Series:
    """A row of bars: its name and one whole number for each category."""

    name: str
    values: tuple[int, ...]


def nice_top(largest: int, steps: int = _STEPS) -> int:
    """The upper end of an axis whose `steps` marks are round numbers, not below `largest`.

    The unit is whatever the values count, such as minor units of money.
    """
    need = max(1, -(-largest // steps))
    power = 1
    while power * _NICE[-1] < need * 10:
        power *= 10
    return next(n * power // 10 or 1 for n in _NICE if n * power >= need * 10) * steps


class Legend(QWidget):
    """The names of the series beside squares of their colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_names(self, names: Sequence[str]) -> None:
        """Name the series."""
        self._names = tuple(names)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = sum(fonts.width(name, tokens.TEXT) + 20 + tokens.S16 for name in self._names)
        return QSize(max(0, wide - tokens.S16), tokens.TEXT.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        for name, colour in zip(self._names, _COLOURS, strict=False):
            swatch = painting.middle(strip.lead(12, tokens.S8), 12, 12)
            painting.box(painter, swatch, colour, radius=2)
            place = strip.lead(fonts.width(name, tokens.TEXT), tokens.S16)
            painting.text(painter, place, name, tokens.TEXT, "secondary")


class BarChart(QWidget):
    """Bars by category, with an axis. The figure of a bar shows under the pointer or by arrow keys.

    `show_value` turns a value into words for marks and figures; the description for screen readers
    holds all of them. Without values `empty_text` is shown.
    """

    def __init__(
        self,
        show_value: Callable[[int], str] = str,
        *,
        show_mark: Callable[[int], str] | None = None,
        empty_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_value = show_value
        self._show_mark = show_mark or show_value
        self._empty_text = empty_text
        self._categories: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()
        self._marked = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(160)

    def set_data(self, categories: Sequence[str], series: Sequence[Series]) -> None:
        """Show one bar per category and series. Every series has as many values as categories."""
        for one in series:
            if len(one.values) != len(categories):
                raise ValueError(f"series {one.name!r} needs {len(categories)} values")
        self._categories, self._series = tuple(categories), tuple(series)
        self._marked = -1
        self.setAccessibleDescription("; ".join(map(self._words, range(len(categories)))))
        self.update()

    def marked(self) -> int:
        """The category whose figures are shown, or -1."""
        return self._marked

    def sizeHint(self) -> QSize:
        return QSize(480, 216)

    def _words(self, category: int) -> str:
        figures = (f"{s.name} {self._show_value(s.values[category])}" for s in self._series)
        return f"{self._categories[category]}: {', '.join(figures)}"

    def _is_empty(self) -> bool:
        return not any(value for one in self._series for value in one.values)

    def _plot(self) -> QRect:
        """Where the bars are, beside the marks of the axis and above the categories."""
        marks = max(fonts.width(self._show_mark(mark), tokens.META) for mark in self._marks())
        strip = painting.Strip(self.rect(), self.layoutDirection())
        strip.skip(marks + _AXIS_GAP)
        return strip.rest().adjusted(0, 8, 0, -_FOOT)

    def _marks(self) -> list[int]:
        largest = max((v for one in self._series for v in one.values), default=0)
        top = nice_top(largest)
        return [top * step // _STEPS for step in range(_STEPS + 1)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_empty():
            painting.text(
                painter, self.rect(), self._empty_text, tokens.TEXT, "secondary", painting.CENTRE
            )
            return
        plot, marks = self._plot(), self._marks()
        self._paint_axis(painter, plot, marks)
        for category in range(len(self._categories)):
            self._paint_category(painter, plot, category, marks[-1])
        if self.hasFocus():
            painting.box(painter, self.rect(), "clear", "accent", tokens.FOCUS_WIDTH)
        if self._marked >= 0:
            self._paint_figures(painter, plot)

    def _paint_axis(self, painter: QPainter, plot: QRect, marks: list[int]) -> None:
        side = painting.Strip(self.rect(), self.layoutDirection())
        words = side.lead(self.width() - plot.width() - _AXIS_GAP)
        for mark in marks:
            y = plot.bottom() - plot.height() * mark // marks[-1]
            colour: ColourName = "line" if mark else "line_strong"
            painter.fillRect(plot.left(), y, plot.width(), 1, theme.colour(colour))
            label = QRect(words.left(), y - 8, words.width(), 16)
            painting.text(
                painter, label, self._show_mark(mark), tokens.META, "secondary", painting.TRAILING
            )

    def _slot(self, plot: QRect, category: int) -> QRect:
        """The room of a category, in reading order."""
        count = len(self._categories)
        left = plot.width() * category // count
        right = plot.width() * (category + 1) // count
        strip = painting.Strip(plot, self.layoutDirection())
        strip.skip(left)
        return strip.lead(right - left)

    def _paint_category(self, painter: QPainter, plot: QRect, category: int, top: int) -> None:
        slot = self._slot(plot, category)
        if category == self._marked:
            painter.fillRect(slot, theme.colour("sunken"))
        many = len(self._series)
        wide = min(_BAR_MOST, (slot.width() * 4 // 5 - _BAR_GAP * (many - 1)) // many)
        group = painting.middle(slot, wide * many + _BAR_GAP * (many - 1), slot.height())
        strip = painting.Strip(group, self.layoutDirection())
        for one, colour in zip(self._series, _COLOURS, strict=False):
            place = strip.lead(wide, _BAR_GAP)
            high = plot.height() * max(0, one.values[category]) // top
            place.setTop(plot.bottom() - high)
            self._paint_bar(painter, place, colour)
        under = QRect(slot.left() - 8, plot.bottom() + 8, slot.width() + 16, 16)
        words = self._categories[category]
        painting.text(painter, under, words, tokens.META, "secondary", painting.CENTRE)

    def _paint_bar(self, painter: QPainter, place: QRect, colour: ColourName) -> None:
        if place.height() <= 1:
            return
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(place, 3, 3)
        path.addRect(place.adjusted(0, min(4, place.height() // 2), 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, theme.colour(colour))

    def _paint_figures(self, painter: QPainter, plot: QRect) -> None:
        words = self._words(self._marked)
        wide = min(fonts.width(words, tokens.META_STRONG) + 2 * tokens.S8, plot.width())
        slot = self._slot(plot, self._marked)
        left = max(plot.left(), min(slot.center().x() - wide // 2, plot.right() - wide))
        bubble = QRect(left, plot.top(), wide, tokens.TAG)
        painting.box(painter, bubble, "surface", "line_strong", radius=tokens.RADIUS_SMALL)
        painting.text(painter, bubble, words, tokens.META_STRONG, "text", painting.CENTRE)

    def _mark(self, category: int) -> None:
        if category != self._marked:
            self._marked = category
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_empty():
            return
        plot, spot = self._plot(), event.position().toPoint()
        slots = range(len(self._categories))
        inside = (i for i in slots if self._slot(plot, i).contains(spot))
        self._mark(next(inside, -1))

    def leaveEvent(self, event: QEvent) -> None:
        self._mark(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self._is_empty():
            event.ignore()
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        self._mark(max(0, min(len(self._categories) - 1, self._marked + step)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(-1)
