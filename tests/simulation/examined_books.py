"""The books after a day, read by statements of their own, and what the tills say about it.

The examination believes neither the code that posts nor its records: it compares rows of the
tables with what customers were shown. Knows nothing of how the day went.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pos_core.journal import Entry, EntryType
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.wire.convert import return_of, sale_of
from tests.backend.books.reading import Rows
from tests.simulation.floor import Floor
from tests.simulation.till import SimulatedTill

Document = Sale | GoodsReturn
_OF_REGISTER = """SELECT j.event_id FROM journal_entries j
JOIN registers r ON r.register_id = j.register_id"""
StockKey = tuple[str, str]


@dataclass
class ExaminedBooks:
    """A day's books and journals, read once."""

    floor: Floor

    def rows(self, question: str) -> Rows:
        """Return what the books answer."""
        return self.floor.rows(question)

    def by_fact(self, question: str) -> dict[str, Rows]:
        """Return rows by their first column, a fact's identity, without it."""
        found: defaultdict[str, Rows] = defaultdict(list)
        for event_id, *rest in self.rows(question):
            found[event_id].append(tuple(rest))
        return found

    @cached_property
    def entries(self) -> list[Entry]:
        """All entries of all machines, also those of files that are gone."""
        return [entry for till in self.floor.tills for entry in till.all_entries()]

    @cached_property
    def facts(self) -> dict[str, Entry]:
        """Each fact once, by its identity, whichever journals it is in."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.fact.event_id, entry)
        return found

    def written_by(self, till: SimulatedTill) -> list[Entry]:
        """Return what a machine wrote, each fact once, in the order of its writing."""
        found: dict[str, Entry] = {}
        for entry in till.all_entries():
            found.setdefault(entry.fact.event_id, entry)
        return list(found.values())

    def own_numbers(self, code: str) -> list[str]:
        """Return the receipt numbers in a register's journal in the books that it made itself."""
        posted = {row[0] for row in self.rows(f"{_OF_REGISTER} WHERE r.code = '{code}'")}
        documents: dict[str, Document] = {**self.sales, **self.returns}
        return [
            documents[event_id].receipt_number
            for event_id in posted & documents.keys()
            if documents[event_id].place.register_code == code
        ]

    @cached_property
    def sales(self) -> dict[str, Sale]:
        """All sales that tills have written down."""
        found = self._facts(EntryType.SALE_COMPLETED)
        return {e.fact.event_id: sale_of(e.fact, e.register_id) for e in found}

    @cached_property
    def returns(self) -> dict[str, GoodsReturn]:
        """All returns that tills have written down."""
        found = self._facts(EntryType.SALE_RETURNED)
        return {e.fact.event_id: return_of(e.fact, e.register_id) for e in found}

    @property
    def letters(self) -> list[str]:
        """The addresses that receipts were to be mailed to."""
        found = self._facts(EntryType.RECEIPT_MAIL_REQUESTED)
        readable = [entry for entry in found if entry.fact.event_id not in self.unreadable]
        return [str(entry.fact.payload["address"]) for entry in readable]

    def _facts(self, kind: EntryType) -> list[Entry]:
        return [entry for entry in self.facts.values() if entry.fact.type == kind]

    @cached_property
    def shown(self) -> dict[str, Document]:
        """What customers were shown as done, as it was shown, by identity."""
        found: dict[str, Document] = {}
        for till in self.floor.tills:
            found |= till.screen.sales
            found |= till.screen.returns
        return found

    @property
    def unreadable(self) -> set[str]:
        """What tills wrote that this server cannot read."""
        return {event_id for till in self.floor.tills for event_id in till.unreadable}
