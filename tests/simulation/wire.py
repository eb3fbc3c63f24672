"""The network between one till and the server: it loses, doubles, delays, and answers strangely.

Takes the place of the socket below the till's real HTTP client, so that requests cross it as the
bytes they are. Knows nothing of what they say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from pos_app.sync.answers import Answer
from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import Unreachable
from tests.simulation.mishaps import Mishaps, after_answer, before_asking
from tests.simulation.world import World

LATE_AT_MOST = 20


@dataclass(frozen=True)
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


class Fate(Enum):
    """What becomes of a request."""

    ARRIVES = "arrives"
    LOST = "is lost"
    ANSWER_LOST = "is answered in vain"
    LATE = "is late: no answer in time"
    DOUBLED = "arrives twice"
    GATEWAY = "is done, but the gateway says 504"
    OVERLOADED = "meets 503"
    PORTAL = "meets a hotel's sign-in page"
    TOKEN_EXPIRED = "comes with a token that has run out"


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
    Fate.PORTAL: 3,
    Fate.TOKEN_EXPIRED: 4,
}
WEATHERS: Mapping[str, Weather] = {"calm": CALM, "rough": ROUGH, "away": AWAY}

_PORTAL = Answer(200, "text/html", "", b"<html>Welcome to the Grand Hotel</html>")
_GATEWAY = Answer(504, "application/json", "", b'{"message": "Endpoint request timed out"}')
_OVERLOADED = Answer(503, "text/plain", "1", b"Service Unavailable")
_NOT_SIGNED_IN = Answer(401, "application/json", "", b'{"message": "The token has expired"}')


class SimulatedWire(HttpExchange):
    """One till's way to the server, in the weather of the hour."""

    def __init__(
        self, who: str, world: World, server: Callable[[Request], Answer], mishaps: Mishaps
    ) -> None:
        """Bring requests to `server`; the power may go before and after each."""
        super().__init__("https://shop.example/v1", NetworkSwitch())
        self.weather = CALM
        self.asked = 0
        self.late: list[Request] = []
        self._who = who
        self._world = world
        self._server = server
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

    def late_one_arrives(self) -> None:
        """Bring one of the late requests to the server; nobody waits for its answer any more."""
        request = self.late.pop(self._world.chance.randrange(len(self.late)))
        answer = self._server(request)
        self._note(request, f"arrives late: {answer.status}")

    def _carried(self, request: Request) -> Answer:
        if request.token in self._expired:
            return _NOT_SIGNED_IN
        fates = list(self.weather)
        (fate,) = self._world.chance.choices(fates, [self.weather[fate] for fate in fates])
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
        answer = self._server(request)
        if fate is Fate.DOUBLED:
            answer = self._server(request)
        if fate is Fate.GATEWAY:
            return _GATEWAY
        return None if fate is Fate.ANSWER_LOST else answer

    def _note(self, request: Request, what: str) -> None:
        self._world.diary.note(f"{self._who}'s {request.what} {what}")


_INSTEAD: Mapping[Fate, Answer | None] = {
    Fate.LOST: None,
    Fate.OVERLOADED: _OVERLOADED,
    Fate.PORTAL: _PORTAL,
    Fate.TOKEN_EXPIRED: _NOT_SIGNED_IN,
}
