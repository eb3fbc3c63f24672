"""Posts what tills say of their sessions, and remarks what does not fit together.

Nothing is refused, because it has happened: a till that is opened or closed twice, cash that moved
in no session, a sale after the close. The expected cash is worked out anew from the posted sales by
the till's own rule; a difference is a remark on the close. Knows nothing of tables.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from backend_lambdas.logic.book_facts import Bookings
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.books.sales import Remark
from backend_lambdas.logic.books.tills import Closed, KnownSession, Moved, Written
from backend_lambdas.logic.books.work import Work
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale

LATE = "till.late"
DIFFERS = "till.expected_differs"
UNKNOWN = "till.session_unknown"


def post_till_facts(work: Work, bookings: Bookings) -> list[Remark]:
    """Write sessions and moves after the sales are in the books; return what is remarkable.

    All entries are of one register, whose row the caller has locked.
    """
    places = _places(bookings)
    if not places:
        return []
    before = work.tills.sessions(_named(bookings))
    opened_now = {opened.opening.session_id for opened in bookings.openings}
    known = opened_now | before.keys()
    closed_first = {before[session].closed_id for session in opened_now & before.keys()}
    work.sales.settle_remarks(closed_first, UNKNOWN)
    work.tills.add_openings(bookings.openings)
    work.tills.add_moves(bookings.moves)
    remarks = list(_closings(work, bookings, known))
    register_id, first = min((at.register_id, at.seq) for at in places.values())
    around = work.tills.around(register_id, first)
    sessions = work.tills.sessions(_named(bookings))
    remarks += _opened_twice(bookings, around)
    remarks += _moves_apart(bookings.moves, known, sessions)
    late, disturbed = _late_trade(bookings, places, around)
    closed = [session for session in sessions.values() if session.closed and session.opened]
    return [*remarks, *late, *_expected(work, [*disturbed, *closed])]


def _places(bookings: Bookings) -> dict[str, Written]:
    """Say where each fact that was posted stands."""
    return {
        kept.entry.fact.event_id: Written(kept.entry.register_id, kept.entry.seq)
        for kept in bookings.kept
        if kept.state is EntryState.POSTED
    }


def _named(bookings: Bookings) -> set[str]:
    opened = (each.opening.session_id for each in bookings.openings)
    moved = (each.session_id for each in bookings.moves)
    return {*opened, *moved, *(each.closing.session_id for each in bookings.closings)}


def _closings(work: Work, bookings: Bookings, known: Collection[str]) -> Iterator[Remark]:
    for closed in bookings.closings:
        closing = closed.closing
        event_id, session_id = closing.stamp.event_id, closing.session_id
        if session_id not in known:
            yield Remark(event_id, UNKNOWN, data={"session_id": session_id})
        if not work.tills.add_closing(closed):
            yield Remark(event_id, "till.closed_twice", data={"session_id": session_id})
        if work.tills.is_repeated(closed):
            yield Remark(event_id, "till.z_repeated", data={"number": closing.z_number})
        yield from _own_arithmetic(closed)
        if closing.over_limit and closing.accepted_by is None:
            data = {"difference_minor": closing.difference_minor}
            yield Remark(event_id, "till.difference_not_accepted", data=data)


def _own_arithmetic(closed: Closed) -> Iterator[Remark]:
    """Remark a close whose own sums do not follow from its own parts."""
    closing = closed.closing
    names = ("expected_minor", "counted_minor", "difference_minor")
    ours = (closing.expected_minor, closing.count.counted_minor, closing.difference_minor)
    wrong = [
        name for name, mine, theirs in zip(names, ours, closed.claimed, strict=True)
        if mine != theirs
    ]  # fmt: skip
    if wrong:
        yield Remark(closing.stamp.event_id, "amounts.differ", data={"fields": ", ".join(wrong)})


def _opened_twice(bookings: Bookings, around: Sequence[KnownSession]) -> Iterator[Remark]:
    for opened in bookings.openings:
        inside = _session_at(opened.at, around)
        if inside is not None and not _is_closed_before(inside, opened.at):
            data = {"session_id": inside.session_id}
            yield Remark(opened.opening.session_id, "till.opened_twice", data=data)


def _moves_apart(
    moves: Sequence[Moved], known: Collection[str], sessions: Mapping[str, KnownSession]
) -> Iterator[Remark]:
    """Remark cash that moved in a session nobody opened, or in one that was closed."""
    for moved in moves:
        event_id = moved.move.stamp.event_id
        if moved.session_id not in known:
            yield Remark(event_id, UNKNOWN, data={"session_id": moved.session_id})
        elif _is_closed_before(sessions[moved.session_id], moved.at):
            yield Remark(event_id, LATE, data={"session_id": moved.session_id})


def _late_trade(
    bookings: Bookings, places: Mapping[str, Written], around: Sequence[KnownSession]
) -> tuple[list[Remark], list[KnownSession]]:
    """Remark trade outside of every session, and trade that came after its session was closed.

    The latter changes what is expected: those sessions are returned. A register that never opened
    a till trades without sessions, which is no remark.
    """
    remarks, disturbed = [], []
    new_closes = {closed.closing.stamp.event_id for closed in bookings.closings}
    documents: list[Sale | GoodsReturn] = [*bookings.sales, *bookings.returns]
    for event_id in (document.stamp.event_id for document in documents):
        session = _session_at(places[event_id], around)
        if session is None or session.closed is None:
            continue
        after = _is_closed_before(session, places[event_id])
        if after or session.closed_id not in new_closes:
            remarks.append(Remark(event_id, LATE, data={"session_id": session.session_id}))
        if not after and session.closed_id not in new_closes:
            disturbed.append(session)
    return remarks, disturbed


def _session_at(at: Written, around: Sequence[KnownSession]) -> KnownSession | None:
    """Return the last session that began before this place."""
    before = [session for session in around if _begin(session, at.register_id) < at.seq]
    return before[-1] if before else None


def _begin(session: KnownSession, register_id: str) -> int:
    if session.opened is None or session.opened.register_id != register_id:
        return 0
    return session.opened.seq


def _is_closed_before(session: KnownSession, at: Written) -> bool:
    closed = session.closed
    return closed is not None and closed.register_id == at.register_id and closed.seq < at.seq


def _expected(work: Work, sessions: Iterable[KnownSession]) -> list[Remark]:
    """Hold what the till expected against the books."""
    remarks = []
    for session in {each.session_id: each for each in sessions}.values():
        expected = work.tills.drawer(session).expected_minor
        work.tills.keep_expected(session.session_id, expected)
        if expected == session.stated_minor:
            work.sales.settle_remarks({session.closed_id}, DIFFERS)
            continue
        data = {"stated_minor": session.stated_minor, "expected_minor": expected}
        remarks.append(Remark(session.closed_id, DIFFERS, data=data))
    return remarks
