"""Initials on a calm colour: for people, and for products without a picture."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import tokens
from pos_app.ui.tokens import Type
from pos_app.ui.widgets import painting

_LETTERS = 2


def product_initials(name: str) -> str:
    """The first letters of the first two real words: "6 Ribbons Rustic Charm" is RR."""
    words = ["".join(c for c in word if c.isalpha()) for word in name.split()]
    real = [word for word in words if len(word) > 1] or [word for word in words if word]
    return "".join(word[0] for word in real[:_LETTERS]).upper()


def person_initials(name: str) -> str:
    """The first characters of the first and the last word: "Sales 1" is S1."""
    words = name.split()
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


def paint_initials(
    painter: QPainter,
    rect: QRect,
    letters: str,
    key: str,
    role: Type = tokens.TEXT_STRONG,
    radius: int = tokens.RADIUS,
) -> None:
    """A tile whose colour depends on `key` alone: a SKU, or the name of a person."""
    fill, tint = tokens.tile_colours(key)
    painting.box(painter, rect, fill, radius=radius)
    painting.text(painter, rect, letters, role, tint, painting.CENTRE)


class InitialsTile(QWidget):
    """A square tile for a product without a picture."""

    def __init__(
        self, name: str, sku: str, size: int = tokens.CONTROL, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self.set_product(name, sku)

    def set_product(self, name: str, sku: str) -> None:
        """Show another product."""
        self._show(product_initials(name), sku, name)

    def _show(self, letters: str, key: str, name: str) -> None:
        self._letters, self._key = letters, key
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        large = self.height() > tokens.CONTROL_LARGE
        role = tokens.LARGE_STRONG if large else tokens.TEXT_STRONG
        paint_initials(QPainter(self), self.rect(), self._letters, self._key, role)


class Avatar(InitialsTile):
    """A square tile for a person."""

    def __init__(
        self, name: str, size: int = tokens.CONTROL, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, name, size, parent=parent)
        self.set_person(name)

    def set_person(self, name: str) -> None:
        """Show another person."""
        self._show(person_initials(name), name, name)
