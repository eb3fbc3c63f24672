"""What stands under the total: Pay while selling, figures while paying, the answer when paid.

Widgets only.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.messages import Message
from pos_app.ui.screens.cart.figure_box import FigureBox
from pos_app.ui.shortcuts import Act, key_of
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.note_line import NoteLine

_DISCOUNT_WIDTH = 88


class _Foot(QWidget):
    """The frame of all three: 16 px at the sides and below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.S16)
        self.column.setSpacing(tokens.S8)
        self.column.addStretch()


class SellFoot(_Foot):
    """The discount on the whole sale, and Pay with the amount in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.discount = Button(self.tr("Discount"), size=64, icon="percent", stacked=True)
        self.discount.setObjectName("sell.discount")
        self.discount.setFixedWidth(_DISCOUNT_WIDTH)
        self.pay = Button(self.tr("Pay"), "primary", 64, key=key_of(Act.PAY).shown())
        self.pay.setObjectName("sell.pay")
        self._obstacle = NoteLine("triangle-alert", "danger")
        self._obstacle.setObjectName("sell.obstacle")
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        row.addWidget(self.discount)
        row.addWidget(self.pay, 1)
        self.column.addWidget(self._obstacle)
        self.column.addLayout(row)

    def show_pay(
        self, total: str, obstacle: Message | None, *, has_lines: bool, loud: bool
    ) -> None:
        """Show the amount; an obstacle locks Pay, and says why above it when it is loud."""
        self.pay.set_amount(total if has_lines else "")
        self.pay.setEnabled(obstacle is None)
        self.pay.set_end_icon("lock" if loud else "")
        self.pay.setToolTip(obstacle.whole if obstacle else "")
        self.pay.setAccessibleDescription(obstacle.whole if obstacle else "")
        self.discount.setEnabled(has_lines)
        self._obstacle.set_text(obstacle.title if obstacle and loud else "")


class PayingFoot(_Foot):
    """What is paid, the rounding of cash, and what is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = FigureBox("sunken")
        self._paid = box.add_figure(self.tr("Paid"))
        self._rounding = box.add_figure(self.tr("Cash rounding"))
        self._left = box.add_figure(self.tr("Left"), trailing=True)
        self.column.addWidget(box)

    def show_figures(self, paid: str, rounding: str, left: str) -> None:
        """Show the three figures; no rounding is a dash."""
        self._paid.setText(paid)
        self._rounding.setText(rounding or "–")
        self._left.setText(left)


class PaidFoot(_Foot):
    """The sale is paid: with what, and the change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = FigureBox("positive_soft")
        box.set_icon("circle-check")
        self._paid = Label("", tokens.NAME_STRONG)
        self._by = Label("", tokens.TEXT, "secondary")
        self._change = Label("", tokens.NAME, "secondary", align=painting.TRAILING)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(self._paid)
        column.addWidget(self._by)
        column.addStretch()
        box.add_widget(words, 1)
        box.add_widget(self._change)
        self.column.addWidget(box)

    def show_paid(self, paid: str, paid_by: str, change: str) -> None:
        """Show what was paid."""
        self._paid.setText(paid)
        self._by.setText(paid_by)
        self._change.setText(self.tr("Change {amount}").format(amount=change))
