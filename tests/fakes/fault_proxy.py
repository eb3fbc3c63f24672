"""Stands between a till and a server and does what bad networks do, request by request, on demand.

Everything it is not told to spoil it carries as it is. It keeps what it saw and what it did, so
that a test can ask. Knows nothing of tills or of what is carried.
"""

import http.client
import json
import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import urlsplit

DRIP_SECONDS = 0.1  # the slow line that it plays
PATIENCE_SECONDS = 30.0
NOBODYS_HEADERS = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})
PORTAL = b"<html><body>Welcome to the airport. Accept the terms to go online.</body></html>"


class Mischief(Enum):
    """What becomes of a request."""

    NONE = "is carried"
    RESET = "is cut before it arrives"
    CUT_AFTER_COMMIT = "is done, and the connection breaks"
    GATEWAY_TIMEOUT = "is done later, while 504 is answered"
    DUPLICATE = "arrives twice"
    SILENCE = "arrives at a peer that never answers"
    DRIP = "is answered byte by byte"
    TRUNCATE = "is answered by half"
    PORTAL = "meets a sign-in page that says 200"
    REDIRECT = "is sent to a sign-in page"
    OVERLOADED = "is sent away for a while"
    TOKEN_REFUSED = "comes with a token that has run out"
    TOO_OLD = "is told to update first"
    NEWER_SERVER = "is answered with fields of next year"


@dataclass(frozen=True)
class Seen:
    """A request and what became of it."""

    method: str
    path: str
    sent_bytes: int
    mischief: Mischief


@dataclass(frozen=True)
class Answered:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Order:
    """Mischief for the next requests whose path contains `part`; `times` counts down."""

    mischief: Mischief
    part: str
    times: int


@dataclass
class FaultProxy:
    """The proxy's state; `running_proxy` makes it listen."""

    target: str
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    late: list[Callable[[], Answered]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The target's address, by way of the proxy."""
        return f"http://127.0.0.1:{self.port}{urlsplit(self.target).path}"

    def spoil(self, mischief: Mischief, part: str = "", times: int = 1) -> None:
        """Do this to the next `times` requests whose path contains `part`."""
        self.orders.append(Order(mischief, part, times))

    def behave(self) -> None:
        """Carry everything from now on, and let go of who waits in silence."""
        self.orders.clear()
        self.go_on.set()

    def count(self, part: str, mischief: Mischief | None = None) -> int:
        """Count the requests to a path, or those that met one fate."""
        return sum(part in one.path and mischief in (None, one.mischief) for one in self.seen)

    def late_ones_arrive(self) -> list[int]:
        """Bring what was answered too early to the server now; return what it says to each."""
        late, self.late = self.late, []
        return [arrive().status for arrive in late]

    def fate_of(self, path: str) -> Mischief:
        """Take the order that is due for a path, if any."""
        for place, order in enumerate(self.orders):
            if order.part in path:
                left = Order(order.mischief, order.part, order.times - 1)
                self.orders[place : place + 1] = [left] if left.times else []
                return order.mischief
        return Mischief.NONE


@contextmanager
def running_proxy(target: str) -> Iterator[FaultProxy]:
    """Run a proxy in front of `target` while the block runs."""
    proxy = FaultProxy(target)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.proxy = proxy
    proxy.port = server.server_port
    runs = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    runs.start()
    try:
        yield proxy
    finally:
        proxy.behave()
        server.shutdown()
        runs.join(PATIENCE_SECONDS)
        server.server_close()


class _Server(ThreadingHTTPServer):
    """A server that knows its proxy."""

    proxy: FaultProxy
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of callers that hang up: they are meant to."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one request as the proxy's orders say."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Carry a request, or spoil it."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        proxy = cast("_Server", self.server).proxy
        mischief = proxy.fate_of(self.path)
        proxy.seen.append(Seen(self.command, self.path, len(body), mischief))
        carry = self._carrier(proxy, body)
        if mischief in _REFUSALS:
            self._give(_REFUSALS[mischief])
        elif mischief is Mischief.RESET:
            self._break()
        elif mischief is Mischief.GATEWAY_TIMEOUT:
            proxy.late.append(carry)
            self._give(_GATEWAY)
        elif mischief is Mischief.SILENCE:
            proxy.go_on.clear()
            proxy.silent.set()
            proxy.go_on.wait(PATIENCE_SECONDS)
            self._break()
        else:
            self._spoilt(carry, mischief)

    def do_POST(self) -> None:
        """Carry what is sent, or spoil it."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the name is inherited
        """Say nothing."""

    def _carrier(self, proxy: FaultProxy, body: bytes) -> Callable[[], Answered]:
        kept = {k: v for k, v in self.headers.items() if k.lower() not in NOBODYS_HEADERS}
        method, path = self.command, self.path

        def carry() -> Answered:
            there = http.client.HTTPConnection(urlsplit(proxy.target).netloc, timeout=30)
            try:
                there.request(method, path, body, kept)
                answer = there.getresponse()
                return Answered(answer.status, dict(answer.getheaders()), answer.read())
            finally:
                there.close()

        return carry

    def _spoilt(self, carry: Callable[[], Answered], mischief: Mischief) -> None:
        """Carry the request, and spoil what comes back."""
        answer = carry()
        if mischief is Mischief.CUT_AFTER_COMMIT:
            self._break()
            return
        if mischief is Mischief.DUPLICATE:
            answer = carry()
        if mischief is Mischief.NEWER_SERVER:
            said = json.loads(answer.body) | {"colour": "green", "loyalty": {"points": 7}}
            answer = Answered(answer.status, answer.headers, json.dumps(said).encode())
        self._give(answer, mischief)

    def _give(self, answer: Answered, mischief: Mischief = Mischief.NONE) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in NOBODYS_HEADERS | {"date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if mischief is Mischief.DRIP:
            self._drip(answer.body)
        elif mischief is Mischief.TRUNCATE:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
        else:
            self.wfile.write(answer.body)

    def _drip(self, body: bytes) -> None:
        for byte in body:
            self.wfile.write(bytes([byte]))
            select.select((), (), (), DRIP_SECONDS)

    def _break(self) -> None:
        """Reset the connection, as a router does that lost its table."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.wfile.close()
        self.rfile.close()
        self.connection.close()


def _says(status: int, body: bytes, **headers: str) -> Answered:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answered(status, {"Content-Type": "application/json"} | named, body)


_TOO_OLD = b'{"error": {"code": "protocol.unsupported", "message": "", "data": {"supported": 2}}}'
_GATEWAY = _says(504, b'{"message": "Endpoint request timed out"}')
_REFUSALS = {
    Mischief.PORTAL: _says(200, PORTAL, Content_Type="text/html"),
    Mischief.REDIRECT: _says(
        302, PORTAL, Content_Type="text/html", Location="http://127.0.0.1:9/sign-in"
    ),
    Mischief.OVERLOADED: _says(429, b'{"message": "Too Many Requests"}', Retry_After="7"),
    Mischief.TOKEN_REFUSED: _says(401, b'{"message": "The incoming token has expired"}'),
    Mischief.TOO_OLD: _says(426, _TOO_OLD),
}
