"""The words about a product: price, description, figures, stock by store. Widgets only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.screens.catalogue.models import stock_state
from pos_app.ui.time_text import clock_text, day_text, local_moment
from pos_app.ui.tokens import Tone
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, Rule, SectionTitle
from pos_app.ui.widgets.icon_mark import IconMark
from pos_app.ui.widgets.label import Label
from pos_core.quantity import Unit

if TYPE_CHECKING:
    from datetime import datetime

    from pos_app.services.records import ProductPage, StoreStock

_ROW = 36
_FACT_ROW = 24
_MOST_BARCODES = 2
_MARKS: dict[str, tuple[str, Tone]] = {
    "low": ("triangle-alert", "warning"),
    "none": ("circle-x", "danger"),
}


class Facts(QWidget):
    """Price, description, barcode and brand, and the way into the sale. Signal: `add_asked()`."""

    add_asked = Signal()

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._money = money
        self._price = Label("", tokens.TOTAL)
        self._price.setObjectName("product.price")
        self._per = Label("", tokens.TEXT, "secondary")
        self._description = Label("", tokens.TEXT, "secondary", wrap=True)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(tokens.S16)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnStretch(1, 1)
        self.add = Button(self.tr("Add to sale"), "primary", 48, icon="plus")
        self.add.setObjectName("product.add")
        self.add.clicked.connect(self.add_asked)
        head = QHBoxLayout()
        head.setSpacing(tokens.S12)
        head.addWidget(self._price)
        head.addWidget(self._per, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S8)
        column.addLayout(head)
        column.addWidget(self._description)
        column.addLayout(self._rows)
        column.addStretch()
        column.addWidget(self.add)

    def show_product(self, page: ProductPage) -> None:
        """Show another product."""
        product = page.card.product
        self._price.setText(self._money.amount(product.price_minor))
        weighed = product.unit is Unit.KILOGRAM
        words = self.tr("{tax} included, per kg") if weighed else self.tr("{tax} included, each")
        if not product.tax.included:
            words = self.tr("plus {tax}, per kg") if weighed else self.tr("plus {tax}, each")
        self._per.setText(words.format(tax=product.tax.name))
        self._description.setText(page.description)
        self._description.setVisible(bool(page.description))
        facts = [(self.tr("Barcode"), code) for code in page.barcodes[:_MOST_BARCODES]]
        if page.card.brand:
            facts.append((self.tr("Brand"), page.card.brand))
        if page.category_path:
            facts.append((self.tr("Category"), " › ".join(page.category_path)))
        self._show_rows(facts)

    def _show_rows(self, facts: Sequence[tuple[str, str]]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, text) in enumerate(facts):
            self._rows.addWidget(Label(name, tokens.TEXT, "secondary"), row, 0)
            self._rows.addWidget(Label(text, tokens.TEXT), row, 1)
            self._rows.setRowMinimumHeight(row, _FACT_ROW)


class StockCard(Card):
    """What every store has of a product."""

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("product.stock")
        self._money = money
        self._as_of = Label("", tokens.META, "secondary")
        head = SectionTitle(self.tr("Stock by store"), self._as_of)
        head.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        head.setFixedHeight(tokens.CONTROL)
        self.column.addWidget(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.column.addStretch()

    def show_product(self, page: ProductPage, now: datetime) -> None:
        """Show another product's stock."""
        moment = local_moment(page.stock_as_of)
        same_day = moment is not None and moment.date() == now.astimezone().date()
        when = clock_text(moment) if same_day or moment is None else day_text(moment)
        self._as_of.setText(self.tr("as of {time}").format(time=when) if when else "")
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        stores = sorted(page.stock, key=lambda store: not store.here)
        if not stores:
            self._list.addWidget(self._empty_row())
        for store in stores:
            self._list.addWidget(Rule())
            self._list.addWidget(self._row(page, store))

    def _empty_row(self) -> QWidget:
        words = self.tr("Nothing known about its stock yet")
        label = Label(words, tokens.TEXT, "secondary")
        label.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        return label

    def _row(self, page: ProductPage, store: StoreStock) -> QWidget:
        row = QFrame()
        row.setFixedHeight(_ROW)
        row.setProperty("surface", "accent-soft" if store.here else "surface")
        milli = page.card.stock_milli if store.here else store.quantity_milli
        shown = store.quantity_milli if milli is None else milli
        state = stock_state(page.card) if store.here else ("enough" if shown > 0 else "none")
        icon, tone = _MARKS.get(state, ("circle-check", "positive"))
        words = {"low": self.tr("Low"), "none": self.tr("None")}.get(state, "")
        name = self.tr("{store}, here").format(store=store.store_name)
        figure = self._money.measured(shown, page.card.product.unit)
        role = tokens.TEXT_STRONG if store.here else tokens.TEXT
        line = QHBoxLayout(row)
        line.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        line.setSpacing(tokens.S12)
        line.addWidget(IconMark(icon, tone, tokens.ICON_SMALL))
        line.addWidget(Label(name if store.here else store.store_name, role), 1)
        line.addWidget(Label(words, tokens.META_STRONG, tone))
        line.addWidget(Label(figure, tokens.NAME_STRONG, align=painting.TRAILING))
        row.setAccessibleName(f"{store.store_name} {figure} {words}".strip())
        return row
