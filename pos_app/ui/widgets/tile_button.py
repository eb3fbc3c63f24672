"""Large buttons with the icon above the words: tenders, receipt choices, suggested notes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button_look import Look, button_look
from pos_app.ui.widgets.press_target import PressTarget

_GAP = 4


class TileButton(PressTarget):
    """A tile with icon, words and a small note, and the key at its upper trailing corner.

    Heights: `tokens.TENDER` for tenders, 112 for receipt choices with a note, `tokens.NOTE`
    without an icon for suggested notes.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        key: str = "",
        note: str = "",
        note_icon: str = "",
        height: int = tokens.TENDER,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._key = key
        self._note = note
        self._note_icon = note_icon
        self._height = height
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_text(self, text: str) -> None:
        """Change the words."""
        self.setText(text)
        self._name()

    def set_note(self, note: str, icon: str = "") -> None:
        """Change the small line below, such as "Printed 14:32" with `circle-check`."""
        self._note, self._note_icon = note, icon
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(filter(None, (self.text(), self._note))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = fonts.width(self.text(), tokens.NAME_STRONG) + 2 * tokens.S8
        note = fonts.width(self._note, tokens.META) + 2 * tokens.S8
        return QSize(max(words, note, self._height), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.CONTROL_HUGE, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = button_look("secondary", self.state())
        painting.box(painter, self.rect(), look.fill, look.border, look.width)
        if self._key:
            self._paint_key(painter, look)
        top = self._first_line()
        if self._icon:
            place = painting.band(self.rect(), top, tokens.ICON_LARGE)
            icons.paint(painter, place, self._icon, look.text, tokens.ICON_LARGE)
            top += tokens.ICON_LARGE + _GAP
        inside = self.rect().adjusted(tokens.S8, 0, -tokens.S8, 0)
        words = painting.band(inside, top, tokens.NAME.line)
        painting.text(painter, words, self.text(), tokens.NAME_STRONG, look.text, painting.CENTRE)
        if self._note:
            under = painting.band(inside, top + tokens.NAME.line + self._note_gap(), 16)
            self._paint_note(painter, under, look)

    def _note_gap(self) -> int:
        return _GAP if self._icon else 0

    def _first_line(self) -> int:
        high = tokens.NAME.line
        if self._icon:
            high += tokens.ICON_LARGE + _GAP
        if self._note:
            high += tokens.META.line + self._note_gap()
        below_key = 6 if self._key and not self._note else 0
        return (self._height - high) // 2 + below_key

    def _paint_key(self, painter: QPainter, look: Look) -> None:
        row = QRect(0, tokens.S8, self.width(), tokens.KEY_HINT)
        strip = painting.Strip(row.adjusted(tokens.S8, 0, -tokens.S8, 0), self.layoutDirection())
        place = strip.trail(painting.key_hint_width(self._key))
        chosen = self.is_selected() and self.isEnabled()
        border: ColourName = "accent" if chosen else "line"
        painting.key_hint(painter, place, self._key, look.text if chosen else "secondary", border)

    def _paint_note(self, painter: QPainter, rect: QRect, look: Look) -> None:
        tint = look.text if self.is_selected() else "secondary"
        wide = fonts.width(self._note, tokens.META)
        if self._note_icon:
            wide += tokens.ICON_SMALL + tokens.S4
        group = painting.middle(rect, min(wide, rect.width()), rect.height())
        strip = painting.Strip(group, self.layoutDirection())
        if self._note_icon:
            place = strip.lead(tokens.ICON_SMALL, tokens.S4)
            icons.paint(painter, place, self._note_icon, tint, tokens.ICON_SMALL)
        painting.text(painter, strip.rest(), self._note, tokens.META, tint)
