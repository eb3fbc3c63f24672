"""A message next to what it concerns, with at most one thing to do about it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label

BannerTone = Literal["accent", "positive", "warning", "danger"]

_ICONS: dict[BannerTone, str] = {
    "accent": "info",
    "positive": "circle-check",
    "warning": "triangle-alert",
    "danger": "triangle-alert",
}


class Banner(QWidget):
    """A soft coloured line: icon, title, text, action. Signal: `acted()`.

    `two_lines` puts the text below the title. It never covers anything and is not modal.
    """

    acted = Signal()

    def __init__(
        self,
        tone: BannerTone = "accent",
        title: str = "",
        text: str = "",
        *,
        icon: str = "",
        action: str = "",
        two_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._two_lines = two_lines
        self._title = Label(role=tokens.TEXT_STRONG)
        self._text = Label(wrap=True)
        self._action = Button(kind="ghost")
        self._action.clicked.connect(self.acted)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(tokens.BANNER)  # layouts ask the layout inside, not this widget
        self._arrange()
        self.show_message(tone, title, text, icon=icon, action=action)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S12, 4, tokens.S12, 4)
        row.setSpacing(0)
        row.addSpacing(tokens.ICON + tokens.S12)
        words = QVBoxLayout()
        words.setContentsMargins(0, tokens.S4, 0, tokens.S4)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        row.addSpacing(tokens.S12)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_message(
        self, tone: BannerTone, title: str, text: str = "", *, icon: str = "", action: str = ""
    ) -> None:
        """Show another message; without an action its button disappears."""
        self._tone: BannerTone = tone
        self._icon = icon or _ICONS[tone]
        self._title.setVisible(self._two_lines)
        self._title.setText(title)
        if self._two_lines:
            self._text.setText(text)
        else:
            self._text.set_parts([(title, True), (f" {text}" if text else "", False)])
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {text}".strip())
        self.updateGeometry()
        self.update()

    def name_action(self, name: str) -> None:
        """Give the button a name by which it is found."""
        self._action.setObjectName(name)

    def heightForWidth(self, width: int) -> int:
        return max(tokens.BANNER, super().heightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fixed height that follows the width has to be told to the layout around it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        soft, tint = tokens.SOFT[self._tone]
        painting.box(painter, self.rect(), soft)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        strip.skip(tokens.S12)
        icons.paint(painter, strip.lead(tokens.ICON), self._icon, tint)
