"""The panel with all keys. Widgets only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.shortcuts import EVERYWHERE, SELLING, Act, Key, key_of
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.key_hint import KeyHint
from pos_app.ui.widgets.label import Label

_ROW = 28
_ROOM_FOR_TWO = 640


class KeysPanel(Card):
    """Every key and what it does. Signals: `closed()`, `theme_asked()`."""

    closed = Signal()
    theme_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S12, parent=parent)
        self.setObjectName("keys")
        self.setAutoFillBackground(True)
        close = IconButton("x", self.tr("Close"))
        close.setObjectName("keys.close")
        close.clicked.connect(self.closed)
        self.column.addWidget(
            SectionTitle(self.tr("Keys"), KeyHint(key_of(Act.BACK).shown()), close)
        )
        inner = QWidget()
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._lists.setContentsMargins(0, 0, tokens.S8, 0)
        self._lists.setSpacing(tokens.S24)
        multiplier = self.tr("5* before a code or a word: five of it")
        self._add(self.tr("While selling"), SELLING, multiplier)
        arrows = self.tr("Arrow keys move in results, or in the cart while nothing is searched for")
        self._add(self.tr("Everywhere"), EVERYWHERE, arrows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.column.addWidget(area, 1)
        theme = Button(self.tr("Light or dark"), icon="moon")
        theme.setObjectName("keys.theme")
        theme.clicked.connect(self.theme_asked)
        self.column.addWidget(theme, 0, Qt.AlignmentFlag.AlignLeading)

    def _add(self, title: str, keys: Sequence[Key], note: str) -> None:
        column = QVBoxLayout()
        column.setSpacing(tokens.S8)
        column.addWidget(Label(title, tokens.TEXT_STRONG))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(keys):
            grid.addWidget(KeyHint(key.shown()), row, 0, Qt.AlignmentFlag.AlignTrailing)
            grid.addWidget(Label(key.explained(), tokens.TEXT, wrap=True), row, 1)
            grid.setRowMinimumHeight(row, _ROW)
        column.addLayout(grid)
        column.addWidget(Label(note, tokens.TEXT, "secondary", wrap=True))
        column.addStretch()
        self._lists.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both lists side by side, so that all keys are seen at once, where there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = event.size().width() >= _ROOM_FOR_TWO
        self._lists.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
