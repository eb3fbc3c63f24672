"""Chips: one of many groups, in a row that puts what does not fit behind *More*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.press_target import PressTarget

_GAP = tokens.S8
_PADDING = tokens.S12


@dataclass(frozen=True, slots=True)
class ChipItem:
    """One chip: its key in signals, its words, an optional icon and count."""

    key: str
    label: str
    icon: str = ""
    count: str = ""


class Chip(PressTarget):
    """A filter that is on or off. `end_icon` stands behind the words."""

    ringed = False

    def __init__(
        self, item: ChipItem, *, end_icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._end_icon = end_icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_item(item)

    def set_item(self, item: ChipItem) -> None:
        """Stand for another group."""
        self.item = item
        self.setAccessibleName(" ".join(filter(None, (item.label, item.count))))
        self.update()

    def sizeHint(self) -> QSize:
        wide = fonts.width(self.item.label, tokens.TEXT_STRONG) + 2 * _PADDING
        for icon in (self.item.icon, self._end_icon):
            wide += tokens.ICON_SMALL + _GAP if icon else 0
        if self.item.count:
            wide += fonts.width(self.item.count, tokens.TEXT_STRONG) + _GAP
        return QSize(wide, tokens.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = self._paint_frame(painter)
        strip = painting.Strip(
            self.rect().adjusted(_PADDING, 0, -_PADDING, 0), self.layoutDirection()
        )
        if self.item.icon:
            place = strip.lead(tokens.ICON_SMALL, _GAP)
            icons.paint(painter, place, self.item.icon, tint, tokens.ICON_SMALL)
        if self._end_icon:
            place = strip.trail(tokens.ICON_SMALL, _GAP)
            icons.paint(painter, place, self._end_icon, tint, tokens.ICON_SMALL)
        if self.item.count:
            place = strip.trail(fonts.width(self.item.count, tokens.TEXT_STRONG), _GAP)
            painting.text(painter, place, self.item.count, tokens.TEXT_STRONG, tint)
        role = tokens.TEXT_STRONG if self.is_selected() else tokens.TEXT
        painting.text(painter, strip.rest(), self.item.label, role, tint, painting.CENTRE)

    def _paint_frame(self, painter: QPainter) -> ColourName:
        fills: dict[str, ColourName] = {
            "hover": "sunken",
            "disabled": "sunken",
            "pressed": "pressed",
            "selected": "accent_soft",
        }
        state = self.state()
        border: ColourName = "accent" if state == "selected" or self.hasFocus() else "line"
        width = tokens.FOCUS_WIDTH if self.hasFocus() else 1
        painting.box(painter, self.rect(), fills.get(state, "surface"), border, width)
        if state == "disabled":
            return "secondary"
        return "accent" if state == "selected" else "text"


class ChipRow(QWidget):
    """A row of chips of which one is chosen. Signal: `chosen(key)`. Arrow keys move along.

    What does not fit stands in the menu of the last chip, *More*; while such a chip is chosen,
    that last chip shows its name.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._items: list[ChipItem] = []
        self._chips: list[Chip] = []
        self._current = ""
        self._shown = 0
        self._more = self._make_more(ChipItem("", self.tr("More")))

    def set_chips(self, items: Sequence[ChipItem], current: str | None = None) -> None:
        """Show these chips; the first is chosen unless `current` names another."""
        self._items = list(items)
        for chip, item in zip(self._chips, self._items, strict=False):
            chip.set_item(item)
        for chip in self._chips[len(self._items) :]:
            chip.hide()
            chip.deleteLater()
        added = [self._make(item) for item in self._items[len(self._chips) :]]
        self._chips = [*self._chips[: len(self._items)], *added]
        first = self._items[0].key if self._items else ""
        self.set_current(first if current is None else current)

    def set_current(self, key: str) -> None:
        """Change the choice without a signal."""
        self._current = key
        for chip in self._chips:
            chip.set_selected(chip.item.key == key)
        self._arrange()

    def current(self) -> str:
        """The key of the chosen chip."""
        return self._current

    def hidden_keys(self) -> list[str]:
        """The keys of the chips behind *More*."""
        return [item.key for item in self._items[self._shown :]]

    def open_more(self) -> QMenu:
        """Open the menu with the chips that do not fit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in self._items[self._shown :]:
            action = menu.addAction(item.label)
            action.setData(item.key)
            action.setCheckable(True)
            action.setChecked(item.key == self._current)
        menu.triggered.connect(self._from_menu)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + tokens.S4)))
        return menu

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(len(self._chips)), tokens.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._more.sizeHint().width(), tokens.CONTROL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        places = [*self._chips[: self._shown], *([self._more] if self.hidden_keys() else [])]
        here = next((i for i, chip in enumerate(places) if chip.hasFocus()), 0)
        there = max(0, min(len(places) - 1, here + step))
        places[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self, item: ChipItem) -> Chip:
        chip = Chip(item, parent=self)
        chip.clicked.connect(self._clicked)
        return chip

    def _make_more(self, item: ChipItem) -> Chip:
        more = Chip(item, end_icon="chevron-down", parent=self)
        more.clicked.connect(self.open_more)
        more.hide()
        return more

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._choose(chip.item.key)

    def _from_menu(self, action: QAction) -> None:
        self._choose(action.data())

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def _width_of(self, count: int) -> int:
        return sum(chip.sizeHint().width() + _GAP for chip in self._chips[:count]) - _GAP

    def _arrange(self) -> None:
        """Give the chips their places, as many as fit before *More*."""
        self._shown = len(self._chips)
        if self._width_of(self._shown) > self.width():
            self._label_more()
            room = self.width() - self._more.sizeHint().width() - _GAP
            while self._shown and self._width_of(self._shown) > room:
                self._shown -= 1
                self._label_more()
                room = self.width() - self._more.sizeHint().width() - _GAP
        row = QRect(0, 0, self.width(), tokens.CONTROL)
        strip = painting.Strip(row, self.layoutDirection())
        places: list[Chip] = self._chips[: self._shown]
        hidden = self._shown < len(self._chips)
        for chip in [*places, *([self._more] if hidden else [])]:
            chip.setGeometry(strip.lead(chip.sizeHint().width(), _GAP))
            chip.show()
        self._more.setVisible(hidden)
        for chip in self._chips[self._shown :]:
            chip.hide()

    def _label_more(self) -> None:
        """Name the last chip after the chosen one while that is behind it."""
        inside = [item for item in self._items[self._shown :] if item.key == self._current]
        label = inside[0].label if inside else self.tr("More")
        self._more.set_item(ChipItem("", label))
        self._more.set_selected(bool(inside))
