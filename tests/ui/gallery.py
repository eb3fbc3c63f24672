"""Draws every part of the kit in its states, light and dark, into pictures to look at.

Run it under a virtual screen: `xvfb-run -a python -m tests.ui.gallery FOLDER`. The pictures are
compared by eye with the design; nothing here is a test.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import theme, tokens
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.button_look import Kind
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.search_field import SearchField
from pos_app.ui.widgets.text_field import PasswordField, TextField
from tests.ui.gallery_parts import pay_page, report_page, small_parts, states_page
from tests.ui.gallery_sell import sell_page, surface

_KINDS: tuple[tuple[str, Kind, str, str], ...] = (
    ("Primary", "primary", "Pay", "Paying"),
    ("Secondary", "secondary", "Hold", "Holding"),
    ("Ghost", "ghost", "Details", "Loading"),
    ("Danger", "danger", "Void", "Voiding"),
    ("Danger line", "danger-line", "Remove", "Removing"),
)


def focus(widget: QWidget) -> None:
    """Show a widget as if it had the keyboard, which only one can really have."""
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusIn))


def in_state(button: Button, state: int) -> Button:
    """Put a button into the state of that column."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state == 1)
    button.setDown(state == 2)
    button.setEnabled(state != 4)
    button.setMinimumWidth(85)
    return button


def button_grid() -> QWidget:
    """Kinds down, states across."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setSpacing(tokens.S12)
    names = ("Default", "Hover", "Pressed", "Focus", "Disabled", "Busy")
    for column, name in enumerate(names):
        grid.addWidget(Label(name, tokens.META, "secondary"), 0, column + 1)
    for row, (label, kind, text, verb) in enumerate(_KINDS):
        grid.addWidget(Label(label, tone="secondary"), row + 1, 0)
        for column in range(6):
            button = in_state(Button(text, kind), column)
            grid.addWidget(button, row + 1, column + 1)
            if column == 5:
                button.set_busy(verb)
            if column == 3:
                button.setObjectName("focused")
    return page


def row(*widgets: QWidget) -> QWidget:
    """Widgets side by side."""
    page = QWidget()
    line = QHBoxLayout(page)
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
    line.addStretch()
    return page


def large_buttons() -> QWidget:
    """Sizes, amounts, counts, keys."""
    pay = Button("Pay", "primary", 64, key="F10")
    pay.set_amount("£41.98")
    pay.setFixedWidth(279)
    held = Button("Held", "secondary", 48, icon="circle-pause", key="F4")
    held.set_badge("2")
    locked = Button("Pay", "primary", 64, end_icon="lock")
    locked.set_amount("£28.91")
    locked.setEnabled(False)
    hold = Button("Hold", size=64, icon="pause", stacked=True)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row(Button("40"), Button("48", size=48), pay, held))
    icons_only = IconButton("x", "Close"), IconButton("minus", "Less", size=48)
    column.addWidget(row(hold, *icons_only, Button("Discount", icon="percent"), locked))
    return page


def text_fields() -> QWidget:
    """Fields in their states."""
    bad = TextField("Error", numeric=True)
    bad.set_text("£0.00")
    bad.set_error("Above 0.00")
    off = TextField("Disabled")
    off.set_text("20 %")
    off.setEnabled(False)
    off.set_help("Set by IT", "lock")
    secret = PasswordField("Password")
    secret.set_text("Lantern")
    empty = TextField("Empty", placeholder="Name", help_text="As on the receipt")
    return row(empty, bad, off, secret)


def basics() -> QWidget:
    """Buttons and fields."""
    page = QWidget()
    page.setFixedSize(683, 1010)
    column = QVBoxLayout(page)
    column.addWidget(Label("Parts and their states", tokens.LARGE_STRONG))
    column.addWidget(button_grid())
    column.addWidget(large_buttons())
    column.addWidget(text_fields())
    found = SearchField("Search")
    found.set_text("re")
    found.set_result("214 found on this machine")
    column.addWidget(SearchField("Search 4,070 products, or scan", key="F2"))
    column.addWidget(found)
    amount = MoneyField("Cash given", lambda minor: f"£{minor // 100}.{minor % 100:02}")
    amount.set_minor(3000)
    column.addWidget(amount)
    column.addWidget(Keypad())
    return page


def draw(app: QApplication, page: QWidget, path: Path) -> None:
    """Show a page, let it settle, and keep its picture."""
    page.show()
    for _ in range(3):
        app.processEvents()
    for widget in page.findChildren(QWidget, "focused"):
        focus(widget)
    page.grab().save(str(path))
    page.close()


def pages() -> dict[str, QWidget]:
    """Every page of the gallery by its name."""
    made = {
        "basics": basics(),
        "states": states_page(),
        "parts": small_parts(),
        "pay": pay_page(),
        "report": report_page(),
        "sell": sell_page(),
        "offline": sell_page(offline=True),
    }
    for name, page in made.items():
        surface(page, "surface" if name in ("basics", "parts") else "canvas")
    return made


def main() -> None:
    """Draw all pages in both appearances, and all of them right to left."""
    folder = Path(sys.argv[1])
    app = QApplication(sys.argv[:1])
    for appearance in tokens.APPEARANCES:
        theme.apply_theme(app, appearance)
        for name, page in pages().items():
            draw(app, page, folder / f"{name}-{appearance}.png")
    theme.apply_theme(app, "light")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name, page in pages().items():
        draw(app, page, folder / f"{name}-rtl.png")


if __name__ == "__main__":
    main()
