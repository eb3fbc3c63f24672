"""The outbox in the books.

Fits `Outbox`. Several deliverers may ask at once: on MySQL each skips the rows that another one is
just claiming; on SQLite they take turns. Knows nothing of what is wished for.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from backend_lambdas.data_access.mysql.news_tables import outbox
from backend_lambdas.data_access.mysql.rows import add
from backend_lambdas.logic.books.outbox import ClaimedIntent, Intent, IntentKind, WishState

_LONGEST_ERROR = 200
_COLUMNS = outbox.c


class SqlOutbox:
    """The wishes for side effects."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def add(self, intents: Sequence[Intent], now: str) -> None:
        """Wish for side effects, due at once."""
        rows = [
            {
                "intent": intent.intent,
                "kind": intent.kind.value,
                "data": json.dumps(intent.data, ensure_ascii=False),
                "state": WishState.DUE.value,
                "attempts": 0,
                "sending_attempt": 0,
                "due_at": now,
                "created_at": now,
                "finished_at": None,
                "last_error": "",
            }
            for intent in intents
        ]
        add(self._connection, outbox, rows)

    def claim(self, now: str, until: str, limit: int) -> list[ClaimedIntent]:
        """Claim what is due, oldest first; whoever asks meanwhile gets others."""
        due = self._connection.execute(
            select(outbox)
            .where(_COLUMNS.state == WishState.DUE.value, _COLUMNS.due_at <= now)
            .order_by(_COLUMNS.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        if due:
            self._connection.execute(
                update(outbox)
                .where(_COLUMNS.intent.in_([row.intent for row in due]))
                .values(due_at=until, attempts=_COLUMNS.attempts + 1)
            )
        return [_claimed(row) for row in due]

    def begin(self, wish: ClaimedIntent) -> bool:
        """Note that this attempt sends now; False when the claim has passed to somebody else."""
        mine = _COLUMNS.attempts == wish.attempt
        return self._change(wish.intent.intent, mine, sending_attempt=wish.attempt) == 1

    def done(self, intent: str, now: str) -> None:
        """Note that a wish is fulfilled, and forget whom it named."""
        self._change(intent, state=WishState.DONE.value, finished_at=now, data="{}", last_error="")

    def postpone(self, wish: ClaimedIntent, due_at: str, error: str, *, doubtful: bool) -> None:
        """Try again later, unless the claim has passed to somebody else."""
        self._change(
            wish.intent.intent,
            _COLUMNS.attempts == wish.attempt,
            due_at=due_at,
            last_error=error[:_LONGEST_ERROR],
            sending_attempt=wish.attempt if doubtful else 0,
        )

    def give_up(self, intent: str, now: str, error: str) -> None:
        """Note that a wish cannot be fulfilled, ever."""
        self._change(
            intent,
            state=WishState.GIVEN_UP.value,
            finished_at=now,
            last_error=error[:_LONGEST_ERROR],
        )

    def _change(self, intent: str, *only_if: ColumnElement[bool], **values: str | int) -> int:
        """Change a wish that is still due; return how many rows there were to change."""
        due = _COLUMNS.state == WishState.DUE.value
        chosen = update(outbox).where(_COLUMNS.intent == intent, due, *only_if)
        return self._connection.execute(chosen.values(**values)).rowcount


def _claimed(row: Row[Any]) -> ClaimedIntent:
    intent = Intent(row.intent, IntentKind(row.kind), json.loads(row.data))
    return ClaimedIntent(intent, row.attempts + 1, row.sending_attempt > 0)
