"""Recognises a barcode scanner that types like a keyboard, wherever the keyboard's focus is.

A scanner types a code in a burst no person can type and ends it with Enter. `ScanTiming` judges
the burst and knows nothing of Qt; `ScanFilter` watches the application's keys, keeps a scan out of
every field, and says `scanned(code)`. Neither knows what a code means.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

GAP_MS = 35
HICCUP_MS = 200
FAST_OF = (2, 3)
SHORTEST = 4
LONG = 7
LEAD = 3
LEAD_PROPERTY = "scan_lead"
_AIM_START = "]"
_AIM_IDENTIFIER = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass
class ScanTiming:
    """Collects characters that follow each other and judges who typed them.

    A scanner's characters come within `GAP_MS`, except where the machine hiccups: a burst holds
    together up to `HICCUP_MS`, and is a scan when most of it came that fast. `prefix` is what the
    scanner may be set to type first; it is taken off. Times are milliseconds.
    """

    prefix: str = ""
    _text: list[str] = field(default_factory=list)
    _fast: int = 0
    _last_ms: int = 0

    @property
    def length(self) -> int:
        """How many characters the burst has so far."""
        return len(self._text)

    def may_begin(self, text: str) -> bool:
        """Tell whether a scan can begin so: not with a plus or minus, which change a line."""
        return text.isalnum() or text == _AIM_START or self.prefix.startswith(text)

    def continues(self, at_ms: int) -> bool:
        """Tell whether a key at this time would belong to the burst."""
        return bool(self._text) and 0 <= at_ms - self._last_ms <= HICCUP_MS

    def character(self, text: str, at_ms: int) -> bool:
        """Take a character; tell whether a scanner could have typed it: the first, or fast."""
        if not self.continues(at_ms):
            self.forget()
        fast = not self._text or at_ms - self._last_ms <= GAP_MS
        self._fast += bool(self._text) and fast
        self._text.append(text)
        self._last_ms = at_ms
        return fast

    def ended(self, at_ms: int) -> str:
        """Take the Enter: the code that was scanned, or nothing when a person typed it.

        A scan has at least four characters, one of them a digit, and its Enter comes in time. Only
        a burst as long as a barcode is forgiven a hiccup.
        """
        text, gaps = "".join(self._text), len(self._text) - 1
        all_fast = self._fast == gaps and 0 <= at_ms - self._last_ms <= GAP_MS
        mostly_fast = self._fast * FAST_OF[1] >= gaps * FAST_OF[0] and self.continues(at_ms)
        self.forget()
        if not text or not (all_fast or (mostly_fast and gaps >= LONG)):
            return ""
        code = _AIM_IDENTIFIER.sub("", text.removeprefix(self.prefix)).strip()
        long_enough = len(code) >= SHORTEST and any(c.isdigit() for c in code)
        return code if long_enough else ""

    def forget(self) -> None:
        """Begin anew."""
        self._text.clear()
        self._fast = 0


class ScanFilter(QObject):
    """Keeps scans out of all fields: it watches whatever has the keyboard.

    What a scanner could have typed is held back for a moment, which nobody can notice, and then
    given to the field. A field whose property `scan_lead` is set, the search field, gets the
    first characters of a burst at once, so that search answers within a frame; not where it begins
    with a digit, as nearly every code does, or each scan would search thrice before it is looked
    up. When a burst turns out to be a scan, the field gets back what it had before.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, prefix: str = "") -> None:
        super().__init__(parent)
        self._timing = ScanTiming(prefix)
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._give_back: Callable[[], None] = _nothing
        self._leads = False
        self._releasing = False
        self._on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GAP_MS + GAP_MS // 2)
        self._timer.timeout.connect(self._flush)

    def watch(self, app: QApplication, window: QWidget) -> None:
        """Follow the focus from now on; keys that no field has go to the window.

        Not a filter on the application: that would see every event there is.
        """
        app.focusChanged.connect(self._focus_changed)
        window.installEventFilter(self)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and not old.isWindow():
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def set_on(self, on: bool) -> None:
        """Watch for scans, or let every key pass: before anybody has signed in."""
        self.release()
        self._on = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._on or self._releasing or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self._held:
            self._before_shortcut(event)
        if not isinstance(watched, QWidget) or event.type() != QEvent.Type.KeyPress:
            return False
        first = QApplication.activePopupWidget() or QApplication.focusWidget()
        if first is not None and watched is not first:
            return False  # the same key on its way up from the field that did not want it
        return self._key(watched, event)

    def _before_shortcut(self, event: QKeyEvent) -> None:
        """Give the fields what was typed before a shortcut acts on it: a digit, then F10."""
        if not _is_character(event) and event.key() not in _ENTER:
            self.release()

    def _key(self, target: QWidget, event: QKeyEvent) -> bool:
        at_ms = event.timestamp() or time.monotonic_ns() // 1_000_000
        if event.key() in _ENTER and self._timing.length:
            return self._enter(at_ms)
        if not _is_character(event):
            self.release()
            return False
        if not self._timing.continues(at_ms):
            self.release()
            if not self._timing.may_begin(event.text()):
                return False
            self._begin(target, event.text())
        if not self._timing.character(event.text(), at_ms):
            self._flush()
            return False
        if self._leads and self._timing.length <= LEAD:
            return False
        self._held.append((target, event.clone()))
        self._timer.start()
        return True

    def _begin(self, target: QWidget, text: str) -> None:
        """Remember what the field had before a burst that may be a scan."""
        self._leads = bool(target.property(LEAD_PROPERTY)) and not text.isdigit()
        self._give_back = restorer(target)

    def _enter(self, at_ms: int) -> bool:
        code = self._timing.ended(at_ms)
        if not code:
            self.release()
            return False
        self._timer.stop()
        self._held.clear()
        self._give_back()
        self._give_back = _nothing
        self.scanned.emit(code)
        return True

    def release(self) -> None:
        """Give what was held back to its field, and begin anew: a person typed it."""
        self._timing.forget()
        self._flush()
        self._give_back = _nothing

    def _flush(self) -> None:
        self._timer.stop()
        held, self._held = self._held, []
        self._releasing = True
        for target, event in held:
            if isValid(target):
                QCoreApplication.sendEvent(target, event)
        self._releasing = False


def _nothing() -> None:
    """Give nothing back: no field was touched."""


def _is_character(event: QKeyEvent) -> bool:
    """Whether a key could be part of a code."""
    text = event.text()
    plain = not event.modifiers() & _COMMAND and not event.isAutoRepeat()
    return plain and len(text) == 1 and text.isprintable() and text != " "


def restorer(target: QWidget) -> Callable[[], None]:
    """Return what gives a field back the value it has now."""
    from pos_app.ui.widgets.decimal_field import DecimalField
    from pos_app.ui.widgets.money_field import MoneyField

    if isinstance(target, MoneyField):
        return partial(_put_back, target, target.set_minor, target.minor())
    if isinstance(target, DecimalField):
        return partial(_put_back, target, target.set_milli, target.milli())
    if isinstance(target, QLineEdit):
        return partial(_put_back, target, target.setText, target.text())
    return _nothing


def _put_back(target: QWidget, put: Callable[..., None], value: int | str | None) -> None:
    if isValid(target):
        put(value)


def let_search_lead(edit: QLineEdit) -> None:
    """Mark a field that shows what is typed at once, scan or not."""
    edit.setProperty(LEAD_PROPERTY, True)
