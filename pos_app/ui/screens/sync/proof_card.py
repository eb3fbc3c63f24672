"""The proof of one day: this machine's figures beside the books'. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.proof_text import (
    ProofRow,
    day_words,
    outcome_words,
    proof_note,
    proof_rows,
)
from pos_app.ui.tokens import Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.card import Card, Rule, SectionTitle
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.tag import Tag

if TYPE_CHECKING:
    from pos_app.services.proved_day import ProvedDay

_ROW = 24


class ProofCard(Card):
    """One day's proof. Signals: `prove_asked()`, `day_chosen(day)`."""

    prove_asked = Signal()
    day_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S4, parent=parent)
        self.setObjectName("sync.proof")
        self._desk = desk
        self._today = ""
        self._kept: list[ProvedDay] = []
        self.tag = Tag("", "neutral")
        self.head = SectionTitle("", self.tag)
        self.note = Label("", tokens.META, "secondary", wrap=True)
        self.note.setObjectName("sync.proof_note")
        self.now = Button(self.tr("Prove now"), icon="equal")
        self.now.setObjectName("sync.prove")
        self.others = IconButton("calendar", self.tr("Other days"))
        self.others.setObjectName("sync.other_days")
        self._arrange()
        self.now.clicked.connect(self.prove_asked)
        self.others.clicked.connect(self.open_menu)

    def _arrange(self) -> None:
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(tokens.S16)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnStretch(0, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.others, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.now, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addWidget(self.head)
        self.column.addLayout(self._rows)
        self.column.addSpacing(tokens.S4)
        self.column.addLayout(foot)

    def show_day(self, proved: ProvedDay, today: str) -> None:
        """Show a day's figures side by side, and what they come to."""
        money = self._desk.money
        self._today = today
        words = self.tr("Proof of {day}, {register}")
        day = day_words(proved.day, today, money)
        self.head.title.setText(words.format(day=day, register=self._desk.register.name))
        self.tag.set_state(*outcome_words(proved, money))
        self.set_invalid(proved.outcome.value == "different")
        self._show_rows(proof_rows(proved, money))
        self.note.setText(proof_note(proved, money))

    def show_kept(self, kept: list[ProvedDay]) -> None:
        """Offer these days for a closer look."""
        self._kept = kept
        self.others.setEnabled(bool(kept))

    def show_proving(self, on: bool) -> None:
        """Show that the books are being asked."""
        self.now.set_busy(self.tr("Proving") if on else None)

    def open_menu(self) -> QMenu:
        """Open the list of the days that were proved last."""
        menu = QMenu(self)
        menu.setObjectName("sync.days_menu")
        for proved in self._kept:
            words, _, icon = outcome_words(proved, self._desk.money)
            day = day_words(proved.day, self._today, self._desk.money)
            action = menu.addAction(icons.icon(icon), f"{day} · {words}")
            action.setData(proved.day)
        menu.triggered.connect(lambda action: self.day_chosen.emit(action.data()))
        menu.popup(self.others.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def _show_rows(self, rows: list[ProofRow]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heads = ("", self.tr("This machine"), self.tr("The books"))
        for column, text in enumerate(heads):
            head = Label(text, tokens.META, "secondary", align=painting.TRAILING)
            self._rows.addWidget(head, 0, column)
        for number, row in enumerate(rows, 1):
            self._rows.addWidget(Rule(), 2 * number - 1, 0, 1, len(heads))
            self._show_row(2 * number, row)

    def _show_row(self, at: int, row: ProofRow) -> None:
        role: Type = tokens.TEXT_STRONG if row.differs else tokens.TEXT
        self._rows.addWidget(Label(row.name, tokens.TEXT, "secondary"), at, 0)
        self._rows.addWidget(Label(row.ours, role, align=painting.TRAILING), at, 1)
        theirs = Label(
            row.theirs or "–",
            role,
            "danger" if row.differs else "text",
            align=painting.TRAILING,
        )
        self._rows.addWidget(theirs, at, 2)
        self._rows.setRowMinimumHeight(at, _ROW)
