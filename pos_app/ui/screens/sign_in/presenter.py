"""Who signs in, and how it goes. Draws nothing.

The page is there before the till is: what is entered meanwhile waits until the services arrive.
Needs nothing but Qt to be imported, so that the first picture of the program comes at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.messages import Message, message_for

if TYPE_CHECKING:
    from pos_app.services.ports import NewPasswordNeeded
    from pos_app.services.records import Session
    from pos_app.ui.background import BackgroundWork
    from pos_app.ui.till_services import TillServices


class SignInPresenter(QObject):
    """Sign-in of one person at a time.

    Signals: `known(list of KnownStaff)`, `busy(bool)`, `refused(Message)` next to the password,
    `new_password_wanted(user name)`, `new_password_refused(Message)`, `signed_in(Session)`.
    """

    known = Signal(object)
    busy = Signal(bool)
    refused = Signal(object)
    new_password_wanted = Signal(str)
    new_password_refused = Signal(object)
    signed_in = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services: TillServices | None = None
        self._background: BackgroundWork | None = None
        self._waiting: tuple[str, str] | None = None
        self._challenge: NewPasswordNeeded | None = None
        self._busy = False

    def attach(self, services: TillServices, background: BackgroundWork) -> None:
        """Take the services, and sign in who was in a hurry."""
        self._services, self._background = services, background
        self.read_known()
        if self._waiting is not None:
            username, password = self._waiting
            self._waiting, self._busy = None, False
            self.submit(username, password)

    def read_known(self) -> None:
        """Read who may sign in here."""
        if self._services is not None and self._background is not None:
            known = self._services.sign_in.known
            self._background.database(known, self.known.emit, self._failed)

    def submit(self, username: str, password: str) -> None:
        """Sign in."""
        if self._busy:
            return
        self._set_busy(True)
        if self._services is None or self._background is None:
            self._waiting = (username, password)
            return
        enter = self._services.sign_in.with_password
        self._background.pool(lambda: enter(username, password), self._answered, self._failed)

    def _answered(self, answer: Session | NewPasswordNeeded) -> None:
        from pos_app.services.records import Session

        self._set_busy(False)
        if isinstance(answer, Session):
            self.signed_in.emit(answer)
        else:
            self._challenge = answer
            self.new_password_wanted.emit(answer.username)

    def answer(self, new_password: str, repeated: str) -> None:
        """Replace the temporary password."""
        if self._busy or self._challenge is None or self._services is None:
            return
        if new_password != repeated:
            self.new_password_refused.emit(
                Message(self.tr("The two passwords differ."), self.tr("Type the same one twice."))
            )
            return
        self._set_busy(True)
        challenge, finish = self._challenge, self._services.sign_in.answer
        assert self._background is not None
        self._background.pool(
            lambda: finish(challenge, new_password), self._finished, self._not_finished
        )

    def _finished(self, session: Session) -> None:
        self._challenge = None
        self._set_busy(False)
        self.signed_in.emit(session)

    def _not_finished(self, error: Exception) -> None:
        self._set_busy(False)
        self.new_password_refused.emit(message_for(error))

    def give_up(self) -> None:
        """Leave the new password for another time."""
        self._challenge = None

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.refused.emit(message_for(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy.emit(busy)
