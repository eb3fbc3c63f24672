"""The cash drawer of a till: sessions, cash that moves, and what should be in it by the journal.

The walk through the journal is the examination's own; it asks neither the till's sums nor the
books'. Knows nothing of servers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos_core.cash_count import CashCount
from pos_core.journal import Entry, EntryType
from pos_core.payment import TenderKind
from pos_core.permissions import Role
from pos_core.till_session import CashMoveKind
from pos_core.wire.convert import return_of, sale_of
from tests.simulation.till import SimulatedTill

_MANAGER = (Role.MANAGER,)
_OUT = {"paid_in": 1, "paid_out": -1, "drop": -1}


@dataclass(frozen=True)
class Closed:
    """A session at its close: what the walk expects, what the close says and what was counted."""

    session_id: str
    expected_minor: int
    stated_minor: int
    counted_minor: int


def walked(entries: Iterable[Entry]) -> Iterator[Closed]:
    """Walk a machine's journal and yield its sessions at their close."""
    session_id, cash = "", 0
    for entry in entries:
        fact = entry.fact
        if fact.type == EntryType.TILL_OPENED:
            session_id, cash = fact.event_id, int(str(fact.payload["opening_float_minor"]))
        elif fact.type == EntryType.SALE_COMPLETED:
            sale = sale_of(fact, entry.register_id)
            cash += sum(t.amount_minor for t in sale.tenders if t.kind is TenderKind.CASH)
        elif fact.type == EntryType.SALE_RETURNED:
            goods = return_of(fact, entry.register_id)
            cash -= sum(t.amount_minor for t in goods.tenders if t.kind is TenderKind.CASH)
        elif fact.type == EntryType.CASH_MOVED:
            sign = _OUT[str(fact.payload["kind"])]
            cash += sign * int(str(fact.payload["amount_minor"]))
        elif fact.type == EntryType.TILL_CLOSED:
            stated, counted = (fact.payload[n] for n in ("expected_minor", "counted_minor"))
            yield Closed(session_id, cash, int(str(stated)), int(str(counted)))


@dataclass
class Drawer:
    """Somebody who sees to the drawer of a till."""

    till: SimulatedTill

    def see_to_it(self) -> None:
        """Open the till when it is closed; else move cash, or count and close it."""
        till, chance = self.till, self.till.world.chance
        with till.run.storage.read() as books:
            figures = books.till.figures()
        if figures is None:
            float_minor = chance.choice((0, 10_000, 15_050))
            till.world.diary.note(f"{till.name} is opened with {float_minor} minor")
            till.run.open_till.open(float_minor, till.actor, _MANAGER)
        elif chance.random() < 0.6:
            kind = chance.choice(list(CashMoveKind))
            amount = chance.randint(1, 9_999)
            till.world.diary.note(f"{till.name}: {kind.value} {amount} minor")
            till.run.move_cash.move(kind, amount, "as asked", till.actor, _MANAGER)
        else:
            counted = max(0, figures.cash.expected_minor + chance.choice((0, 0, -50, 1_000)))
            till.world.diary.note(f"{till.name} is closed with {counted} minor")
            count = CashCount(other_minor=counted)
            till.run.close_till.close(count, till.actor, _MANAGER, "counted twice")
