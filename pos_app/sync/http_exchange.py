"""One HTTP question and its answer: total deadlines, bounded sizes, verified TLS, no redirects.

Knows nothing of routes. Whatever goes wrong on the way is Unreachable; what a status means is
judged in `answers.py`.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pos_app.sync.answers import Answer, judge_file_status
from pos_app.sync.network_switch import NetworkSwitch
from pos_app.sync.server_clock import ServerClock
from pos_core.errors import RuleBroken, StorageFailed, Unreachable
from pos_core.identifiers import SystemClock

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
FILE_SECONDS = 300.0
LARGEST_ANSWER = 32 * 1024 * 1024
_CHUNK = 64 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DISK_FULL = 28  # errno.ENOSPC
_NOT_YET_VALID, _HAS_EXPIRED = 9, 10  # OpenSSL's X509_V_ERR_CERT_…


class _Bearer:
    """Puts the token into the request; also keeps a .netrc from putting something else there."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: "requests.PreparedRequest") -> "requests.PreparedRequest":
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class HttpExchange:
    """Asks one server; safe to use from several threads."""

    def __init__(
        self, base_url: str, switch: NetworkSwitch, server_clock: ServerClock | None = None
    ) -> None:
        """Ask below `base_url`, as long as the switch is on; `server_clock` hears the answers."""
        self._base_url = base_url.rstrip("/")
        self._switch = switch
        self._server_clock = server_clock or ServerClock(SystemClock())
        self._made: requests.Session | None = None

    def warm_up(self) -> None:
        """Import what is slow to import, before the first question needs it."""
        self._session()

    def ask(
        self,
        method: str,
        path: str,
        token: str,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        gzipped: bool = False,
    ) -> Answer:
        """Ask and return whatever was answered within 30 seconds and 32 MiB.

        Raises Unreachable: `network.switched_off`, `network.not_set_up`, `server.unreachable`.
        """
        self._switch.check()
        if not self._base_url:
            raise Unreachable("network.not_set_up")
        with (
            _failures_told(),
            self._session().request(
                method,
                self._base_url + path,
                params=params,
                data=body,
                headers=_headers(body, gzipped=gzipped),
                auth=_Bearer(token),
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            self._server_clock.hear(response.headers.get("Date", ""))
            return Answer(
                status=response.status_code,
                content_type=response.headers.get("Content-Type", ""),
                retry_after=response.headers.get("Retry-After", ""),
                body=_whole_body(response),
            )

    def fetch(self, url: str, sha256: str, size: int, to: Path) -> None:
        """Fetch a file by its short-lived link into place: whole and right, or not at all.

        Raises Unreachable (also for a file that is not what it should be), NotFound, and
        StorageFailed `storage.disk_full` or `storage.io`.
        """
        self._switch.check()
        _check_link(url)
        part = to.with_name(f".{to.name}.{secrets.token_hex(4)}.part")
        try:
            with (
                _failures_told(),
                self._session().get(
                    url,
                    headers={"Accept-Encoding": "identity"},
                    auth=_Bearer(""),
                    timeout=(CONNECT_SECONDS, FILE_SECONDS),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                judge_file_status(response.status_code)
                found = _save(response, part, size)
            if found != (size, sha256):
                raise Unreachable("server.file_damaged", sha256=sha256)
            with _disk_told():
                part.replace(to)
        finally:
            part.unlink(missing_ok=True)

    def _session(self) -> "requests.Session":
        if self._made is None:
            import requests

            from pos_app.sync.deadlines import DeadlineAdapter

            session = requests.Session()
            session.mount("https://", DeadlineAdapter())
            session.mount("http://", DeadlineAdapter())
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            self._made = session
        return self._made


def _headers(body: bytes | None, *, gzipped: bool) -> dict[str, str]:
    headers = {"Accept": "application/json"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    return headers


def _check_link(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise RuleBroken("media.link_refused", scheme=parts.scheme)


def _whole_body(response: "requests.Response") -> bytes:
    body = bytearray()
    while chunk := response.raw.read(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise Unreachable("server.answer_too_large", limit=LARGEST_ANSWER)
    return bytes(body)


def _save(response: "requests.Response", part: Path, size: int) -> tuple[int, str]:
    """Write the body to a file, never more than was promised; return its size and SHA-256."""
    digest = hashlib.sha256()
    written = 0
    with _disk_told(), part.open("wb") as file:
        while written <= size and (chunk := response.raw.read(_CHUNK, decode_content=False)):
            written += len(chunk)
            digest.update(chunk)
            file.write(chunk)
    return written, digest.hexdigest()


@contextmanager
def _disk_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        code = "storage.disk_full" if error.errno == _DISK_FULL else "storage.io"
        raise StorageFailed(code, reason=error.strerror) from error


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turn what the network's libraries raise into Unreachable."""
    import requests
    import urllib3

    try:
        yield
    except requests.exceptions.SSLError as error:
        code = "network.certificate_dates" if _dates_are_wrong(error) else "network.tls_refused"
        raise Unreachable(code, reason=type(error).__name__) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise Unreachable("server.unreachable", reason=type(error).__name__) from error


def _dates_are_wrong(error: BaseException | None) -> bool:
    """Tell whether a certificate was refused for its dates alone: the clock here may be wrong."""
    import ssl

    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None and error.verify_code in (_NOT_YET_VALID, _HAS_EXPIRED)
