"""The pictures of a product: a large one, small ones to choose from. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.initials import paint_initials, product_initials
from pos_app.ui.widgets.press_target import PressTarget
from pos_app.ui.widgets.product_card import picture_place
from pos_app.ui.widgets.tag import Tag

_LARGE_HEIGHT = 264
_SMALL_HEIGHT = 64
_MOST_SMALL = 4


class _Picture(PressTarget):
    """One picture on the calm colour of its product; initials until it is there."""

    def __init__(self, height: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._pixmap = QPixmap()
        self._stand_in = QPixmap()
        self._name = self._sku = ""
        self._missing = False
        down = QSizePolicy.Policy.Fixed if height else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, down)

    def set_product(self, name: str, sku: str) -> None:
        """Show another product's initials."""
        self._name, self._sku = name, sku
        self._pixmap, self._stand_in, self._missing = QPixmap(), QPixmap(), False
        self.update()

    def set_stand_in(self, pixmap: QPixmap) -> None:
        """Show this instead of initials as long as there is no picture; null ends that."""
        self._stand_in = pixmap
        self.update()

    def set_image(self, image: QImage | None) -> None:
        """Show a picture; None says that it is not on this machine."""
        self._missing = image is None
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self.update()

    def pixmap(self) -> QPixmap:
        """The picture, null while there is none."""
        return self._pixmap

    def sizeHint(self) -> QSize:
        return QSize(80, self._height or 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height or 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._stand_in if self._pixmap.isNull() else self._pixmap
        if shown.isNull():
            role = tokens.TOTAL if self._height > _SMALL_HEIGHT else tokens.TEXT_STRONG
            paint_initials(painter, self.rect(), product_initials(self._name), self._sku, role)
        else:
            painting.box(painter, self.rect(), tokens.tile_colours(self._sku)[0])
            painter.save()
            painter.setClipPath(painting.rounded(self.rect(), tokens.RADIUS))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            place = picture_place(self.rect(), shown.width(), shown.height())
            painter.drawPixmap(place, shown)
            painter.restore()
        if self._missing:
            corner = QRect(self.width() - 32, 8, 24, 24)
            icons.paint(painter, corner, "cloud-off", "warning")
        if self.is_selected():
            painting.box(painter, self.rect(), "clear", "accent", tokens.FOCUS_WIDTH)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class Gallery(QWidget):
    """A large picture with its number, and small ones below. Signal: `zoom_asked()`."""

    zoom_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.large = _Picture(_LARGE_HEIGHT)
        self.large.setObjectName("product.picture")
        self.large.setAccessibleName(self.tr("Picture of the product"))
        self.zoom = IconButton("zoom-in", self.tr("Larger"), parent=self.large)
        self.zoom.setObjectName("product.zoom")
        self._number = Tag("", parent=self.large)
        self._images: list[QImage | None] = []
        self._stand_in = QPixmap()
        self._shown = 0
        self._small = [_Picture(_SMALL_HEIGHT) for _ in range(_MOST_SMALL)]
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        for number, small in enumerate(self._small):
            small.setObjectName(f"product.thumb{number + 1}")
            small.clicked.connect(lambda _=False, number=number: self.choose(number))
            row.addWidget(small)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S8)
        column.addWidget(self.large)
        column.addLayout(row)
        self.zoom.clicked.connect(self.zoom_asked)
        self.large.clicked.connect(self.zoom_asked)

    def show_product(self, name: str, sku: str, pictures: int) -> None:
        """Get ready for a product with so many pictures."""
        self._images = [None] * pictures
        self._stand_in = QPixmap()
        self._shown = 0
        for number, picture in enumerate((self.large, *self._small)):
            picture.set_product(name, sku)
            picture.set_selected(number == 1 and pictures > 1)
        for number, small in enumerate(self._small):
            small.setVisible(pictures > 1 and number < pictures)
        self._show_number()

    def set_stand_in(self, image: QImage) -> None:
        """Show a small copy of the first picture until that is there."""
        self._stand_in = QPixmap.fromImage(image)
        self._small[0].set_stand_in(self._stand_in)
        self._show_stand_in()

    def _show_stand_in(self) -> None:
        self.large.set_stand_in(QPixmap() if self._shown else self._stand_in)

    def set_image(self, index: int, image: QImage | None) -> None:
        """Put a picture that arrived into its place."""
        if index >= len(self._images):
            return
        self._images[index] = image
        if index < len(self._small):
            self._small[index].set_image(image)
        if index == self._shown:
            self.large.set_image(image)
        self._show_number()

    def choose(self, index: int) -> None:
        """Show another picture large."""
        if not 0 <= index < len(self._images):
            return
        self._shown = index
        self._show_stand_in()
        self.large.set_image(self._images[index])
        for number, small in enumerate(self._small):
            small.set_selected(number == index)
        self._show_number()

    def step(self, step: int) -> None:
        """Show the next or the previous picture."""
        self.choose(self._shown + step)

    def current(self) -> QImage | None:
        """The picture that is shown large."""
        return self._images[self._shown] if self._images else None

    def _show_number(self) -> None:
        count = len(self._images)
        self._number.set_state(f"{self._shown + 1} / {count}", "neutral")
        self._number.setVisible(count > 1)
        self.zoom.setVisible(self.current() is not None)
        self._place()

    def _place(self) -> None:
        area = self.large.rect()
        side = self.zoom.sizeHint()
        number = self._number.sizeHint()
        leading = QRect(12, area.height() - 12 - number.height(), number.width(), number.height())
        trailing = QRect(
            area.width() - 8 - side.width(), area.height() - 8 - side.height(),
            side.width(), side.height(),
        )  # fmt: skip
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            leading.moveRight(area.width() - 12)
            trailing.moveLeft(8)
        self._number.setGeometry(leading)
        self.zoom.setGeometry(trailing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()


class ZoomedPicture(QWidget):
    """One picture as large as the page allows. Signal: `closed()` on a click."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("product.zoomed")
        self.picture = _Picture()
        self.picture.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        column.addWidget(self.picture)

    def show_image(self, name: str, sku: str, image: QImage | None) -> None:
        """Show a picture of a product."""
        self.picture.set_product(name, sku)
        self.picture.set_image(image)
