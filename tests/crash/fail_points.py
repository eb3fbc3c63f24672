"""Every moment at which a till is killed, by what it is doing, in the order in which they come.

The lists are held against a run that is left alone: a moment that comes and is not listed, or is
listed and does not come, fails the test. Besides these, a till is killed before each statement of
SQL that it writes with; those are counted, not named. Nothing of this is known in the shipped
code: the moments are seen from outside, at the ports, at the file layer and at the driver.
"""

from collections.abc import Iterable, Mapping

STATEMENT = "a statement is due"
"""The moment before a statement; what is written with it differs, the danger does not."""

BEGUN = "the transaction has begun"
WRITTEN = "everything is written"
LOG_WRITTEN, LOG_SYNCED = "the log is written", "the log is synced"
COPY_WRITTEN, COPY_SYNCED = "the copy is written", "the copy is synced"
FILE_WRITTEN, FILE_SYNCED = "the file is written", "the file is synced"
COMMITTED = "the transaction has returned"

_BEFORE = (BEGUN, WRITTEN)
_LOG = (LOG_WRITTEN, LOG_SYNCED)
_COPY = (COPY_WRITTEN, COPY_SYNCED)
_FILE = (FILE_WRITTEN, FILE_SYNCED)

NOTHING_NEW = (*_BEFORE, COMMITTED)
"""A transaction that changes nothing has nothing to sync."""

COMMIT = (*_BEFORE, *_LOG, COMMITTED)
FIRST_COMMIT = (*_BEFORE, *_LOG, *_LOG, COMMITTED)
"""The first after a start: its log begins with a header that is synced by itself."""

ENTRY = (*_BEFORE, *_LOG, *_COPY, COMMITTED)
FIRST_ENTRY = (*_BEFORE, *_LOG, *_COPY, *_COPY, COMMITTED)
"""The first commit of an entry after a start: the copy begins a new file, header first."""

FIRST_COMMIT_OF_AN_ENTRY = (*_BEFORE, *_LOG, *_LOG, *_COPY, *_COPY, COMMITTED)
FOLDED = (*_LOG, *_FILE)
"""The log is folded into the file."""


def _while(doing: str, *moments: str) -> tuple[str, ...]:
    return tuple(f"{doing}: {moment}" for moment in moments)


SAID, PRINTED, WOKEN = "the screen says so", "the paper is printed", "the sync is woken"
KEPT = "the key store has a secret"
RENAMED = "a file has another name"


def before(question: str) -> str:
    """Name the moment before a question leaves the machine."""
    return f"before {question}"


def after(question: str) -> str:
    """Name the moment when the server has done what was asked and the till does not know it."""
    return f"after {question}"


_POSITION = (before("position"), *NOTHING_NEW, *NOTHING_NEW)
_PUSHED = (before("push"), after("push"))
_QUIET_WORK = (before("remarks"), *COMMIT, before("proof"), *COMMIT)

FAIL_POINTS: Mapping[str, tuple[str, ...]] = {
    "sell": (
        *_while("cart", *FIRST_COMMIT),
        *_while("sale", *FIRST_ENTRY, SAID, PRINTED, WOKEN),
    ),
    "move cash": _while("move cash", *FIRST_COMMIT_OF_AN_ENTRY),
    "close": _while("close", *FIRST_COMMIT_OF_AN_ENTRY, SAID, PRINTED),
    "take back": _while("return", *FIRST_COMMIT_OF_AN_ENTRY, SAID),
    "reprint": _while("reprint", *FIRST_COMMIT_OF_AN_ENTRY, PRINTED),
    "end": _while("tidying up", *FOLDED) + _while("end", *FOLDED),
    "sync": _while(
        "sync",
        *_POSITION,
        *_PUSHED,
        *FIRST_COMMIT,
        before("changes"),
        *COMMIT,
        *COMMIT,
        *(before("changes"),) * 3,
        *_QUIET_WORK,
        *COMMIT,
    ),
    "heal": _while(
        "heal",
        before("position"),
        *NOTHING_NEW,
        BEGUN,  # the answer contradicts what is here, and the transaction is given up
        KEPT,
        before("succeed"),
        after("succeed"),
        *(KEPT,) * 2,
        *FIRST_COMMIT_OF_AN_ENTRY,
        *(KEPT,) * 3,
        *_POSITION,
        *_PUSHED,
        *COMMIT,
        *(before("changes"),) * 4,
        *_QUIET_WORK,
        *ENTRY,
    ),
}


def named(moments: Iterable[str]) -> tuple[str, ...]:
    """Return the moments that have a name, in their order."""
    return tuple(moment for moment in moments if not moment.endswith(STATEMENT))
