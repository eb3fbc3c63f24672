"""What the product page shows, and how its files get there. Draws nothing.

The page itself is in the local catalogue. Pictures and specifications are fetched once and are
then on this machine for good; without a network those that were never seen say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from pos_app.ui.desk import Desk
from pos_app.ui.pdf_pages import render_page
from pos_app.ui.pictures import decoded
from pos_core.errors import NotFound, Unreachable

if TYPE_CHECKING:
    from pos_app.services.records import MediaRecord, ProductPage

LARGEST = QSize(1600, 1200)
PREVIEW_PX = 400
PAGE_PX = 1400
PRINT_PX = 2400


@dataclass(frozen=True, slots=True)
class SpecificationPage:
    """A drawn page of the specification and how many there are."""

    number: int
    image: QImage
    pages: int


class ProductPresenter(QObject):
    """One product at a time.

    Signals: `shown(ProductPage)`, `failed(Message)`, `stand_in(QImage)` for the first picture until
    it is there, `picture(index, QImage or None)`,
    `preview(SpecificationPage)` for the first page, `no_preview(Message)`,
    `page_drawn(SpecificationPage)` for each page of the viewer, `printable(SpecificationPage)`.
    """

    shown = Signal(object)
    failed = Signal(object)
    stand_in = Signal(object)
    picture = Signal(int, object)
    preview = Signal(object)
    no_preview = Signal(object)
    page_drawn = Signal(object)
    printable = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.product_id = ""
        self._page: ProductPage | None = None

    @property
    def page(self) -> ProductPage | None:
        """The product that is shown."""
        return self._page

    def open(self, product_id: str) -> None:
        """Show a product."""
        self.product_id = product_id
        page = self._desk.services.find_products.page
        self._desk.background.database(
            lambda: page(product_id), self._read, lambda e: self.failed.emit(self._desk.message(e))
        )

    def again(self) -> None:
        """Try to show the same product once more."""
        self.open(self.product_id)

    def _read(self, page: ProductPage) -> None:
        if page.card.product.product_id != self.product_id:
            return
        self._page = page
        self.shown.emit(page)
        self._find_stand_in(page.card.thumbnail_sha256)
        for index, record in enumerate(page.images):
            self._fetch_picture(index, record)
        if page.specifications:
            self._draw_preview(page.specifications[0])

    def _find_stand_in(self, thumbnail: str) -> None:
        """Show the thumbnail that is on this machine, as a picture has to be fetched first."""
        local = self._desk.services.media.local
        self._for_product(
            lambda: decoded(local(thumbnail), LARGEST),
            lambda image: self.stand_in.emit(image) if image is not None else None,
            lambda _: None,
        )

    def _fetch_picture(self, index: int, record: MediaRecord) -> None:
        fetch = self._desk.services.media.fetch
        self._for_product(
            lambda: decoded(fetch(record.sha256), LARGEST),
            lambda image: self.picture.emit(index, image),
            lambda _: self.picture.emit(index, None),
        )

    def _draw_preview(self, record: MediaRecord) -> None:
        self._draw(record, 0, PREVIEW_PX, self.preview.emit)

    def open_specification(self) -> None:
        """Draw all pages of the specification, one after the other."""
        self._draw_next(0, PAGE_PX, self._page_drawn)

    def _page_drawn(self, drawn: SpecificationPage) -> None:
        self.page_drawn.emit(drawn)
        if drawn.number + 1 < drawn.pages:
            self._draw_next(drawn.number + 1, PAGE_PX, self._page_drawn)

    def print_specification(self) -> None:
        """Draw all pages large enough for paper."""
        self._draw_next(0, PRINT_PX, self._print_page_drawn)

    def _print_page_drawn(self, drawn: SpecificationPage) -> None:
        self.printable.emit(drawn)
        if drawn.number + 1 < drawn.pages:
            self._draw_next(drawn.number + 1, PRINT_PX, self._print_page_drawn)

    def _draw_next(
        self, number: int, width: int, then: Callable[[SpecificationPage], None]
    ) -> None:
        if self._page is not None and self._page.specifications:
            self._draw(self._page.specifications[0], number, width, then)

    def _draw(
        self,
        record: MediaRecord,
        number: int,
        width: int,
        then: Callable[[SpecificationPage], None],
    ) -> None:
        fetch = self._desk.services.media.fetch

        def draw() -> SpecificationPage:
            path: Path = fetch(record.sha256)
            image, pages = render_page(path, number, width)
            return SpecificationPage(number, image, pages)

        self._for_product(draw, then, self._not_drawn)

    def _not_drawn(self, error: Exception) -> None:
        """Say why; without a network what matters is that the file was never fetched."""
        absent = NotFound("media.not_here") if isinstance(error, Unreachable) else error
        self.no_preview.emit(self._desk.message(absent))

    def _for_product(
        self,
        work: Callable[[], object],
        then: Callable[..., None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Work in the pool; an answer for a product that is no longer shown is dropped."""
        wanted = self.product_id
        self._desk.background.pool(
            work,
            lambda result: then(result) if self.product_id == wanted else None,
            lambda error: failed(error) if self.product_id == wanted else None,
        )
