"""The page after a sale: change due, receipt, where the sale is, the next one. Widgets only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.messages import Message
from pos_app.ui.screens.paid.parts import Figures, MailRow, NextSale, ReceiptChoices
from pos_app.ui.screens.paid.presenter import Choice, PaidPresenter
from pos_app.ui.shortcuts import Act, bind
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.state_view import IconTile
from pos_app.ui.widgets.step_trail import StepTrail

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHOICES = {
    Act.FIRST_CHOICE: Choice.PRINT,
    Act.SECOND_CHOICE: Choice.MAIL,
    Act.THIRD_CHOICE: Choice.PDF,
    Act.FOURTH_CHOICE: Choice.NONE,
}


class PaidScreen(QWidget):
    """One paid sale. Signal: `new_sale_asked()`."""

    new_sale_asked = Signal()

    def __init__(self, presenter: PaidPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._presenter = presenter
        self._number = Label("", tokens.NAME, "secondary")
        self._number.setObjectName("paid.number")
        self.figures = Figures()
        self.choices = ReceiptChoices()
        self.mail = MailRow()
        self.again = Button(self.tr("Print again, marked as copy"), icon="rotate-ccw")
        self.again.setObjectName("paid.print_again")
        self.look = Button(self.tr("Look at the receipt"), icon="eye")
        self.look.setObjectName("paid.look")
        self._entry = Label("", tokens.TEXT, "secondary")
        self.trail = StepTrail()
        self.trail.setObjectName("paid.trail")
        self.next = NextSale()
        self._banner = Banner("warning")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        upper = QVBoxLayout()
        upper.setSpacing(tokens.S16)
        upper.addWidget(self.figures)
        upper.addWidget(self._banner)
        upper.addLayout(self._make_receipt())
        upper.addWidget(self._make_trail())
        upper.addStretch()
        room = ScrollColumn.room
        below = QVBoxLayout()
        below.setContentsMargins(room, tokens.S12, room, room)
        below.addWidget(self.next)
        body = QVBoxLayout()
        side, edge = tokens.S32 - room, tokens.S24 - room
        body.setContentsMargins(side, edge, side, edge)
        body.setSpacing(0)
        body.addWidget(ScrollColumn(upper), 1)
        body.addLayout(below)
        column.addLayout(body, 1)
        self._banner.hide()
        self.mail.hide()

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("kind", "head")
        head.setFixedHeight(tokens.HEAD)
        tile = IconTile("circle-check", "positive")
        tile.setFixedSize(tokens.S32, tokens.S32)
        row = QHBoxLayout(head)
        row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        row.setSpacing(tokens.S12)
        row.addWidget(tile)
        row.addWidget(Label(self.tr("Paid"), tokens.TITLE))
        row.addSpacing(tokens.S4)
        row.addWidget(self._number, 1)
        return head

    def _make_receipt(self) -> QVBoxLayout:
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.S8)
        buttons.addWidget(self.again)
        buttons.addWidget(self.look)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(tokens.S12)
        column.addWidget(Label(self.tr("Receipt"), tokens.NAME_STRONG))
        column.addWidget(self.choices)
        column.addWidget(self.mail)
        column.addWidget(self._buttons)
        return column

    def _show_mail(self, shown: bool) -> None:
        """Ask for the address in the place of the smaller acts."""
        self.mail.setVisible(shown)
        self._buttons.setVisible(not shown)

    def _make_trail(self) -> QWidget:
        card = Card(gap=tokens.S12)
        card.column.addWidget(SectionTitle(self.tr("Where this sale is"), self._entry))
        card.column.addWidget(self.trail)
        return card

    def _connect(self) -> None:
        self._presenter.changed.connect(self.show_sale)
        self._presenter.refused.connect(self._refused)
        self.choices.chosen.connect(self.choose)
        self.mail.send_asked.connect(self._presenter.mail)
        self._presenter.done.connect(self._done)
        self.again.clicked.connect(self._presenter.print_again)
        self.look.clicked.connect(self._presenter.show_receipt)
        self.next.button.clicked.connect(self.new_sale_asked)
        bind(self, Act.SEARCH, self.new_sale_asked.emit)
        for act, choice in _CHOICES.items():
            self._bind_choice(act, choice)

    def _bind_choice(self, act: Act, choice: Choice) -> None:
        bind(self, act, lambda: self.choose(choice))

    def begin(self) -> None:
        """Show a sale that was just paid."""
        self._banner.hide()
        self._show_mail(False)
        self.mail.clear()
        self.show_sale()
        self.setFocus()

    def show_sale(self) -> None:
        """Show the sale as it is now."""
        view = self._presenter.view()
        self._number.setText(
            self.tr("Receipt {number} · {time}").format(number=view.number, time=view.at)
        )
        self.figures.show_figures(view.change, view.figures, view.change_parts)
        self.choices.show_notes(view.choice, view.notes, can_print=view.can_print)
        self.again.setVisible(view.can_print_again)
        self._entry.setText(view.entry)
        self.trail.set_steps(view.steps)

    def choose(self, choice: Choice) -> None:
        """Do what was chosen for the receipt."""
        self._show_mail(choice is Choice.MAIL)
        if choice is Choice.PRINT:
            self._presenter.choose_print()
        elif choice is Choice.MAIL:
            self.mail.begin()
        elif choice is Choice.PDF:
            self._ask_where()
        else:
            self._presenter.choose_none()

    def _ask_where(self) -> None:
        """Ask for a place to save to, in a panel that does not stop the next sale."""
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation)
        start = str(Path(folder) / self._presenter.suggested_file())
        title = self.tr("Save the receipt as PDF")
        panel = QFileDialog(self, title, start, self.tr("PDF files (*.pdf)"))
        panel.setObjectName("paid.save_panel")
        panel.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        panel.setDefaultSuffix("pdf")
        panel.selectFile(start)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.setModal(False)
        panel.fileSelected.connect(self.save_to)
        panel.open()

    def save_to(self, path: str) -> None:
        """Save the receipt as a PDF file."""
        self._presenter.save_pdf(Path(path))

    def _refused(self, message: Message) -> None:
        if self.mail.isVisible() and message.code == "mail.address_unreadable":
            self.mail.show_problem(message)
            return
        self._banner.show_message("warning", message.title, message.text)
        self._banner.show()

    def _done(self, _: str) -> None:
        self._show_mail(False)
        self._banner.hide()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.new_sale_asked.emit()
        else:
            super().keyPressEvent(event)
