"""The place where is sold: one page at a time on one side, the cart always on the other.

Decides which page is shown and where scans go; what they mean is the presenters'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.notices import Told
from pos_app.ui.pictures import Pictures
from pos_app.ui.screens.cart.panel import CartPanel
from pos_app.ui.screens.catalogue.screen import CatalogueScreen
from pos_app.ui.screens.line_edit.presenter import Mode
from pos_app.ui.screens.sell.keys import bind_keys
from pos_app.ui.screens.sell.notice_area import NoticeArea
from pos_app.ui.screens.sell.pages import Page, SellPages
from pos_app.ui.screens.sell.presenter import SellPresenter

if TYPE_CHECKING:
    from pos_app.services.records import PaidSale, ProductCard, SyncState
    from pos_core.receipt import Receipt

_MODES = {"quantity": Mode.QUANTITY, "discount": Mode.PERCENT, "price": Mode.PRICE}
_KEEP_SHOWN = (Page.PAY, Page.CATALOGUE)


class SellScreen(QWidget):
    """Catalogue, product, line edit, pay, paid and receipt, each beside the cart.

    Signals: `sold()` when a sale was recorded; `section_changed()` when another page is shown;
    `fetch_asked()` when somebody wants the catalogue fetched.
    """

    sold = Signal()
    section_changed = Signal()
    fetch_asked = Signal()

    def __init__(self, desk: Desk, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sell.workspace")
        self._desk = desk
        self._from_products = False
        self._paid_shown = False
        self._waiting: list[str] = []
        self.presenter = SellPresenter(desk, self)
        self.cart = self.presenter.cart
        self.pages = SellPages(desk, self.presenter, pictures)
        self.panel = CartPanel(desk, self.cart)
        self.notices = NoticeArea(self.pages, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.notices.toasts, 1)
        row.addWidget(self.panel)
        self._connect_cart()
        self._connect_catalogues()
        self._connect_paying()
        bind_keys(self)

    def _connect_cart(self) -> None:
        self.presenter.notice.connect(self.notices.say)
        self.presenter.weight_wanted.connect(self._ask_weight)
        self.presenter.looking_for.connect(self.notices.seek)
        self.presenter.added.connect(self._added)
        self.cart.settled.connect(self.notices.settle)
        self.cart.changed.connect(self._follow_cart)
        self.panel.pay_asked.connect(self.show_pay)
        self.panel.line_asked.connect(self.edit_line)
        self.panel.order_discount_asked.connect(self.edit_order)
        self.panel.product_wanted.connect(self._seek)
        self.pages.edit.back.connect(self.go_back)
        self.pages.edit_presenter.finished.connect(self.show_catalogue)

    def _connect_catalogues(self) -> None:
        pages = self.pages
        pages.catalogue.chosen.connect(self._chosen)
        pages.catalogue.details_asked.connect(self.show_product)
        pages.catalogue.entered.connect(self._entered)
        pages.catalogue.stepped.connect(self.cart.step)
        pages.products.chosen.connect(self.show_product)
        pages.products.details_asked.connect(self.show_product)
        pages.products.entered.connect(self._entered_product)
        for catalogue in (pages.catalogue, pages.products):
            catalogue.fetch_asked.connect(self.fetch_asked)
        pages.product.back.connect(self.go_back)
        pages.product.add_asked.connect(self.presenter.add)
        pages.product.stepped.connect(self._step_product)

    def _connect_paying(self) -> None:
        pages = self.pages
        pages.pay.back.connect(self.go_back)
        pages.pay_presenter.paid.connect(self._paid)
        pages.pay_presenter.changed.connect(self._show_paying)
        pages.pay_presenter.refused.connect(self._scan_waiting)
        pages.paid.new_sale_asked.connect(self.begin_next)
        pages.paid_presenter.preview.connect(self._show_receipt)
        pages.receipt.back.connect(self.go_back)

    # Pages.

    @property
    def page(self) -> Page:
        """What is beside the cart now."""
        return self.pages.current

    @property
    def paid_is_shown(self) -> bool:
        """Whether the cart still shows a sale that is paid."""
        return self._paid_shown

    @property
    def in_products(self) -> bool:
        """Whether the page belongs to Products on the rail."""
        return self._from_products and self.page in (Page.PRODUCTS, Page.PRODUCT)

    def _show(self, page: Page) -> None:
        if page is not self.page:
            self.notices.page_changed()
        if page is not Page.PAY:
            self.pages.pay_presenter.rest()
        self.pages.show_page(page)
        self.section_changed.emit()

    def open(self) -> None:
        """Show the catalogue for the first time, with the sale that was open before."""
        self.presenter.catalogue.open()
        self.cart.restore()
        self.show_catalogue()

    def show_catalogue(self) -> None:
        """Show the catalogue to sell from; after a paid sale, for the next one."""
        if self._paid_shown:
            self.begin_next()
            return
        self._from_products = False
        self._show(Page.CATALOGUE)
        self.panel.show_selling()
        self.pages.catalogue.search.setFocus()

    def show_products(self) -> None:
        """Show the catalogue to look products up."""
        if self._paid_shown:
            self.begin_next()
        self._from_products = True
        self._show(Page.PRODUCTS)
        self.panel.show_selling()
        self.pages.products_presenter.open()
        self.pages.products.search.setFocus()

    def show_product(self, card: ProductCard) -> None:
        """Show everything about one product."""
        self._open_product(card.product.product_id)

    def _open_product(self, product_id: str) -> None:
        self._show(Page.PRODUCT)
        self.pages.product_presenter.open(product_id)
        self.pages.product.setFocus()

    def focus_search(self) -> None:
        """Go to the search field: on the page where it is, or back in the catalogue."""
        if self.page not in (Page.CATALOGUE, Page.PRODUCTS):
            self.show_catalogue()
        shown = self.pages.products if self.page is Page.PRODUCTS else self.pages.catalogue
        shown.search.setFocus()
        shown.search.edit.selectAll()

    def go_back(self) -> None:
        """One step back; no line is ever lost."""
        if self.page is Page.PRODUCT and self.pages.product.step_back():
            return
        if self.page is Page.RECEIPT:
            self._show(Page.PAID)
            self.pages.paid.setFocus()
        elif self.page is Page.PRODUCT and self._from_products:
            self._show(Page.PRODUCTS)
            self.pages.products.search.setFocus()
        elif self.page is Page.CATALOGUE:
            self._back_in_catalogue()
        elif self.page is Page.PRODUCTS:
            if not self.pages.products.step_back():
                self.show_catalogue()
        elif self.page is not Page.PAY or not self.pages.pay_presenter.is_recording:
            self.show_catalogue()

    def _back_in_catalogue(self) -> None:
        if self.presenter.stop_seeking():
            return
        if self.notices.has_message:
            self.notices.settle()
        else:
            self.pages.catalogue.step_back()

    # From the catalogue into the cart.

    def scan(self, code: str) -> None:
        """Take a scan, whatever page is shown; while a sale is being recorded it waits."""
        if self.pages.pay_presenter.is_recording:
            self._waiting.append(code)
            return
        if self.page not in _KEEP_SHOWN:
            self.show_catalogue()
        self.presenter.scan(code)
        self.pages.catalogue.search.set_text("")

    def _scan_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for code in waiting:
            self.scan(code)

    def _entered(self, text: str) -> None:
        catalogue = self.pages.catalogue
        first = catalogue.current_card() if catalogue.answers_wish() else None
        self.presenter.enter(text, first)

    def _entered_product(self, _: str) -> None:
        card = self.pages.products.current_card()
        if card is not None:
            self.show_product(card)

    def _chosen(self, card: ProductCard) -> None:
        self.presenter.add(card)
        if self.page is Page.CATALOGUE:
            self.pages.catalogue.search.setFocus()

    def _added(self, _: ProductCard) -> None:
        if self.page is Page.CATALOGUE:
            self.pages.catalogue.search.set_text("")

    def look(self) -> None:
        """Look at the product the arrow keys stand on, or at the one of the selected line."""
        catalogue, line = self.pages.catalogue, self.cart.selected_line
        card = catalogue.current_card() if catalogue.view.current_row() >= 0 else None
        if card is not None:
            self.show_product(card)
        elif line is not None:
            self._open_product(line.product.product_id)

    def _step_product(self, step: int) -> None:
        catalogue: CatalogueScreen = self.pages.catalogue
        if self._from_products:
            catalogue = self.pages.products
        card = catalogue.model.neighbour(self.pages.product_presenter.product_id, step)
        if card is not None:
            self.show_product(card)

    def _seek(self, line_id: int) -> None:
        self.show_catalogue()
        self.presenter.seek(line_id)

    # Edits.

    def _ask_weight(self) -> None:
        self.edit_line("quantity")

    def edit_line(self, act: str) -> None:
        """Edit the selected line: `quantity`, `discount`, `price` or `note`."""
        line = self.cart.selected_line
        if line is not None:
            self.pages.edit_presenter.open_line(line, _MODES.get(act, Mode.NOTE))
            self._show(Page.EDIT)
            self.pages.edit.begin()

    def edit_discount(self) -> None:
        """Edit the selected line's discount; asked again, the one on the whole sale."""
        on_line = self.page is Page.EDIT and not self.pages.edit_presenter.whole
        if self.cart.selected_line is not None and not on_line:
            self.edit_line("discount")
        else:
            self.edit_order()

    def edit_order(self) -> None:
        """Edit the discount on the whole sale."""
        if self.cart.cart.lines:
            self.pages.edit_presenter.open_order_discount()
            self._show(Page.EDIT)
            self.pages.edit.begin()

    # Paying.

    def show_pay(self) -> None:
        """Go and take the money, unless something stands in the way."""
        obstacle = self.cart.obstacle()
        if obstacle is not None:
            self.notices.say(Told(obstacle, "warning"))
            return
        self._show(Page.PAY)
        self.panel.show_paying()
        self.pages.pay.begin()

    def _show_paying(self) -> None:
        view = self.pages.pay_presenter.view()
        self.panel.paying.show_figures(view.paid, view.rounding, view.left)

    def _paid(self, paid: PaidSale) -> None:
        self._paid_shown = True
        presenter = self.pages.paid_presenter
        presenter.begin(paid)
        view = presenter.view()
        self.panel.paid.show_paid(view.paid, view.paid_by, view.change)
        self._show(Page.PAID)
        self.panel.show_paid()
        self.pages.paid.begin()
        self.sold.emit()
        self._scan_waiting()

    def _show_receipt(self, receipt: Receipt) -> None:
        if self.page is Page.PAID:
            self.pages.receipt.show_receipt(receipt)
            self._show(Page.RECEIPT)

    def begin_next(self) -> None:
        """Begin the next sale."""
        self._paid_shown = False
        self.cart.begin_next()
        self.pages.catalogue.search.set_text("")
        self.presenter.catalogue.refresh()
        self.show_catalogue()

    def follow(self, state: SyncState) -> None:
        """Take over how far the journal has come."""
        if self._paid_shown:
            self.pages.paid_presenter.follow(state)

    def _follow_cart(self) -> None:
        words = self.tr("{count} in cart")
        self.pages.catalogue.model.set_in_cart(
            {product: words.format(count=much) for product, much in self.cart.in_cart().items()}
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() * tokens.CART_PERCENT // 100
        self.panel.setFixedWidth(max(tokens.CART_MIN, min(tokens.CART_MAX, wide)))
