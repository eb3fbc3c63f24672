"""The sync engine: one round of sending and receiving at a time, and when the next one is due.

Never sleeps and makes no threads: whoever runs it waits as long as the outcome says, or calls at
once when the network returns. What goes wrong stands in the journal's state, where people see it.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pos_app.services.ports import ForkHealing, QuietWork, RegisterTokens, ServerApi, Storage
from pos_app.services.records import CLOCK_AHEAD, Reach, RegisterIdentity, SyncOutcome, SyncState
from pos_app.sync.feeds import Feeds
from pos_app.sync.policy import (
    IDLE_SECONDS,
    LONGEST_SECONDS,
    Chance,
    feeds_due,
    next_round,
    wait_after,
)
from pos_app.sync.seconds import seconds_passed
from pos_app.sync.sender import JournalSender
from pos_app.sync.server_clock import ServerClock
from pos_core.errors import (
    Conflict,
    EnvironmentFailed,
    RuleBroken,
    SalePointError,
    SignInRefused,
    StorageFailed,
    Unreachable,
)
from pos_core.identifiers import Clock, moment_of, timestamp
from pos_core.wire.changes import Scope

PAGES_AT_ONCE = 5
CONTACT_NOTED_EVERY_SECONDS = 5
CLOCK_JITTER_SECONDS = 10

log = logging.getLogger("salepoint.sync")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What the engine takes its time and its chance from."""

    clock: Clock
    monotonic: Callable[[], float] = seconds_passed
    chance: Chance = secrets.SystemRandom().random
    server_clock: ServerClock | None = None


class SyncEngine:
    """Fits the port SyncLoop."""

    def __init__(
        self,
        storage: Storage,
        api: ServerApi,
        tokens: RegisterTokens,
        rhythm: Rhythm,
        folder: Path,
        quiet: Sequence[QuietWork] = (),
        healing: ForkHealing | None = None,
    ) -> None:
        """Sync `storage` with `api` as the register; snapshots rest in `folder`.

        `quiet` is done whenever the feeds have no more and all that happened is in the books.
        `healing` is asked where the server holds another journal; without it sending stops there.
        """
        self._storage = storage
        self._tokens = tokens
        self._rhythm = rhythm
        self._sender = JournalSender(storage, api, rhythm.monotonic)
        self._feeds = Feeds(storage, api, folder)
        self._quiet = tuple(quiet)
        self._healing = healing
        self._settled_as = ""
        self._feeds_at: float | None = None
        self._failures = 0

    def ask_now(self) -> None:
        """Let the next round ask the server: somebody switched the network, or wants to know."""
        self._feeds_at = None

    def run_once(self) -> SyncOutcome:
        """Send what is due, ask what is posted, follow the feeds. Raises StorageFailed only."""
        with self._storage.read() as books:
            register = books.register()
        if register is None or not self._has_work():
            self._storage.checkpoint()
            posted = self._state().posted_through
            return SyncOutcome(0, posted, 0, idle=True, retry_after_seconds=IDLE_SECONDS)
        try:
            return self._round(register)
        except StorageFailed:
            raise
        except Unreachable as error:
            off = error.code == "network.switched_off"
            return self._came_to(Reach.SWITCHED_OFF if off else Reach.OFFLINE, error)
        except (SignInRefused, EnvironmentFailed) as error:
            return self._came_to(Reach.SIGN_IN_AGAIN, error)
        except RuleBroken as error:
            return self._came_to(Reach.REFUSED, error)

    def _has_work(self) -> bool:
        """Tell whether the server is asked anything this time; no question is no contact."""
        return self._sender.has_work or feeds_due(self._feeds_at, self._rhythm.monotonic())

    def _round(self, register: RegisterIdentity) -> SyncOutcome:
        refused: RuleBroken | None = None
        sent = 0
        try:
            sent = self._send(register)
        except SignInRefused:
            raise
        except RuleBroken as error:
            refused = error  # sending stops; prices and stock are still followed
        applied, more = self._signed_in(self._receive)
        self._note_clock()
        if refused is not None:
            raise refused
        self._failures = 0
        self._note(Reach.ONLINE, "")
        state = self._state()
        more = more or (sent > 0 and state.unsent > 0)
        return SyncOutcome(
            sent=sent,
            posted_through=state.posted_through,
            changes_applied=applied,
            idle=not state.unposted and not more,
            retry_after_seconds=next_round(self._sender.waiting_seconds, more=more),
        )

    def _send(self, register: RegisterIdentity) -> int:
        """Send the journal; where the server holds another one, go on under a new register."""
        if self._healing is None:
            return self._send_as(register)
        self._settle(register, self._healing)
        try:
            sent = self._send_as(register)
        except Conflict as fork:
            if fork.code != "journal.fork":
                raise
            self._settled_as = ""
            self._sender.begin_anew()
            healed = self._healing.heal(fork)
            self._settled_as = healed.register_id
            sent = self._send_as(healed)
        self._healing.bring_back()
        return sent

    def _send_as(self, register: RegisterIdentity) -> int:
        return self._signed_in(lambda token: self._sender.send(token, register.register_id))

    def _settle(self, register: RegisterIdentity, healing: ForkHealing) -> None:
        """Sign in as the register that the books name: once, and when it is another one.

        It is another one after a healing that broke off, and when the machine was enrolled again.
        """
        if self._settled_as != register.register_id:
            self._sender.begin_anew()
            healing.settle()
            self._settled_as = register.register_id

    def _signed_in(self, act: Callable[[str], _T]) -> _T:
        """Do something with the register's token; a refused one is renewed once."""
        try:
            return act(self._tokens.token())
        except SignInRefused as refused:
            if refused.code != "auth.token_refused":
                raise
            self._tokens.renew()
            return act(self._tokens.token())

    def _receive(self, token: str) -> tuple[int, bool]:
        """Follow every feed when it is time; return changes applied and whether more are due."""
        if not feeds_due(self._feeds_at, self._rhythm.monotonic()):
            return 0, False
        applied, any_more = 0, False
        for scope in Scope:
            more = True
            for _ in range(PAGES_AT_ONCE):
                changes, more = self._feeds.next_page(token, scope)
                applied += changes
                if not more:
                    break
            any_more = any_more or more
        if not any_more:
            self._feeds_at = self._rhythm.monotonic()
            self._be_quiet(token)
        return applied, any_more

    def _be_quiet(self, token: str) -> None:
        """Do what waits for a quiet moment; what the server refuses of it hinders nothing."""
        if self._state().unposted:
            return
        for work in self._quiet:
            try:
                work.run(token)
            except SignInRefused:
                raise
            except RuleBroken as refused:
                log.warning("quiet work was refused: %s", refused)

    def _note_clock(self) -> None:
        """Keep how wrong this machine's clock is, when that has changed by more than jitter."""
        heard = self._rhythm.server_clock
        ahead = heard.ahead_seconds if heard is not None else None
        if ahead is None:
            return
        with self._storage.read() as books:
            kept = int(books.setting(CLOCK_AHEAD) or 0)
        if abs(ahead - kept) >= CLOCK_JITTER_SECONDS:
            with self._storage.begin(urgent=False) as books:
                books.set_setting(CLOCK_AHEAD, str(ahead))

    def _came_to(self, reach: Reach, error: SalePointError) -> SyncOutcome:
        """Note what went wrong, and wait: with jitter for the network, long for a refusal."""
        self._failures += 1
        self._note(reach, error.code)
        told = error.data.get("retry_after_seconds")
        wait = wait_after(self._failures, self._rhythm.chance, float(told or 0))
        if reach in (Reach.REFUSED, Reach.SIGN_IN_AGAIN):
            wait = LONGEST_SECONDS
        return SyncOutcome(0, self._state().posted_through, 0, idle=False, retry_after_seconds=wait)

    def _note(self, reach: Reach, error_code: str) -> None:
        """Keep what the attempt came to; a contact like the last one is not written every time."""
        before = self._state()
        now = self._rhythm.clock.now()
        same = (before.reach, before.last_error_code) == (reach, error_code)
        if same and before.last_contact_at:
            age = (now - moment_of(before.last_contact_at)).total_seconds()
            if reach is not Reach.ONLINE or 0 <= age < CONTACT_NOTED_EVERY_SECONDS:
                return
        at = timestamp(now) if reach is Reach.ONLINE else before.last_contact_at
        with self._storage.begin(urgent=False) as books:
            books.journal.note_contact(reach.value, at, error_code)

    def _state(self) -> SyncState:
        with self._storage.read() as books:
            return books.journal.state()
