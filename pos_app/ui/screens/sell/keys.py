"""The keys of selling, and those of the cart while the keyboard is in the search field.

A field would take Del, +, − and Ctrl+Z itself. While it is empty they are the cart's; as soon as
something is typed they edit the text. Letters typed on a list go to the search field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from pos_app.ui.shortcuts import Act, bind, pressed, sequence_of

if TYPE_CHECKING:
    from pos_app.ui.screens.sell.screen import SellScreen

_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def bind_keys(screen: SellScreen) -> None:
    """Bind every key of selling on the pages where it holds."""
    pages, cart = screen.pages, screen.cart
    lists: list[QWidget] = [pages.catalogue, pages.products, pages.product]
    for page in lists:
        bind(page, Act.PAY, screen.show_pay)
    for page in (*lists, pages.edit, pages.pay):
        bind(page, Act.SEARCH, screen.focus_search)
    for catalogue in (pages.catalogue, pages.products):
        bind(catalogue, Act.VIEW, catalogue.toggle_view)
    editing: list[QWidget] = [pages.catalogue, pages.edit]
    for page in editing:
        bind(page, Act.DISCOUNT, screen.edit_discount)
        bind(page, Act.PRICE, partial(screen.edit_line, "price"))
        bind(page, Act.QUANTITY, partial(screen.edit_line, "quantity"))
        bind(page, Act.NOTE, partial(screen.edit_line, "note"))
    bind(pages.catalogue, Act.LOOK, screen.look)
    keys = CartKeys(
        pages.catalogue.search.edit,
        {
            Act.MORE: partial(cart.change, 1),
            Act.LESS: partial(cart.change, -1),
            Act.REMOVE: cart.remove,
            Act.UNDO: cart.undo,
        },
        screen,
    )
    keys.watch(pages.catalogue.grid)
    keys.watch(pages.catalogue.table)


class CartKeys(QObject):
    """Watches the search field and the lists beside it."""

    def __init__(
        self, edit: QLineEdit, acts: Mapping[Act, Callable[[], object]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._acts = acts
        self._keys = {sequence_of(act): act for act in acts}
        edit.installEventFilter(self)

    def watch(self, view: QAbstractItemView) -> None:
        """Send what is typed on a list to the search field."""
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if watched is self._edit:
            return self._on_edit(event)
        if event.type() == QEvent.Type.KeyPress and _is_text(event):
            self._edit.setFocus()
            self._edit.insert(event.text())
            return True
        return False

    def _on_edit(self, event: QKeyEvent) -> bool:
        if self._edit.text():
            return False
        act = self._act_of(event)
        if act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._acts[act]()
            return True
        return False

    def _act_of(self, event: QKeyEvent) -> Act | None:
        """The act of a pressed key; looked up, as a scanner sends thirteen keys in a moment."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.text() in ("+", "-") and not modifiers & _COMMAND:
            return Act.MORE if event.text() == "+" else Act.LESS
        return self._keys.get(pressed(event.key(), modifiers))


def _is_text(event: QKeyEvent) -> bool:
    text = event.text()
    plain = not event.modifiers() & _COMMAND
    return plain and len(text) == 1 and text.isprintable() and text != " "
