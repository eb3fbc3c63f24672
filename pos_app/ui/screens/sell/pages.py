"""The pages that stand beside the cart, one at a time, each with its presenter.

Makes them and shows one; where to go next is the screen's.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app.ui.desk import Desk
from pos_app.ui.pictures import Pictures
from pos_app.ui.screens.catalogue.presenter import CataloguePresenter
from pos_app.ui.screens.catalogue.screen import TABLE, CatalogueScreen
from pos_app.ui.screens.line_edit.presenter import LineEditPresenter
from pos_app.ui.screens.line_edit.screen import LineEditScreen
from pos_app.ui.screens.paid.presenter import PaidPresenter
from pos_app.ui.screens.paid.preview import ReceiptPreview
from pos_app.ui.screens.paid.screen import PaidScreen
from pos_app.ui.screens.pay.presenter import PayPresenter
from pos_app.ui.screens.pay.screen import PayScreen
from pos_app.ui.screens.product.presenter import ProductPresenter
from pos_app.ui.screens.product.screen import ProductScreen
from pos_app.ui.screens.sell.presenter import SellPresenter


class Page(Enum):
    """What is beside the cart."""

    CATALOGUE = auto()
    PRODUCTS = auto()
    PRODUCT = auto()
    EDIT = auto()
    PAY = auto()
    PAID = auto()
    RECEIPT = auto()


class SellPages(QStackedWidget):
    """All pages of selling. `current` is the one that is shown."""

    def __init__(
        self,
        desk: Desk,
        presenter: SellPresenter,
        pictures: Pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.current = Page.CATALOGUE
        self.pay_presenter = PayPresenter(desk, presenter.cart, self)
        self.paid_presenter = PaidPresenter(desk, self)
        self.edit_presenter = LineEditPresenter(desk, presenter.cart, self)
        self.products_presenter = CataloguePresenter(desk, self)
        self.product_presenter = ProductPresenter(desk, self)
        self.catalogue = CatalogueScreen(desk, presenter.catalogue, pictures, name="sell")
        self.products = CatalogueScreen(
            desk, self.products_presenter, pictures, name="products", view=TABLE
        )
        self.product = ProductScreen(desk, self.product_presenter)
        self.edit = LineEditScreen(desk, self.edit_presenter)
        self.pay = PayScreen(desk, self.pay_presenter)
        self.paid = PaidScreen(self.paid_presenter)
        self.receipt = ReceiptPreview(desk)
        self._by_page: dict[Page, QWidget] = {
            Page.CATALOGUE: self.catalogue,
            Page.PRODUCTS: self.products,
            Page.PRODUCT: self.product,
            Page.EDIT: self.edit,
            Page.PAY: self.pay,
            Page.PAID: self.paid,
            Page.RECEIPT: self.receipt,
        }
        for page in self._by_page.values():
            self.addWidget(page)

    def show_page(self, page: Page) -> None:
        """Show a page in the place of the one before."""
        self.current = page
        self.setCurrentWidget(self._by_page[page])
