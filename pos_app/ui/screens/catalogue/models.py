"""The products of one search as a Qt model: all rows are there, their contents come page by page.

Formats prices and stock for people; knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from pos_app.services.find_products import PAGE
from pos_app.ui.desk import Desk
from pos_app.ui.money_text import MoneyText
from pos_app.ui.pictures import Pictures
from pos_app.ui.widgets.product_card import ProductRole, StockState
from pos_core.quantity import Unit

if TYPE_CHECKING:
    from pos_app.services.records import FoundProducts, ProductCard

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


def stock_state(card: ProductCard) -> StockState:
    """Tell whether there is enough of a product in this store."""
    if card.stock_milli is None:
        return "unknown"
    if card.stock_milli <= 0:
        return "none"
    return "low" if card.stock_milli <= card.low_stock_milli else "enough"


class ProductModel(QAbstractListModel):
    """Rows of products. Signal: `page_wanted(offset)` when a row is looked at that is not here."""

    page_wanted = Signal(int)

    def __init__(self, desk: Desk, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._money = desk.money
        self._pictures = pictures
        self._cards: dict[int, ProductCard] = {}
        self._rows_of_picture: dict[str, list[int]] = {}
        self._total = 0
        self.text = ""
        self._in_cart: Mapping[str, str] = {}
        self._texts: dict[int, Callable[[ProductCard], object]] = self._make_texts()
        pictures.arrived.connect(self._picture_arrived)

    def show_found(self, found: FoundProducts) -> None:
        """Show the first page of another search."""
        self.beginResetModel()
        self._cards.clear()
        self._rows_of_picture.clear()
        self._total = found.total
        self.text = found.text
        self._put(found)
        self.endResetModel()

    def add_page(self, found: FoundProducts) -> None:
        """Add a page of the same search."""
        self._put(found)
        last = min(found.offset + len(found.cards), self._total) - 1
        if last >= found.offset:
            self.dataChanged.emit(self.index(found.offset), self.index(last))

    def _put(self, found: FoundProducts) -> None:
        for row, card in enumerate(found.cards, found.offset):
            self._cards[row] = card
            if card.thumbnail_sha256:
                self._rows_of_picture.setdefault(card.thumbnail_sha256, []).append(row)

    def card(self, row: int) -> ProductCard | None:
        """Return a row's product, None while it is not here."""
        return self._cards.get(row)

    def neighbour(self, product_id: str, step: int) -> ProductCard | None:
        """Return the product `step` rows from another, None where the list ends."""
        rows = (r for r, c in self._cards.items() if c.product.product_id == product_id)
        row = next(rows, None)
        return None if row is None else self._cards.get(row + step)

    def set_in_cart(self, texts: Mapping[str, str]) -> None:
        """Say per product what is in the cart, such as `2 in cart`; only its cards are painted."""
        before, self._in_cart = self._in_cart, dict(texts)
        changed = {p for p in before.keys() | texts.keys() if before.get(p) != texts.get(p)}
        if not changed:
            return
        for row, card in self._cards.items():
            if card.product.product_id in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._total

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  # Qt's own signature
        card = self._cards.get(index.row())
        if card is None:
            if role == ProductRole.NAME:
                self.page_wanted.emit(index.row() // PAGE * PAGE)
            return None
        text = self._texts.get(int(role))
        return text(card) if text is not None else None

    def _make_texts(self) -> dict[int, Callable[[ProductCard], object]]:
        money = self._money
        return {
            int(Qt.ItemDataRole.DisplayRole): lambda card: card.product.name,
            ProductRole.NAME: lambda card: card.product.name,
            ProductRole.SKU: lambda card: card.product.sku,
            ProductRole.PRICE_TEXT: lambda card: money.amount(card.product.price_minor),
            ProductRole.UNIT_TEXT: self._unit_text,
            ProductRole.STOCK_TEXT: self._stock_text,
            ProductRole.STOCK_COUNT_TEXT: lambda card: stock_figure(card, money),
            ProductRole.STOCK_STATE: stock_state,
            ProductRole.OTHER_STOCK_TEXT: self._other_text,
            ProductRole.IN_CART_TEXT: lambda card: self._in_cart.get(card.product.product_id, ""),
            ProductRole.PICTURE: self._picture,
        }

    def _unit_text(self, card: ProductCard) -> str:
        return self.tr("/kg") if card.product.unit is Unit.KILOGRAM else ""

    def _stock_text(self, card: ProductCard) -> str:
        state, figure = stock_state(card), stock_figure(card, self._money)
        if state == "unknown":
            return ""
        if state == "none":
            return self.tr("none")
        if card.product.unit is Unit.KILOGRAM:
            return figure
        words = self.tr("{figure} left") if state == "low" else self.tr("{figure} in stock")
        return words.format(figure=figure)

    def _other_text(self, card: ProductCard) -> str:
        other = card.other_stock_milli
        return "" if other is None else self._money.measured(other, card.product.unit)

    def _picture(self, card: ProductCard) -> object:
        return self._pictures.thumbnail(card.thumbnail_sha256)

    def _picture_arrived(self, sha256: str) -> None:
        for row in self._rows_of_picture.get(sha256, ()):
            self.dataChanged.emit(self.index(row), self.index(row), [ProductRole.PICTURE])


def stock_figure(card: ProductCard, money: MoneyText) -> str:
    """Write this store's stock: `41`, `6.2 kg`, nothing when it is not known."""
    if card.stock_milli is None:
        return ""
    return money.measured(card.stock_milli, card.product.unit)
