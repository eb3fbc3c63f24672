"""Parts of the page after a sale: figures, receipt choices, the mail's row, the way on.

Widgets only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.messages import Message
from pos_app.ui.screens.paid.presenter import Choice, ChoiceNote
from pos_app.ui.shortcuts import Act, key_of
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.icon_mark import IconMark
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.text_field import TextField
from pos_app.ui.widgets.tile_button import TileButton

_CHOICE_HEIGHT = 112
_MOST_FIGURES = 4
_AMOUNT_WIDTH = 96
_NEXT_WIDTH = 200


class Figures(QWidget):
    """Change due in the largest type, how it came about, and the coins that make it up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = Label("", tokens.CHANGE, tight=tokens.TOTAL)
        self.change.setObjectName("paid.change")
        self._coins = Label("", tokens.NAME)
        change = QVBoxLayout()
        change.setSpacing(tokens.S4)
        change.addStretch()
        change.addWidget(Label(self.tr("Change due"), tokens.LARGE, "secondary"))
        change.addWidget(self.change)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.S16)
        self._grid.setVerticalSpacing(tokens.S4)
        self._cells = [self._make_cells(row) for row in range(_MOST_FIGURES)]
        figures = QVBoxLayout()
        figures.addStretch()
        figures.addLayout(self._grid)
        figures.addSpacing(tokens.S8)
        upper = QHBoxLayout()
        upper.addLayout(change)
        upper.addStretch()
        upper.addLayout(figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S12)
        column.addLayout(upper)
        column.addWidget(self._coins)

    def _make_cells(self, row: int) -> tuple[Label, Label]:
        label = Label("", tokens.NAME, "secondary", align=painting.TRAILING)
        amount = Label("", tokens.NAME, align=painting.TRAILING)
        amount.setMinimumWidth(_AMOUNT_WIDTH)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignBottom)
        return label, amount

    def show_figures(
        self,
        change: str,
        figures: Sequence[tuple[str, str]],
        coins: Sequence[tuple[str, bool]],
    ) -> None:
        """Show the change, the rows beside it, and the coins as parts of a sentence."""
        self.change.setText(change)
        shown = list(figures[-_MOST_FIGURES:])
        for row, (label, amount) in enumerate(self._cells):
            there = row < len(shown)
            label.setText(shown[row][0] if there else "")
            amount.setText(shown[row][1] if there else "")
            label.setVisible(there)
            amount.setVisible(there)
        self._coins.set_parts(coins)
        self._coins.setVisible(bool(coins))


class ReceiptChoices(QWidget):
    """What becomes of the receipt. Signal: `chosen(Choice)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S12)
        self.tiles: dict[Choice, TileButton] = {}
        for choice, name, icon, act in (
            (Choice.PRINT, self.tr("Print"), "printer", Act.FIRST_CHOICE),
            (Choice.MAIL, self.tr("E-mail"), "mail", Act.SECOND_CHOICE),
            (Choice.PDF, self.tr("PDF"), "file-text", Act.THIRD_CHOICE),
            (Choice.NONE, self.tr("None"), "ban", Act.FOURTH_CHOICE),
        ):
            tile = TileButton(name, icon, key=key_of(act).shown(), note=" ", height=_CHOICE_HEIGHT)
            tile.setObjectName(f"paid.{choice.name.lower()}")
            tile.clicked.connect(lambda _=False, choice=choice: self.chosen.emit(choice))
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(tile)  # all as wide as each other, whatever their notes say
            self.tiles[choice] = tile

    def show_notes(
        self, chosen: Choice, notes: Mapping[Choice, ChoiceNote], *, can_print: bool
    ) -> None:
        """Show what has become of the receipt."""
        for choice, tile in self.tiles.items():
            note = notes[choice]
            tile.set_note(note.text, note.icon)
            tile.set_selected(choice is chosen and (can_print or choice is not Choice.PRINT))
        self.tiles[Choice.PRINT].setEnabled(can_print)


class MailRow(QWidget):
    """Where the receipt goes. Signal: `send_asked(address)`."""

    send_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = TextField(
            self.tr("E-mail address of the customer"), placeholder="name@example.com"
        )
        self.address.setObjectName("paid.address")
        self.send = Button(self.tr("Send the receipt"), "primary", icon="mail")
        self.send.setObjectName("paid.send")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addSpacing(tokens.META.line + tokens.S4)
        beside.addWidget(self.send)
        beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S8)
        row.addWidget(self.address, 1)
        row.addLayout(beside)
        self.send.clicked.connect(self._send)
        self.address.submitted.connect(self._send)
        self.address.changed.connect(self._forget_problem)

    def begin(self) -> None:
        """Get ready to type the address."""
        self.address.setFocus()

    def clear(self) -> None:
        """Forget the last customer's address."""
        self.address.set_text("")
        self.address.set_error("")

    def show_problem(self, message: Message) -> None:
        """Say what is wrong with the address."""
        self.address.set_error(message.whole)

    def _forget_problem(self) -> None:
        self.address.set_error("")

    def _send(self) -> None:
        self.send_asked.emit(self.address.text())


class NextSale(QWidget):
    """How the next sale begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(self.tr("New sale"), "primary", 64, key=key_of(Act.SEARCH).shown())
        self.button.setObjectName("paid.new_sale")
        self.button.setMinimumWidth(_NEXT_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(Label(self.tr("Scan to start the next sale"), tokens.LARGE_STRONG))
        closing = self.tr("This page closes by itself. Nothing has to be confirmed.")
        words.addWidget(Label(closing, tokens.TEXT, "secondary"))
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S16)
        row.addWidget(IconMark("scan-barcode", "accent", tokens.ICON_LARGE))
        row.addLayout(words, 1)
        row.addWidget(self.button)
