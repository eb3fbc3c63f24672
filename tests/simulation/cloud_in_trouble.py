"""The services behind the server, as unreliable as a day in the cloud: books, mirror, queue.

What each of them keeps is right; whether a call gets through, and whether its answer does, is
chance. Knows nothing of who calls.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.ports import (
    REGISTER_ACCOUNT_PREFIX,
    Enrolled,
    EnrolmentRequest,
    JournalRun,
    MirroredRegister,
    RegisterBook,
)
from pos_core.errors import EnvironmentFailed, RuleBroken
from pos_core.journal import Head
from pos_core.permissions import Role
from tests.fakes.cloud import FakeRegisterMirror
from tests.fakes.identity import Account
from tests.simulation.world import World

T = TypeVar("T")


class PosterDied(BaseException):
    """The function that posts was stopped; no Exception, so that nobody forgives it."""


@dataclass
class Trouble:
    """How large a share of all calls fails; half of these were done all the same."""

    world: World
    share: float = 0.0

    @contextmanager
    def around(self, what: str, code: str = "service.failed") -> Iterator[None]:
        """Fail before or after the call, or not at all."""
        if self.world.happens(self.share / 2):
            self.world.diary.note(f"  {what}: cannot be reached")
            raise EnvironmentFailed(code, reason=f"simulated: {what}")
        yield
        if self.world.happens(self.share / 2):
            self.world.diary.note(f"  {what}: done, but the answer is lost")
            raise EnvironmentFailed(code, reason=f"simulated: {what}, afterwards")


@dataclass
class Troubles:
    """The trouble of each service; one may be away while the others work."""

    books: Trouble
    mirror: Trouble
    queue: Trouble

    def share(self, books: float, mirror: float, queue: float) -> None:
        """Say how large a share of each one's calls fails from now on."""
        self.books.share, self.mirror.share, self.queue.share = books, mirror, queue


@dataclass
class TroubledBooks:
    """Fits the port Books: the real books, when they can be reached."""

    books: Books
    trouble: Trouble

    def write(self, act: Callable[[Work], T]) -> T:
        """Run `act` in one transaction; it may be committed although this raises."""
        with self.trouble.around("books, writing", "books.unreachable"):
            return self.books.write(act)

    def read(self, act: Callable[[Work], T]) -> T:
        """Run `act` on one state of the books."""
        with self.trouble.around("books, reading", "books.unreachable"):
            return self.books.read(act)


@dataclass
class TroubledRegisterBook:
    """Fits the port RegisterBook: the registers in the books, when they can be reached."""

    book: RegisterBook
    trouble: Trouble

    def enrol(self, request: EnrolmentRequest) -> Enrolled:
        """Create a register."""
        with self.trouble.around("books, enrolling", "books.unreachable"):
            return self.book.enrol(request)

    def succeed(
        self, register_id: str, request_id: str, public_key: str, codes_seen: int
    ) -> Enrolled:
        """Create a successor; it may be there although this raises."""
        with self.trouble.around("books, succeeding", "books.unreachable"):
            return self.book.succeed(register_id, request_id, public_key, codes_seen)


@dataclass
class PooledRegisters:
    """Fits the port RegisterIdentities: accounts of registers in the shop's user pool."""

    accounts: dict[str, Account]
    made: int = 0

    def create(self, register_id: str) -> tuple[str, str]:
        """Create the register's account, or give it a new secret."""
        self.made += 1
        username = f"{REGISTER_ACCOUNT_PREFIX}{register_id}"
        secret = f"secret {self.made} of the register"
        self.accounts[username] = Account(username, secret, frozenset({Role.REGISTER}))
        return username, secret

    def disable(self, register_id: str) -> None:
        """Let this register sign in no more."""
        self.accounts[f"{REGISTER_ACCOUNT_PREFIX}{register_id}"].disabled = True


class TroubledMirror(FakeRegisterMirror):
    """A register mirror that cannot always be reached, and where posters die."""

    def __init__(self, trouble: Trouble) -> None:
        """Keep registers in memory; fail as often as `trouble` says."""
        super().__init__()
        self.poster_dies = False
        self._trouble = trouble

    def find(self, register_id: str) -> MirroredRegister | None:
        """Return the register as it is now."""
        with self._trouble.around("mirror, find"):
            return super().find(register_id)

    def note_accepted(self, register_id: str, through: int) -> None:
        """Move `accepted_through` forward."""
        with self._trouble.around("mirror, note_accepted"):
            super().note_accepted(register_id, through)

    def note_posted(self, register_id: str, head: Head) -> None:
        """Move the posted head forward, unless the poster dies between commit and mirror."""
        self._poster_lives()
        with self._trouble.around("mirror, note_posted"):
            super().note_posted(register_id, head)

    def note_fork(self, register_id: str, held: Head) -> None:
        """Remember a fork, unless the poster dies before."""
        self._poster_lives()
        with self._trouble.around("mirror, note_fork"):
            super().note_fork(register_id, held)

    def _poster_lives(self) -> None:
        if self.poster_dies:
            raise PosterDied


@dataclass
class Message:
    """A run on the queue, and when it may be taken (again), in seconds of the day."""

    number: int
    run: JournalRun
    visible_at: float = 0.0
    attempts: int = 0


@dataclass
class TroubledQueue:
    """Fits the port JournalQueue: in order per register, with sends that fail.

    A message holds `largest` bytes; a larger run is refused, and the till divides it.
    """

    trouble: Trouble
    largest: int
    groups: dict[str, list[Message]] = field(default_factory=dict)
    sent: int = 0

    def send(self, run: JournalRun) -> None:
        """Queue the run; it may be on the queue although this raises."""
        if len(run.body) > self.largest:
            raise RuleBroken("request.too_large", largest_bytes=self.largest)
        with self.trouble.around("queue, send"):
            self.sent += 1
            self.groups.setdefault(run.register_id, []).append(Message(self.sent, run))

    def waiting(self, register_id: str) -> list[Message]:
        """Return the register's messages, the first one first."""
        return self.groups.setdefault(register_id, [])

    @property
    def empty(self) -> bool:
        """Tell whether nothing waits, of no register."""
        return not any(self.groups.values())
