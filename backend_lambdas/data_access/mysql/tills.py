"""Sessions of tills in the books, and the cash that they should hold.

Fits `Tills`. Knows nothing of remarks.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update
from sqlalchemy import Row as ReadRow

from backend_lambdas.data_access.mysql.ledger_tables import journal_entries, payments, refunds
from backend_lambdas.data_access.mysql.rows import Row, add
from backend_lambdas.data_access.mysql.shop_tables import registers
from backend_lambdas.data_access.mysql.till_tables import cash_moves, till_sessions
from backend_lambdas.logic.books.sales import local_time
from backend_lambdas.logic.books.tills import Closed, KnownSession, Moved, Opened, Written
from pos_core.identifiers import moment_of, timestamp
from pos_core.payment import TenderKind
from pos_core.sale import Stamp
from pos_core.till_session import CashMoveKind, DrawerCash, TenderFlow, TillOpening, drawer_cash
from pos_core.wire.reports import TillFigures

_SESSION = till_sessions.c
_ENTRY = journal_entries.c
_PAID = payments.c
_CASH = TenderKind.CASH


class SqlTills:
    """The sessions of all registers."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def sessions(self, session_ids: Collection[str]) -> dict[str, KnownSession]:
        """Return these sessions, as far as they are known."""
        if not session_ids:
            return {}
        wanted = select(till_sessions).where(_SESSION.session_id.in_(session_ids))
        return {row.session_id: _known(row) for row in self._connection.execute(wanted)}

    def around(self, register_id: str, first_seq: int) -> list[KnownSession]:
        """Return the last session that began in this journal before this place, and later ones."""
        here = _SESSION.register_id == register_id
        latest = select(func.max(_SESSION.opened_seq)).where(here, _SESSION.opened_seq < first_seq)
        since = int(self._connection.execute(latest).scalar() or 0)
        opened = select(till_sessions).where(here, _SESSION.opened_seq >= since)
        own = [
            _known(row) for row in self._connection.execute(opened.order_by(_SESSION.opened_seq))
        ]
        return [*self._inherited(register_id), *own] if not since else own

    def _inherited(self, register_id: str) -> Iterator[KnownSession]:
        """Yield sessions that were closed in this journal and did not begin in it."""
        wanted = select(till_sessions).where(
            _SESSION.closed_register_id == register_id,
            or_(_SESSION.register_id != register_id, _SESSION.opened_seq.is_(None)),
        )
        return (_known(row) for row in self._connection.execute(wanted))

    def add_openings(self, openings: Sequence[Opened]) -> None:
        """Add sessions that were opened; of one whose close came first, note the opening."""
        known = self.sessions({each.opening.session_id for each in openings})
        new = [each for each in openings if each.opening.session_id not in known]
        rows = [_opening_row(each.opening, each.at.register_id, each.at.seq) for each in new]
        add(self._connection, till_sessions, rows)
        for each in openings:
            if each.opening.session_id in known:
                self._note_opening(each)

    def _note_opening(self, opened: Opened) -> None:
        self._connection.execute(
            update(till_sessions)
            .where(_SESSION.session_id == opened.opening.session_id)
            .values(register_id=opened.at.register_id, opened_seq=opened.at.seq)
        )

    def add_moves(self, moves: Sequence[Moved]) -> None:
        """Add cash that moved."""
        add(self._connection, cash_moves, [_move_row(moved) for moved in moves])

    def add_closing(self, closed: Closed) -> bool:
        """Note a close; False, and nothing noted, when the session has been closed before."""
        closing = closed.closing
        if closing.session_id not in self.sessions([closing.session_id]):
            opening = closing.figures.opening
            row = _opening_row(opening, closed.at.register_id, None)
            add(self._connection, till_sessions, [row])
        noted = self._connection.execute(
            update(till_sessions)
            .where(_SESSION.session_id == closing.session_id, _SESSION.closed_id.is_(None))
            .values(
                closed_id=closing.stamp.event_id,
                closed_register_id=closed.at.register_id,
                closed_seq=closed.at.seq,
                closed_at=timestamp(moment_of(closing.stamp.occurred_at)),
                z_number=closing.z_number,
                stated_minor=closed.claimed[0],
                counted_minor=closed.claimed[1],
                over_limit=closing.over_limit,
            )
        )
        return noted.rowcount == 1

    def is_repeated(self, closed: Closed) -> bool:
        """Tell whether the register has given the number of this close to another one."""
        others = select(_SESSION.session_id).where(
            _SESSION.closed_register_id == closed.at.register_id,
            _SESSION.z_number == closed.closing.z_number,
            _SESSION.session_id != closed.closing.session_id,
        )
        return self._connection.execute(others.limit(1)).first() is not None

    def of_day(self, store_id: str, day: str) -> list[TillFigures]:
        """Return the sessions that began in a store on this local day, in the order of opening."""
        wanted = (
            select(till_sessions, registers.c.code)
            .join_from(till_sessions, registers, registers.c.register_id == _SESSION.register_id)
            .where(_SESSION.store_id == store_id, _SESSION.business_day == day)
            .order_by(_SESSION.opened_at, _SESSION.session_id)
        )
        return [self._figures(row) for row in self._connection.execute(wanted).all()]

    def _figures(self, row: ReadRow[Any]) -> TillFigures:
        expected = row.expected_minor
        if expected is None:  # open, or its opening is not in the books yet
            known = _known(row)
            expected = self.drawer(known).expected_minor if known.opened else row.stated_minor
        return TillFigures(
            register_code=row.code,
            session_id=row.session_id,
            opened_at=row.opened_at,
            utc_offset_minutes=row.utc_offset_minutes,
            staff_name=row.staff_name,
            z_number=row.z_number or "",
            opening_float_minor=row.opening_float_minor,
            expected_minor=expected or 0,
            counted_minor=row.counted_minor,
        )

    def keep_expected(self, session_id: str, expected_minor: int) -> None:
        """Keep what the books expect in the drawer."""
        self._connection.execute(
            update(till_sessions)
            .where(_SESSION.session_id == session_id)
            .values(expected_minor=expected_minor)
        )

    def drawer(self, session: KnownSession) -> DrawerCash:
        """Add up a closed session's cash from posted sales, returns and moves.

        The sums are made here: no database agrees with another about one that is too large.
        """
        places = self._places(session)
        paid = (
            select(_PAID.given_minor, _PAID.amount_minor)
            .join_from(journal_entries, payments, _PAID.event_id == _ENTRY.event_id)
            .where(places, _PAID.kind == _CASH.value)
        )
        back = (
            select(refunds.c.amount_minor)
            .join_from(journal_entries, refunds, refunds.c.event_id == _ENTRY.event_id)
            .where(places, refunds.c.kind == _CASH.value)
        )
        taken = self._connection.execute(paid).all()
        flow = TenderFlow(
            _CASH,
            given_minor=sum(row.given_minor for row in taken),
            change_minor=sum(row.given_minor - row.amount_minor for row in taken),
            refunded_minor=sum(self._connection.execute(back).scalars()),
        )
        return drawer_cash(session.opening_float_minor, flow, self._moves(session.session_id))

    def _moves(self, session_id: str) -> list[tuple[CashMoveKind, int]]:
        wanted = select(cash_moves.c.kind, cash_moves.c.amount_minor).where(
            cash_moves.c.session_id == session_id
        )
        return [
            (CashMoveKind(row.kind), row.amount_minor) for row in self._connection.execute(wanted)
        ]

    def _places(self, session: KnownSession) -> ColumnElement[bool]:
        """Return which entries are the session's: between opening and close, in both journals."""
        opened, closed = session.opened, session.closed
        spans = []
        if opened is not None:
            end = self._next_opening(opened)
            if closed is not None and closed.register_id == opened.register_id:
                end = min(end, closed.seq) if end else closed.seq
            spans.append(_span(opened.register_id, opened.seq, end))
        if closed is not None and closed.register_id != session.register_id:
            spans.append(_span(closed.register_id, 0, closed.seq))
        return or_(*spans)

    def _next_opening(self, opened: Written) -> int:
        """Return where the next session begins in the same journal; 0 for nowhere."""
        wanted = select(func.min(_SESSION.opened_seq)).where(
            _SESSION.register_id == opened.register_id, _SESSION.opened_seq > opened.seq
        )
        return int(self._connection.execute(wanted).scalar() or 0)


def _span(register_id: str, after: int, before: int) -> ColumnElement[bool]:
    """Return the entries after one place and, unless it is 0, before another."""
    inside = and_(_ENTRY.register_id == register_id, _ENTRY.seq > after)
    return and_(inside, _ENTRY.seq < before) if before else inside


def _known(row: ReadRow[Any]) -> KnownSession:
    opened = None if row.opened_seq is None else Written(row.register_id, row.opened_seq)
    closed = None if row.closed_id is None else Written(row.closed_register_id, row.closed_seq)
    return KnownSession(
        session_id=row.session_id,
        register_id=row.register_id,
        opening_float_minor=row.opening_float_minor,
        opened=opened,
        closed=closed,
        closed_id=row.closed_id or "",
        stated_minor=row.stated_minor or 0,
    )


def _who_and_when(stamp: Stamp) -> dict[str, object]:
    return {
        "utc_offset_minutes": stamp.utc_offset_minutes,
        "staff_id": stamp.actor.staff_id,
        "staff_name": stamp.actor.name,
    }


def _opening_row(opening: TillOpening, register_id: str, seq: int | None) -> Row:
    stamp = opening.stamp
    return {
        "session_id": opening.session_id,
        "register_id": register_id,
        "store_id": opening.place.store_id,
        "opened_seq": seq,
        "opened_at": timestamp(moment_of(stamp.occurred_at)),
        **_who_and_when(stamp),
        "business_day": local_time(stamp).date().isoformat(),
        "currency": opening.currency.code,
        "opening_float_minor": opening.opening_float_minor,
    }


def _move_row(moved: Moved) -> Row:
    move = moved.move
    return {
        "event_id": move.stamp.event_id,
        "session_id": moved.session_id,
        "register_id": moved.at.register_id,
        "kind": move.kind.value,
        "amount_minor": move.amount_minor,
        "reason": move.reason,
        "occurred_at": timestamp(moment_of(move.stamp.occurred_at)),
        **_who_and_when(move.stamp),
    }
