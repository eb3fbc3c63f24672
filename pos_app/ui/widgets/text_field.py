"""Fields for typing: a label above, help or the error below, and a way to see a password."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.field_edit import FieldEdit, restyle
from pos_app.ui.widgets.label import Label


class FieldNote(QWidget):
    """The text below a field: help in grey, or what is wrong in danger's colour with its icon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = ""
        self._tone: ColourName = "secondary"
        self._icon_room = QWidget()
        self._icon_room.setFixedSize(tokens.ICON_SMALL, tokens.META.line)
        self._words = Label("", tokens.META, "secondary", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S4)
        row.addWidget(self._icon_room, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setMinimumHeight(tokens.META.line)

    def show_note(self, text: str, icon: str = "", tone: ColourName = "secondary") -> None:
        """Show a text; an empty one leaves the line blank."""
        self._icon, self._tone = icon, tone
        self._icon_room.setVisible(bool(icon))
        self._words.setText(text)
        self._words.set_tone(tone)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            place = self._icon_room.geometry()
            place.setHeight(tokens.ICON_SMALL)
            icons.paint(QPainter(self), place, self._icon, self._tone, tokens.ICON_SMALL)


class TextField(QWidget):
    """One line of text with a label, a help text and an error.

    Signals: `changed(text)` at every change, `submitted()` on Enter.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        help_text: str = "",
        numeric: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._help = help_text
        self._help_icon = ""
        self.edit = FieldEdit(numeric=numeric)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFixedHeight(tokens.CONTROL)
        self.edit.setAccessibleName(label)
        self._note = FieldNote()
        self._stack(Label(label, tokens.META, "secondary"))
        self._show_note("")
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.submitted)
        self.setFocusProxy(self.edit)

    def _stack(self, label: Label) -> None:
        label.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S4)
        column.addWidget(label)
        column.addWidget(self.edit)
        column.addWidget(self._note)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a text into the field."""
        self.edit.setText(text)

    def set_help(self, text: str, icon: str = "") -> None:
        """Change the line below the field; with an icon such as `lock` when it cannot be edited."""
        self._help, self._help_icon = text, icon
        self._show_note("")

    def set_error(self, text: str) -> None:
        """Say what is wrong and how to put it right; an empty text takes it back."""
        self.edit.setProperty("invalid", bool(text))
        restyle(self.edit)
        self._show_note(text)

    def _show_note(self, error: str) -> None:
        if error:
            self._note.show_note(error, "triangle-alert", "danger")
        else:
            self._note.show_note(self._help, self._help_icon)
        self._note.setVisible(bool(error or self._help))
        self.edit.setAccessibleDescription(error or self._help)


class PasswordField(TextField):
    """A password: hidden, with a button that shows it while somebody wants to check it."""

    def __init__(self, label: str, *, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, help_text=help_text, parent=parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = IconButton("eye", self.tr("Show the password"), "ghost")
        self._eye.clicked.connect(self._toggle)
        inside = QHBoxLayout(self.edit)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addStretch()
        inside.addWidget(self._eye)
        self._reserve()

    def _toggle(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._eye.set_icon("eye-off" if hidden else "eye")
        self._eye.set_name(self.tr("Hide the password") if hidden else self.tr("Show the password"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._reserve()

    def _reserve(self) -> None:
        """Keep the text clear of the button, which sits at the trailing end."""
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (tokens.CONTROL, 0) if right_to_left else (0, tokens.CONTROL)
        self.edit.setTextMargins(left, 0, right, 0)
