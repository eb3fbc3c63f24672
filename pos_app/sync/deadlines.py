"""Total deadlines for HTTP: an answer that drips one byte a second is no answer.

Ordinary read time-outs begin anew with every byte. Here a connection's time-out is one deadline
for the whole of what follows: the request, the head of the answer and its body. Knows nothing of
what is asked.
"""

import io
import socket
from typing import Any

import requests.adapters
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from pos_app.sync.seconds import seconds_passed


class DeadlineSocket:
    """A socket whose time-out counts from when it was set, not from the last byte."""

    def __init__(self, inner: socket.socket) -> None:
        """Watch over a connected socket."""
        self._inner = inner
        self._until: float | None = None
        self.settimeout(inner.gettimeout())

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever else a socket has
        return getattr(self._inner, name)

    def settimeout(self, seconds: float | None) -> None:
        """Begin a new deadline."""
        self._until = None if seconds is None else seconds_passed() + seconds

    def hurry(self) -> None:
        """Leave the socket only as long as the deadline; raise TimeoutError when it is over."""
        if self._until is None:
            return
        left = self._until - seconds_passed()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._inner.settimeout(left)

    def sendall(self, data: bytes) -> None:
        """Send all within the deadline."""
        self.hurry()
        self._inner.sendall(data)

    def makefile(self, *_: str, **__: str) -> io.BufferedReader:
        """Return the answer's stream; every read of it is within the deadline."""
        return io.BufferedReader(_DeadlineReader(self, self._inner.makefile("rb", buffering=0)))


class _DeadlineReader(io.RawIOBase):
    """Reads from a socket's file within the deadline."""

    def __init__(self, watched: DeadlineSocket, inner: io.RawIOBase) -> None:
        self._watched = watched
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 — any writable buffer
        self._watched.hurry()
        return self._inner.readinto(buffer)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _PlainConnection(HTTPConnection):
    """A connection to this very machine whose socket keeps deadlines."""

    def connect(self) -> None:
        super().connect()
        self.sock = DeadlineSocket(self.sock)


class _TlsConnection(HTTPSConnection):
    """An encrypted connection whose socket keeps deadlines."""

    def connect(self) -> None:
        super().connect()
        self.sock = DeadlineSocket(self.sock)


class _PlainPool(HTTPConnectionPool):
    """Keeps such connections for the next question."""

    ConnectionCls = _PlainConnection


class _TlsPool(HTTPSConnectionPool):
    """Keeps such connections for the next question."""

    ConnectionCls = _TlsConnection


class DeadlineAdapter(requests.adapters.HTTPAdapter):
    """Takes the place of requests' own adapter in a session."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — passed on as it is
        """Make connections that keep deadlines."""
        super().init_poolmanager(*args, **kwargs)
        _keep_deadlines(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 — passed on as it is
        """Make connections through a company's proxy that keep deadlines."""
        proxied = super().proxy_manager_for(*args, **kwargs)
        _keep_deadlines(proxied)
        return proxied


def _keep_deadlines(pools: PoolManager) -> None:
    pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}
