"""The sign-in page: the register, who is selling, and the password. Widgets only, Qt alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.screens.sign_in.password_card import SignInCards
from pos_app.ui.screens.sign_in.presenter import SignInPresenter
from pos_app.ui.screens.sign_in.register_side import BESIDE, WIDTH, RegisterSide
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.person_tile import PersonTile
from pos_app.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from pos_app.services.records import KnownStaff, SyncState

_PEOPLE_WIDTH = 470  # in the window of 1366 px, as the card beside them
_CARD_WIDTH = 376
_NARROWEST_CARD = 304
_COLUMNS = 2
_ROOM_FOR_COLUMNS = 1200
_FEW = 8


class SignInScreen(QWidget):
    """Known people to choose from, or a user name; a password in either case."""

    def __init__(self, presenter: SignInPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signin")
        self._presenter = presenter
        self._people: list[KnownStaff] = []
        self._tiles: list[PersonTile] = []
        self._offline = False
        self.side = RegisterSide()
        self.cards = SignInCards()
        self.somebody_else = Button(self.tr("Somebody else"), size=48, icon="user-plus")
        self.somebody_else.setObjectName("signin.somebody_else")
        self._hint = Label("", tokens.NAME, "secondary")
        self._grid = QGridLayout()
        self._columns = _COLUMNS
        self._arrange()
        self._connect()
        self._show_hint()

    def _arrange(self) -> None:
        self._grid.setSpacing(tokens.S12)
        inner = QVBoxLayout()
        inner.setSpacing(tokens.S12)
        inner.addLayout(self._grid)
        inner.addWidget(self.somebody_else)
        inner.addStretch()
        middle = QVBoxLayout()
        middle.setSpacing(tokens.S4)
        middle.addWidget(Label(self.tr("Who is selling?"), tokens.TITLE))
        middle.addWidget(self._hint)
        middle.addSpacing(tokens.S16)
        middle.addWidget(ScrollColumn(inner), 1)
        self.cards.setMinimumWidth(_NARROWEST_CARD)
        self.cards.setMaximumWidth(_CARD_WIDTH)
        right = QHBoxLayout()
        right.setContentsMargins(tokens.S32, tokens.S32, tokens.S32, tokens.S24)
        right.setSpacing(tokens.S32)
        right.addLayout(middle, _PEOPLE_WIDTH)
        right.addWidget(self.cards, _CARD_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side, WIDTH)
        row.addLayout(right, BESIDE)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.known.connect(self.show_people)
        presenter.refused.connect(self.cards.password.show_problem)
        presenter.busy.connect(self._show_busy)
        presenter.new_password_wanted.connect(self.cards.show_new_password)
        presenter.new_password_refused.connect(self.cards.new_password.show_problem)
        self.cards.password.submitted.connect(presenter.submit)
        self.cards.new_password.submitted.connect(presenter.answer)
        self.cards.new_password.left.connect(self._give_up)
        self.somebody_else.clicked.connect(self.ask_anybody)

    def begin(self) -> None:
        """Ask who is selling, from the beginning."""
        self.cards.show_password()
        self._presenter.give_up()
        if self._people:
            self._choose(0)
        else:
            self.ask_anybody()

    def show_people(self, people: list[KnownStaff]) -> None:
        """Show who may sign in here; whoever is typing is left alone."""
        typing = self.cards.password.is_typing()
        self._people = list(people)
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles = [self._make_tile(number) for number in range(len(people))]
        self._place_tiles()
        self._show_obstacles()
        self._show_hint()
        chosen = self.cards.password.chosen
        names = [person.username for person in people]
        if chosen in names:
            self._mark(names.index(chosen))
        elif people and not typing and self.isVisible():
            self._choose(0)

    def _make_tile(self, number: int) -> PersonTile:
        from pos_app.ui.tender_text import role_text

        person = self._people[number]
        height = 112 if len(self._people) <= _FEW else 72
        tile = PersonTile(person.name, role_text(person.roles), height=height)
        tile.setObjectName(f"signin.person.{person.username}")
        tile.clicked.connect(lambda: self._choose(number))
        return tile

    def _show_obstacles(self) -> None:
        """Without a network only those can sign in who were here lately."""
        why = self.tr("Needs the network") if self._offline else ""
        for person, tile in zip(self._people, self._tiles, strict=True):
            tile.set_obstacle("" if person.can_work_offline else why)

    def _place_tiles(self) -> None:
        """Put two tiles into a row where there is room for two names."""
        self._columns = _COLUMNS if self.width() >= _ROOM_FOR_COLUMNS else 1
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, int(column < self._columns))
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // self._columns, number % self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the people anew when there is more or less room."""
        super().resizeEvent(event)
        if (self.width() >= _ROOM_FOR_COLUMNS) != (self._columns == _COLUMNS):
            self._place_tiles()

    def _show_hint(self) -> None:
        words = self.tr("Choose your name, then type your password.")
        nobody = self.tr("Type your user name and password.")
        self._hint.setText(words if self._people else nobody)
        self.somebody_else.setVisible(bool(self._people))

    def _choose(self, number: int) -> None:
        person = self._people[number]
        self._mark(number)
        note = self._last_here(person.last_here)
        self.cards.show_password()
        self.cards.password.ask_person(person.username, person.name, note)

    def _mark(self, number: int) -> None:
        for place, tile in enumerate(self._tiles):
            tile.set_selected(place == number)

    def _last_here(self, at: str) -> str:
        from pos_app.ui.time_text import clock_text, day_text, local_moment

        moment = local_moment(at)
        if moment is None:
            return self.tr("Not here yet: the first time needs the network")
        when = f"{day_text(moment)}, {clock_text(moment)}"
        return self.tr("Last here {when}").format(when=when)

    def ask_anybody(self) -> None:
        """Ask for user name and password."""
        self._mark(-1)
        self.cards.show_password()
        self.cards.password.ask_anybody()

    def show_sync(self, state: SyncState, offline_days: int | None) -> None:
        """Show what is safe here, and who may sign in without a network."""
        sales, waiting = state.waiting_sales, state.unposted
        offline = state.reach.value in ("offline", "switched_off")
        if sales:
            one = self.tr("1 sale waits on this laptop")
            many = self.tr("%n sales wait on this laptop", "", sales)
            title = one if sales == 1 else many
            text = self.tr("They are being sent, also without you")
            if offline:
                text = self.tr("Sent when the network is back, also without you")
        elif waiting:
            one = self.tr("Everything safe: 1 entry")
            many = self.tr("Everything safe: %n entries", "", waiting)
            title = one if waiting == 1 else many
            text = self.tr("On this machine, in order, not yet in the books")
        else:
            title = self.tr("Everything is in the books")
            text = self.tr("Nothing waits on this machine")
        self.side.show_safe(title, text)
        self.side.show_offline(offline_days if offline else None)
        if offline != self._offline:
            self._offline = offline
            self._show_obstacles()

    def _give_up(self) -> None:
        self._presenter.give_up()
        self.cards.show_password()

    def _show_busy(self, busy: bool) -> None:
        self.cards.password.set_busy(busy)
        self.cards.new_password.set_busy(busy)
