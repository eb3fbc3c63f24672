"""The head of a page: a way back, its title, a line about it, and what can be done there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.key_hint import KeyHint
from pos_app.ui.widgets.label import Label


class PageHead(QFrame):
    """A row of 64 px. Signal: `back()`.

    With `back` there is a button with that name and the key that does the same. `stacked` puts the
    line about the page under a smaller title.
    """

    back = Signal()

    def __init__(
        self,
        title: str,
        about: str = "",
        *,
        back: str = "",
        hint: bool = True,
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "head")
        self.setFixedHeight(tokens.HEAD)
        self.title = Label(title, tokens.LARGE_STRONG if stacked else tokens.TITLE)
        self.about = Label(about, tokens.TEXT, "secondary")
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        self.row.setSpacing(tokens.S8)
        if back:
            button = IconButton("arrow-left", back, size=48)
            button.setObjectName("back")
            button.clicked.connect(self.back)
            self.row.addWidget(button)
            self.row.addSpacing(tokens.S8)
        self._add_words(stacked)
        if back and hint:
            self.row.addWidget(Label(back, tokens.TEXT, "secondary"))
            self.row.addWidget(KeyHint("Esc"))

    def _add_words(self, stacked: bool) -> None:
        if not stacked:
            self.row.addWidget(self.title)
            self.row.addSpacing(tokens.S8)
            self.row.addWidget(self.about, 1)
            return
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch()
        self.row.addLayout(words, 1)

    def set_title(self, title: str, about: str = "") -> None:
        """Change title and the line about the page."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.about.setText(about)
        self.about.setToolTip(about)

    def add_action(self, widget: QWidget) -> None:
        """Add a button at the trailing end."""
        self.row.addWidget(widget)
