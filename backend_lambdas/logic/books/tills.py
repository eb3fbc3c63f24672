"""Sessions of tills in the books: when a drawer was opened and closed, and what moved in it.

Knows nothing of who looks at differences.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_core.till_session import CashMove, DrawerCash, TillClosing, TillOpening
from pos_core.wire.reports import TillFigures


@dataclass(frozen=True, slots=True)
class Written:
    """Where a fact about a till stands: the register's journal and its number there."""

    register_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening and its place."""

    opening: TillOpening
    at: Written


@dataclass(frozen=True, slots=True)
class Moved:
    """Cash that moved, the session it names, and its place."""

    move: CashMove
    session_id: str
    at: Written


@dataclass(frozen=True, slots=True)
class Closed:
    """A close, its place, and the expected and counted cash and difference that it claims."""

    closing: TillClosing
    at: Written
    claimed: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session in the books; `opened` is None while only its close is known.

    `stated_minor` is the expected cash that the close claims.
    """

    session_id: str
    register_id: str
    opening_float_minor: int
    opened: Written | None
    closed: Written | None = None
    closed_id: str = ""
    stated_minor: int = 0


class Tills(Protocol):
    """The sessions of all registers."""

    def sessions(self, session_ids: Collection[str]) -> dict[str, KnownSession]:
        """Return these sessions, as far as they are known."""

    def around(self, register_id: str, first_seq: int) -> list[KnownSession]:
        """Return the last session that began in this journal before this place, and all later ones.

        In the order of their beginnings. A session that was opened in the journal of a register
        that this one succeeds, and closed in this one, begins before its first entry.
        """

    def add_openings(self, openings: Sequence[Opened]) -> None:
        """Add sessions that were opened; of one whose close came first, note the opening."""

    def add_moves(self, moves: Sequence[Moved]) -> None:
        """Add cash that moved."""

    def add_closing(self, closed: Closed) -> bool:
        """Note a close; False, and nothing noted, when the session has been closed before.

        A session whose opening is not known is kept with what the close says of it.
        """

    def is_repeated(self, closed: Closed) -> bool:
        """Tell whether the register has given the number of this close to another one."""

    def drawer(self, session: KnownSession) -> DrawerCash:
        """Add up a closed session's cash from posted sales, returns and moves.

        Its trade stands between opening and close, or the next opening where that comes first. Of
        a session closed in a succeeding register's journal, all that stands there before the close
        belongs to it too.
        """

    def of_day(self, store_id: str, day: str) -> list[TillFigures]:
        """Return the sessions that began in a store on this local day, in the order of opening."""

    def keep_expected(self, session_id: str, expected_minor: int) -> None:
        """Keep what the books expect in the drawer."""
