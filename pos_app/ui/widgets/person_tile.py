"""A person to choose at sign-in: avatar, name, role."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button_look import button_look
from pos_app.ui.widgets.initials import paint_initials, person_initials
from pos_app.ui.widgets.press_target import PressTarget

_HEIGHT = 112
_AVATAR = 56


class PersonTile(PressTarget):
    """One known person of this register."""

    def __init__(
        self, name: str, role: str, *, height: int = _HEIGHT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._height = height
        self.setText(name)
        self.setAccessibleName(f"{name}, {role}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = button_look("secondary", self.state())
        painting.box(painter, self.rect(), look.fill, look.border, look.width)
        inside = self.rect().adjusted(tokens.S16, 0, -tokens.S16, 0)
        strip = painting.Strip(inside, self.layoutDirection())
        place = painting.middle(strip.lead(_AVATAR, tokens.S16), _AVATAR, _AVATAR)
        letters = person_initials(self.text())
        paint_initials(painter, place, letters, self.text(), tokens.LARGE_STRONG)
        words = painting.middle(strip.rest(), strip.left_over, 44)
        name = painting.band(words, 0, tokens.LARGE.line)
        painting.text(painter, name, self.text(), tokens.LARGE_STRONG)
        role = painting.band(words, tokens.LARGE.line, tokens.TEXT.line)
        painting.text(painter, role, self._role, tokens.TEXT, "secondary")
