"""Sends the journal: contiguous runs in order, ahead of what is posted, and again where needed.

Go-back-N: what the server has not posted is sent again from there. Believes only `posted_through`
with a matching hash. Knows nothing of feeds, of waiting or of people; see `engine.py`.
"""

from collections.abc import Callable, Sequence

from pos_app.services.ports import ServerApi, Storage
from pos_app.services.records import EPOCH, FORMER_DUE, SALVAGED, Salvaged, SyncState
from pos_app.sync.policy import WINDOW_ENTRIES, is_stalled, position_due
from pos_core.errors import Conflict, NotAllowed, NotFound, RuleBroken, SignInRefused, Unreachable
from pos_core.journal import Entry
from pos_core.wire.journal import MAX_RUN_BYTES, MAX_RUN_ENTRIES, PushAnswer, WireEntry
from pos_core.wire.registers import Position

RUNS_AT_ONCE = 20
_GAPS_AT_ONCE = 3


class JournalSender:
    """Brings the journal to the server, one bounded stretch per call."""

    def __init__(self, storage: Storage, api: ServerApi, monotonic: Callable[[], float]) -> None:
        """Send what `storage` holds; `monotonic` counts seconds, also while the machine sleeps."""
        self._storage = storage
        self._api = api
        self._monotonic = monotonic
        self._sent_through: int | None = None
        self._waiting_since: float | None = None
        self._asked_at: float | None = None

    def send(self, token: str, register_id: str) -> int:
        """Send up to twenty runs and learn what is posted; return how many entries were sent.

        Raises what the server's port raises, Conflict `journal.fork` when the server holds another
        journal under our name, and StorageFailed.
        """
        state = self._where_to_go_on(token, register_id)
        sent = 0
        for _ in range(RUNS_AT_ONCE):
            run = self._next_run(state)
            if not run:
                break
            self._push(token, register_id, run)
            sent += len(run)
            state = self._state()
        if not sent and (state.unposted or self._position_due):
            self._learn(self._api.position(token, register_id))
        return sent

    def begin_anew(self) -> None:
        """Forget what was sent: the journal is another register's now."""
        self._sent_through = None
        self._waiting_since = None
        self._asked_at = None

    @property
    def has_work(self) -> bool:
        """Tell whether there is anything to send or to ask about."""
        return self._position_due or self._sent_through is None or self._state().unposted > 0

    @property
    def _position_due(self) -> bool:
        return position_due(self._asked_at, self._monotonic())

    @property
    def waiting_seconds(self) -> float | None:
        """How long what was sent has not been posted; None when nothing waits."""
        if self._waiting_since is None:
            return None
        return self._monotonic() - self._waiting_since

    def _where_to_go_on(self, token: str, register_id: str) -> SyncState:
        """Ask the server at the start of the process; go back when nothing is posted for long."""
        if self._sent_through is None:
            position = self._api.position(token, register_id)
            self._settle_salvage(position.posted_through)
            self._learn(position)
            self._sent_through = min(position.accepted_through, self._state().last_seq)
        state = self._state()
        if is_stalled(self._waiting_since, self._monotonic()):
            self._sent_through = state.posted_through
            self._waiting_since = None
        return state

    def _settle_salvage(self, posted_through: int) -> None:
        """Let the report of a salvage say what is lost for sure, now that the server has spoken."""
        with self._storage.begin(urgent=False) as books:
            told = Salvaged.of(books.setting(SALVAGED))
            if told is not None and not told.settled:
                books.set_setting(SALVAGED, told.settled_by(posted_through).text())

    def _next_run(self, state: SyncState) -> list[Entry]:
        after = max(self._sent_through or 0, state.posted_through)
        if after >= state.last_seq or after - state.posted_through >= WINDOW_ENTRIES:
            return []
        with self._storage.read() as books:
            return books.journal.to_send(after, MAX_RUN_ENTRIES, MAX_RUN_BYTES)

    def _push(self, token: str, register_id: str, run: Sequence[Entry]) -> None:
        for _ in range(_GAPS_AT_ONCE):
            try:
                self._push_divided(token, register_id, run)
                return
            except Conflict as conflict:
                run = self._after_gap(conflict)
                if not run:
                    return
        raise Unreachable("server.unreachable", reason="it asks for the same entries again")

    def _after_gap(self, conflict: Conflict) -> list[Entry]:
        """Return the run that the server is waiting for; any other conflict is no gap."""
        expected = conflict.data.get("expected_seq")
        if conflict.code != "journal.gap" or not isinstance(expected, int) or expected < 1:
            raise conflict
        self._sent_through = expected - 1
        with self._storage.read() as books:
            return books.journal.to_send(expected - 1, MAX_RUN_ENTRIES, MAX_RUN_BYTES)

    def _push_divided(self, token: str, register_id: str, run: Sequence[Entry]) -> None:
        """Send a run; one that is refused goes in halves or one by one, to save what is good."""
        try:
            self._learn(self._api.push(token, register_id, [_on_the_wire(e) for e in run]))
        except (Conflict, NotAllowed, NotFound, SignInRefused):
            raise
        except RuleBroken as refused:
            if len(run) == 1:
                raise
            size = len(run) // 2 if refused.code == "request.too_large" else 1
            for start in range(0, len(run), size):
                self._push_divided(token, register_id, run[start : start + size])
        else:
            self._sent_through = run[-1].seq

    def _learn(self, answer: PushAnswer | Position) -> None:
        """Keep what the server says it has; a hash that is not ours means another journal.

        What it had never goes back, unless it began a new life: books that were restored from a
        backup are sent again what they lost.
        """
        before = self._state()
        with self._storage.begin(urgent=False) as books:
            ours = books.journal.hash_at(answer.posted_through)
            if ours != answer.posted_hash:
                raise Conflict("journal.fork", seq=answer.posted_through, hash=answer.posted_hash)
            if answer.epoch != books.setting(EPOCH):
                books.set_setting(EPOCH, answer.epoch)
                books.set_setting(FORMER_DUE, "1" if books.journal.former() else "")
                books.journal.go_back(answer.posted_through)
                self._sent_through = min(answer.accepted_through, before.last_seq)
            books.journal.note_accepted(min(answer.accepted_through, before.last_seq))
            books.journal.note_posted(answer.posted_through, answer.posted_hash)
        self._asked_at = self._monotonic()
        self._watch(before, answer.posted_through)

    def _watch(self, before: SyncState, posted_through: int) -> None:
        """Begin to wait when something is sent, and anew whenever something is posted."""
        if posted_through >= before.last_seq:
            self._waiting_since = None
        elif posted_through > before.posted_through or self._waiting_since is None:
            self._waiting_since = self._monotonic()

    def _state(self) -> SyncState:
        with self._storage.read() as books:
            return books.journal.state()


def _on_the_wire(entry: Entry) -> WireEntry:
    return WireEntry(
        body=entry.body,
        prev_hash=entry.prev_hash,
        hash=entry.hash,
        signature=entry.signature,
    )
