"""Sessions of the till as rows: projections of the journal that say where each begins and ends.

What was sold and returned in it is read back from the entries between: the receipts' rows stay as
they are, and a sale is in exactly one session or in none. Knows nothing of how entries are made.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from pos_app.storage.places import place_of
from pos_core.journal import Entry, EntryType, read_entry
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.till_session import (
    CashMove,
    SessionFigures,
    TillClosing,
    TillOpening,
    trade_of,
    z_number,
)
from pos_core.wire.convert import return_of, sale_of
from pos_core.wire.till import closing_of, move_of, opening_of

_OPEN = """INSERT INTO till_sessions SELECT coalesce(max(number), 0) + 1, ?, ?, NULL, NULL, ''
FROM till_sessions"""
_CLOSE = """UPDATE till_sessions SET closed_place = ?, closed_id = ?, z_number = ?
WHERE session_id = ? AND closed_place IS NULL"""
_KNOWN = "SELECT 1 FROM till_sessions WHERE session_id = ?"
_NOW = """SELECT session_id, opened_place FROM till_sessions
WHERE closed_place IS NULL ORDER BY number DESC LIMIT 1"""
_CLOSED_BEFORE = "SELECT max(closed_place) FROM till_sessions WHERE closed_place < ?"
_CLOSED_HERE = """SELECT count(*) FROM till_sessions, register
WHERE substr(z_number, 1, length(code) + 2) = code || '-Z'"""
_AT = "SELECT body, prev_hash, hash, signature FROM journal WHERE place = ?"
_TRADE = """SELECT j.body, j.prev_hash, j.hash, j.signature
FROM receipts r JOIN journal j ON j.place = r.place WHERE r.place > ? AND r.place < ?
ORDER BY r.place"""
_MOVES = """SELECT j.body, j.prev_hash, j.hash, j.signature
FROM cash_moves m JOIN journal j ON j.place = m.place WHERE m.session_id = ? ORDER BY m.place"""
_CLOSING = """SELECT j.body, j.prev_hash, j.hash, j.signature
FROM till_sessions s JOIN journal j ON j.place = s.closed_place"""
_END = 2**62


class SqliteTillBook:
    """Fits the port TillBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._connection = connection
        self._run = connection.exec_driver_sql

    def open_session(self) -> TillOpening | None:
        """Return the session that is open, None when there is none."""
        row = self._run(_NOW).first()
        return self._opening(row[1]) if row else None

    def _opening(self, place: int) -> TillOpening:
        entry = read_entry(*self._run(_AT, (place,)).one())
        return opening_of(entry.fact, entry.register_id)

    def figures(self) -> SessionFigures | None:
        """Return the open session as it stands now, with what was sold late before it."""
        row = self._run(_NOW).first()
        if row is None:
            return None
        session_id, opened = row
        closed_before = self._run(_CLOSED_BEFORE, (opened,)).scalar()
        late = self._documents(closed_before, opened) if closed_before else iter(())
        return SessionFigures(
            self._opening(opened),
            trade_of(self._documents(opened, _END)),
            tuple(move_of(entry.fact)[0] for entry in self._entries(_MOVES, session_id)),
            trade_of(late),
        )

    def _documents(self, after: int, before: int) -> Iterator[Sale | GoodsReturn]:
        for entry in self._entries(_TRADE, after, before):
            if entry.fact.type == EntryType.SALE_COMPLETED:
                yield sale_of(entry.fact, entry.register_id)
            else:
                yield return_of(entry.fact, entry.register_id)

    def _entries(self, query: str, *values: Any) -> Iterator[Entry]:  # noqa: ANN401 - the driver's
        return (read_entry(*row) for row in self._run(query, values))

    def next_z_number(self) -> str:
        """Return the number that the next close of this register has; gapless."""
        code = self._run("SELECT code FROM register").scalar_one()
        return z_number(code, self._run(_CLOSED_HERE).scalar_one() + 1)

    def record_opening(self, opening: TillOpening, seq: int) -> None:
        """Project an opening."""
        self.place_opening(opening, place_of(self._connection, seq))

    def record_move(self, _move: CashMove, session_id: str, seq: int) -> None:
        """Project cash that moved."""
        self.place_move(session_id, place_of(self._connection, seq))

    def record_closing(self, closing: TillClosing, seq: int) -> None:
        """Project a close."""
        self.place_closing(closing, place_of(self._connection, seq))

    def place_opening(self, opening: TillOpening, place: int) -> None:
        """Project an opening whose entry stands at this place of the file."""
        self._run(_OPEN, (opening.session_id, place))

    def place_move(self, session_id: str, place: int) -> None:
        """Project cash whose entry stands at this place of the file."""
        self._run("INSERT INTO cash_moves VALUES (?, ?)", (place, session_id))

    def place_closing(self, closing: TillClosing, place: int) -> None:
        """Project a close whose entry stands at this place; its opening may be in no journal here.

        That is so after a file was salvaged: what the books have is not copied back.
        """
        if self._run(_KNOWN, (closing.session_id,)).first() is None:
            self._run(_OPEN, (closing.session_id, None))
        ended = (place, closing.stamp.event_id, closing.z_number, closing.session_id)
        self._run(_CLOSE, ended)

    def closing(self, event_id: str) -> TillClosing | None:
        """Return a close by its identity."""
        found = list(self._closings(f"{_CLOSING} WHERE s.closed_id = ?", event_id))
        return found[0] if found else None

    def closings(self, limit: int) -> list[TillClosing]:
        """Return the latest closes, newest first."""
        return list(self._closings(f"{_CLOSING} ORDER BY s.closed_place DESC LIMIT ?", limit))

    def _closings(self, query: str, value: str | int) -> Iterator[TillClosing]:
        for entry in self._entries(query, value):
            yield closing_of(entry.fact, entry.register_id)


def place_till_fact(connection: Connection, entry: Entry, place: int) -> None:
    """Project a fact about a session whose entry stands at this place of the file."""
    book, fact = SqliteTillBook(connection), entry.fact
    if fact.type == EntryType.TILL_OPENED:
        book.place_opening(opening_of(fact, entry.register_id), place)
    elif fact.type == EntryType.CASH_MOVED:
        book.place_move(move_of(fact)[1], place)
    else:
        book.place_closing(closing_of(fact, entry.register_id), place)
