"""The rail at the leading edge: where one can go, who is signed in, which register this is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.initials import paint_initials, person_initials
from pos_app.ui.widgets.press_target import PressTarget

_INSET = 2
_ROOM_FOR_LABEL = tokens.RAIL - 2 * _INSET
_LOGO = 32


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place to go: its key in signals, its icon, its label."""

    key: str
    icon: str
    label: str


class _RailItem(PressTarget):
    """One place on the rail."""

    ringed = False

    def __init__(self, item: NavItem) -> None:
        super().__init__()
        self.item = item
        self.badge = ""
        self.warns = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(item.label)
        self.setAccessibleName(item.label)

    def sizeHint(self) -> QSize:
        return QSize(_ROOM_FOR_LABEL, tokens.RAIL_ITEM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fills: dict[str, ColourName] = {
            "hover": "sunken",
            "pressed": "pressed",
            "selected": "accent_soft",
        }
        state = self.state()
        border: ColourName = "accent" if self.hasFocus() else "clear"
        painting.box(painter, self.rect(), fills.get(state, "clear"), border, tokens.FOCUS_WIDTH)
        tint: ColourName = "accent" if self.is_selected() else "secondary"
        group = painting.middle(self.rect(), self.width(), tokens.ICON + 4 + tokens.META.line)
        icons.paint(painter, painting.band(group, 0, tokens.ICON), self.item.icon, tint)
        role = tokens.META_STRONG if self.is_selected() else tokens.META
        words = painting.band(group, tokens.ICON + 4, tokens.META.line)
        painting.text(painter, words, self.item.label, role, tint, painting.CENTRE)
        if self.badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        row = painting.band(self.rect(), 0, tokens.BADGE)
        place = painting.Strip(row, self.layoutDirection()).trail(painting.badge_width(self.badge))
        if self.warns:
            painting.badge(painter, place, self.badge, "warning_soft", "warning")
        else:
            painting.badge(painter, place, self.badge, "accent", "on_accent")


class _PersonItem(PressTarget):
    """Who is signed in, and the register."""

    ringed = False

    def __init__(self) -> None:
        super().__init__()
        self.register = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_ROOM_FOR_LABEL, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        fills: dict[str, ColourName] = {"hover": "sunken", "pressed": "pressed"}
        border: ColourName = "accent" if self.hasFocus() else "clear"
        ground = self.rect().adjusted(_INSET, 3, -_INSET, -3)
        fill = fills.get(self.state(), "clear")
        painting.box(painter, ground, fill, border, tokens.FOCUS_WIDTH)
        if not self.text():
            return
        tile = painting.middle(painting.band(self.rect(), 9, 40), 40, 40)
        paint_initials(painter, tile, person_initials(self.text()), self.text())
        inside = self.rect()
        name, register = painting.band(inside, 53, 16), painting.band(inside, 73, 16)
        painting.text(painter, name, self.text(), tokens.META_STRONG, "text", painting.CENTRE)
        painting.text(painter, register, self.register, tokens.META, "secondary", painting.CENTRE)


class NavRail(QWidget):
    """Places to go. Signals: `chosen(key)`, `person_clicked()`. Arrow keys move along.

    It is 64 px wide; longer labels make it grow, up to 96.
    """

    chosen = Signal(str)
    person_clicked = Signal()

    def __init__(self, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._items = [_RailItem(item) for item in items]
        for made in self._items:
            made.setObjectName(f"rail.{made.item.key}")
        self._person = _PersonItem()
        self._person.setObjectName("rail.person")
        self._person.clicked.connect(self.person_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, tokens.HEAD, _INSET + 1, 0)
        column.setSpacing(tokens.S4)
        for item in self._items:
            item.clicked.connect(self._clicked)
            column.addWidget(item)
        column.addStretch()
        column.addWidget(self._person)
        self._fit()

    def _fit(self) -> None:
        """As wide as the longest label, which is bold where one is."""
        labels = [fonts.width(i.item.label, tokens.META_STRONG) for i in self._items]
        wide = max(tokens.RAIL, max(labels, default=0) + 4 * _INSET)
        self.setFixedWidth(min(tokens.RAIL_MAX, wide))

    def set_current(self, key: str) -> None:
        """Mark where one is, without a signal."""
        for item in self._items:
            item.set_selected(item.item.key == key)

    def set_badge(self, key: str, text: str, *, warns: bool = False) -> None:
        """Show a count at a place; an empty text removes it."""
        for item in self._items:
            if item.item.key == key:
                item.badge, item.warns = text, warns
                item.setAccessibleName(f"{item.item.label} {text}".strip())
                item.update()

    def set_place_enabled(self, key: str, enabled: bool, reason: str = "") -> None:
        """Whether one may go there; the reason is shown as a tooltip."""
        for item in self._items:
            if item.item.key == key:
                item.setEnabled(enabled)
                item.setToolTip(reason)

    def set_person(self, name: str, register: str) -> None:
        """Show who is signed in and which register this is; an empty name shows nobody."""
        self._person.setText(name)
        self._person.register = register
        self._person.setAccessibleName(f"{name}, {register}")
        self._person.setEnabled(bool(name))
        self._person.update()

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _RailItem):
            self.chosen.emit(item.item.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((i for i, item in enumerate(self._items) if item.hasFocus()), None)
        if step is None or here is None:
            event.ignore()
            return
        there = max(0, min(len(self._items) - 1, here + step))
        self._items[there].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        strip = painting.Strip(self.rect(), self.layoutDirection())
        painter.fillRect(strip.trail(1), theme.colour("line"))
        head = painting.band(strip.rest(), 0, tokens.HEAD)
        icons.paint_logo(painter, painting.middle(head, _LOGO, _LOGO))
