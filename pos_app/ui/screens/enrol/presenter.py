"""Enrolment step by step: who may, which store, what name, then the first fill. Draws nothing.

Every step can be tried again; what was done already is not done twice.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.messages import message_for
from pos_core.errors import NotAllowed, Unreachable
from pos_core.permissions import Act, Verdict, verdict_on

if TYPE_CHECKING:
    from pos_app.services.records import RegisterIdentity, Session
    from pos_app.ui.background import BackgroundWork, Task
    from pos_app.ui.till_services import TillServices
    from pos_core.wire.changes import StoreItem


class Step(Enum):
    """Where the enrolment stands."""

    SIGN_IN = auto()
    STORES = auto()
    FILL = auto()


class FillStopped(Exception):
    """Somebody stopped the first fill between two pages; what arrived stays."""


class EnrolPresenter(QObject):
    """Signals: `step_changed(Step)`, `stores(list of StoreItem)`, `busy(bool)`,
    `refused(Message)`, `filling(scope, done, expected)`, `fill_failed(Message)`,
    `fill_stopped()`, `finished()`.
    """

    step_changed = Signal(object)
    stores = Signal(object)
    busy = Signal(bool)
    refused = Signal(object)
    filling = Signal(str, int, int)
    fill_failed = Signal(object)
    fill_stopped = Signal()
    finished = Signal()

    def __init__(
        self, services: TillServices, background: BackgroundWork, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self._session: Session | None = None
        self._fill: Task | None = None
        self._stopping = False
        self.step = Step.SIGN_IN

    def _go(self, step: Step) -> None:
        self.step = step
        self.step_changed.emit(step)

    def begin_for(self, session: Session) -> None:
        """Go on as somebody who signed in, when they may enrol."""
        if verdict_on(session.roles, Act.ENROL_REGISTER) is not Verdict.ALLOWED:
            self.refused.emit(message_for(NotAllowed("enrol.not_allowed")))
            return
        if session.offline:
            self.refused.emit(message_for(Unreachable()))
            return
        self._session = session
        self._go(Step.STORES)
        self.load_stores()

    def load_stores(self) -> None:
        """Fetch the shop's stores to choose from."""
        self.busy.emit(True)
        services = self._services
        self._background.pool(
            lambda: services.enrol_register.stores(_token(services)), self._have, self._failed
        )

    def _have(self, stores: list[StoreItem]) -> None:
        self.busy.emit(False)
        self.stores.emit(stores)

    def enrol(self, store_id: str, name: str) -> None:
        """Make this machine a register of a store, then fill it."""
        if self._session is None:
            return
        from pos_core.journal import Actor

        actor = Actor(self._session.staff_id, self._session.name)
        services = self._services
        self.busy.emit(True)
        self._background.pool(
            lambda: services.enrol_register.enrol(_token(services), store_id, name, actor),
            self._enrolled,
            self._failed,
        )

    def _enrolled(self, _: RegisterIdentity) -> None:
        self.busy.emit(False)
        self.fill()

    def fill(self) -> None:
        """Fetch the shop's goods, staff and settings; goes on where it was stopped."""
        self._go(Step.FILL)
        self._stopping = False
        run, tell = self._services.first_fill.run, self._tell
        self._fill = self._background.pool(lambda: run(tell), self._filled, self._fill_broke)

    def stop_filling(self) -> None:
        """Stop the first fill after the page that is under way."""
        self._stopping = True

    def _tell(self, scope: str, done: int, expected: int) -> None:
        """Take progress on the worker, hand it to the window, and end when that is wanted."""
        if self._stopping or self._background.closing:
            raise FillStopped
        self._background.post(lambda: self.filling.emit(scope, done, expected))

    def _filled(self, _: None) -> None:
        self.finished.emit()

    def _fill_broke(self, error: Exception) -> None:
        if isinstance(error, FillStopped):
            self.fill_stopped.emit()
        else:
            self.fill_failed.emit(message_for(error))

    def _failed(self, error: Exception) -> None:
        self.busy.emit(False)
        self.refused.emit(message_for(error))


def _token(services: TillServices) -> str:
    token = services.tokens.token()
    if token is None:
        raise Unreachable
    return token
