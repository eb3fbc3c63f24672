"""Transactions: one commit or none, and again from the start after a deadlock.

Turns what the database says into our own errors. Knows nothing of tables.
"""

import secrets
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from backend_lambdas.data_access.mysql.engine import READING
from backend_lambdas.data_access.mysql.failures import Failure, failure_of, reason_of
from backend_lambdas.logic.books.work import RowRefused
from pos_core.errors import EnvironmentFailed

T = TypeVar("T")

_ATTEMPTS = 6
_FIRST_PAUSE_MILLISECONDS = 10


def writing(engine: Engine, act: Callable[[Connection], T]) -> T:
    """Run `act` in a writing transaction; it may run again, so it has no effects elsewhere.

    Raises RowRefused, and EnvironmentFailed `books.busy` or `books.unreachable`.
    """
    return _patiently(lambda: _within(engine, act))


def reading(engine: Engine, act: Callable[[Connection], T]) -> T:
    """Run `act` on one consistent state; raises as above."""
    return _patiently(lambda: _within(engine.execution_options(**{READING: True}), act))


def _within(engine: Engine, act: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return act(connection)


def _patiently(attempt: Callable[[], T]) -> T:
    """Try a few times with growing pauses, then say that the books are busy."""
    pause = _FIRST_PAUSE_MILLISECONDS
    for left in reversed(range(_ATTEMPTS)):
        try:
            return attempt()
        except (OverflowError, UnicodeEncodeError) as error:
            # What a driver cannot even write: a number beyond 64 bits, half a character.
            raise RowRefused(reason=type(error).__name__) from error
        except DBAPIError as error:
            _raise_unless_again(error, left)
        time.sleep(secrets.randbelow(pause) / 1000)
        pause *= 2
    raise AssertionError("the last attempt returns or raises")


def _raise_unless_again(error: DBAPIError, left: int) -> None:
    reason = reason_of(error)
    failure = failure_of(error)
    if failure is Failure.OUR_BUG:
        raise error
    if failure is Failure.REFUSED:
        raise RowRefused(reason=reason) from error
    if failure is Failure.UNREACHABLE:
        raise EnvironmentFailed("books.unreachable", reason=reason) from error
    if not left:
        raise EnvironmentFailed("books.busy", reason=reason) from error
