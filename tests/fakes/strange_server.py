"""A web server that misbehaves on demand, as a process of its own on the loopback address.

The first part of the path says how: `/html/…`, `/drip/…`, `/status/503/…`, and so on. Used to prove
what the till makes of strangers, proxies and slow lines. Run as a module it
prints its port; given a file with certificate and key it speaks TLS.
"""

import gzip
import json
import select
import ssl
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DRIP_SECONDS = 0.2  # the slow line that it plays
PORTAL = b"<html><body>Welcome to the hotel. Please sign in.</body></html>"
POSITION = b'{"accepted_through": 3, "posted_through": 2, "posted_hash": "ab"}'


class Strange(BaseHTTPRequestHandler):
    """Answers by the first part of the path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a question."""
        how, *rest = self.path.strip("/").split("/")
        acts: dict[str, Callable[[list[str]], None]] = {
            "good": self._good,
            "html": self._html,
            "portal": self._portal,
            "status": self._status,
            "refuse": self._refuse,
            "drip": self._drip,
            "driphead": self._drip_head,
            "huge": self._huge,
            "bomb": self._bomb,
            "cut": self._cut,
            "echo": self._echo,
            "file": self._file,
            "cookie": self._cookie,
        }
        acts[how](rest)

    def do_POST(self) -> None:
        """Answer what was sent."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the name is inherited
        """Say nothing."""

    def _send(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _good(self, _: list[str]) -> None:
        self._send(200, "application/json; charset=utf-8", POSITION)

    def _html(self, _: list[str]) -> None:
        self._send(200, "text/html", PORTAL)

    def _portal(self, _: list[str]) -> None:
        self._send(302, "text/html", b"", Location="http://127.0.0.1:9/sign-in")

    def _status(self, rest: list[str]) -> None:
        status = int(rest[0])
        self._send(status, "application/json", b'{"message": "gateway"}', Retry_After="7")

    def _refuse(self, rest: list[str]) -> None:
        error = {"code": rest[1], "message": "m", "data": {"expected_seq": 5}}
        self._send(int(rest[0]), "application/json", json.dumps({"error": error}).encode())

    def _drip(self, _: list[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(POSITION)))
        self.end_headers()
        self._slowly(POSITION)

    def _drip_head(self, _: list[str]) -> None:
        self._slowly(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")

    def _slowly(self, data: bytes) -> None:
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            select.select((), (), (), DRIP_SECONDS)

    def _huge(self, _: list[str]) -> None:
        self._send(200, "application/json", b" " * 40_000_000)

    def _bomb(self, _: list[str]) -> None:
        body = gzip.compress(b" " * 400_000_000, 1)
        self._send(200, "application/json", body, Content_Encoding="gzip")

    def _cut(self, _: list[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"{")
        self.close_connection = True

    def _echo(self, _: list[str]) -> None:
        """Tell what arrived, inside the one field that a Position lets through."""
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        said = {
            "token": self.headers.get("Authorization"),
            "cookie": self.headers.get("Cookie"),
            "gzip": self.headers.get("Content-Encoding"),
            "body": body.decode(),
        }
        answer = {"accepted_through": 0, "posted_through": 0, "posted_hash": json.dumps(said)}
        self._send(200, "application/json", json.dumps(answer).encode())

    def _file(self, rest: list[str]) -> None:
        self._send(200, "image/png", b"x" * int(rest[0]))

    def _cookie(self, _: list[str]) -> None:
        self._send(200, "application/json", POSITION, Set_Cookie="track=me; Path=/")


def main() -> None:
    """Serve until the pipe to whoever started this closes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    if len(sys.argv) > 1:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
