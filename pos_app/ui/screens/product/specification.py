"""The specification of a product: a first look, and a viewer of all its pages. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.ui import icons, theme, tokens
from pos_app.ui.messages import Message
from pos_app.ui.money_text import MoneyText
from pos_app.ui.screens.product.presenter import SpecificationPage
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.card import Card
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from pos_app.services.records import MediaRecord

_PREVIEW_WIDTH = 148
_KILO = 1000


class Sheet(QWidget):
    """A page of paper; grey until it is drawn."""

    def __init__(self, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self._pixmap = QPixmap()
        self._absent = False
        down = QSizePolicy.Policy.Preferred if whole else QSizePolicy.Policy.Ignored
        self.setSizePolicy(QSizePolicy.Policy.Expanding, down)

    def set_image(self, image: QImage | None) -> None:
        """Show a drawn page, or none."""
        self._absent = False
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self.updateGeometry()
        self.update()

    def set_absent(self) -> None:
        """Show that there will be no page for now."""
        self._absent = True
        self.update()

    def heightForWidth(self, width: int) -> int:
        if self._pixmap.isNull():
            return width * 7 // 5
        return width * self._pixmap.height() // max(1, self._pixmap.width())

    def sizeHint(self) -> QSize:
        return QSize(_PREVIEW_WIDTH, self.heightForWidth(_PREVIEW_WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        if self._absent:
            icons.paint(painter, self.rect(), "file-text", "secondary", tokens.ICON_LARGE)
        if self._pixmap.isNull():
            return
        edge = 0 if self._whole else tokens.S12
        wide = self.width() - 2 * edge
        high = wide * self._pixmap.height() // max(1, self._pixmap.width())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(edge, edge, wide, high), self._pixmap)


class SpecificationCard(Card):
    """The first page small, what it is, and where it is.

    Signals: `open_asked()`, `print_asked()`.
    """

    open_asked = Signal()
    print_asked = Signal()

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("product.specification")
        self._money = money
        self._sheet = Sheet(whole=False)
        self._sheet.setFixedWidth(_PREVIEW_WIDTH)
        self._name = Label("", tokens.TEXT)
        self._size = Label("", tokens.META, "secondary")
        self._where = NoteLine("hard-drive", "positive", tokens.META_STRONG)
        self.open = Button(self.tr("Open"), icon="eye")
        self.open.setObjectName("product.open_specification")
        self.printing = IconButton("printer", self.tr("Print the specification"))
        self.printing.setObjectName("product.print_specification")
        self.open.clicked.connect(self.open_asked)
        self.printing.clicked.connect(self.print_asked)
        self._arrange()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addWidget(self.open)
        buttons.addWidget(self.printing)
        buttons.addStretch()
        words = QVBoxLayout()
        words.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        words.setSpacing(tokens.S4)
        words.addWidget(Label(self.tr("Specification"), tokens.NAME_STRONG))
        for widget in (self._name, self._size, self._where):
            words.addWidget(widget)
        words.addStretch()
        words.addLayout(buttons)
        row = QHBoxLayout()
        row.setContentsMargins(1, 1, 0, 1)
        row.setSpacing(0)
        row.addWidget(self._sheet)
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def show_record(self, record: MediaRecord | None) -> None:
        """Get ready for another product's specification, or say that there is none."""
        self._sheet.set_image(None)
        self._sheet.setVisible(record is not None)
        self._where.set_text("")
        for button in (self.open, self.printing):
            button.setVisible(record is not None)
            button.setEnabled(False)
        if record is None:
            self._name.setText(self.tr("None for this product"))
            self._size.setText("")
        else:
            self._name.setText(record.name)
            self._size.setText(self._size_text(record.size))

    def _size_text(self, size: int) -> str:
        kilobytes = self._money.count(max(1, size // _KILO))
        return self.tr("{size} kB").format(size=kilobytes)

    def show_preview(self, drawn: SpecificationPage, size: int) -> None:
        """Show the first page, which says that the file is on this machine."""
        self._sheet.set_image(drawn.image)
        one, many = self.tr("1 page"), self.tr("%n pages", "", drawn.pages)
        pages = one if drawn.pages == 1 else many
        self._size.setText(f"{pages}, {self._size_text(size)}")
        self._where.set_look("hard-drive", "positive")
        self._where.set_text(self.tr("On this machine"))
        self.open.setEnabled(True)
        self.printing.setEnabled(True)

    def show_absent(self, message: Message) -> None:
        """Say why it cannot be shown."""
        self._sheet.set_absent()
        self._where.set_look("cloud-off", "warning")
        never_seen = message.code == "media.not_here"
        self._where.set_text(self.tr("Not on this machine yet") if never_seen else message.title)
        self._where.setToolTip(message.whole)


class SpecificationViewer(QScrollArea):
    """All pages, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("product.viewer")
        self.setWidgetResizable(True)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(tokens.S24, tokens.S16, tokens.S24, tokens.S16)
        self._column.setSpacing(tokens.S16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inner)
        self._sheets: list[Sheet] = []

    def begin(self) -> None:
        """Get ready for another file."""
        for sheet in self._sheets:
            sheet.hide()
            sheet.deleteLater()
        self._sheets = []
        self.verticalScrollBar().setValue(0)

    def add_page(self, drawn: SpecificationPage) -> None:
        """Add a page that was drawn."""
        if drawn.number == 0:
            self.begin()
        sheet = Sheet(whole=True)
        sheet.set_image(drawn.image)
        sheet.setAccessibleName(self.tr("Page %n", "", drawn.number + 1))
        self._column.addWidget(sheet)
        self._sheets.append(sheet)
        self._fit()

    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._sheets)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make every sheet as high as its page is at this width."""
        wide = self.viewport().width() - 2 * tokens.S24
        for sheet in self._sheets:
            sheet.setFixedHeight(sheet.heightForWidth(wide))
