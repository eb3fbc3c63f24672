"""A keyboard and a scanner at the virtual screen: their keys come from the screen's own server.

So shortcuts, focus and time stamps are those of a real key. Knows nothing of the program.
"""

import shutil
import subprocess

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

SCANNER_MS = 4
"""What lies between two characters of a scanner."""


class NoKeyboard(Exception):
    """There is no program that presses keys; its text says how to get it."""


class Keyboard(QObject):
    """Presses keys, and knows when the screen's server had the last one.

    The server stamps its events with the milliseconds of the clock that `perf_counter` reads too,
    so that a key that waits while the window is busy has been pressed all the same.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        if shutil.which("xdotool") is None:
            raise NoKeyboard("xdotool is missing: packaging/setup/system_packages.sh screen")
        self._pressing = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, text=True)
        self.last_at = 0.0
        app.installEventFilter(self)

    def press(self, keysym: str) -> None:
        """Press and release a key, by its name in X: `a`, `plus`, `Return`."""
        self._tell(f"key {keysym}")

    def scan(self, code: str) -> None:
        """Type a code of letters and digits as a scanner does, with its Enter."""
        self._tell(f"type --delay {SCANNER_MS} {code}\nkey Return")

    def _tell(self, words: str) -> None:
        assert self._pressing.stdin is not None
        self._pressing.stdin.write(f"{words}\n")
        self._pressing.stdin.flush()

    def put_away(self) -> None:
        """Press no more."""
        self._pressing.kill()
        self._pressing.wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.last_at = event.timestamp() / 1000
        return False
