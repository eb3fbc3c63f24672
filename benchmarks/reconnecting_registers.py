"""Many registers that come back at once after an outage, on a clock of their own.

Each register is the till's real sync engine with its real patience; what is simulated is its
database (a few numbers), chance, time, and a server that takes so many requests and posts so many
entries a second and sends everybody else away. Hours pass in seconds, and a seed plays again.
"""

import heapq
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

from pos_app.services.ports import RegisterTokens, ServerApi, Storage
from pos_app.services.records import Reach, RegisterIdentity, SyncState
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_core.errors import Unreachable
from pos_core.identifiers import moment_of
from pos_core.journal import GENESIS_HASH, Actor, Entry, Fact
from pos_core.wire.changes import ChangesPage, Scope
from pos_core.wire.journal import PushAnswer, WireEntry
from pos_core.wire.registers import Position

SOONEST_SECONDS, LATEST_SECONDS = 0.2, 120.0  # as the till's timer has it
_OPENING = moment_of("2026-11-21T09:00:00.000Z")
_FACT = Fact("", "sale.completed", 1, "", 0, Actor("", ""), {})


@dataclass
class Time:
    """Seconds since the network came back."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        """Return the simulated second."""
        return self.seconds

    def now(self) -> datetime:
        """Return the simulated moment."""
        return _OPENING + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the server can do: the API's limits as the template sets them, and the poster's pace."""

    requests_per_second: float = 500
    burst: int = 1_000
    posted_per_second: float = 1_500
    retry_after_seconds: int = 5


def hash_at(seq: int) -> str:
    """Return what stands for the hash of a place in any journal."""
    return f"{seq:064x}" if seq else GENESIS_HASH


@dataclass
class Journal:
    """A register's journal as far as sync asks about it; fits the port JournalBook so far."""

    last_seq: int
    accepted_through: int = 0
    posted_through: int = 0
    reach: Reach = Reach.OFFLINE
    contact: str = ""
    error_code: str = ""

    def state(self) -> SyncState:
        """Return how far the journal has come."""
        return SyncState(
            reach=self.reach,
            last_seq=self.last_seq,
            accepted_through=self.accepted_through,
            posted_through=self.posted_through,
            oldest_unposted_at="",
            last_contact_at=self.contact,
            last_error_code=self.error_code,
        )

    def to_send(self, after_seq: int, max_entries: int, _max_bytes: int) -> list[Entry]:
        """Return the next run."""
        last = min(self.last_seq, after_seq + max_entries)
        return [
            Entry("", seq, _FACT, "{}", hash_at(seq - 1), hash_at(seq), "")
            for seq in range(after_seq + 1, last + 1)
        ]

    def hash_at(self, seq: int) -> str:
        """Return the hash of an entry."""
        return hash_at(seq)

    def note_accepted(self, through: int) -> None:
        """Remember what the server took."""
        self.accepted_through = max(self.accepted_through, through)

    def note_posted(self, through: int, _hash: str) -> None:
        """Remember what is in the books."""
        self.posted_through = max(self.posted_through, through)

    def note_contact(self, state: str, at: str, error_code: str) -> None:
        """Remember what the last attempt came to."""
        self.reach, self.contact, self.error_code = Reach(state), at, error_code


class Catalogue:
    """A catalogue to which nothing happens."""

    def cursor(self, _scope: Scope) -> int:
        """Return how far the feed is followed."""
        return 7


@dataclass
class Books:
    """What a register keeps; fits the ports Storage and Books as far as sync asks."""

    identity: RegisterIdentity
    journal: Journal
    catalogue: Catalogue = field(default_factory=Catalogue)
    settings: dict[str, str] = field(default_factory=dict)

    def setting(self, name: str) -> str:
        """Return a local setting."""
        return self.settings.get(name, "")

    def set_setting(self, name: str, value: str) -> None:
        """Keep a local setting."""
        self.settings[name] = value

    def register(self) -> RegisterIdentity:
        """Return who this is."""
        return self.identity

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator["Books"]:
        """Open a transaction; `urgent` makes no difference where nobody pays."""
        assert not urgent
        yield self

    @contextmanager
    def read(self) -> Iterator["Books"]:
        """Open a reading transaction."""
        yield self

    def checkpoint(self) -> None:
        """There is nothing to tidy up."""


@dataclass
class Queued:
    """What the server knows of one register."""

    accepted_through: int = 0
    posted_through: int = 0


@dataclass
class BusyServer:
    """Fits the port ServerApi as far as sync asks; full, it sends away with 429."""

    time: Time
    capacity: Capacity
    registers: dict[str, Queued] = field(default_factory=dict)
    waiting: deque[tuple[str, int]] = field(default_factory=deque)
    taken: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    _tokens: float = 0.0
    _filled_at: float = 0.0
    _posting_free_at: float = 0.0

    def __post_init__(self) -> None:
        """Begin rested."""
        self._tokens = self.capacity.burst

    def position(self, _token: str, register_id: str) -> Position:
        """Say how far a register's journal is."""
        self._arrive()
        known = self.registers.setdefault(register_id, Queued())
        return Position(
            accepted_through=known.accepted_through,
            posted_through=known.posted_through,
            posted_hash=hash_at(known.posted_through),
        )

    def push(self, _token: str, register_id: str, run: Sequence[WireEntry]) -> PushAnswer:
        """Queue a run."""
        self._arrive()
        known = self.registers[register_id]
        through = int(run[-1].hash, 16)
        known.accepted_through = max(known.accepted_through, through)
        self.waiting.append((register_id, through))
        return PushAnswer(
            request_id="request",
            accepted_through=known.accepted_through,
            posted_through=known.posted_through,
            posted_hash=hash_at(known.posted_through),
        )

    def changes(self, _token: str, scope: Scope, after: int) -> ChangesPage:
        """There is no news."""
        self._arrive()
        return ChangesPage(scope=scope, after=after, cursor=after, more=False, changes=[])

    def _arrive(self) -> None:
        """Take a request, or send it away as the gateway does."""
        self._post()
        now, limits = self.time.seconds, self.capacity
        refill = (now - self._filled_at) * limits.requests_per_second
        self._tokens, self._filled_at = min(limits.burst, self._tokens + refill), now
        if self._tokens < 1:
            self.refused[int(now)] += 1
            told = limits.retry_after_seconds
            raise Unreachable("server.unreachable", status=429, retry_after_seconds=told)
        self._tokens -= 1
        self.taken += 1

    def _post(self) -> None:
        """Post what the poster has had the time for since it was last looked at."""
        while self.waiting:
            register_id, through = self.waiting[0]
            known = self.registers[register_id]
            new = max(0, through - known.posted_through)
            done_at = self._posting_free_at + new / self.capacity.posted_per_second
            if done_at > self.time.seconds:
                return
            self._posting_free_at = done_at
            known.posted_through = max(known.posted_through, through)
            self.waiting.popleft()
        self._posting_free_at = self.time.seconds


class Tokens:
    """Fits the port RegisterTokens: a token that is always good."""

    def token(self) -> str:
        """Return it."""
        return "token"

    def renew(self) -> None:
        """Nothing to do."""


@dataclass(frozen=True, slots=True)
class Drained:
    """How it went: when each register had everything in the books, and what it cost the server."""

    seconds: Mapping[str, float]
    taken: int
    refused: Mapping[int, int]

    @property
    def last(self) -> float:
        """When the last register was done."""
        return max(self.seconds.values())


def reconnect(
    registers: int, unsent: int, seed: int, capacity: Capacity, limit_seconds: float = 3600
) -> Drained:
    """Let so many registers with so many unsent entries come back in the same second.

    Ends when all are drained, or at the limit: who is not drained then is missing.
    """
    time, chance = Time(), Random(seed)  # noqa: S311 - played again by its seed
    server = BusyServer(time, capacity)
    tills = [_register(number, unsent, server, chance) for number in range(registers)]
    due = [(chance.random(), number) for number in range(registers)]
    heapq.heapify(due)
    drained: dict[str, float] = {}
    while due and len(drained) < registers:
        time.seconds, number = heapq.heappop(due)
        if time.seconds > limit_seconds:
            break
        books, engine = tills[number]
        wait = engine.run_once().retry_after_seconds
        if not books.journal.state().unposted:
            drained.setdefault(books.identity.register_id, time.seconds)
        heapq.heappush(
            due, (time.seconds + min(max(wait, SOONEST_SECONDS), LATEST_SECONDS), number)
        )
    return Drained(drained, server.taken, server.refused)


def _register(
    number: int, unsent: int, server: BusyServer, chance: Random
) -> tuple[Books, SyncEngine]:
    name = f"register-{number}"
    books = Books(RegisterIdentity(name, f"T{number}", name, "S1", "", name), Journal(unsent))
    engine = SyncEngine(
        cast("Storage", books),
        cast("ServerApi", server),
        cast("RegisterTokens", Tokens()),
        Rhythm(server.time, server.time.monotonic, chance.random),
        Path(),
    )
    return books, engine
