"""The page of a start that failed: what is wrong, what to do, try again. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.messages import Message
from pos_app.ui.screens.sign_in.register_side import BESIDE, WIDTH, RegisterSide
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.state_view import IconTile

_WIDTH = 480


class FaultScreen(QWidget):
    """Why the till cannot be used now. Signals: `again_asked()`, `leave_asked()`."""

    again_asked = Signal()
    leave_asked = Signal()

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault")
        self.side = RegisterSide()
        self.side.show_words(self.tr("This register"), self.tr("Not ready"), "")
        self.title = Label(message.title, tokens.TITLE, wrap=True)
        self.title.setObjectName("fault.title")
        text = Label(message.text, tokens.NAME, "secondary", wrap=True)
        code = self.tr("For IT: {code}").format(code=message.code)
        again = Button(self.tr("Try again"), "primary", 48, icon="rotate-cw")
        again.setObjectName("fault.again")
        leave = Button(self.tr("Close SalePoint"), size=48)
        leave.setObjectName("fault.leave")
        again.clicked.connect(self.again_asked)
        leave.clicked.connect(self.leave_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addWidget(again)
        buttons.addWidget(leave)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setContentsMargins(2 * tokens.S32, 2 * tokens.S32, 2 * tokens.S32, tokens.S32)
        column.setSpacing(tokens.S16)
        column.addWidget(IconTile("triangle-alert", "danger"), 0, Qt.AlignmentFlag.AlignLeading)
        for label in (self.title, text, Label(code, tokens.META, "secondary")):
            label.setMaximumWidth(_WIDTH)
            column.addWidget(label)
        column.addLayout(buttons)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side, WIDTH)
        row.addLayout(column, BESIDE)
        self.setFocusProxy(again)
