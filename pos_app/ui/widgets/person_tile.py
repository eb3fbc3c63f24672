"""A person to choose at sign-in: avatar, name, role."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button_look import button_look
from pos_app.ui.widgets.initials import paint_initials, person_initials
from pos_app.ui.widgets.press_target import PressTarget

_HEIGHT = 112
_AVATAR = 56
_MOST_LINES = 2


class PersonTile(PressTarget):
    """One known person of this register."""

    def __init__(
        self, name: str, role: str, *, height: int = _HEIGHT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._obstacle = ""
        self._height = height
        self.setText(name)
        self._say()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_obstacle(self, why: str) -> None:
        """Say instead of the role why this person cannot sign in now; empty ends that."""
        self._obstacle = why
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._obstacle or self._role}")

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
        lines = self._name_lines(strip.left_over)
        high = lines * tokens.LARGE.line
        words = painting.middle(strip.rest(), strip.left_over, high + tokens.TEXT.line)
        name = painting.band(words, 0, high)
        painting.paragraph(painter, name, self.text(), tokens.LARGE_STRONG, "text", lines)
        role = painting.band(words, high, tokens.TEXT.line)
        colour: ColourName = "warning" if self._obstacle else "secondary"
        painting.text(painter, role, self._obstacle or self._role, tokens.TEXT, colour)

    def _name_lines(self, width: int) -> int:
        """How many lines the name gets: two where it needs them and the tile is high enough."""
        wanted = painting.lay_out(self.text(), tokens.LARGE_STRONG, width).lineCount()
        room = (self._height - tokens.TEXT.line) // tokens.LARGE.line
        return max(1, min(wanted, room, _MOST_LINES))
