"""The upper card of the sync page: this register's position, its network, when it got through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.reach_text import contact_words, reach_words
from pos_app.ui.screens.sync.standing_card import HEIGHT
from pos_app.ui.sync_text import age_text
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.switch import Switch
from pos_app.ui.widgets.tag import Tag

if TYPE_CHECKING:
    from pos_app.services.records import SyncState


class PositionCard(Card):
    """Safe here up to, sent up to, in the books up to; the till's own network switch.

    Signal: `switched(on)`.
    """

    switched = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S4, parent=parent)
        self.setObjectName("sync.position")
        self.setFixedHeight(HEIGHT)
        self._desk = desk
        self._tag = Tag("", "positive", "circle-check")
        self._reach = Tag("", "neutral")
        self.switch = Switch(self.tr("Use the network"), checked=True)
        self.switch.setObjectName("sync.network")
        self.switch.setToolTip(self.tr("Without it everything stays safe here and is sent later."))
        self.switch.clicked.connect(self._clicked)
        self.contact = Label("", tokens.META, "secondary")
        self.contact.setObjectName("sync.contact")
        self._arrange()

    def _arrange(self) -> None:
        name = self.tr("{register} (this one)").format(register=self._desk.register.name)
        self.column.addWidget(SectionTitle(name, self._tag))
        self._figures = QHBoxLayout()
        self._figures.setSpacing(tokens.S16)
        self.safe = self._figure(self.tr("Safe here up to"), "safe")
        self.sent = self._figure(self.tr("Sent up to"), "sent")
        self.booked = self._figure(self.tr("In the books up to"), "booked")
        self._figures.addStretch()
        self._figures.addWidget(self.switch)
        self.column.addLayout(self._figures)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.contact, 1)
        foot.addWidget(self._reach)
        self.column.addLayout(foot)
        self.column.addStretch()

    def _figure(self, label: str, name: str) -> Label:
        figure = Label("–", tokens.LARGE_STRONG)
        figure.setObjectName(f"sync.{name}")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(label, tokens.META, "secondary"))
        column.addWidget(figure)
        self._figures.addLayout(column)
        return figure

    def _clicked(self) -> None:
        self.switched.emit(self.switch.isChecked())

    def show_state(self, state: SyncState, *, network_on: bool) -> None:
        """Show how far the journal has come, and what the last attempt came to."""
        money, now = self._desk.money, self._desk.clock.now()
        self.safe.setText(money.count(state.last_seq))
        self.sent.setText(money.count(max(state.accepted_through, state.posted_through)))
        self.booked.setText(money.count(state.posted_through))
        self.contact.setText(contact_words(state, now))
        self.switch.setChecked(network_on)
        self._reach.set_state(*reach_words(state, network_on=network_on))
        if not state.unposted:
            self._tag.set_state(self.tr("All in the books"), "positive", "circle-check")
            return
        age = age_text(state.oldest_unposted_at, now)
        words = self.tr("{count} not in the books · {age}")
        text = words.format(count=money.count(state.unposted), age=age)
        online = state.reach.value in ("online", "unknown")
        icon = "cloud-upload" if online else "cloud-off"
        self._tag.set_state(text, "accent" if online else "warning", icon)
