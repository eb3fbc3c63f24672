"""The gallery's other pages: page states, messages, payment, report, sign-in."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.badge import Badge
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.bar_chart import BarChart, Legend, Series
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.cart_line import CartLine
from pos_app.ui.widgets.cart_list import CartList
from pos_app.ui.widgets.chips import Chip, ChipItem
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.figure_card import FigureCard
from pos_app.ui.widgets.key_hint import KeyHint
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.person_tile import PersonTile
from pos_app.ui.widgets.progress import ProgressBar
from pos_app.ui.widgets.share_bar import Share, ShareBar
from pos_app.ui.widgets.state_view import PageState, StateView
from pos_app.ui.widgets.step_trail import Step, StepTrail
from pos_app.ui.widgets.switch import CheckBox, Switch
from pos_app.ui.widgets.tag import Tag
from pos_app.ui.widgets.tile_button import TileButton
from pos_app.ui.widgets.toast import ToastArea


def row(*parts: QWidget, gap: int = 8, stretch: bool = True) -> QWidget:
    """Parts side by side."""
    page = QWidget()
    line = QHBoxLayout(page)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for part in parts:
        line.addWidget(part)
    if stretch:
        line.addStretch()
    return page


def pounds(minor: int) -> str:
    """A made-up amount in words."""
    return f"£{minor // 100:,}.{minor % 100:02}"


def whole_pounds(minor: int) -> str:
    """A mark of an axis."""
    return f"£{minor // 100:,}"


def in_card(widget: QWidget) -> Card:
    """A page state inside a card."""
    card = Card(padding=0)
    card.setFixedHeight(224)
    card.column.addWidget(widget)
    return card


def state_views() -> list[StateView]:
    """The same list in every state."""
    views = [StateView() for _ in range(5)]
    views[0].show_state(
        "empty",
        "No customers yet",
        "Add the first one, or import a list of them.",
        "Add a customer",
        icon="users",
        action_icon="user-plus",
    )
    figure, note = "1,240 of 4,372", "Selling goes on"
    views[1].show_loading("Loading", figure, done=1240, total=4372, note=note, cancellable=True)
    texts: tuple[tuple[PageState, str, str, str], ...] = (
        ("error", "The list did not load", "Error E-214. Selling is not affected.", "Try again"),
        ("offline", "Showing 38 of 4,372", "The rest needs a network.", "Search these 38"),
        ("no-permission", "Your own only", "A manager can show all once.", "Ask a manager"),
    )
    for view, words in zip(views[2:], texts, strict=True):
        view.show_state(*words)
    return views


def banners() -> QWidget:
    """Messages in every tone."""
    page = QWidget()
    column = QVBoxLayout(page)
    info = Banner("accent", "Prices change at 18:00.", "214 products")
    done = Banner("positive", "Import done.", "4,070 rows, 3 refused")
    away = Banner("warning", "Offline for 12 min.", "Selling goes on", icon="cloud-off")
    broken = Banner("danger", "Printer has no paper.", "Receipts wait", action="Try again")
    promotion = Banner(
        "positive",
        "Promotion “Four or more”",
        "£10.95 each from 4 pieces, until Sat 24 Dec",
        icon="tag",
        two_lines=True,
    )
    column.addWidget(row(info, done, stretch=False))
    column.addWidget(row(away, broken, stretch=False))
    column.addWidget(promotion)
    return page


def states_page() -> QWidget:
    """The same list in every state, and messages."""
    page = QWidget()
    page.setFixedSize(683, 800)
    grid = QGridLayout(page)
    grid.addWidget(Label("The same list in every state", tokens.LARGE_STRONG), 0, 0, 1, 3)
    for number, view in enumerate(state_views()):
        grid.addWidget(in_card(view), 1 + number // 3, number % 3)
        grid.setColumnStretch(number % 3, 1)
    grid.addWidget(banners(), 3, 0, 1, 3)
    area = ToastArea(QWidget())
    area.setFixedHeight(90)
    area.show_toast("Party Bunting removed", "Undo", icon="trash-2", tone="text")
    grid.addWidget(area, 4, 0, 1, 3)
    return page


def chips_and_tags() -> QWidget:
    """Chips and tags in their states."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    chips = [Chip(ChipItem(name, name)) for name in ("Bags", "Selected", "Disabled")]
    chips.append(Chip(ChipItem("due", "Due today", "check", "4")))
    chips[1].set_selected(True)
    chips[3].set_selected(True)
    chips[2].setEnabled(False)
    tags = (
        Tag("Safe here", "neutral", "hard-drive"),
        Tag("Sent", "accent", "cloud-upload"),
        Tag("In the books", "positive", "book-check"),
        Tag("With a remark", "warning", "message-square-warning"),
        Tag("Quarantined", "danger", "shield-alert"),
    )
    column.addWidget(row(*chips))
    column.addWidget(row(*tags))
    return page


def narrow_cart() -> CartList:
    """A cart too narrow for its tools and for a long name."""
    cart = CartList()
    cart.setFixedWidth(384)
    long = "Popcorn Holder with a very long name that does not fit"
    lines = [
        CartLine("1", "Party Bunting", "1", "£4.95 each", "£4.95"),
        CartLine("2", long, "2", "Selected: arrow keys move here", "£1.70"),
        CartLine("4", "Alarm Clock", "−1", "Return from T2-003977", "−£3.75", kind="return"),
    ]
    cart.set_lines(lines)
    cart.select_line("2")
    return cart


def trail_card() -> Card:
    """Where a sale is on its way."""
    trail = StepTrail()
    steps = (
        Step("Safe here", "14:32:08.214", "done"),
        Step("Sent", "14:32:08.611", "done"),
        Step("In the books", "a few seconds", "now"),
    )
    trail.set_steps(steps)
    card = Card()
    entry = Label("Entry 18,442 of Till 2", tone="secondary")
    card.column.addWidget(SectionTitle("Where this sale is", entry))
    card.column.addWidget(trail)
    return card


def small_parts() -> QWidget:
    """Chips, tags, lines, pad, progress, switches, key hints."""
    page = QWidget()
    page.setFixedSize(683, 560)
    column = QVBoxLayout(page)
    column.addWidget(chips_and_tags())
    progress = ProgressBar("Import", cancellable=True)
    progress.set_progress(2918, 4070, "2,918 of 4,070")
    side = QWidget()
    inner = QVBoxLayout(side)
    inner.addWidget(Keypad(".", key_height=40))
    inner.addWidget(progress)
    inner.addWidget(row(CheckBox("Off"), CheckBox("On", checked=True)))
    inner.addWidget(row(Switch("Switch on", checked=True), Switch("Switch off")))
    inner.addWidget(row(Badge("2"), Badge("7", warning=True), KeyHint("F10"), KeyHint("Alt 1")))
    column.addWidget(row(narrow_cart(), side, stretch=False))
    column.addWidget(trail_card())
    return page


def tenders() -> QGridLayout:
    """Tenders as tiles, the first one chosen."""
    grid = QGridLayout()
    names = {
        "Cash": "banknote",
        "Card terminal": "credit-card",
        "Pay link": "qr-code",
        "Gift card": "gift",
        "Store credit": "wallet",
        "On account": "user-round",
    }
    for number, (name, icon) in enumerate(names.items()):
        tile = TileButton(name, icon, key=f"Alt {number + 1}")
        tile.set_selected(number == 0)
        tile.setEnabled(number != 5)
        grid.addWidget(tile, number // 3, number % 3)
    return grid


def pay_leading() -> QVBoxLayout:
    """What is left to pay, tenders, receipt choices, people."""
    column = QVBoxLayout()
    column.addWidget(Label("Left to pay in cash", tokens.NAME, "secondary"))
    column.addWidget(Label("£22.00", tokens.CHANGE))
    column.addLayout(tenders())
    receipt = TileButton("Print", "printer", key="Alt 1", height=112)
    receipt.set_note("Printed 14:32:08", "circle-check")
    receipt.set_selected(True)
    mail = TileButton("E-mail", "mail", key="Alt 2", height=112, note="to Customer 17850")
    column.addWidget(row(receipt, mail, stretch=False))
    person = PersonTile("Sales 1", "Salesperson")
    person.set_selected(True)
    column.addWidget(row(person, PersonTile("Manager 2", "Manager"), stretch=False))
    column.addStretch()
    return column


def pay_trailing() -> QVBoxLayout:
    """Amount, suggested notes, pad, and the button that takes it."""
    column = QVBoxLayout()
    amount = MoneyField("Cash given", pounds)
    amount.set_minor(3000)
    column.addWidget(amount)
    notes = [TileButton(f"£{sum_}.00", height=56) for sum_ in (22, 25, 30, 40)]
    notes[0].set_note("exact")
    notes[2].set_selected(True)
    column.addWidget(row(*notes, stretch=False))
    column.addWidget(Keypad())
    column.addStretch()
    column.addWidget(Button("Take £30.00 cash", "primary", 64, key="F10"))
    return column


def pay_page() -> QWidget:
    """The payment side."""
    page = QWidget()
    page.setFixedSize(806, 728)
    outer = QHBoxLayout(page)
    outer.setSpacing(24)
    outer.addLayout(pay_leading(), 1)
    outer.addLayout(pay_trailing(), 1)
    return page


def report_page() -> QWidget:
    """Figures, chart, table, shares."""
    page = QWidget()
    page.setFixedSize(1302, 664)
    grid = QGridLayout(page)
    grid.setSpacing(12)
    takings = FigureCard("Takings", opens=True)
    takings.set_figure("£3,418.62")
    takings.set_delta("8.2 %", "from £3,159.40", up=True)
    items = FigureCard("Items per sale")
    items.set_figure("7.4")
    items.set_delta("0.3", "from 7.7", up=False, tone="warning")
    empty = BarChart(pounds, empty_text="No sales yet today")
    empty.set_data([], [])
    grid.addWidget(row(takings, items, Card(), stretch=False), 0, 0, 1, 2)
    grid.addWidget(chart_card(), 1, 0)
    grid.addWidget(products_card(), 1, 1)
    shares = ShareBar()
    shares.set_shares(
        [
            Share("Card terminal", 184230, "53.9 %", "£1,842.30"),
            Share("Cash", 98612, "28.8 %", "£986.12"),
            Share("Pay link", 34110, "10.0 %", "£341.10"),
            Share("Gift card, store credit", 24910, "7.3 %", "£249.10"),
        ]
    )
    tenders = Card()
    tenders.column.addWidget(SectionTitle("Tenders", Button("Receipts", "ghost")))
    tenders.column.addWidget(shares)
    tenders.column.addStretch()
    grid.addWidget(tenders, 2, 1)
    nothing = Card()
    nothing.column.addWidget(empty)
    grid.addWidget(nothing, 2, 0)
    grid.setColumnStretch(0, 5)
    grid.setColumnStretch(1, 3)
    return page


def chart_card() -> Card:
    """Takings by hour with two series."""
    today = (28400, 45100, 61000, 84300, 79900, 43000, 0, 0, 0, 0)
    before = (26000, 41000, 56000, 79000, 81500, 56500, 49000, 51200, 43000, 20500)
    hours = [f"{hour}:00" for hour in range(9, 19)]
    chart = BarChart(pounds, show_mark=whole_pounds)
    chart.set_data(hours, [Series("Today", today), Series("Thu 1 Dec", before)])
    legend = Legend()
    legend.set_names(["Today", "Thu 1 Dec"])
    card = Card()
    card.column.addWidget(SectionTitle("Takings by hour", legend, Button("Table", "ghost")))
    card.column.addWidget(chart)
    return card


def products_card() -> Card:
    """A table with tiles, tags and bars."""
    columns = [
        Column("Product", tiles=True),
        Column("State", 150),
        Column("Pieces", 70, True),
        Column("Takings", 100, True),
    ]
    table = DataTable(columns, row_height=40, name="Top products")
    tags = (
        Cell("In the books", icon="book-check", tag="positive"),
        Cell("Quarantined", icon="shield-alert", tag="danger"),
        Cell("90 %", permille=900),
        Cell("Low", tone="warning", icon="triangle-alert", strong=True),
    )
    table.set_rows(
        [
            [
                Cell(name, initials=(name[:2].upper(), name)),
                tags[i],
                "31",
                Cell("£395.25", strong=True),
            ]
            for i, name in enumerate(
                (
                    "Regency Cakestand 3 Tier",
                    "White Hanging Heart T-Light Holder",
                    "Party Bunting",
                    "Jumbo Bag",
                )
            )
        ]
    )
    table.choose_row(1)
    card = Card(padding=1)
    card.column.addWidget(SectionTitle("  Top products", Button("All 318", "ghost")))
    card.column.addWidget(table)
    return card
