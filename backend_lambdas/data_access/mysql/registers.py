"""Registers in the books: enrolment, and where each one's journal stands.

Fits `RegisterBook` for enrolment and `Registers` for posting. Knows nothing of accounts.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, select, update

from backend_lambdas.data_access.mysql.epochs import SqlEpochs
from backend_lambdas.data_access.mysql.rows import add
from backend_lambdas.data_access.mysql.shop_tables import registers, stores
from backend_lambdas.data_access.mysql.transactions import writing
from backend_lambdas.logic.books.journal import PostingRegister
from backend_lambdas.logic.books.work import RowRefused
from backend_lambdas.logic.ports import (
    REGISTER_ACCOUNT_PREFIX,
    SUCCESSORS_PER_DAY,
    Enrolled,
    EnrolmentRequest,
    RegisterStatus,
)
from pos_core.errors import Conflict, EnvironmentFailed, NotAllowed, NotFound
from pos_core.identifiers import Clock, new_id, register_code, register_number, timestamp
from pos_core.journal import GENESIS, Head

_ATTEMPTS = 5


class SqlRegisters:
    """Where each register's journal stands."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def lock(self, register_id: str) -> PostingRegister | None:
        """Lock the register until the transaction ends and return it; None when unknown."""
        wanted = select(registers).where(registers.c.register_id == register_id).with_for_update()
        row = self._connection.execute(wanted).first()
        if row is None:
            return None
        return PostingRegister(
            row.register_id,
            row.code,
            row.store_id,
            row.public_key,
            Head(row.head_seq, row.head_hash),
            row.receipt_counter,
        )

    def advance(self, register_id: str, head: Head, receipt_counter: int) -> None:
        """Move the head of a locked register forward."""
        self._connection.execute(
            update(registers)
            .where(registers.c.register_id == register_id)
            .values(head_seq=head.seq, head_hash=head.hash, receipt_counter=receipt_counter)
        )

    def posted_through(self, register_id: str) -> int:
        """Return the last posted entry's number; 0 for none and for an unknown register."""
        wanted = select(registers.c.head_seq).where(registers.c.register_id == register_id)
        return self._connection.execute(wanted).scalar() or 0


class SqlRegisterBook:
    """The enrolled registers."""

    def __init__(
        self, engine: Engine, clock: Clock, new_name: Callable[[Clock], str] = new_id
    ) -> None:
        """Enrol through this engine; `new_name` makes identities."""
        self._engine = engine
        self._clock = clock
        self._new_name = new_name

    def enrol(self, request: EnrolmentRequest) -> Enrolled:
        """Create the register with the next free code, or return the one this request made before.

        Raises NotFound `store.unknown`, and Conflict `register.request_reused` when the same
        request_id comes with another key.
        """
        return self._tried_again(lambda connection: self._enrol(connection, request))

    def succeed(
        self, register_id: str, request_id: str, public_key: str, codes_seen: int = 0
    ) -> Enrolled:
        """Create a successor in the same store, or return the one this request made before.

        Raises NotAllowed `register.unknown` and `register.too_many_successors`, and Conflict
        `register.request_reused` when the same request_id comes with another key, for another
        register, or after its successor has begun its journal.
        """
        account = f"{REGISTER_ACCOUNT_PREFIX}{register_id}"

        def succeeded(connection: Connection) -> Enrolled:
            former = _row(connection, registers.c.register_id == register_id)
            if former is None:
                raise NotAllowed("register.unknown", register_id=register_id)
            request = EnrolmentRequest(
                request_id, former.store_id, former.name, public_key, account, codes_seen
            )
            return self._enrol(connection, request, register_id)

        return self._tried_again(succeeded)

    def _tried_again(self, act: Callable[[Connection], Enrolled]) -> Enrolled:
        for _ in range(_ATTEMPTS):
            try:
                return writing(self._engine, act)
            except RowRefused:  # somebody took the same code or sent the same request just now
                continue
        raise EnvironmentFailed("books.busy")

    def _enrol(
        self, connection: Connection, request: EnrolmentRequest, origin_id: str | None = None
    ) -> Enrolled:
        store_name = _store_name(connection, request.store_id)
        before = _row(connection, registers.c.request_id == request.request_id)
        if before is None:
            if origin_id is not None:
                self._refuse_too_many(connection, request.store_id, origin_id)
            return self._add(connection, request, store_name, origin_id)
        same = (before.public_key, before.origin_id) == (request.public_key, origin_id)
        begun = origin_id is not None and before.head_seq > 0
        if begun or not same:
            raise Conflict("register.request_reused", request_id=request.request_id)
        return _enrolled(connection, before, store_name)

    def _refuse_too_many(self, connection: Connection, store_id: str, origin_id: str) -> None:
        """Count over all that go back to the same first register, or each one could have more."""
        wanted = select(registers.c.register_id, registers.c.origin_id, registers.c.enrolled_at)
        rows = connection.execute(wanted.where(registers.c.store_id == store_id)).all()
        origins = {row.register_id: row.origin_id for row in rows}
        first = _first_of(origin_id, origins)
        since = timestamp(self._clock.now() - timedelta(days=1))
        recent = [row for row in rows if row.origin_id is not None and row.enrolled_at > since]
        relatives = [row for row in recent if _first_of(row.register_id, origins) == first]
        if len(relatives) >= SUCCESSORS_PER_DAY:
            raise NotAllowed("register.too_many_successors", limit=SUCCESSORS_PER_DAY)

    def _add(
        self,
        connection: Connection,
        request: EnrolmentRequest,
        store_name: str,
        origin_id: str | None,
    ) -> Enrolled:
        here = connection.execute(select(registers.c.code)).scalars()
        last = max([request.codes_seen, *(register_number(code) for code in here)])
        row = {
            "register_id": self._new_name(self._clock),
            "code": register_code(last + 1),
            "name": request.name,
            "store_id": request.store_id,
            "public_key": request.public_key,
            "status": RegisterStatus.ACTIVE.value,
            "head_seq": GENESIS.seq,
            "head_hash": GENESIS.hash,
            "receipt_counter": 0,
            "request_id": request.request_id,
            "enrolled_by": request.requested_by,
            "enrolled_at": timestamp(self._clock.now()),
            "origin_id": origin_id,
        }
        add(connection, registers, [row])
        added = _row(connection, registers.c.register_id == row["register_id"])
        return _enrolled(connection, added, store_name)


def _row(connection: Connection, which: ColumnElement[bool]) -> Row[Any] | None:
    return connection.execute(select(registers).where(which)).first()


def _enrolled(connection: Connection, row: Any, store_name: str) -> Enrolled:  # noqa: ANN401 - a row
    epoch = SqlEpochs(connection).current().name
    return Enrolled(row.register_id, row.code, row.name, row.store_id, store_name, epoch)


def _first_of(register_id: str, origins: Mapping[str, str | None]) -> str:
    """Follow a register back to the one that somebody enrolled."""
    while (origin := origins.get(register_id)) is not None:
        register_id = origin
    return register_id


def _store_name(connection: Connection, store_id: str) -> str:
    wanted = select(stores.c.name).where(stores.c.store_id == store_id)
    name: str | None = connection.execute(wanted).scalar()
    if name is None:
        raise NotFound("store.unknown", store_id=store_id)
    return name
