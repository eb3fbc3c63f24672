"""Keeps the status row true: sync state with its age, printer, clock, and the open sale.

Draws nothing itself; it feeds `widgets.status_row`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from pos_app.ui import icons
from pos_app.ui.navigation import Section
from pos_app.ui.sync_bridge import SyncBridge
from pos_app.ui.sync_text import sync_line
from pos_app.ui.time_text import clock_text, day_text
from pos_app.ui.widgets.nav_rail import NavRail
from pos_app.ui.widgets.status_row import StatusRow

if TYPE_CHECKING:
    from pos_app.services.records import SyncState

_TICK_MS = 1000


class StatusLine(QObject):
    """One row for all pages.

    Signals: `sync_page_asked()` from the indicator's menu, `printer_known(status)`.
    """

    sync_page_asked = Signal()
    printer_known = Signal(str)

    def __init__(self, row: StatusRow, rail: NavRail, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._rail = rail
        self._bridge: SyncBridge | None = None
        self._state: SyncState | None = None
        self._signed_in = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        row.sync.set_state("booked", self.tr("Starting"))
        row.sync_clicked.connect(self.open_menu)
        self._tick()

    def stop(self) -> None:
        """Show nothing more: the window goes."""
        self._timer.stop()

    def follow(self, bridge: SyncBridge) -> None:
        """Show the state of this sync loop from now on."""
        self._bridge = bridge
        bridge.changed.connect(self.show_state)

    def show_not_a_register(self) -> None:
        """Say that nothing can be sent yet: this machine is not a register."""
        self._row.sync.set_state("attention", self.tr("Not a register yet"))

    def show_not_ready(self) -> None:
        """Say that the till could not be opened, so that nothing is known of its books."""
        self._row.sync.set_state("attention", self.tr("Not ready"))

    def set_signed_in(self, signed_in: bool) -> None:
        """Say whether pages behind the sign-in can be reached."""
        self._signed_in = signed_in

    def show_state(self, state: SyncState) -> None:
        """Show how far the journal has come."""
        self._state = state
        line = sync_line(state, datetime.now(UTC))
        self._row.sync.set_state(line.look, line.text)
        self._row.set_note(line.note)
        waits = line.look in ("offline", "attention")
        badge = str(state.unposted) if state.unposted and waits else ""
        self._rail.set_badge(Section.SYNC, badge, warns=True)

    def show_printer(self, status: str) -> None:
        """Show the printer: `ready`, `absent` or `failed`."""
        words = {
            "ready": self.tr("Printer ready"),
            "failed": self.tr("Printer does not answer"),
            "absent": self.tr("No printer"),
        }
        self.printer_known.emit(status)
        self._row.set_printer(words.get(status, ""), trouble=status == "failed")

    def _tick(self) -> None:
        now = datetime.now().astimezone()
        self._row.set_clock(f"{day_text(now)} · {clock_text(now)}")
        if self._state is not None and now.second == 0:
            self.show_state(self._state)

    def open_menu(self) -> QMenu | None:
        """Open the menu of the sync indicator: network, send now, the sync page."""
        if self._bridge is None:
            return None
        menu = QMenu(self._row)
        menu.setObjectName("status.sync_menu")
        network = menu.addAction(self.tr("Use the network"))
        network.setObjectName("status.network")
        network.setCheckable(True)
        network.setChecked(self._bridge.network_on)
        network.triggered.connect(self._switch)
        send = menu.addAction(icons.icon("refresh-cw"), self.tr("Send now"))
        send.setObjectName("status.send")
        send.triggered.connect(self._bridge.wake)
        if self._signed_in:
            page = menu.addAction(icons.icon("list"), self.tr("Show the journal"))
            page.triggered.connect(self.sync_page_asked)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self._row.sync.mapToGlobal(above))
        return menu

    def _switch(self, on: bool) -> None:
        if self._bridge is not None:
            self._bridge.switch_network(on)
