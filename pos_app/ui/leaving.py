"""Whether the window may close: at once when nothing waits, otherwise after a short question.

Closing is always safe: what is not sent now is sent at the next start. Whoever closes twice, or
ends the whole session, is asked nothing. Knows nothing of how things are sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from pos_app.ui.main_window import MainWindow
from pos_app.ui.sync_bridge import SyncBridge

if TYPE_CHECKING:
    from pos_app.services.records import SyncState
    from pos_app.ui.screens.leave.panel import LeavePanel

_NOT_NOW = ("offline", "switched_off", "refused", "sign_in_again")


class Leaving(QObject):
    """Asks before the window closes while sales are not in the books."""

    def __init__(
        self, window: MainWindow, bridge: SyncBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._bridge = bridge
        self._panel: LeavePanel | None = None
        self._total = 0
        window.may_close = self.may_close
        bridge.changed.connect(self._changed)

    def may_close(self) -> bool:
        """Tell whether the window may close now; asks when it may not."""
        app = QGuiApplication.instance()
        ending = isinstance(app, QGuiApplication) and app.isSavingSession()
        asked = self._panel is not None and self._panel.isVisible()
        state = self._bridge.state
        if ending or asked or state is None or not state.waiting_sales:
            return True
        self._ask(state)
        return False

    def _ask(self, state: SyncState) -> None:
        can_send = self._bridge.network_on and state.reach.value not in _NOT_NOW
        self._total = 0
        self._shown_panel().ask(state.waiting_sales, can_send=can_send)

    def _shown_panel(self) -> LeavePanel:
        if self._panel is None:
            from pos_app.ui.screens.leave.panel import LeavePanel

            self._panel = LeavePanel(self._window)
            self._panel.now_asked.connect(self._window.close)
            self._panel.wait_asked.connect(self._wait)
            self._panel.stay_asked.connect(self._stay)
        return self._panel

    def _wait(self) -> None:
        """Send what waits; the window closes by itself when all of it is in the books."""
        state = self._bridge.state
        self._total = state.waiting_sales if state is not None else 0
        self._show_progress(self._total)
        self._bridge.ask()

    def _stay(self) -> None:
        self._total = 0
        if self._panel is not None:
            self._panel.hide()

    def _changed(self, state: SyncState) -> None:
        if self._panel is None or not self._panel.isVisible() or not self._total:
            return
        self._total = max(self._total, state.waiting_sales)
        self._show_progress(state.waiting_sales)
        if not state.waiting_sales:
            self._window.close()
        elif state.reach.value in _NOT_NOW:
            self._ask(state)

    def _show_progress(self, waiting: int) -> None:
        if self._panel is not None:
            self._panel.show_sending(self._total - waiting, self._total)
