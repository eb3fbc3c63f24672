"""Buttons with words: what a person can do, its key, and how it is going."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName, ControlSize, Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button_look import Kind, Look, button_look
from pos_app.ui.widgets.painting import Strip
from pos_app.ui.widgets.press_target import PressTarget

_ROLES: dict[ControlSize, Type] = {
    40: tokens.TEXT_STRONG,
    48: tokens.NAME_STRONG,
    64: tokens.LARGE_STRONG,
}
_AMOUNT_GAP = tokens.S12
_STACKED_LEAST = 80
_GHOST_INSET = 4
"""Inside a field a ghost's ground must not cover the field's border."""


class Button(PressTarget):
    """A button in one of three heights, with an optional icon, amount, count, and key hint.

    `kind`: primary, secondary, ghost, danger, danger-line (a neutral button in danger's colour), or
    slot (a dashed place that waits to be filled, such as the customer of a sale).
    `key` is only shown; the screen binds it. At 64 px and in a slot the words stand at the leading
    end and the key at the trailing one.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "secondary",
        size: ControlSize = 40,
        *,
        icon: str = "",
        end_icon: str = "",
        key: str = "",
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._size: ControlSize = size
        self._icon = icon
        self._end_icon = end_icon
        self._key = key
        self._stacked = stacked
        self._amount = ""
        self._badge = ""
        self.setText(text)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self.setText(text)
        self._changed()

    def set_amount(self, amount: str) -> None:
        """Show an amount of money behind the words, already formatted."""
        self._amount = amount
        self._changed()

    def set_badge(self, badge: str) -> None:
        """Show a count behind the words; an empty text removes it."""
        self._badge = badge
        self._changed()

    def set_icon(self, icon: str) -> None:
        """Change the leading icon; an empty name removes it."""
        self._icon = icon
        self._changed()

    def set_end_icon(self, icon: str) -> None:
        """Show an icon at the trailing end instead of the key, such as `lock`."""
        self._end_icon = icon
        self._changed()

    def set_kind(self, kind: Kind) -> None:
        """Change the kind."""
        self._kind = kind
        self.update()

    def _changed(self) -> None:
        self.setAccessibleName(" ".join(filter(None, (self.text(), self._amount, self._badge))))
        self.updateGeometry()
        self.update()

    def _role(self) -> Type:
        role = tokens.TEXT_STRONG if self._stacked else _ROLES[self._size]
        return role._replace(weight=400) if self._kind == "slot" else role

    def _padding(self) -> int:
        if self._stacked:
            return tokens.S8
        return 20 if self._size == tokens.CONTROL_HUGE else tokens.S16

    def _end_width(self) -> int:
        if self._end_icon:
            return tokens.ICON
        return painting.key_hint_width(self._key) if self._key else 0

    def _words_width(self, text: str) -> int:
        """The width of icon, words, amount and count with their gaps."""
        parts = [fonts.width(text, self._role())] if text else []
        if self._icon:
            parts.append(tokens.ICON)
        wide = sum(parts) + tokens.S8 * max(0, len(parts) - 1)
        if self._amount:
            wide += _AMOUNT_GAP + fonts.width(self._amount, self._role())
        if self._badge:
            wide += tokens.S8 + painting.badge_width(self._badge)
        return wide

    def sizeHint(self) -> QSize:
        if self._stacked:
            wide = fonts.width(self.text(), self._role()) + 2 * tokens.S12
            return QSize(max(_STACKED_LEAST, wide), self._size)
        end = self._end_width()
        wide = self._words_width(self.text()) + (end + tokens.S8 if end else 0)
        return QSize(max(self._size, wide + 2 * self._padding() + 2), self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = button_look(self._kind, self.state())
        line = Qt.PenStyle.DashLine if self._kind == "slot" else Qt.PenStyle.SolidLine
        painting.box(painter, self.rect(), look.fill, look.border, look.width, line=line)
        if self.is_busy():
            self._paint_busy(painter, look)
        elif self._stacked:
            self._paint_stacked(painter, look)
        else:
            self._paint_row(painter, look)

    def _paint_busy(self, painter: QPainter, look: Look) -> None:
        words = self._busy_text or ""
        wide = tokens.ICON_SMALL + tokens.S8 + fonts.width(words, self._role())
        inside = self.rect().adjusted(4, 0, -4, 0)
        group = painting.middle(inside, min(wide, inside.width()), self.height())
        strip = Strip(group, self.layoutDirection())
        spot = strip.lead(tokens.ICON_SMALL, tokens.S8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(spot.x() + spot.width() / 2, spot.y() + spot.height() / 2)
        painter.rotate(self._spin)
        around = QRect(-8, -8, tokens.ICON_SMALL, tokens.ICON_SMALL)
        icons.paint(painter, around, "loader-circle", look.text, tokens.ICON_SMALL)
        painter.restore()
        painting.text(painter, strip.rest(), words, self._role(), look.text)

    def _paint_stacked(self, painter: QPainter, look: Look) -> None:
        group = painting.middle(self.rect(), self.width() - 8, tokens.ICON + 4 + 20)
        icons.paint(painter, painting.band(group, 0, tokens.ICON), self._icon, look.text)
        words = painting.band(group, tokens.ICON + 4, 20)
        painting.text(painter, words, self.text(), self._role(), look.text, painting.CENTRE)

    def _paint_row(self, painter: QPainter, look: Look) -> None:
        inside = self.rect().adjusted(self._padding() + 1, 0, -self._padding() - 1, 0)
        if self.width() < self.sizeHint().width():
            inside = self.rect().adjusted(4, 0, -4, 0)
        end = self._end_width()
        if (end and self._size == tokens.CONTROL_HUGE) or self._kind == "slot":
            strip = Strip(inside, self.layoutDirection())
        else:
            wide = self._words_width(self.text()) + (end + tokens.S8 if end else 0)
            group = painting.middle(inside, min(wide, inside.width()), self.height())
            strip = Strip(group, self.layoutDirection())
        if end:
            self._paint_end(painter, strip.trail(end, tokens.S8), look)
        self._paint_words(painter, strip, look)

    def _paint_end(self, painter: QPainter, place: QRect, look: Look) -> None:
        if self._end_icon:
            icons.paint(painter, place, self._end_icon, look.text)
            return
        own = self._kind in ("primary", "danger") or self.is_selected()
        plain = not own or not self.isEnabled()
        border: ColourName = "line" if plain else look.text
        painting.key_hint(painter, place, self._key, "secondary" if plain else look.text, border)

    def _paint_words(self, painter: QPainter, strip: Strip, look: Look) -> None:
        if self._icon:
            icons.paint(painter, strip.lead(tokens.ICON, tokens.S8), self._icon, look.text)
        role = self._role()
        words = min(fonts.width(self.text(), role), strip.left_over)
        painting.text(painter, strip.lead(words), self.text(), role, look.text)
        if self._amount:
            strip.skip(_AMOUNT_GAP)
            amount = min(fonts.width(self._amount, role), strip.left_over)
            painting.text(painter, strip.lead(amount), self._amount, role, look.text)
        if self._badge:
            strip.skip(tokens.S8)
            place = strip.lead(painting.badge_width(self._badge))
            painting.badge(painter, place, self._badge, "accent", "on_accent")


class IconButton(PressTarget):
    """A square button that shows only an icon. Its name is spoken and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        kind: Kind = "secondary",
        size: ControlSize = 40,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._kind: Kind = kind
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self.update()

    def set_name(self, name: str) -> None:
        """Change what the button says it does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = button_look(self._kind, self.state())
        ghost = self._kind == "ghost"
        inset = _GHOST_INSET if ghost else 0
        ground = self.rect().adjusted(inset, inset, -inset, -inset)
        painting.box(painter, ground, look.fill, look.border, look.width)
        tint: ColourName = "secondary" if ghost else look.text
        icons.paint(painter, self.rect(), self._icon, tint)
