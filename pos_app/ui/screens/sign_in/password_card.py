"""The card where the password is typed, and the one for the first password of one's own.

Widgets only, made of Qt alone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.messages import Message
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card
from pos_app.ui.widgets.initials import Avatar
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.text_field import PasswordField, TextField

_AVATAR = 48
_PADDING = 24


class Person(QWidget):
    """Whose password is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar("", _AVATAR)
        self._name = Label("", tokens.LARGE_STRONG)
        self._note = Label("", tokens.TEXT, "secondary", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S12)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)

    def show_person(self, name: str, note: str) -> None:
        """Show a person; without a name the tile disappears."""
        self._avatar.set_person(name)
        self._avatar.setVisible(bool(name))
        self._name.setText(name)
        self._note.setText(note)


class PasswordCard(Card):
    """User name and password. Signal: `submitted(user name, password)`."""

    submitted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=_PADDING, gap=tokens.S16, parent=parent)
        self.setObjectName("signin.card")
        self.person = Person()
        self.username = TextField(self.tr("User name"))
        self.username.setObjectName("signin.username")
        self.username.edit.setObjectName("signin.username.edit")
        self.password = PasswordField(self.tr("Password"))
        self.password.setObjectName("signin.password")
        self.password.edit.setObjectName("signin.password.edit")
        self.way_out = Label("", tokens.TEXT, "secondary", wrap=True)
        self.way_out.setObjectName("signin.problem")
        self.submit = Button(self.tr("Sign in"), "primary", 48)
        self.submit.setObjectName("signin.submit")
        for widget in (self.person, self.username, self.password, self.way_out, self.submit):
            self.column.addWidget(widget)
        self.way_out.hide()
        self.username.submitted.connect(self._next)
        self.password.submitted.connect(self._submit)
        self.submit.clicked.connect(self._submit)
        self.username.changed.connect(self._forget_problem)
        self.password.changed.connect(self._forget_problem)
        self.chosen = ""

    def ask_anybody(self, title: str = "", note: str = "") -> None:
        """Ask for user name and password."""
        self.chosen = ""
        self.person.show_person(
            title or self.tr("Somebody else"), note or self.tr("Your user name and password")
        )
        self.username.set_text("")
        self.username.show()
        self._begin(self.username)

    def ask_person(self, username: str, name: str, note: str) -> None:
        """Ask a known person for the password only."""
        self.chosen = username
        self.person.show_person(name, note)
        self.username.hide()
        self.username.set_text(username)
        self._begin(self.password)

    def is_typing(self) -> bool:
        """Whether somebody has begun to type."""
        named = not self.chosen and bool(self.username.text())
        return named or bool(self.password.text())

    def fill_in(self, username: str) -> None:
        """Put a user name into its field, and wait for the password."""
        self.username.set_text(username)
        self.password.setFocus()

    def take_over(self, other: PasswordCard) -> None:
        """Go on with what somebody began to type on another page."""
        self.username.set_text(other.username.text())
        self.password.set_text(other.password.text())
        (self.password if self.username.text() else self.username).setFocus()

    def _begin(self, first: TextField) -> None:
        self.password.set_text("")
        self._forget_problem()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        self.password.setFocus()

    def _submit(self) -> None:
        self.submitted.emit(self.chosen or self.username.text(), self.password.text())

    def show_problem(self, message: Message) -> None:
        """Say next to the password why it was refused and what to do."""
        self.password.set_error(message.title)
        self.way_out.setText(message.text)
        self.way_out.setVisible(bool(message.text))
        self.password.edit.selectAll()
        self.password.setFocus()

    def problem(self) -> str:
        """What is said about the password now."""
        return self.password.edit.accessibleDescription()

    def _forget_problem(self) -> None:
        if self.problem():
            self.password.set_error("")
            self.way_out.hide()

    def set_busy(self, busy: bool) -> None:
        """Show that somebody is being signed in."""
        self.submit.set_busy(self.tr("Signing in") if busy else None)

    def forget(self) -> None:
        """Forget what was typed."""
        self.password.set_text("")


class NewPasswordCard(Card):
    """The first password of one's own. Signals: `submitted(password, again)`, `left()`."""

    submitted = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=_PADDING, gap=tokens.S16, parent=parent)
        self.setObjectName("signin.new_password_card")
        self.person = Person()
        why = self.tr("The password you were given is used up now. Choose one of your own.")
        rule = self.tr("12 characters or more: capital, small, digit, sign")
        self.first = PasswordField(self.tr("New password"), help_text=rule)
        self.first.setObjectName("signin.new_password")
        self.again = PasswordField(self.tr("The same once more"))
        self.again.setObjectName("signin.new_password_again")
        self.way_out = Label("", tokens.TEXT, "secondary", wrap=True)
        self.submit = Button(self.tr("Keep this password and sign in"), "primary", 48)
        self.submit.setObjectName("signin.new_password_submit")
        self.leave = Button(self.tr("Back"), "ghost")
        self.leave.setObjectName("signin.new_password_back")
        self.column.addWidget(self.person)
        self.column.addWidget(Label(why, tokens.TEXT, wrap=True))
        for widget in (self.first, self.again, self.way_out, self.submit, self.leave):
            self.column.addWidget(widget)
        self.way_out.hide()
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self._submit)
        self.submit.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)

    def begin(self, username: str) -> None:
        """Ask for a new password."""
        self.person.show_person(username, self.tr("First sign-in"))
        for field in (self.first, self.again):
            field.set_text("")
            field.set_error("")
        self.way_out.hide()
        self.first.setFocus()

    def _submit(self) -> None:
        self.submitted.emit(self.first.text(), self.again.text())

    def show_problem(self, message: Message) -> None:
        """Say why the password was not taken and what to do."""
        self.again.set_error(message.title)
        self.way_out.setText(message.text)
        self.way_out.setVisible(bool(message.text))
        self.first.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that the password is being set."""
        self.submit.set_busy(self.tr("Keeping it") if busy else None)


class SignInCards(QStackedWidget):
    """One of the two cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = PasswordCard()
        self.new_password = NewPasswordCard()
        for card in (self.password, self.new_password):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(card)
            column.addStretch()
            self.addWidget(page)

    def show_password(self) -> None:
        """Show the card for the password."""
        self.setCurrentIndex(0)

    def show_new_password(self, username: str) -> None:
        """Show the card for the first password of one's own."""
        self.setCurrentIndex(1)
        self.new_password.begin(username)
