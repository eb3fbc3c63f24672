"""The panel with all keys. Widgets only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.shortcuts import EVERYWHERE, SELLING, Act, Key, key_of
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.key_hint import KeyHint
from pos_app.ui.widgets.label import Label

_ROW = 28


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
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, tokens.S8, 0)
        column.setSpacing(tokens.S8)
        self._add(column, self.tr("While selling"), SELLING)
        multiplier = self.tr("5* before a code or a word: five of it")
        column.addWidget(Label(multiplier, tokens.TEXT, "secondary"))
        self._add(column, self.tr("Everywhere"), EVERYWHERE)
        arrows = self.tr("Arrow keys move in results, or in the cart while nothing is searched for")
        column.addWidget(Label(arrows, tokens.TEXT, "secondary", wrap=True))
        column.addStretch()
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

    def _add(self, column: QVBoxLayout, title: str, keys: Sequence[Key]) -> None:
        column.addWidget(Label(title, tokens.TEXT_STRONG))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(keys):
            grid.addWidget(KeyHint(key.shown()), row, 0, Qt.AlignmentFlag.AlignTrailing)
            grid.addWidget(Label(key.explained(), tokens.TEXT), row, 1)
            grid.setRowMinimumHeight(row, _ROW)
        column.addLayout(grid)
