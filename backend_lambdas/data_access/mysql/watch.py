"""Questions of the watch to all that the books hold.

Fits `Watch`. Knows nothing of what counts as a finding.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    func,
    or_,
    select,
)

from backend_lambdas.data_access.mysql.ledger_tables import (
    journal_entries,
    payments,
    refunds,
    remarks,
    return_lines,
    returns,
    sale_lines,
    sale_taxes,
    sales,
    stock_levels,
    stock_movements,
)
from backend_lambdas.data_access.mysql.news_tables import outbox
from backend_lambdas.data_access.mysql.rows import add_or_replace
from backend_lambdas.data_access.mysql.shop_tables import registers
from backend_lambdas.data_access.mysql.watch_tables import verified_journals
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.books.outbox import WishState
from backend_lambdas.logic.books.watch import Count, HeldEntry, WatchedRegister
from backend_lambdas.logic.ports import RegisterStatus
from pos_core.journal import GENESIS, EntryType, Head

_ENTRIES = journal_entries.c
_LEVELS = stock_levels.c
_MOVES = stock_movements.c


class SqlWatch:
    """Questions to all that is held. MySQL sums to decimals, hence `int` on every sum."""

    def __init__(self, connection: Connection) -> None:
        """Ask on this open transaction."""
        self._connection = connection

    def knows(self, register_id: str) -> bool:
        """Tell whether the books have such a register."""
        wanted = select(registers.c.register_id).where(registers.c.register_id == register_id)
        return self._connection.execute(wanted).first() is not None

    def registers(self) -> list[WatchedRegister]:
        """Return all registers, in the order of their identities."""
        here, mark = registers.c, verified_journals.c
        last = and_(_ENTRIES.register_id == here.register_id, _ENTRIES.seq == here.head_seq)
        joined = registers.outerjoin(journal_entries, last).outerjoin(
            verified_journals, mark.register_id == here.register_id
        )
        wanted = select(
            registers, _ENTRIES.received_at, mark.seq, mark.hash.label("marked"), mark.full_at
        )
        rows = self._connection.execute(wanted.select_from(joined).order_by(here.register_id))
        return [
            WatchedRegister(
                row.register_id,
                row.store_id,
                row.public_key,
                row.status == RegisterStatus.ACTIVE,
                Head(row.head_seq, row.head_hash),
                row.received_at or row.enrolled_at,
                GENESIS if row.seq is None else Head(row.seq, row.marked),
                row.full_at or "",
            )
            for row in rows
        ]

    def held(self, register_id: str, after: int, through: int, most: int) -> list[HeldEntry]:
        """Return the next entries of a journal, at most so many, none beyond `through`."""
        columns = (_ENTRIES.seq, _ENTRIES.body, _ENTRIES.prev_hash, _ENTRIES.hash)
        wanted = (
            select(*columns, _ENTRIES.signature)
            .where(
                _ENTRIES.register_id == register_id,
                _ENTRIES.seq > after,
                _ENTRIES.seq <= through,
            )
            .order_by(_ENTRIES.seq)
            .limit(most)
        )
        return [HeldEntry(*row) for row in self._connection.execute(wanted)]

    def unsound(self, register_id: str, first: int, last: int) -> list[str]:
        """Return facts among these entries of whose rows some are missing or do not add up."""
        among = and_(_ENTRIES.register_id == register_id, _ENTRIES.seq.between(first, last))
        found: list[str] = []
        for documents, entry_type, faults in (
            (sales, EntryType.SALE_COMPLETED, list(_faults_of_sales())),
            (returns, EntryType.SALE_RETURNED, list(_faults_of_returns())),
        ):
            document = documents.c
            joined = journal_entries.outerjoin(documents, document.event_id == _ENTRIES.event_id)
            wanted = (
                select(_ENTRIES.event_id)
                .select_from(joined)
                .where(
                    among,
                    _ENTRIES.type == entry_type.value,
                    _ENTRIES.state == EntryState.POSTED.value,
                    or_(document.event_id.is_(None), *faults),
                    ~_was_remarked_on(),
                )
                .order_by(_ENTRIES.seq)
            )
            found += self._connection.execute(wanted).scalars().all()
        return found

    def note_verified(self, register_id: str, head: Head, at: str, full_at: str) -> None:
        """Remember how far a journal has been verified."""
        row = {
            "register_id": register_id,
            "seq": head.seq,
            "hash": head.hash,
            "verified_at": at,
            "full_at": full_at,
        }
        changing = ("seq", "hash", "verified_at", "full_at")
        add_or_replace(self._connection, verified_journals, [row], changing)

    def strays(self) -> Count:
        """Count sales and returns that no entry of any journal stands for."""
        counts = [self._strays_among(documents) for documents in (sales, returns)]
        return Count(sum(c.many for c in counts), next((c.first for c in counts if c.many), ""))

    def _strays_among(self, documents: Table) -> Count:
        document = documents.c
        joined = documents.outerjoin(journal_entries, _ENTRIES.event_id == document.event_id)
        wanted = select(func.count(), func.min(document.event_id)).select_from(joined)
        return self._count(wanted.where(_ENTRIES.event_id.is_(None)))

    def wrong_levels(self) -> Count:
        """Count stock levels that are not the sum of their movements."""
        sums = (
            select(
                _MOVES.store_id, _MOVES.product_id, func.sum(_MOVES.quantity_milli).label("moved")
            )
            .group_by(_MOVES.store_id, _MOVES.product_id)
            .subquery()
        )
        same = and_(_LEVELS.store_id == sums.c.store_id, _LEVELS.product_id == sums.c.product_id)
        unlevelled = select(func.count(), func.min(sums.c.product_id)).select_from(
            sums.outerjoin(stock_levels, same)
        )
        wrong = self._count(
            unlevelled.where(func.coalesce(_LEVELS.quantity_milli, 0) != sums.c.moved)
        )
        unmoved = select(func.count(), func.min(_LEVELS.product_id)).select_from(
            stock_levels.outerjoin(sums, same)
        )
        without = self._count(unmoved.where(sums.c.moved.is_(None), _LEVELS.quantity_milli != 0))
        return Count(wrong.many + without.many, wrong.first or without.first)

    def quarantined(self) -> dict[str, Count]:
        """Count quarantined entries by register; `first` is the first one's number."""
        wanted = (
            select(_ENTRIES.register_id, func.count(), func.min(_ENTRIES.seq))
            .where(_ENTRIES.state == EntryState.QUARANTINED.value)
            .group_by(_ENTRIES.register_id)
        )
        return {row[0]: Count(row[1], str(row[2])) for row in self._connection.execute(wanted)}

    def overdue(self, before: str) -> Count:
        """Count wishes made before a moment and not fulfilled; `first` is the oldest's moment."""
        wanted = select(func.count(), func.min(outbox.c.created_at))
        return self._count(
            wanted.where(outbox.c.state == WishState.DUE.value, outbox.c.created_at < before)
        )

    def _count(self, wanted: Select[Any]) -> Count:
        many, first = self._connection.execute(wanted).one()
        return Count(many, first or "")


def _was_remarked_on() -> ColumnElement[bool]:
    return exists().where(
        remarks.c.event_id == _ENTRIES.event_id, remarks.c.code == "amounts.differ"
    )


def _faults_of_sales() -> Iterator[ColumnElement[bool]]:
    sale, line = sales.c, sale_lines.c
    yield sale.total_minor != sale.net_minor + sale.tax_minor
    yield sale.net_minor != _sum_of(sale_lines, line.net_minor, sales)
    yield sale.tax_minor != _sum_of(sale_lines, line.tax_minor, sales)
    yield sale.tax_minor != _sum_of(sale_taxes, sale_taxes.c.tax_minor, sales)
    yield sale.net_minor != _sum_of(sale_taxes, sale_taxes.c.net_minor, sales)
    paid = _sum_of(payments, payments.c.amount_minor, sales)
    yield sale.total_minor + sale.rounding_minor != paid
    yield _sum_of(sale_lines, line.quantity_milli, sales) != -_moved_by(sales)


def _faults_of_returns() -> Iterator[ColumnElement[bool]]:
    back, line = returns.c, return_lines.c
    yield back.total_minor != back.net_minor + back.tax_minor
    yield back.net_minor != _sum_of(return_lines, line.net_minor, returns)
    yield back.tax_minor != _sum_of(return_lines, line.tax_minor, returns)
    yield back.total_minor != _sum_of(refunds, refunds.c.amount_minor, returns)
    yield _sum_of(return_lines, line.quantity_milli, returns) != _moved_by(returns)


def _sum_of(children: Table, amount: ColumnElement[int], of: Table) -> ColumnElement[int]:
    """Return the sum over one document's rows, through their primary key."""
    wanted = select(func.coalesce(func.sum(amount), 0))
    return wanted.where(children.c.event_id == of.c.event_id).correlate(of).scalar_subquery()


def _moved_by(documents: Table) -> ColumnElement[int]:
    wanted = select(func.coalesce(func.sum(_MOVES.quantity_milli), 0))
    mine = _MOVES.source_id == documents.c.event_id
    return wanted.where(mine).correlate(documents).scalar_subquery()
