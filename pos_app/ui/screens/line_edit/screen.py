"""The panel with the number pad: Quantity | % | £ | Price | Note. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.line_edit.presenter import DISCOUNTS, EditView, LineEditPresenter, Mode
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.decimal_field import DecimalField
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.segmented import Segment, SegmentedToggle
from pos_app.ui.widgets.text_field import TextField

_WIDTH = 400
_LONGEST_TEXT = 60


class LineEditScreen(QWidget):
    """One edit. Signal: `back()` when the person leaves it as it was."""

    back = Signal()

    def __init__(
        self, desk: Desk, presenter: LineEditPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pad")
        self._desk = desk
        self._presenter = presenter
        self._view: EditView | None = None
        self.head = PageHead("", back=self.tr("Back to the catalogue"), stacked=True)
        self.head.back.connect(self.back)
        self._toggle: SegmentedToggle | None = None
        self._toggles = QHBoxLayout()
        self._label = Label("", tokens.NAME, "secondary")
        self.decimal = DecimalField(self.tr("Figure"))
        self.decimal.setObjectName("pad.figure")
        self.money = MoneyField(self.tr("Amount"), desk.money.amount)
        self.money.setObjectName("pad.amount")
        self.note = TextField(self.tr("Note, shown on the receipt"))
        self.note.setObjectName("pad.note")
        self.reason = TextField(self.tr("Reason, shown on the receipt"))
        self.reason.setObjectName("pad.reason")
        for field in (self.note, self.reason):
            field.edit.setMaxLength(_LONGEST_TEXT)
        self.keypad = Keypad(".")
        self.outcome = Label("", tokens.NAME)
        self.apply = Button("", "primary", 64)
        self.apply.setObjectName("pad.apply")
        self.clear = Button(self.tr("Take the discount away"), size=48, icon="x")
        self.clear.setObjectName("pad.clear")
        self._refusal = Banner("warning", icon="lock")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._fields = QStackedWidget()
        for field in (self.decimal, self.money):
            self._fields.addWidget(field)
        self._fields.setFixedHeight(tokens.CONTROL_HUGE)
        inner = QVBoxLayout()
        inner.setSpacing(tokens.S12)
        inner.addLayout(self._toggles)
        for widget in (
            self._refusal, self._label, self._fields, self.note, self.keypad, self.reason,
            self.outcome,
        ):  # fmt: skip
            inner.addWidget(widget)
        inner.addStretch()
        room = ScrollColumn.room
        below = QVBoxLayout()
        below.setContentsMargins(room, room, room, room)
        below.setSpacing(tokens.S12)
        below.addWidget(self.clear)
        below.addWidget(self.apply)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH + 2 * room)
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.S4)
        whole.addWidget(ScrollColumn(inner), 1)
        whole.addLayout(below)
        row = QHBoxLayout()
        edge = tokens.S16 - room
        row.setContentsMargins(edge, edge, edge, edge)
        row.addStretch()
        row.addWidget(middle)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self._presenter.opened.connect(self.show_edit)
        self._presenter.refused.connect(self.show_refusal)
        self.keypad.pressed.connect(self._press)
        self.decimal.figure_changed.connect(self._changed)
        self.money.amount_changed.connect(self._changed)
        self.reason.changed.connect(self._changed)
        for field in (self.decimal, self.money, self.reason, self.note):
            field.submitted.connect(self._apply)
        self.apply.clicked.connect(self._apply)
        self.clear.clicked.connect(self._presenter.clear)

    def begin(self) -> None:
        """Get ready for the first digit."""
        self._field().setFocus()

    def show_edit(self) -> None:
        """Show what is edited now."""
        view = self._view = self._presenter.view()
        self.head.set_title(view.title, view.about)
        self._show_modes(view)
        as_money = view.mode in (Mode.AMOUNT, Mode.PRICE)
        is_note = view.mode is Mode.NOTE
        self._label.setText(self._label_of(view))
        self._fields.setCurrentWidget(self.money if as_money else self.decimal)
        self.decimal.set_form(view.decimals, view.limit or 1, view.suffix)
        self.money.set_minor(view.value if as_money else None)
        self.decimal.set_milli(None if as_money or is_note else view.value)
        self.note.set_text(self._presenter.note())
        self.reason.set_text(view.reason)
        for widget in (self._label, self._fields, self.keypad, self.outcome):
            widget.setVisible(not is_note)
        self.note.setVisible(is_note)
        self.reason.setVisible(view.mode in DISCOUNTS)
        self.clear.setVisible(view.can_clear)
        self._show_locked(view.refusal)
        self._changed()

    def _show_modes(self, view: EditView) -> None:
        names = {
            Mode.QUANTITY: self.tr("Quantity"),
            Mode.PERCENT: self.tr("% off"),
            Mode.AMOUNT: self.tr("{symbol} off").format(symbol=self._symbol()),
            Mode.PRICE: self.tr("Price"),
            Mode.NOTE: self.tr("Note"),
        }
        if self._toggle is not None:
            self._toggle.hide()
            self._toggle.deleteLater()
        segments = [Segment(mode.value, "", names[mode], shown=True) for mode in view.modes]
        self._toggle = SegmentedToggle(segments)
        self._toggle.setObjectName("pad.mode")
        self._toggle.set_current(view.mode.value)
        self._toggle.chosen.connect(self._switch)
        self._toggles.addWidget(self._toggle)

    def _symbol(self) -> str:
        return self._desk.money.short(0).replace(self._desk.money.count(0), "").strip()

    def _label_of(self, view: EditView) -> str:
        weight = self.tr("Weight in {unit}").format(unit=view.suffix.strip())
        return {
            Mode.QUANTITY: weight if view.suffix else self.tr("New quantity"),
            Mode.PERCENT: self.tr("Discount in per cent"),
            Mode.AMOUNT: self.tr("Discount as an amount"),
            Mode.PRICE: self.tr("New price"),
            Mode.NOTE: "",
        }[view.mode]

    def _show_locked(self, refusal: Message | None) -> None:
        self._refusal.setVisible(refusal is not None)
        if refusal is not None:
            self._refusal.show_message("warning", refusal.title, refusal.text, icon="lock")

    def show_refusal(self, message: Message) -> None:
        """Say why the edit was not made."""
        self._refusal.show_message("danger", message.title, message.text)
        self._refusal.show()

    def _switch(self, key: str) -> None:
        self._presenter.switch(Mode(key))
        self.begin()

    def _field(self) -> DecimalField | MoneyField | TextField:
        mode = self._presenter.mode
        if mode is Mode.NOTE:
            return self.note
        return self.money if mode in (Mode.AMOUNT, Mode.PRICE) else self.decimal

    def _press(self, key: str) -> None:
        field = self._field()
        if isinstance(field, DecimalField | MoneyField):
            field.press(key)

    def _value(self) -> int | None:
        field = self._field()
        return field.minor() if isinstance(field, MoneyField) else self.decimal.milli()

    def _changed(self) -> None:
        view = self._view
        if view is None:
            return
        value = self._value()
        is_note = view.mode is Mode.NOTE
        self.outcome.setText(self._presenter.outcome(value, self.reason.text()))
        text = self.tr("Keep this note") if is_note else self._presenter.act_text(value)
        self.apply.set_text(text)
        self.apply.setEnabled(view.refusal is None and (is_note or value is not None))

    def _apply(self) -> None:
        if not self.apply.isEnabled():
            return
        if self._presenter.mode is Mode.NOTE:
            self._presenter.write_note(self.note.text())
        else:
            self._presenter.apply(self._value(), self.reason.text())
