"""Delivers what the outbox wishes for, each wish once, whoever else delivers at the same time.

A wish is claimed, begun, fulfilled, and noted as done, each in a commit of its own, so that whoever
else delivers at the same time works on other wishes and a repeat finds nothing left to do. To begin
names the attempt: who was slow and lost the claim to somebody else does not send any more. Only
when the process dies between sending and noting, or a service does not say whether it sent, a wish
is fulfilled a second time: for a receipt that is the smaller harm, and every message carries the
name of its wish, by which a receiver can tell a repeat; see
docs/adr/0017-the-books-prove-themselves.md. Knows nothing of what is wished for.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from backend_lambdas.logic.books.outbox import ClaimedIntent
from backend_lambdas.logic.books.work import Books
from backend_lambdas.logic.fulfil_wish import FulfilWish, NotHereYet
from pos_core.errors import EnvironmentFailed, RuleBroken
from pos_core.identifiers import Clock, timestamp

AT_ONCE = 10
CLAIMED_FOR = timedelta(minutes=2)
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)
# A receipt may be asked for before its sale is here; after so many tries, about a day, it never is.
MOST_ATTEMPTS_WITHOUT_SALE = 30

_log = logging.getLogger("salepoint.deliver_side_effects")


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the wishes that were due."""

    done: int = 0
    postponed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class DeliverSideEffects:
    """The use case and what it works with."""

    books: Books
    fulfil: FulfilWish
    clock: Clock

    def __call__(self, most: int = 100) -> Delivered:
        """Deliver what is due, oldest first, `most` wishes at most; raises EnvironmentFailed."""
        outcomes: list[str] = []
        while len(outcomes) < most and (claimed := self._claim(min(AT_ONCE, most - len(outcomes)))):
            outcomes += [self._handle(wish) for wish in claimed]
        count = outcomes.count
        return Delivered(count("done"), count("postponed"), count("given_up"))

    def _claim(self, limit: int) -> list[ClaimedIntent]:
        now = self.clock.now()
        until = timestamp(now + CLAIMED_FOR)
        return self.books.write(lambda work: work.outbox.claim(timestamp(now), until, limit))

    def _handle(self, wish: ClaimedIntent) -> str:
        if not self.books.write(lambda work: work.outbox.begin(wish)):
            return "passed_on"
        if wish.doubtful:
            told = {"event": "side_effect_perhaps_repeated", "intent": wish.intent.intent}
            _log.warning("side_effect_perhaps_repeated", extra=told)
        try:
            self.fulfil(wish.intent)
        except NotHereYet:
            if wish.attempt >= MOST_ATTEMPTS_WITHOUT_SALE:
                return self._give_up(wish, "sale.unknown")
            return self._postpone(wish, "sale.unknown")
        except EnvironmentFailed as error:
            return self._postpone(wish, str(error), doubtful=error.code == "service.unanswered")
        except RuleBroken as error:
            return self._give_up(wish, error.code)
        except Exception as error:  # noqa: BLE001 - a bug with one wish must not hold up the next
            _log.exception("side_effect_failed", extra={"kind": wish.intent.kind.value})
            return self._postpone(wish, f"bug: {type(error).__name__}")
        now = timestamp(self.clock.now())
        self.books.write(lambda work: work.outbox.done(wish.intent.intent, now))
        return "done"

    def _postpone(self, wish: ClaimedIntent, error: str, *, doubtful: bool = False) -> str:
        pause = min(FIRST_PAUSE * 2 ** min(wish.attempt, 10), LONGEST_PAUSE)
        due_at = timestamp(self.clock.now() + pause)
        self.books.write(lambda work: work.outbox.postpone(wish, due_at, error, doubtful=doubtful))
        return "postponed"

    def _give_up(self, wish: ClaimedIntent, error: str) -> str:
        now = timestamp(self.clock.now())
        _log.error("side_effect_given_up", extra={"kind": wish.intent.kind.value, "code": error})
        self.books.write(lambda work: work.outbox.give_up(wish.intent.intent, now, error))
        return "given_up"
