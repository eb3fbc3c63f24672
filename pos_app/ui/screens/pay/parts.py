"""Parts of the page where money is taken: tenders, suggested sums, this payment. Widgets only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.screens.pay.presenter import PayView, Suggestion, TakenTender
from pos_app.ui.shortcuts import Act, key_of
from pos_app.ui.tender_text import tender_text
from pos_app.ui.tokens import ColourName, Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.card import Card, Rule
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.state_view import IconTile
from pos_app.ui.widgets.tile_button import TileButton
from pos_core.payment import TenderKind

_COLUMNS = 2
_TENDERS = (
    (TenderKind.CASH, "banknote", Act.FIRST_CHOICE),
    (TenderKind.CARD, "credit-card", Act.SECOND_CHOICE),
)
_MOST_SUMS = 4
_NARROWEST_SUM = 80


class Tenders(QWidget):
    """Large buttons for what can be paid with. Signal: `chosen(TenderKind)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.S8)
        self._tiles: dict[TenderKind, TileButton] = {}
        names = {TenderKind.CARD: self.tr("Card terminal")}
        for number, (kind, icon, act) in enumerate(_TENDERS):
            name = names.get(kind, tender_text(kind))
            tile = TileButton(name, icon, key=key_of(act).shown())
            tile.setObjectName(f"pay.{kind.value}")
            tile.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
            self._tiles[kind] = tile
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def select(self, kind: TenderKind) -> None:
        """Mark the tender that would be taken now."""
        for known, tile in self._tiles.items():
            tile.set_selected(known is kind)


class Suggestions(QWidget):
    """Sums somebody may hand over, as many as there is room for. Signal: `chosen(minor)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S8)
        self._tiles = [TileButton("", height=tokens.NOTE) for _ in range(_MOST_SUMS)]
        self._sums: Sequence[Suggestion] = ()
        for number, tile in enumerate(self._tiles):
            tile.setObjectName(f"pay.sum{number + 1}")
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.clicked.connect(lambda _=False, number=number: self._clicked(number))
            row.addWidget(tile)

    def show_sums(self, sums: Sequence[Suggestion], given: int | None) -> None:
        """Show these sums; the one that was given is marked."""
        self._sums = sums
        for number, tile in enumerate(self._tiles):
            there = number < len(sums)
            tile.setEnabled(there)
            tile.set_text(sums[number].text if there else "")
            tile.set_note(self.tr("exact") if there and sums[number].exact else "")
            tile.set_selected(there and sums[number].minor == given)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only as many sums as can be read."""
        super().resizeEvent(event)
        room = (self.width() + tokens.S8) // (_NARROWEST_SUM + tokens.S8)
        for number, tile in enumerate(self._tiles):
            tile.setVisible(number < max(1, room))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST_SUM, tokens.NOTE)

    def _clicked(self, number: int) -> None:
        if number < len(self._sums):
            self.chosen.emit(self._sums[number].minor)


class PaymentCard(Card):
    """What was taken of the bill so far. Signal: `take_back_asked(index)`."""

    take_back_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("pay.summary")
        self.column.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S8)
        self._total = Label("", tokens.NAME, align=painting.TRAILING)
        self._rounding = Label("", tokens.TEXT, align=painting.TRAILING)
        self._left = Label("", tokens.LARGE_STRONG, align=painting.TRAILING)
        self._taken = QVBoxLayout()
        self._taken.setSpacing(0)
        self._shown: tuple[TakenTender, ...] | None = None
        self.column.addWidget(Label(self.tr("This payment"), tokens.NAME_STRONG))
        self.column.addSpacing(tokens.S4)
        self.column.addWidget(_row(self.tr("Total of the cart"), self._total, 32))
        self.column.addLayout(self._taken)
        self._rounding_row = QWidget()
        under = QVBoxLayout(self._rounding_row)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(Rule())
        under.addWidget(_row(self.tr("Cash rounding"), self._rounding, 36, tokens.TEXT))
        self.column.addWidget(self._rounding_row)
        self.column.addStretch()
        self.column.addWidget(Rule())
        self.column.addWidget(_row(self.tr("Left"), self._left, 44, tokens.NAME_STRONG))

    def show_payment(self, view: PayView) -> None:
        """Show total, tenders, rounding and what is left."""
        self._total.setText(view.total)
        self._left.setText(view.left)
        self._rounding.setText(view.rounding)
        self._rounding_row.setVisible(bool(view.rounding))
        if view.taken != self._shown:
            self._shown = view.taken
            self._show_taken(view.taken)

    def _show_taken(self, taken: tuple[TakenTender, ...]) -> None:
        while (item := self._taken.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, tender in enumerate(taken):
            self._taken.addWidget(Rule())
            self._taken.addWidget(self._tender_row(number, tender))

    def _tender_row(self, number: int, tender: TakenTender) -> QWidget:
        made = QWidget()
        made.setFixedHeight(48)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S8)
        tile = IconTile("circle-check", "positive")
        tile.setFixedSize(tokens.S32, tokens.S32)
        row.addWidget(tile)
        row.addWidget(Label(tender.text, tokens.NAME), 1)
        row.addWidget(_whole(Label(tender.amount, tokens.NAME)))
        undo = IconButton("undo-2", self.tr("Take this back"), "ghost")
        undo.setObjectName(f"pay.take_back{number + 1}")
        undo.clicked.connect(lambda: self.take_back_asked.emit(number))
        row.addWidget(undo)
        return made


def _row(label: str, figure: Label, height: int, role: Type = tokens.NAME) -> QWidget:
    made = QWidget()
    made.setFixedHeight(height)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    tone: ColourName = "secondary" if role is tokens.TEXT else "text"
    row.addWidget(Label(label, role, tone))
    row.addWidget(_whole(figure), 1)
    return made


def _whole(figure: Label) -> Label:
    """An amount that is never cut off: what stands beside it gives way."""
    figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return figure
