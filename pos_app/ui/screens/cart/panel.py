"""The cart at the side of the window: it stays where it is, whatever the other side shows.

Widgets only; acts go to the presenter.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import shortcuts, theme, tokens
from pos_app.ui.desk import Desk
from pos_app.ui.screens.cart.feet import PaidFoot, PayingFoot, SellFoot
from pos_app.ui.screens.cart.models import LineTexts, sum_rows
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.cart_list import CartList
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.state_view import StateView
from pos_app.ui.widgets.sums import SumRow, SumsPanel


class CartPanel(QFrame):
    """Lines, sums, and what ends the sale.

    Signals: `pay_asked()`; `line_asked(act)` for quantity, discount, price, note of the selected
    line; `order_discount_asked()`; `product_wanted(line_id)` for an unknown barcode.
    """

    pay_asked = Signal()
    line_asked = Signal(str)
    order_discount_asked = Signal()
    product_wanted = Signal(int)

    def __init__(self, desk: Desk, presenter: CartPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._presenter = presenter
        self._texts = LineTexts(desk.money)
        self.setObjectName("cart")
        self.list = CartList()
        self.list.setObjectName("cart.lines")
        self.sums = SumsPanel()
        self.sums.setObjectName("cart.sums")
        self.foot = SellFoot()
        self.paying = PayingFoot()
        self.paid = PaidFoot()
        self._arrange()
        self._connect()
        self.show_cart()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self._empty = StateView()
        self._lines = QStackedWidget()
        self._lines.addWidget(self.list)
        self._lines.addWidget(self._empty)
        column.addWidget(self._lines, 1)
        column.addWidget(self.sums)
        self._feet = QStackedWidget()
        for foot in (self.foot, self.paying, self.paid):
            self._feet.addWidget(foot)
        column.addWidget(self._feet)

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("kind", "head")
        head.setFixedHeight(tokens.HEAD)
        self._title = Label(self.tr("Open sale"), tokens.NAME_STRONG)
        self._whose = Label("", tokens.TEXT, "secondary")
        key = shortcuts.key_of(shortcuts.Act.UNDO).shown()
        undo = self.tr("Undo the last step ({key})").format(key=key)
        self.undo = IconButton("undo-2", undo)
        self.undo.setObjectName("cart.undo")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._whose)
        words.addStretch()
        row = QHBoxLayout(head)
        row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        return head

    def _connect(self) -> None:
        self._presenter.changed.connect(self.show_cart)
        self.undo.clicked.connect(self._presenter.undo)
        self.list.line_selected.connect(self._selected)
        self.list.stepped.connect(self._stepped)
        self.list.asked.connect(self._asked)
        self.foot.pay.clicked.connect(self.pay_asked)
        self.foot.discount.clicked.connect(self.order_discount_asked)

    def show_cart(self) -> None:
        """Show the cart as it is now."""
        cart, totals, money = self._presenter.cart, self._presenter.totals, self._desk.money
        pieces = self._presenter.piece_count
        selected = self._presenter.selected
        wanted = str(selected.line_id) if selected else ""
        self.list.set_lines(self._texts.of(cart, totals), wanted)
        self._lines.setCurrentIndex(0 if cart.items else 1)
        self._show_empty()
        total = SumRow(self.tr("Total"), money.amount(totals.total_minor))
        self.sums.set_sums(sum_rows(cart, totals, pieces, money), total)
        self._show_head()
        self.foot.show_pay(
            money.amount(totals.total_minor),
            self._presenter.obstacle(),
            has_lines=bool(cart.lines),
            loud=bool(cart.unknown_codes),
        )

    def _show_empty(self) -> None:
        self._empty.show_state(
            "empty",
            self.tr("Nothing in the sale yet"),
            self.tr("Scan a barcode, or search and choose a product."),
            icon="scan-barcode",
        )

    def _show_head(self) -> None:
        name = self._desk.session.name if self._desk.session else ""
        register = self._desk.register.name
        self._whose.setText(" · ".join(filter(None, (name, register))))
        self.undo.setEnabled(self._presenter.can_undo)

    def show_selling(self) -> None:
        """The sale can be edited."""
        self._title.setText(self.tr("Open sale"))
        self.list.set_editable(True)
        self._feet.setCurrentWidget(self.foot)
        self.show_cart()

    def show_paying(self) -> None:
        """The sale is being paid."""
        self.list.set_editable(False)
        self._feet.setCurrentWidget(self.paying)

    def show_paid(self) -> None:
        """The sale is paid: nothing of it can change."""
        self._title.setText(self.tr("Paid sale"))
        self.list.set_editable(False)
        self.undo.setEnabled(False)
        self._feet.setCurrentWidget(self.paid)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        edge = painting.Strip(self.rect(), self.layoutDirection()).lead(1)
        painter.fillRect(edge, theme.colour("line"))

    def _selected(self, line_id: str) -> None:
        if line_id:
            self._presenter.select(int(line_id))

    def _stepped(self, line_id: str, step: int) -> None:
        self._presenter.select(int(line_id))
        self._presenter.change(step)

    def _asked(self, line_id: str, act: str) -> None:
        self._presenter.select(int(line_id))
        if act == "remove":
            self._presenter.remove(int(line_id))
        elif act == "find":
            self.product_wanted.emit(int(line_id))
        else:
            self.line_asked.emit(act)
