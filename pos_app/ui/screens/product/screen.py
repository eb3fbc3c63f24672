"""The product page, beside the cart: gallery, facts, stock, specification. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.product.facts import Facts, StockCard
from pos_app.ui.screens.product.gallery import Gallery, ZoomedPicture
from pos_app.ui.screens.product.paper import PaperQueue
from pos_app.ui.screens.product.presenter import ProductPresenter, SpecificationPage
from pos_app.ui.screens.product.specification import SpecificationCard, SpecificationViewer
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.state_view import StatefulArea

if TYPE_CHECKING:
    from pos_app.services.records import ProductPage

_LEFT_WIDTH = 372
_RIGHT_WIDTH = 388  # beside it in the window of 1366 px
_LOWER_HEIGHT = 188
_ROOM_FOR_TWO = 640


class ProductScreen(QWidget):
    """One product. Signals: `back()`, `add_asked(ProductCard)`, `stepped(+1 or -1)`."""

    back = Signal()
    add_asked = Signal(object)
    stepped = Signal(int)

    def __init__(
        self, desk: Desk, presenter: ProductPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("product")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._presenter = presenter
        self.head = PageHead("", back=self.tr("Back"), hint=False, stacked=True)
        self.previous = IconButton("chevron-left", self.tr("Previous product"), size=48)
        self.previous.setObjectName("product.previous")
        self.next = IconButton("chevron-right", self.tr("Next product"), size=48)
        self.next.setObjectName("product.next")
        self.head.add_action(self.previous)
        self.head.add_action(self.next)
        self.gallery = Gallery()
        self.facts = Facts(desk.money)
        self.stock = StockCard(desk.money)
        self.specification = SpecificationCard(desk.money)
        self.viewer = SpecificationViewer()
        self.zoomed = ZoomedPicture()
        self._paper = PaperQueue(self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._views = QStackedWidget()
        for view in (self._make_details(), self.zoomed, self.viewer):
            self._views.addWidget(view)
        self._area = StatefulArea(self._views)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._area, 1)

    def _make_details(self) -> QWidget:
        self.gallery.setMaximumWidth(_LEFT_WIDTH)
        upper = QHBoxLayout()
        upper.setSpacing(tokens.S16)
        upper.addWidget(self.gallery, _LEFT_WIDTH)
        upper.addWidget(self.facts, _RIGHT_WIDTH)
        self._lower = lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lower.setSpacing(tokens.S16)
        for card in (self.stock, self.specification):
            card.setMinimumHeight(_LOWER_HEIGHT)
        lower.addWidget(self.stock, _LEFT_WIDTH)
        lower.addWidget(self.specification, _RIGHT_WIDTH)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        column.setSpacing(tokens.S12)
        column.addLayout(upper)
        column.addLayout(lower)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stock and specification stand one below the other where room is short."""
        super().resizeEvent(event)
        ways, beside = QBoxLayout.Direction, event.size().width() >= _ROOM_FOR_TWO
        self._lower.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.stock.setMaximumWidth(_LEFT_WIDTH if beside else event.size().width())

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.shown.connect(self.show_product)
        presenter.failed.connect(self.show_failure)
        presenter.stand_in.connect(self.gallery.set_stand_in)
        presenter.picture.connect(self.gallery.set_image)
        presenter.preview.connect(self._show_preview)
        presenter.no_preview.connect(self.specification.show_absent)
        presenter.page_drawn.connect(self.viewer.add_page)
        presenter.printable.connect(self._paper.add_page)
        self.head.back.connect(self._leave)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.gallery.zoom_asked.connect(self._zoom)
        self.zoomed.closed.connect(self.step_back)
        self.facts.add_asked.connect(self._add)
        self.specification.open_asked.connect(self._open_specification)
        self.specification.print_asked.connect(self._print_specification)
        self._area.states.acted.connect(presenter.again)

    def show_product(self, page: ProductPage) -> None:
        """Show another product."""
        product = page.card.product
        path = " › ".join(page.category_path)
        sku = self.tr("SKU {sku}").format(sku=product.sku)
        self.head.set_title(product.name, " · ".join(filter(None, (path, sku))))
        self.gallery.show_product(product.name, product.sku, len(page.images))
        self.facts.show_product(page)
        self.stock.show_product(page, self._desk.clock.now())
        specifications = page.specifications
        self.specification.show_record(specifications[0] if specifications else None)
        self._views.setCurrentIndex(0)
        self._area.show_content()

    def show_failure(self, message: Message) -> None:
        """Say why the product cannot be shown."""
        self.head.set_title(self.tr("Product"))
        states = self._area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _show_preview(self, drawn: SpecificationPage) -> None:
        page = self._presenter.page
        if page is not None and page.specifications:
            self.specification.show_preview(drawn, page.specifications[0].size)

    def _zoom(self) -> None:
        page, image = self._presenter.page, self.gallery.current()
        if page is not None and image is not None:
            product = page.card.product
            self.zoomed.show_image(product.name, product.sku, image)
            self._views.setCurrentWidget(self.zoomed)

    def _open_specification(self) -> None:
        self.viewer.begin()
        self._views.setCurrentWidget(self.viewer)
        self.viewer.setFocus()
        self._presenter.open_specification()

    def _print_specification(self) -> None:
        self._paper.begin()
        self._presenter.print_specification()

    def _add(self) -> None:
        if self._presenter.page is not None:
            self.add_asked.emit(self._presenter.page.card)

    def step_back(self) -> bool:
        """Close the large picture or the viewer; False when neither was open."""
        was_open = self._views.currentIndex() != 0
        self._views.setCurrentIndex(0)
        self.setFocus()
        return was_open

    def _leave(self) -> None:
        if not self.step_back():
            self.back.emit()
