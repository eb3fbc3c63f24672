"""The network between one till and the server: it loses, doubles, delays, and answers strangely.

Takes the place of the socket below the till's real HTTP client, so that requests cross it as the
bytes they are. Knows nothing of what they say.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from pos_app.sync.answers import Answer
from pos_app.sync.http_exchange import HttpExchange
from pos_core.errors import Unreachable
from tests.simulation.mishaps import Mishaps, after_answer, before_asking
from tests.simulation.world import World

LATE_AT_MOST = 20
FILE = "file"


@dataclass(frozen=True, slots=True)
class Request:
    """What a till asks, as it travels."""

    method: str
    path: str
    token: str
    params: Mapping[str, str]
    body: bytes

    @property
    def what(self) -> str:
        """The kind of thing that is asked for: `journal`, `position`, `changes` …"""
        last = self.path.rpartition("/")[2]
        return "snapshot" if "/snapshots/" in self.path else last


class FarEnd(Protocol):
    """What is at the other end of the wire."""

    def answer(self, request: Request) -> Answer:
        """Answer a question."""

    def file(self, url: str) -> bytes:
        """Return a file by its link."""


class Fate(Enum):
    """What becomes of a request."""

    ARRIVES = "arrives"
    LOST = "is lost"
    ANSWER_LOST = "is answered in vain"
    LATE = "is late: no answer in time"
    DOUBLED = "arrives twice"
    GATEWAY = "is done, but the gateway says 504"
    OVERLOADED = "meets 503"
    BUSY = "meets 429 and is told to come back"
    PORTAL = "meets a hotel's sign-in page"
    REDIRECTED = "is sent on to a sign-in page"
    TOKEN_EXPIRED = "comes with a token that has run out"
    FORBIDDEN = "is forbidden by a firewall"
    TOO_LARGE = "is too large for a proxy"
    NOT_UNDERSTOOD = "is refused with 400"


Weather = Mapping[Fate, int]
"""How often each fate comes, as weights."""

CALM: Weather = {Fate.ARRIVES: 1}
AWAY: Weather = {Fate.LOST: 1}
ROUGH: Weather = {
    Fate.ARRIVES: 50,
    Fate.LOST: 8,
    Fate.ANSWER_LOST: 10,
    Fate.LATE: 8,
    Fate.DOUBLED: 8,
    Fate.GATEWAY: 5,
    Fate.OVERLOADED: 4,
    Fate.BUSY: 3,
    Fate.PORTAL: 3,
    Fate.REDIRECTED: 2,
    Fate.TOKEN_EXPIRED: 4,
    Fate.FORBIDDEN: 2,
    Fate.TOO_LARGE: 2,
    Fate.NOT_UNDERSTOOD: 2,
}
UNFRIENDLY: Weather = {
    Fate.ARRIVES: 40,
    Fate.TOKEN_EXPIRED: 20,
    Fate.FORBIDDEN: 10,
    Fate.TOO_LARGE: 15,
    Fate.NOT_UNDERSTOOD: 15,
}
WEATHERS: Mapping[str, Weather] = {
    "calm": CALM,
    "rough": ROUGH,
    "unfriendly": UNFRIENDLY,
    "away": AWAY,
}

_JSON = "application/json"
_REFUSED = b'{"error": {"code": "request.invalid", "message": "refused", "correlation_id": "1"}}'
_INSTEAD: Mapping[Fate, Answer | None] = {
    Fate.LOST: None,
    Fate.OVERLOADED: Answer(503, "text/plain", "1", b"Service Unavailable"),
    Fate.BUSY: Answer(429, _JSON, "7", b'{"message": "Too Many Requests"}'),
    Fate.PORTAL: Answer(200, "text/html", "", b"<html>Welcome to the Grand Hotel</html>"),
    Fate.REDIRECTED: Answer(302, "text/html", "", b""),
    Fate.TOKEN_EXPIRED: Answer(401, _JSON, "", b'{"message": "The token has expired"}'),
    Fate.FORBIDDEN: Answer(403, _JSON, "", b'{"message": "Forbidden"}'),
    Fate.TOO_LARGE: Answer(413, _JSON, "", b'{"message": "Request Too Long"}'),
    Fate.NOT_UNDERSTOOD: Answer(400, _JSON, "", _REFUSED),
}
_GATEWAY = Answer(504, _JSON, "", b'{"message": "Endpoint request timed out"}')
_WHOLE = (Fate.ARRIVES, Fate.DOUBLED, Fate.LATE)
_CUT_OFF = (Fate.ANSWER_LOST, Fate.GATEWAY)


class SimulatedWire(HttpExchange):
    """One till's way to the server, in the weather of the hour.

    Nothing of the real exchange's own state is used, so it is not made.
    """

    def __init__(self, who: str, world: World, far_end: FarEnd, mishaps: Mishaps) -> None:
        """Bring requests to `far_end`; the power may go before and after each."""
        self.weather = CALM
        self.asked = 0
        self.late: list[Request] = []
        self._who = who
        self._world = world
        self._far_end = far_end
        self._mishaps = mishaps
        self._expired: set[str] = set()

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
        """Carry a request to the server and an answer back, or not; `gzipped` shows in the body."""
        request = Request(method, path, token, params or {}, body or b"")
        self.asked += 1
        self._mishaps.at(before_asking(request.what))
        answer = self._carried(request)
        self._mishaps.at(after_answer(request.what))
        return answer

    def fetch(self, url: str, sha256: str, size: int, to: Path) -> None:
        """Bring a file into place; one that is cut off on the way is none."""
        self.asked += 1
        self._mishaps.at(before_asking(FILE))
        fate = self._world.chosen(self.weather)
        self._world.diary.note(f"{self._who}'s {FILE} {fate.value}")
        if fate not in _WHOLE + _CUT_OFF:
            raise Unreachable("server.unreachable", reason=fate.value)
        content = self._far_end.file(url)[: size // 2 if fate in _CUT_OFF else None]
        if (len(content), hashlib.sha256(content).hexdigest()) != (size, sha256):
            raise Unreachable("server.file_damaged", sha256=sha256)
        to.write_bytes(content)
        self._mishaps.at(after_answer(FILE))

    def late_one_arrives(self) -> None:
        """Bring one of the late requests to the server; nobody waits for its answer any more."""
        request = self.late.pop(self._world.chance.randrange(len(self.late)))
        answer = self._far_end.answer(request)
        self._note(request, f"arrives late: {answer.status}")

    def _carried(self, request: Request) -> Answer:
        expired = _INSTEAD[Fate.TOKEN_EXPIRED]
        if request.token in self._expired and expired:
            return expired
        fate = self._world.chosen(self.weather)
        answer = self._meeting(fate, request)
        if fate is not Fate.ARRIVES or request.what == "journal":
            self._note(request, f"{fate.value}: {answer.status if answer else 'no answer'}")
        if answer is None:
            raise Unreachable("server.unreachable", reason=fate.value)
        return answer

    def _meeting(self, fate: Fate, request: Request) -> Answer | None:
        """Let the request meet its fate; None when nothing comes back."""
        if fate in _INSTEAD:
            if fate is Fate.TOKEN_EXPIRED:
                self._expired.add(request.token)
            return _INSTEAD[fate]
        if fate is Fate.LATE:
            self.late = [*self.late, request][-LATE_AT_MOST:]
            return None
        answer = self._far_end.answer(request)
        if fate is Fate.DOUBLED:
            answer = self._far_end.answer(request)
        if fate is Fate.GATEWAY:
            return _GATEWAY
        return None if fate is Fate.ANSWER_LOST else answer

    def _note(self, request: Request, what: str) -> None:
        self._world.diary.note(f"{self._who}'s {request.what} {what}")
