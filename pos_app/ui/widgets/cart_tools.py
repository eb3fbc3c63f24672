"""What can be done with a line of the cart: the row of tools that the selected line shows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.cart_line import CartLine
from pos_app.ui.widgets.stepper import QuantityStepper


class LineTools(QWidget):
    """Quantity, discount, price, note, remove. What does not fit goes behind *more*, note first.

    Signal: `asked(act)` with discount, price, note, remove or quantity; `stepped(+1 or -1)`.
    """

    asked = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stepper = QuantityStepper()
        self._stepper.stepped.connect(self.stepped)
        self._stepper.asked.connect(self._quantity)
        self._discount = Button(self.tr("Discount"), icon="percent")
        self._price = Button(self.tr("Price"), icon="pound-sterling")
        self._note = IconButton("message-square", self.tr("Note"))
        self._more = IconButton("ellipsis", self.tr("More"))
        self._more.clicked.connect(self.open_more)
        self._remove = IconButton("trash-2", self.tr("Remove this line"), "danger-line")
        self._acts: dict[str, Button | IconButton] = {
            "discount": self._discount,
            "price": self._price,
            "note": self._note,
            "remove": self._remove,
        }
        for act, button in self._acts.items():
            button.setObjectName(act)
            button.clicked.connect(self._clicked)
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S8)
        for widget in (self._stepper, self._discount, self._price):
            row.addWidget(widget)
        row.addStretch()
        for button in (self._note, self._more, self._remove):
            row.addWidget(button)
        self._more.hide()

    def set_line(self, line: CartLine) -> None:
        """Show the quantity of a line."""
        self._stepper.set_quantity(line.quantity, not line.unit)

    def hidden_acts(self) -> list[str]:
        """What stands behind *more*, in the order of the row."""
        return [act for act, button in self._acts.items() if button.isHidden()]

    def open_more(self) -> QMenu:
        """Open the menu with the tools that do not fit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = {"note": "message-square", "price": "pound-sterling", "discount": "percent"}
        for act in self.hidden_acts():
            words = self._acts[act].text() or self._acts[act].accessibleName()
            menu.addAction(icons.icon(names[act]), words).setData(act)
        menu.triggered.connect(self._from_menu)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [self._stepper, self._discount, self._price, self._note, self._remove]
        need = sum(w.sizeHint().width() + tokens.S8 for w in shown) - tokens.S8
        over = need - self.width()
        spare = tokens.CONTROL + tokens.S8
        for button in (self._note, self._price, self._discount):
            hide = over > 0
            if hide and button is self._note:
                over += spare
            button.setVisible(not hide)
            over -= button.sizeHint().width() + tokens.S8 if hide else 0
        self._more.setVisible(self._note.isHidden())

    def _clicked(self) -> None:
        self.asked.emit(self.sender().objectName())

    def _from_menu(self, action: QAction) -> None:
        self.asked.emit(action.data())

    def _quantity(self) -> None:
        self.asked.emit("quantity")


class UnknownTools(QWidget):
    """What can be done with a barcode that no product has. Signal: `asked(act)`: find or remove."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        find = Button(self.tr("Find the product"), "primary", icon="search")
        remove = Button(self.tr("Remove"), "danger-line", icon="trash-2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S8)
        for act, button in (("find", find), ("remove", remove)):
            if button is remove:
                row.addStretch()
            button.setObjectName(act)
            button.clicked.connect(self._clicked)
            row.addWidget(button)

    def _clicked(self) -> None:
        self.asked.emit(self.sender().objectName())
