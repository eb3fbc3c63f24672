"""Cards, their titles, and the rule between rows."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.field_edit import restyle
from pos_app.ui.widgets.label import Label


class Card(QFrame):
    """A white panel with a border and round corners. Add rows to `card.column`."""

    def __init__(
        self, *, padding: int = tokens.S16, gap: int = tokens.S8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(gap)

    def set_selected(self, selected: bool) -> None:
        """Mark as the one that is meant, with the accent's border."""
        self.setProperty("selected", selected)
        restyle(self)

    def set_invalid(self, invalid: bool) -> None:
        """Mark as the one that needs attention, with danger's border."""
        self.setProperty("invalid", invalid)
        restyle(self)


class SectionTitle(QWidget):
    """The title of a card or section; what belongs to it goes to its trailing end.

    `start` and `end` keep room before and behind them in reading order, which margins would not.
    """

    def __init__(
        self,
        text: str,
        *trailing: QWidget,
        start: int = 0,
        end: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = Label(text, tokens.NAME_STRONG)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addSpacing(start)
        row.addWidget(self.title, 1)
        for widget in trailing:
            row.addSpacing(tokens.S16)
            row.addWidget(widget)
        row.addSpacing(end)


class Rule(QFrame):
    """A line of 1 px between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rule")
