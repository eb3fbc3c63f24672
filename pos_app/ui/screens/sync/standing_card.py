"""Where today's sales are: safe here, sent, in the books, with a remark. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.models import state_words
from pos_app.ui.tokens import Tone
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.icon_mark import IconMark
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.tag import Tag

if TYPE_CHECKING:
    from pos_app.services.overview_records import Share, Standing

HEIGHT = 128


class _Figure(QWidget):
    """One place where sales can be: how many are there, and what they come to."""

    def __init__(self, state: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _, tone, icon = state_words(state)
        self._tone: Tone = "secondary" if tone == "neutral" else tone
        self._mark = IconMark(icon, self._tone, tokens.ICON_SMALL)
        self.words = words
        self.count = Label("–", tokens.LARGE_STRONG)
        self.amount = Label("", tokens.META, "secondary")
        head = QHBoxLayout()
        head.setSpacing(tokens.S4)
        head.addWidget(self._mark)
        head.addWidget(Label(words, tokens.META, "secondary"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.count)
        column.addWidget(self.amount)

    def show_share(self, share: Share, desk: Desk) -> None:
        """Show how many and how much."""
        count, amount = desk.money.count(share.count), desk.money.amount(share.amount_minor)
        self.count.setText(count)
        self.count.set_tone("text" if share.count else "secondary")
        self.amount.setText(amount)
        self.setAccessibleName(f"{self.words}: {count}, {amount}")


class StandingCard(Card):
    """Today's sales and returns, and all older ones that are not in the books yet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S8, parent=parent)
        self.setObjectName("sync.standing")
        self.setFixedHeight(HEIGHT)
        self._desk = desk
        self._tag = Tag("", "positive", "circle-check")
        self.column.addWidget(SectionTitle(self.tr("Sales of today"), self._tag))
        self._tag.hide()
        row = QHBoxLayout()
        row.setSpacing(tokens.S16)
        names = {
            "safe_here": self.tr("Safe here"),
            "sent": self.tr("Sent"),
            "in_the_books": self.tr("In the books"),
            "remarked": self.tr("With remarks"),
        }
        self.figures = {state: _Figure(state, words) for state, words in names.items()}
        for state, figure in self.figures.items():
            figure.setObjectName(f"sync.standing_{state}")
            row.addWidget(figure, 1)
        self.column.addLayout(row)
        self.column.addStretch()

    def show_standing(self, standing: Standing) -> None:
        """Show where sales stand."""
        for state, figure in self.figures.items():
            figure.show_share(getattr(standing, state), self._desk)
        waits = standing.safe_here.count + standing.sent.count
        if standing.attention:
            words = self.tr("{count} to look at")
            count = self._desk.money.count(standing.attention)
            self._tag.set_state(words.format(count=count), "warning", "message-square-warning")
        elif not waits:
            self._tag.set_state(self.tr("None waits"), "positive", "circle-check")
        self._tag.setVisible(bool(standing.attention) or not waits)
