"""The books after a day, read by statements of their own, and what the tills say about it.

The examination believes neither the code that posts nor its records: it compares rows of the
tables with what customers were shown. Knows nothing of how the day went.
"""

from collections import defaultdict
from collections.abc import Sequence
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
    def journals(self) -> dict[str, Sequence[Entry]]:
        """Every till's journal, by register."""
        return {till.register.register_id: till.entries() for till in self.floor.tills}

    @cached_property
    def entries(self) -> list[Entry]:
        """All entries of all tills."""
        return [entry for journal in self.journals.values() for entry in journal]

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
        return [entry for entry in self.entries if entry.fact.type == kind]

    @cached_property
    def shown(self) -> dict[str, Document]:
        """What customers were shown as done, as it was shown, by identity."""
        found: dict[str, Document] = {}
        for till in self.floor.tills:
            found |= till.screen.sales
            found |= till.screen.returns
        return found

    @cached_property
    def stumbled(self) -> set[str]:
        """The registers of which something was quarantined, for ever or for a while.

        A number that is quarantined is missing to the next sale, and comes late afterwards.
        """
        wished = self.rows("SELECT intent FROM outbox WHERE kind = 'quarantine'")
        return {intent.split(":")[1] for (intent,) in wished}

    @property
    def unreadable(self) -> set[str]:
        """What tills wrote that this server cannot read."""
        return {event_id for till in self.floor.tills for event_id in till.unreadable}

    def till_of(self, document: Document) -> SimulatedTill:
        """Return the till that made a document."""
        code = document.place.register_code
        return next(till for till in self.floor.tills if till.code == code)
