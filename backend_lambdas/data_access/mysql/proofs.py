"""Sums of the daily proof over posted sales, payments and refunds.

Fits `Proofs`. A day of a register touches the rows of that day only, through the indexes on
register and day; bodies are read of the few entries that are repeats or quarantined. Knows nothing
of how the sums are compared.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from backend_lambdas.data_access.mysql.journals import kept_entry
from backend_lambdas.data_access.mysql.ledger_tables import (
    journal_entries,
    payments,
    refunds,
    returns,
    sales,
)
from backend_lambdas.logic.books.journal import EntryState, KeptEntry
from pos_core.journal import Head
from pos_core.proof import Figures, Proof, TenderSums, tender_sums

_ENTRIES = journal_entries.c
_NOT_BOOKED = (EntryState.REPEATED.value, EntryState.QUARANTINED.value)
Chosen = ColumnElement[bool]


class SqlProofs:
    """Questions to what is booked. MySQL sums to decimals, hence `int` on every sum."""

    def __init__(self, connection: Connection) -> None:
        """Ask on this open transaction."""
        self._connection = connection

    def booked(self, register_id: str, day: str) -> Proof:
        """Return what is booked under this register on a day, and where its journal says so."""
        sold, returned = (
            and_(table.c.register_id == register_id, table.c.business_day == day)
            for table in (sales, returns)
        )
        places = [self._place(sales, sold), self._place(returns, returned)]
        firsts = [first for first, last in places if last]
        last = max(last for _, last in places)
        figures = self._figures(sold, returned)
        if not last:
            return Proof(figures)
        return Proof(figures, min(firsts), Head(last, self._hash(register_id, last)))

    def booked_elsewhere(self, register_id: str, event_ids: Collection[str]) -> Figures:
        """Return what those of the facts add that are booked under any other register."""
        if not event_ids:
            return Figures()
        sold, returned = (
            and_(table.c.event_id.in_(event_ids), table.c.register_id != register_id)
            for table in (sales, returns)
        )
        return self._figures(sold, returned)

    def not_booked_here(self, register_id: str) -> Sequence[KeptEntry]:
        """Return, in order, the entries of this journal that are repeats or quarantined."""
        wanted = (
            select(journal_entries)
            .where(_ENTRIES.register_id == register_id, _ENTRIES.state.in_(_NOT_BOOKED))
            .order_by(_ENTRIES.seq)
        )
        return [kept_entry(row) for row in self._connection.execute(wanted).mappings()]

    def _figures(self, sold: Chosen, returned: Chosen) -> Figures:
        columns = sales.c
        sale = self._sums(sold, columns.total_minor, columns.tax_minor, columns.rounding_minor)
        back = self._sums(returned, returns.c.total_minor, returns.c.tax_minor)
        taken = [TenderSums(kind, amount, 0) for kind, amount in self._moved(payments, sales, sold)]
        given = [TenderSums(kind, 0, out) for kind, out in self._moved(refunds, returns, returned)]
        return Figures(
            sales=sale[0],
            returns=back[0],
            sold_minor=sale[1],
            returned_minor=back[1],
            tax_minor=sale[2],
            returned_tax_minor=back[2],
            rounding_minor=sale[3],
            tenders=tender_sums([*taken, *given]),
        )

    def _sums(self, chosen: Chosen, *amounts: ColumnElement[Any]) -> list[int]:
        """Return how many rows there are, and the sum of each amount."""
        wanted = select(func.count(), *(func.sum(amount) for amount in amounts)).where(chosen)
        return [int(value or 0) for value in self._connection.execute(wanted).one()]

    def _moved(self, tenders: Table, documents: Table, chosen: Chosen) -> list[tuple[str, int]]:
        amount = func.sum(tenders.c.amount_minor)
        joined = documents.join(tenders, tenders.c.event_id == documents.c.event_id)
        wanted = select(tenders.c.kind, amount).select_from(joined).where(chosen)
        rows = self._connection.execute(wanted.group_by(tenders.c.kind))
        return [(row[0], int(row[1])) for row in rows]

    def _place(self, documents: Table, chosen: Chosen) -> tuple[int, int]:
        """Return the first and the last entry that carries one of these documents; 0 for none."""
        joined = documents.join(journal_entries, _ENTRIES.event_id == documents.c.event_id)
        wanted = select(func.min(_ENTRIES.seq), func.max(_ENTRIES.seq)).select_from(joined)
        first, last = self._connection.execute(wanted.where(chosen)).one()
        return int(first or 0), int(last or 0)

    def _hash(self, register_id: str, seq: int) -> str:
        wanted = select(_ENTRIES.hash).where(
            _ENTRIES.register_id == register_id, _ENTRIES.seq == seq
        )
        return str(self._connection.execute(wanted).scalar_one())
