"""The page where money is taken, in the place of the catalogue. Widgets only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.pay.parts import PaymentCard, Suggestions, Tenders
from pos_app.ui.screens.pay.presenter import PayPresenter, PayView, TakenTender
from pos_app.ui.shortcuts import Act, bind, key_of
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.text_field import TextField
from pos_core.payment import LARGEST_REFERENCE, TenderKind

_LEFT_WIDTH = 372
_RIGHT_WIDTH = 380  # beside it in the window of 1366 px
_KINDS = {Act.FIRST_CHOICE: TenderKind.CASH, Act.SECOND_CHOICE: TenderKind.CARD}


class PayScreen(QWidget):
    """Amount due, tenders, what is given, change. Signal: `back()`."""

    back = Signal()

    def __init__(self, desk: Desk, presenter: PayPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pay")
        self._presenter = presenter
        self._stage: tuple[TenderKind, tuple[TakenTender, ...]] | None = None
        about = self.tr("Scanning adds to the cart and returns here")
        self.head = PageHead(self.tr("Pay"), about, back=self.tr("Back to catalogue"))
        self.head.back.connect(self.back)
        self._left_label = Label("", tokens.NAME, "secondary")
        self.left = Label("", tokens.CHANGE, tight=tokens.TOTAL)
        self.left.setObjectName("pay.left")
        self.tenders = Tenders()
        self.card = PaymentCard()
        self._given_label = Label("", tokens.NAME, "secondary")
        hint = self.tr("Empty means exact")
        self._hint = Label(hint, tokens.TEXT, "secondary", align=painting.TRAILING)
        self.given = MoneyField(self.tr("Amount given"), desk.money.amount)
        self.given.setObjectName("pay.given")
        self.suggestions = Suggestions()
        self.reference = TextField(self.tr("Reference on the terminal's slip"))
        self.reference.setObjectName("pay.reference")
        self.reference.edit.setMaxLength(LARGEST_REFERENCE)
        self.keypad = Keypad()
        self._outcome_label = Label("", tokens.LARGE)
        self.outcome = Label("", tokens.TOTAL, tight=tokens.FIGURE, align=painting.TRAILING)
        self.outcome.setObjectName("pay.outcome")
        self.take = Button("", "primary", 64, key=key_of(Act.PAY).shown())
        self.take.setObjectName("pay.take")
        self._banner = Banner("danger")
        self._banner.setObjectName("pay.banner")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        columns = QHBoxLayout()
        edge = tokens.S16 - ScrollColumn.room
        columns.setContentsMargins(edge, edge, edge, edge)
        columns.setSpacing(tokens.S24 - 2 * ScrollColumn.room)
        columns.addWidget(self._make_left(), _LEFT_WIDTH)
        columns.addLayout(self._make_right(), _RIGHT_WIDTH)
        self._banner_row = QWidget()
        above = QHBoxLayout(self._banner_row)
        above.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, 0)
        above.addWidget(self._banner)
        self._banner_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._banner_row)
        column.addLayout(columns, 1)

    def _make_left(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(tokens.S16)
        figure = QVBoxLayout()
        figure.setSpacing(0)
        figure.addWidget(self._left_label)
        figure.addWidget(self.left)
        column.addLayout(figure)
        column.addWidget(self.tenders)
        column.addWidget(self.card, 1)
        left = ScrollColumn(column)
        left.setMaximumWidth(_LEFT_WIDTH + 2 * ScrollColumn.room)
        return left

    def _make_right(self) -> QVBoxLayout:
        given = QVBoxLayout()
        given.setSpacing(tokens.S12)
        labels = QHBoxLayout()
        labels.addWidget(self._given_label)
        labels.addWidget(self._hint, 1)
        given.addLayout(labels)
        for widget in (self.given, self.suggestions, self.reference, self.keypad):
            given.addWidget(widget)
        given.addStretch()
        outcome = QHBoxLayout()
        outcome.addWidget(self._outcome_label)
        outcome.addWidget(self.outcome, 1)
        below = QVBoxLayout()
        edge = ScrollColumn.room
        below.setContentsMargins(edge, edge, edge, edge)
        below.setSpacing(tokens.S12)
        below.addLayout(outcome)
        below.addWidget(self.take)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._entry = ScrollColumn(given)
        column.addWidget(self._entry, 1)
        column.addLayout(below)
        return column

    def _connect(self) -> None:
        self._presenter.changed.connect(self.show_payment)
        self._presenter.refused.connect(self.show_refusal)
        self._presenter.problem.connect(self._show_problem)
        self._presenter.recording.connect(self._recording)
        self.tenders.chosen.connect(self._choose)
        self.given.amount_changed.connect(self._presenter.give)
        self.reference.changed.connect(self._presenter.refer)
        self.suggestions.chosen.connect(self.given.set_minor)
        self.card.take_back_asked.connect(self._presenter.take_back)
        self.keypad.drive(self.given.press)
        self.take.clicked.connect(self._presenter.take)
        bind(self, Act.PAY, self._presenter.take)
        for act, kind in _KINDS.items():
            bind(self, act, partial(self._choose, kind))

    def begin(self) -> None:
        """Show the payment of the cart as it is now."""
        self._banner_row.hide()
        self.reference.set_text("")
        self.given.set_minor(None)
        self._presenter.begin()
        self.given.setFocus()

    def _choose(self, kind: TenderKind) -> None:
        self.given.set_minor(None)
        self._presenter.choose(kind)
        if kind is TenderKind.CARD:
            self.reference.setFocus()
        else:
            self.given.setFocus()

    def show_payment(self) -> None:
        """Show the payment as it is now."""
        view = self._presenter.view()
        card = view.kind is TenderKind.CARD
        self._left_label.setText(view.left_label)
        self.left.setText(view.left)
        self.tenders.select(view.kind)
        self.card.show_payment(view)
        self._given_label.setText(self.tr("Paid by card") if card else self.tr("Cash given"))
        self.given.setPlaceholderText(view.left)
        self.suggestions.show_sums(view.suggestions, self.given.minor())
        self.suggestions.setVisible(not card)
        self.reference.setVisible(card)
        self._show_outcome(view)
        self.take.set_text(view.take)
        self.take.setEnabled(view.can_take)
        if not self._presenter.has_typed and self.given.minor() is not None:
            self.given.set_minor(None)
        if self._stage != (view.kind, view.taken):
            self._stage = (view.kind, view.taken)
            self._entry.verticalScrollBar().setValue(0)

    def _show_outcome(self, view: PayView) -> None:
        self._outcome_label.setText(view.outcome_label)
        self.outcome.setText(view.outcome)
        self.outcome.set_tone("positive" if view.outcome_is_change else "text")

    def show_refusal(self, message: Message) -> None:
        """Say why the money was not taken; the sale is as it was."""
        self._banner.show_message("danger", message.title, message.text)
        self._banner_row.show()

    def _show_problem(self, message: Message | None) -> None:
        self.reference.set_error(message.whole if message else "")

    def _recording(self, on: bool) -> None:
        if on:
            self._banner_row.hide()
        self.take.set_busy(self.tr("Recording the sale") if on else None)
