"""The gallery's sell page: rail, catalogue as grid or table, cart with every kind of line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.cart_line import CartLine, Explanation
from pos_app.ui.widgets.cart_list import CartList
from pos_app.ui.widgets.chips import ChipItem, ChipRow
from pos_app.ui.widgets.initials import Avatar
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.nav_rail import NavItem, NavRail
from pos_app.ui.widgets.product_card import ProductRole
from pos_app.ui.widgets.product_grid import ProductGrid
from pos_app.ui.widgets.product_table import ProductTable
from pos_app.ui.widgets.search_field import SearchField
from pos_app.ui.widgets.segmented import Segment, SegmentedToggle
from pos_app.ui.widgets.status_row import StatusRow
from pos_app.ui.widgets.sums import SumRow, SumsPanel
from pos_app.ui.widgets.tag import Tag

Index = QModelIndex | QPersistentModelIndex

PRODUCTS: tuple[tuple[str, str, str, int, int], ...] = (
    ("85123A", "White Hanging Heart T-Light Holder", "£2.95", 41, 6),
    ("85099B", "Jumbo Bag Red Retrospot", "£2.08", 118, 3),
    ("22423", "Regency Cakestand 3 Tier", "£12.75", 9, 1),
    ("47566", "Party Bunting", "£4.95", 36, 0),
    ("20725", "Lunch Bag Red Retrospot", "£1.65", 64, 2),
    ("84879", "Assorted Colour Bird Ornament", "£1.69", 152, 0),
    ("22197", "Popcorn Holder", "£0.85", 87, 0),
    ("22720", "Set of 3 Cake Tins Pantry Design", "£4.95", 3, 0),
    ("22727", "Alarm Clock Bakelike Red", "£3.75", 22, 1),
    ("22699", "Roses Regency Teacup and Saucer", "£2.95", 17, 0),
    ("22666", "Recipe Box Pantry Yellow Design", "£2.95", 28, 0),
    ("22112", "Chocolate Hot Water Bottle", "£4.95", 0, 0),
    ("21731", "Red Toadstool LED Night Light", "£1.65", 45, 0),
    ("22457", "Natural Slate Heart Chalkboard", "£2.95", 33, 0),
    ("21703", "Swirly Marbles, loose", "£3.30", 6, 0),
)
LINES = (
    CartLine("1", "White Hanging Heart T-Light Holder", "6", "£2.95 each", "£17.70"),
    CartLine(
        "2", "Jumbo Bag Red Retrospot", "3", "£2.08 each", "£4.16", "£6.24",
        explanations=(Explanation("tag", "Promotion “3 for 2 on Jumbo Bags”", "−£2.08"),),
    ),
    CartLine(
        "3", "Regency Cakestand 3 Tier", "1", "£12.75 each", "£11.47", "£12.75",
        explanations=(Explanation("percent", "10 % off this line: box dented", "−£1.28"),),
    ),
    CartLine("4", "Swirly Marbles, loose", "0.485", "0.485 kg × £3.30 per kg", "£1.60", unit="kg"),
    CartLine("5", "Alarm Clock Bakelike Red", "1", "£3.75 each", "£3.75"),
    CartLine("6", "Lunch Bag Red Retrospot", "2", "£1.65 each", "£3.30"),
)  # fmt: skip
UNKNOWN = CartLine(
    "7", "Unknown barcode", code="5 012345 678900", kind="unknown",
    detail="Scanned 14:31:40. Not part of this sale yet.",
)  # fmt: skip
PLACES = (
    NavItem("sell", "shopping-cart", "Sell"),
    NavItem("orders", "package", "Orders"),
    NavItem("customers", "users", "Customers"),
    NavItem("products", "tag", "Products"),
    NavItem("till", "banknote", "Till"),
    NavItem("reports", "chart-column", "Reports"),
    NavItem("sync", "refresh-cw", "Sync"),
)


def picture(sku: str) -> QPixmap | None:
    """A stand-in for a photograph, for some of the products."""
    number = int("".join(c for c in sku if c.isdigit()))
    if number % 3 == 0:
        return None
    drawn = QPixmap(192, 192)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor.fromHsv(number * 37 % 360, 120, 200))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(26, 26, 140, 140)
    painter.end()
    return drawn


class Products(QAbstractListModel):
    """A model of made-up products, of any length."""

    def __init__(self, rows: int = len(PRODUCTS)) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  # Qt's own signature
        sku, name, price, stock, in_cart = PRODUCTS[index.row() % len(PRODUCTS)]
        words = {0: "none", 3: "3 left"}.get(stock, f"{stock} in stock")
        answers: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): name,
            ProductRole.NAME: name,
            ProductRole.SKU: sku,
            ProductRole.PRICE_TEXT: price,
            ProductRole.UNIT_TEXT: "/kg" if sku == "21703" else "",
            ProductRole.STOCK_TEXT: words,
            ProductRole.STOCK_COUNT_TEXT: str(stock),
            ProductRole.STOCK_STATE: {0: "none", 3: "low"}.get(stock, "enough"),
            ProductRole.OTHER_STOCK_TEXT: str(stock * 2),
            ProductRole.IN_CART_TEXT: f"{in_cart} in cart" if in_cart else "",
            ProductRole.PICTURE: picture(sku) if role == ProductRole.PICTURE else None,
        }
        return answers.get(role)


def column(*parts: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """Parts one below the other, without gaps."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(*margins)
    box.setSpacing(0)
    for part in parts:
        box.addWidget(part)
    return page


def head(*parts: QWidget, kind: str = "head") -> QFrame:
    """A head row of 64 px."""
    frame = QFrame()
    frame.setProperty("kind", kind)
    frame.setFixedHeight(tokens.HEAD)
    row = QHBoxLayout(frame)
    row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
    row.setSpacing(tokens.S8)
    for part in parts:
        row.addWidget(part)
    return frame


def catalogue(offline: bool) -> QWidget:
    """Search, chips, and products as cards or, offline, as a table."""
    search = SearchField("Search 4,070 products, or scan", key="F2")
    held = Button("Held", size=48, icon="circle-pause", key="F4")
    held.set_badge("3" if offline else "2")
    toggle = SegmentedToggle(
        [Segment("grid", "layout-grid", "Cards"), Segment("table", "list", "Table")]
    )
    chips = ChipRow()
    names = ("Best sellers", "Bags", "Candles", "Kitchen and tea", "Party", "Home", "Christmas",
        "Garden", "Travel")  # fmt: skip
    chips.set_chips([ChipItem(n, n, "star" if n == names[0] else "") for n in names])
    strip = column(chips, margins=(16, 12, 16, 12))
    view: ProductGrid | ProductTable = ProductTable() if offline else ProductGrid()
    model = Products(4000)
    model.setParent(view)
    view.setModel(model)
    if offline:
        assert isinstance(view, ProductTable)
        view.set_hits(["re"])
        toggle.set_current("table")
        search.set_text("re")
        search.set_result("214 found on this machine")
        view.step(1)
        view.step(2)
    body = column(view, margins=(16, 0, 16, 16) if offline else (0, 0, 0, 0))
    return column(head(search, held, toggle), strip, body)


def customer(offline: bool) -> QFrame:
    """The head of the cart."""
    if offline:
        return head(Button("Add a customer", "slot", 48, icon="user-plus", key="F3"))
    words = column(
        Label("Customer 17850", tokens.NAME_STRONG),
        Label("Store credit £3.20 · 34 sales", tone="secondary"),
        margins=(4, 12, 0, 12),
    )
    row = head(Avatar("C"), words, Tag("Loyal", "positive", "star"), IconButton("x", "Remove"))
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return row


def cart(offline: bool) -> QWidget:
    """The cart with lines, sums and what ends it."""
    lines = CartList()
    sums = SumsPanel()
    rows = [
        SumRow("Before discounts, 14 items", "£45.34"),
        SumRow("Promotions and discounts", "−£3.36", "positive"),
        SumRow("VAT 20 % included", "£7.00"),
    ]
    sums.set_sums(rows, SumRow("Total", "£41.98"))
    pay = Button("Pay", "primary", 64, key="F10", end_icon="lock" if offline else "")
    pay.set_amount("£41.98")
    pay.setEnabled(not offline)
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.setContentsMargins(16, 0, 16, 16)
    row.addWidget(Button("Hold", size=64, icon="pause", stacked=True))
    row.addWidget(Button("Discount", size=64, icon="percent", stacked=True))
    row.addWidget(pay, 1)
    panel = column(customer(offline), lines, sums, foot)
    panel.setFixedWidth(495)
    lines.set_lines([LINES[0], UNKNOWN, *LINES[1:5]] if offline else LINES)
    if not offline:
        lines.select_line("6")
    surface(panel, "surface")
    return panel


def surface(widget: QWidget, name: str) -> None:
    """Give a widget the ground of that name."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def sell_page(offline: bool = False) -> QWidget:
    """The whole window."""
    rail = NavRail(PLACES)
    rail.set_current("sell")
    rail.set_person("Sales 1", "Till 2")
    status = StatusRow()
    status.set_printer("Printer ready")
    status.set_clock("Thu 8 Dec · 14:32")
    status.set_note("Last contact 14:20" if offline else "Last entry 14:31")
    status.sync.set_state("booked", "All in the books")
    if offline:
        status.sync.set_state("offline", "Offline: 7 safe here, not yet sent · 12 min")
        rail.set_badge("sync", "7", warns=True)
    upper = QWidget()
    row = QHBoxLayout(upper)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(1)
    row.addWidget(catalogue(offline), 1)
    row.addWidget(cart(offline))
    page = QWidget()
    outer = QHBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(rail)
    outer.addWidget(column(upper, status))
    page.setFixedSize(1366, 768)
    surface(page, "canvas")
    return page
