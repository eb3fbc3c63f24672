"""The upper cards of the sync page: this register's position, and its network. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.reach_text import reach_words
from pos_app.ui.sync_text import age_text
from pos_app.ui.time_text import clock_text, local_moment
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.switch import Switch
from pos_app.ui.widgets.tag import Tag

if TYPE_CHECKING:
    from pos_app.services.records import SyncState

_HEIGHT = 120


class PositionCard(Card):
    """Safe here up to, sent up to, in the books up to, last contact."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S12, parent=parent)
        self.setObjectName("sync.position")
        self.setFixedHeight(_HEIGHT)
        self._desk = desk
        self._tag = Tag("", "positive", "circle-check")
        name = self.tr("{register} (this one)").format(register=desk.register.name)
        self.column.addWidget(SectionTitle(name, self._tag))
        self._figures = QHBoxLayout()
        self._figures.setSpacing(tokens.S32)
        self.safe = self._figure(self.tr("Safe here up to"))
        self.safe.setObjectName("sync.safe")
        self.sent = self._figure(self.tr("Sent up to"))
        self.sent.setObjectName("sync.sent")
        self.booked = self._figure(self.tr("In the books up to"))
        self.booked.setObjectName("sync.booked")
        self.contact = self._figure(self.tr("Last contact"))
        self._figures.addStretch()
        self.column.addLayout(self._figures)
        self.column.addStretch()

    def _figure(self, label: str) -> Label:
        figure = Label("–", tokens.LARGE_STRONG)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(label, tokens.META, "secondary"))
        column.addWidget(figure)
        self._figures.addLayout(column)
        return figure

    def show_state(self, state: SyncState) -> None:
        """Show how far the journal has come."""
        money = self._desk.money
        self.safe.setText(money.count(state.last_seq))
        self.sent.setText(money.count(max(state.accepted_through, state.posted_through)))
        self.booked.setText(money.count(state.posted_through))
        self.contact.setText(clock_text(local_moment(state.last_contact_at)) or "–")
        if not state.unposted:
            self._tag.set_state(self.tr("All in the books"), "positive", "circle-check")
            return
        age = age_text(state.oldest_unposted_at, self._desk.clock.now())
        words = self.tr("{count} not in the books · {age}")
        text = words.format(count=money.count(state.unposted), age=age)
        online = state.reach.value in ("online", "unknown")
        icon = "cloud-upload" if online else "cloud-off"
        self._tag.set_state(text, "accent" if online else "warning", icon)


class NetworkCard(Card):
    """The till's own network switch. Signal: `switched(on)`."""

    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=0, parent=parent)
        self.setObjectName("sync.network_card")
        self.setFixedHeight(_HEIGHT)
        self.switch = Switch(self.tr("Use the network"), checked=True)
        self.switch.setObjectName("sync.network")
        self.switch.clicked.connect(self._clicked)
        self._tag = Tag("", "neutral")
        words = self.tr("Without it everything stays safe here and is sent later.")
        self.column.addWidget(SectionTitle(self.tr("Network"), self._tag))
        self.column.addSpacing(tokens.S4)
        self.column.addWidget(self.switch)
        self.column.addWidget(Label(words, tokens.META, "secondary"))
        self.column.addStretch()

    def _clicked(self) -> None:
        self.switched.emit(self.switch.isChecked())

    def show_state(self, state: SyncState, *, network_on: bool) -> None:
        """Show the switch, and what the last attempt to reach the server came to."""
        self.switch.setChecked(network_on)
        self._tag.set_state(*reach_words(state, network_on=network_on))
