"""The backend's routes, spoken over HTTP. Fits the port ServerApi; decides nothing about when."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from pos_app.sync.answers import read
from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_app.sync.server_clock import ServerClock
from pos_core.errors import Unreachable
from pos_core.identifiers import Clock, SystemClock, new_id
from pos_core.wire.catalogue import DownloadLink, ImportAnswer, ImportRequest
from pos_core.wire.changes import ChangesPage, Scope, SnapshotLink
from pos_core.wire.findings import RemarksPage
from pos_core.wire.journal import PushAnswer, PushRequest, WireEntry
from pos_core.wire.message import PROTOCOL, Message
from pos_core.wire.proof import DayProof
from pos_core.wire.registers import EnrolAnswer, EnrolRequest, Position, SuccessorRequest
from pos_core.wire.reports import PostedTotals, TodayReport

_M = TypeVar("_M", bound=Message)
_WORTH_PACKING = 1024
_FAST = 1  # gzip's quickest level: the run is small, the till's processor is busy selling


class HttpServerApi:
    """Asks the backend; safe to use from several threads."""

    def __init__(self, base_url: str, switch: NetworkSwitch, clock: Clock | None = None) -> None:
        """Ask the API at `base_url`, as long as the switch is on."""
        self._clock = clock or SystemClock()
        self.server_clock = ServerClock(self._clock)
        self._http = HttpExchange(base_url, switch, self.server_clock)

    def warm_up(self) -> None:
        """Import what is slow to import, before the first question needs it."""
        self._http.warm_up()

    def enrol(self, token: str, request: EnrolRequest) -> EnrolAnswer:
        """Enrol this machine as a register."""
        return self._post("/registers", token, request, EnrolAnswer)

    def succeed(self, token: str, register_id: str, request: SuccessorRequest) -> EnrolAnswer:
        """Ask, as this very register, for one that goes on in its place."""
        path = f"/registers/{quote(register_id, safe='')}/successors"
        return self._post(path, token, request, EnrolAnswer)

    def position(self, token: str, register_id: str) -> Position:
        """Ask how far the server has this register's journal."""
        return self._get(f"/registers/{quote(register_id, safe='')}/position", token, {}, Position)

    def push(self, token: str, register_id: str, run: Sequence[WireEntry]) -> PushAnswer:
        """Send a contiguous run; an answer to another question is none."""
        request = PushRequest(protocol=PROTOCOL, request_id=new_id(self._clock), entries=list(run))
        path = f"/registers/{quote(register_id, safe='')}/journal"
        answer = self._post(path, token, request, PushAnswer)
        if answer.request_id != request.request_id:
            raise Unreachable("network.captive_portal")
        return answer

    def changes(self, token: str, scope: Scope, after: int) -> ChangesPage:
        """Fetch a page of a feed; raises Conflict `cursor.expired` when a snapshot is due."""
        asked = {"scope": scope.value, "after": str(after)}
        page = self._get("/changes", token, asked, ChangesPage)
        if page.scope != scope or page.after != after:
            raise Unreachable("network.captive_portal")
        return page

    def snapshot(self, token: str, scope: Scope) -> SnapshotLink:
        """Ask for a scope's snapshot."""
        return self._get(f"/snapshots/{scope.value}", token, {}, SnapshotLink)

    def download(self, url: str, sha256: str, size: int, to: Path) -> None:
        """Fetch a file into place; whole and with the right hash, or not at all."""
        self._http.fetch(url, sha256, size, to)

    def media_link(self, token: str, media_id: str) -> str:
        """Ask for a short-lived link to a file."""
        return self._get(f"/media/{quote(media_id, safe='')}", token, {}, DownloadLink).url

    def report_today(self, token: str, store_id: str, day: str) -> TodayReport:
        """Ask for a store's day."""
        asked = {"store": store_id, "day": day}
        return self._get("/reports/today", token, asked, TodayReport)

    def register_totals(
        self, token: str, register_id: str, first_day: str, last_day: str
    ) -> PostedTotals:
        """Ask what is posted of one register on these local days, both included."""
        path = f"/registers/{quote(register_id, safe='')}/totals"
        asked = {"first_day": first_day, "last_day": last_day}
        return self._get(path, token, asked, PostedTotals)

    def proof(self, token: str, register_id: str, day: str) -> DayProof:
        """Ask what the books hold of one register's local day."""
        path = f"/registers/{quote(register_id, safe='')}/proof"
        proof = self._get(path, token, {"day": day}, DayProof)
        if (proof.register_id, proof.day) != (register_id, day):
            raise Unreachable("network.captive_portal")
        return proof

    def remarks(self, token: str, register_id: str, after: int) -> RemarksPage:
        """Ask what the books remarked about a register's entries beyond a place."""
        path = f"/registers/{quote(register_id, safe='')}/remarks"
        page = self._get(path, token, {"after": str(after)}, RemarksPage)
        if page.register_id != register_id:
            raise Unreachable("network.captive_portal")
        return page

    def import_products(self, token: str, request: ImportRequest) -> ImportAnswer:
        """Send rows of a catalogue file."""
        return self._post("/products/import", token, request, ImportAnswer)

    def _get(self, path: str, token: str, asked: dict[str, str], message: type[_M]) -> _M:
        return read(self._http.ask("GET", path, token, params=asked), message)

    def _post(self, path: str, token: str, request: Message, message: type[_M]) -> _M:
        body = request.model_dump_json().encode()
        packed = len(body) > _WORTH_PACKING
        sent = gzip.compress(body, _FAST) if packed else body
        return read(self._http.ask("POST", path, token, body=sent, gzipped=packed), message)
