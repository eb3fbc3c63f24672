"""One window per data directory: a second start brings the first window to the front.

Speaks over a local socket whose name is made from the directory. Knows nothing of the database's
own lock, which decides who is first.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_RAISE = b"raise"


def socket_name(data_dir: Path) -> str:
    """Return the name under which the first window of a data directory listens."""
    digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
    return f"salepoint-{digest}"


def raise_first_window(data_dir: Path, arguments: list[str]) -> bool:
    """Ask the first window to come to the front; False when nobody listens.

    For a process that will not have a window of its own: it makes the little of Qt it needs.
    """
    app = QCoreApplication.instance() or QCoreApplication(arguments)
    heard = _ask(data_dir)
    del app
    return heard


def _ask(data_dir: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(socket_name(data_dir))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_RAISE)
    heard = socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return heard


class FirstWindow(QObject):
    """Listens for later starts. Signal: `asked()`."""

    asked = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = socket_name(data_dir)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        self._server.listen(name)

    def _heard(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.asked.emit()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()
