"""Enrolment beside the register's side: sign in, choose a store, fill. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.messages import Message
from pos_app.ui.screens.enrol.presenter import EnrolPresenter, Step
from pos_app.ui.screens.sign_in.password_card import SignInCards
from pos_app.ui.screens.sign_in.presenter import SignInPresenter
from pos_app.ui.screens.sign_in.register_side import BESIDE, WIDTH, RegisterSide
from pos_app.ui.time_text import counted
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.progress import ProgressBar
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.state_view import StatefulArea
from pos_app.ui.widgets.text_field import TextField
from pos_app.ui.widgets.tile_button import TileButton

if TYPE_CHECKING:
    from pos_core.wire.changes import StoreItem

_WIDTH = 480
_STORE_HEIGHT = 72


class EnrolScreen(QWidget):
    """Three steps, one after the other, each with a way to try again."""

    def __init__(
        self,
        presenter: EnrolPresenter,
        sign_in: SignInPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("enrol")
        self._presenter = presenter
        self._sign_in = sign_in
        self._stores: list[StoreItem] = []
        self._tiles: list[TileButton] = []
        self._store_id = ""
        self.side = RegisterSide()
        self.side.show_words(
            self.tr("Welcome"),
            self.tr("A new register"),
            self.tr("This machine is not enrolled yet."),
        )
        self.cards = SignInCards()
        self._banner = Banner("warning", two_lines=True)
        self._banner.setObjectName("enrol.problem")
        self.name = TextField(self.tr("Name of this register"), placeholder=self.tr("Till 1"))
        self.name.setObjectName("enrol.name")
        self.enrol = Button(self.tr("Enrol this machine"), "primary", 48)
        self.enrol.setObjectName("enrol.submit")
        self.progress = ProgressBar("", cancellable=True)
        self.progress.setObjectName("enrol.progress")
        self._steps = QStackedWidget()
        self._title = Label("", tokens.TITLE)
        self._about = Label("", tokens.NAME, "secondary", wrap=True)
        self._arrange()
        self._connect()
        self._show_step(presenter.step)

    def _arrange(self) -> None:
        for page in (self.cards, self._make_stores(), self._make_fill()):
            self._steps.addWidget(page)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S12)
        for widget in (self._title, self._about, self._banner):
            column.addWidget(widget)
        column.addWidget(self._steps, 1)
        self._banner.hide()
        right = QHBoxLayout()
        right.setContentsMargins(2 * tokens.S32, 2 * tokens.S32, 2 * tokens.S32, tokens.S32)
        right.addWidget(inner, 1)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side, WIDTH)
        row.addLayout(right, BESIDE)

    def _make_stores(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(tokens.S12)
        self._store_tiles = QVBoxLayout()
        self._store_tiles.setSpacing(tokens.S8)
        column.addWidget(Label(self.tr("Store"), tokens.META, "secondary"))
        column.addLayout(self._store_tiles)
        column.addWidget(self.name)
        column.addWidget(self.enrol, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch()
        self._stores_area = StatefulArea(ScrollColumn(column))
        return self._stores_area

    def _make_fill(self) -> QWidget:
        card = Card(padding=tokens.S24, gap=tokens.S16)
        card.column.addWidget(self.progress)
        self._fill_note = Label("", tokens.TEXT, "secondary", wrap=True)
        card.column.addWidget(self._fill_note)
        self.again = Button(self.tr("Go on"), "primary", 48, icon="rotate-cw")
        self.again.setObjectName("enrol.fill_again")
        card.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        return page

    def _connect(self) -> None:
        presenter, sign_in = self._presenter, self._sign_in
        presenter.step_changed.connect(self._show_step)
        presenter.stores.connect(self.show_stores)
        presenter.refused.connect(self.show_problem)
        presenter.busy.connect(self._show_busy)
        presenter.filling.connect(self._show_progress)
        presenter.fill_failed.connect(self._show_fill_failure)
        presenter.fill_stopped.connect(self._show_stopped)
        sign_in.refused.connect(self.cards.password.show_problem)
        sign_in.busy.connect(self._show_signing_in)
        sign_in.new_password_wanted.connect(self.cards.show_new_password)
        sign_in.new_password_refused.connect(self.cards.new_password.show_problem)
        self.cards.password.submitted.connect(sign_in.submit)
        self.cards.new_password.submitted.connect(sign_in.answer)
        self.cards.new_password.left.connect(self.cards.show_password)
        self._stores_area.states.acted.connect(presenter.load_stores)
        self._banner.acted.connect(presenter.load_stores)
        self.name.submitted.connect(self._enrol)
        self.enrol.clicked.connect(self._enrol)
        self.progress.cancelled.connect(presenter.stop_filling)
        self.again.clicked.connect(presenter.fill)

    def begin(self) -> None:
        """Ask who may enrol this machine."""
        if self._presenter.step is Step.SIGN_IN:
            self.cards.show_password()
            self.cards.password.ask_anybody(
                self.tr("Manager or administrator"), self.tr("Only for setting this register up")
            )

    def _show_step(self, step: Step) -> None:
        titles = {
            Step.SIGN_IN: (
                self.tr("Who sets this register up?"),
                self.tr("A manager or administrator signs in once, with a network."),
            ),
            Step.STORES: (
                self.tr("Where does it stand?"),
                self.tr("Choose the store and give the register a name for receipts."),
            ),
            Step.FILL: (
                self.tr("Fetching the shop"),
                self.tr("Goods, stock, people and settings, so that it can sell without network."),
            ),
        }
        title, about = titles[step]
        self._title.setText(title)
        self._about.setText(about)
        self._banner.hide()
        self._steps.setCurrentIndex(list(titles).index(step))
        if step is Step.FILL:
            self._show_filling("", "")
            self._show_progress("", 0, 0)

    def show_stores(self, stores: list[StoreItem]) -> None:
        """Show the stores to choose from; a single one is chosen already."""
        self._stores = stores
        self._banner.hide()
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles = []
        for number, store in enumerate(stores):
            tile = TileButton(store.name, note=", ".join(store.address_lines), height=_STORE_HEIGHT)
            tile.setObjectName(f"enrol.store.{store.store_id}")
            tile.clicked.connect(lambda _=False, number=number: self._choose(number))
            self._store_tiles.addWidget(tile)
            self._tiles.append(tile)
        if stores:
            self._stores_area.show_content()
            self._choose(0)
            self.name.setFocus()
        else:
            states = self._stores_area.show_states()
            states.show_state(
                "empty",
                self.tr("The shop has no store yet"),
                self.tr("An administrator creates one first."),
                self.tr("Look again"),
                icon="store",
                action_icon="rotate-cw",
            )

    def _choose(self, number: int) -> None:
        self._store_id = self._stores[number].store_id
        for place, tile in enumerate(self._tiles):
            tile.set_selected(place == number)

    def _enrol(self) -> None:
        self._banner.hide()
        self._presenter.enrol(self._store_id, self.name.text() or self.tr("Till 1"))

    def show_problem(self, message: Message) -> None:
        """Say what is in the way and how to go on."""
        if self._presenter.step is Step.STORES and not self._stores:
            states = self._stores_area.show_states()
            states.show_state("error", message.title, message.text, self.tr("Try again"))
            return
        self._banner.show_message("warning", message.title, message.text)
        self._banner.show()

    def _show_signing_in(self, busy: bool) -> None:
        if busy:
            self._banner.hide()
        self.cards.password.set_busy(busy)
        self.cards.new_password.set_busy(busy)

    def _show_busy(self, busy: bool) -> None:
        if busy and not self._stores:
            self._stores_area.show_states().show_loading(self.tr("Asking the server"))
        self.enrol.set_busy(self.tr("Enrolling") if busy and self._stores else None)

    def _show_progress(self, scope: str, done: int, expected: int) -> None:
        names = {
            "settings": self.tr("Settings"),
            "staff": self.tr("People"),
            "catalogue": self.tr("Goods"),
            "stock": self.tr("Stock"),
        }
        self.progress.set_label(names.get(scope, self.tr("Beginning")))
        figure = counted(done)
        if expected:
            of = self.tr("{done} of {expected}")
            figure = of.format(done=counted(done), expected=counted(expected))
        self.progress.set_progress(done, expected, figure)

    def _show_fill_failure(self, message: Message) -> None:
        self._banner.show_message("warning", message.title, message.text)
        self._banner.show()
        arrived = self.tr("What has arrived stays. It goes on from there.")
        self._show_filling(arrived, self.tr("Try again"))

    def _show_stopped(self) -> None:
        stopped = self.tr("Stopped. What has arrived stays; it goes on from there.")
        self._show_filling(stopped, self.tr("Go on"))

    def _show_filling(self, note: str, way_on: str) -> None:
        """Show that it fills, or why it does not and the button that goes on."""
        self._fill_note.setText(note)
        self._fill_note.setVisible(bool(note))
        self.again.set_text(way_on)
        self.again.setVisible(bool(way_on))
        self.progress.set_cancellable(not way_on)
        if way_on:
            self.again.setFocus()
