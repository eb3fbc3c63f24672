"""The field that always has the keyboard while selling: search, scan, count found, clear."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.tokens import ColourName, Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.field_edit import FieldEdit
from pos_app.ui.widgets.label import Label

_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class _SearchEdit(FieldEdit):
    """The frameless line inside: it hands arrow up and down on to the list below."""

    stepped = Signal(int)
    focus_changed = Signal()

    def __init__(self, role: Type) -> None:
        super().__init__(role)
        self.setProperty("bare", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class SearchField(QWidget):
    """The field that always has the keyboard: search, scan, count of what was found, clear.

    Signals: `changed(text)` at every change, `submitted(text)` on Enter (a scanner ends with it),
    `stepped(rows)` with +1 or -1 for arrow down and up, so that the list below moves along.
    """

    changed = Signal(str)
    submitted = Signal(str)
    stepped = Signal(int)

    def __init__(
        self,
        placeholder: str,
        *,
        key: str = "",
        height: int = tokens.CONTROL_LARGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedHeight(height)
        large = height >= tokens.CONTROL_LARGE
        self.edit = _SearchEdit(tokens.NAME if large else tokens.TEXT)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)
        self._count = Label("", tokens.TEXT, "secondary", align=painting.TRAILING)
        self._clear = IconButton("x", self.tr("Clear the search"), "ghost")
        self._arrange()
        self._connect()
        self._typed("")

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S4, 0, tokens.S4, 0)
        row.setSpacing(tokens.S4)
        row.addSpacing(tokens.S4 + tokens.ICON + tokens.S12)
        row.addWidget(self.edit, 1)
        row.addWidget(self._count)
        row.addWidget(self._clear)
        self._end = QWidget()
        hint = painting.key_hint_width(self._key) if self._key else 0
        self._end.setFixedWidth(hint + tokens.S8 if hint else 0)
        row.addWidget(self._end)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._typed)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self._submit)
        self.edit.stepped.connect(self.stepped)
        self.edit.focus_changed.connect(self.update)
        self._clear.clicked.connect(self.edit.clear)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """What was typed or scanned."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a text into the field."""
        self.edit.setText(text)

    def set_result(self, text: str) -> None:
        """Show how much was found, such as "214 found on this machine"; empty hides it."""
        self._count.setText(text)
        self._count.setVisible(bool(text))

    def set_placeholder(self, text: str) -> None:
        """Change what the empty field says."""
        self.edit.setPlaceholderText(text)
        self.edit.setAccessibleName(text)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._end.setVisible(not text)
        if not text:
            self.set_result("")
        self.update()

    def _submit(self) -> None:
        self.submitted.emit(self.edit.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        focused = self.edit.hasFocus()
        edge: ColourName = "accent" if focused else "line_strong"
        painting.box(painter, self.rect(), "surface", edge, 2 if focused else 1)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        strip.skip(tokens.S12)
        icons.paint(painter, strip.lead(tokens.ICON), "search", "secondary")
        if self._key and not self.edit.text():
            strip.trail(tokens.S12)
            place = strip.trail(painting.key_hint_width(self._key))
            painting.key_hint(painter, place, self._key, "secondary", "line")
