"""Who is there on a simulated day: the world, the server and the tills. Chooses among them.

Watches what may never be true, at any moment. Knows nothing of what happens when.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from pos_core.cart import SoldProduct
from pos_core.journal import Entry, EntryType
from pos_core.wire.convert import return_of, sale_of
from tests.backend.books.reading import Rows
from tests.simulation.basket import GOODS
from tests.simulation.mishaps import AFTER_COMMIT, BEFORE_COMMIT
from tests.simulation.server import SimulatedServer
from tests.simulation.till import SimulatedTill
from tests.simulation.world import DayWentWrong, World

AT_THE_COUNTER = (BEFORE_COMMIT, AFTER_COMMIT)
_MISHAP_SHARE = 0.2
_PASSES = (0, 0, 0, 1, 2, 4, 7)
_DISK_FULL_SHARE = 0.3
_VERSIONS = "SELECT scope, version FROM feed_versions"
_QUARANTINED = """SELECT 1 FROM journal_entries JOIN registers USING (register_id)
WHERE store_id = ? AND state = 'quarantined' AND type LIKE 'sale.%' LIMIT 1"""


@dataclass
class Floor:
    """The shop floor and the server behind it."""

    world: World
    engine: Engine
    server: SimulatedServer
    tills: list[SimulatedTill] = field(default_factory=list)
    torn_sessions: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take one connection for all the looks into the books; each sees what is committed."""
        self._look = self.engine.raw_connection()

    def close(self) -> None:
        """Close all databases."""
        for till in self.tills:
            till.close()
        self._look.close()
        self.engine.dispose()

    def rows(self, question: str, *values: object) -> Rows:
        """Return what the books answer."""
        cursor = self._look.cursor()
        cursor.execute(question, values)
        return list(cursor.fetchall())

    def any_till(self) -> SimulatedTill:
        """Choose a till."""
        return self.world.chance.choice(self.tills)

    def till_in_danger(self, moments: Sequence[str] = AT_THE_COUNTER) -> SimulatedTill:
        """Choose a till; sometimes something will strike it during what it does next."""
        till, chance = self.any_till(), self.world.chance
        if self.world.happens(_MISHAP_SHARE):
            passes = chance.choice(_PASSES)
            if self.world.happens(_DISK_FULL_SHARE):
                till.mishaps.arm(BEFORE_COMMIT, passes, disk_full=True)
            else:
                till.mishaps.arm(chance.choice(moments), passes)
        return till

    def tear_session(self, till: SimulatedTill) -> None:
        """Remember that nobody can add up the session that is open at this till."""
        rows = till.peek.rows("SELECT session_id FROM till_sessions WHERE closed_place IS NULL")
        self.torn_sessions.update(session_id for (session_id,) in rows)

    def held(self, till: SimulatedTill) -> int:
        """Return how far the till's journal is in the books."""
        question = "SELECT head_seq FROM registers WHERE register_id = ?"
        ((held,),) = self.rows(question, till.register.register_id)
        return int(held)

    def is_forked(self, till: SimulatedTill) -> bool:
        """Tell whether the books hold another journal under the till's name, as yet unnoticed."""
        question = "SELECT head_seq, head_hash FROM registers WHERE register_id = ?"
        ((seq, digest),) = self.rows(question, till.register.register_id)
        with till.run.storage.read() as books:
            return books.journal.hash_at(int(seq)) != str(digest)

    def everybody_knows(self) -> bool:
        """Tell whether every till has the latest of every feed, and has asked after it."""
        versions = {scope: version for scope, version in self.rows(_VERSIONS) if version}
        return all(
            {scope: cursor for scope, cursor in till.cursors_now().items() if cursor} == versions
            for till in self.tills
        )

    def check_claims(self, till: SimulatedTill) -> None:
        """Check that neither till nor mirror ever takes for posted what the books do not have."""
        held = self.held(till)
        register_id = till.register.register_id
        mirrored = self.server.mirror.registers[register_id].posted.seq
        claimed = till.posted if till.posted_of == register_id else 0
        if max(claimed, mirrored) > held:
            claims = f"{claimed} at the till, {mirrored} in the mirror"
            raise DayWentWrong([f"I1: {till.name}'s posted entries: {claims}, {held} in the books"])

    def check_shelf(self, till: SimulatedTill, *goods: SoldProduct) -> None:
        """Check what a till shows of its stock: the books' level and its own unposted movements.

        It can be checked only while the till has the latest of the feed, while no sale of the store
        is quarantined (it is posted and in no level, perhaps under a former name of the till), and
        while the books hold no other journal under its name: what is posted there is not what the
        till wrote.
        """
        if self.rows(_QUARANTINED, till.register.store_id) or self.is_forked(till):
            return
        ((version,),) = self.rows("SELECT version FROM feed_versions WHERE scope = 'stock'")
        if till.cursors_now().get("stock") != version:
            return
        question = "SELECT product_id, quantity_milli FROM stock_levels WHERE store_id = ?"
        rows = self.rows(question, till.register.store_id)
        levels = {str(product_id): int(quantity) for product_id, quantity in rows}
        wanted = _moved(till.entries(self.held(till)), levels)
        for item in goods or GOODS:
            shown, right = till.shelf(item.product_id), wanted[item.product_id]
            if shown != right:
                raise DayWentWrong([f"I8: {till.name} shows {shown} of {item.sku}, not {right}"])


def _moved(entries: Sequence[Entry], levels: Mapping[str, int]) -> Mapping[str, int]:
    """Return the levels after what these entries say was sold and taken back."""
    after = Counter(levels)
    for entry in entries:
        if entry.fact.type == EntryType.SALE_COMPLETED:
            for line in sale_of(entry.fact, entry.register_id).lines:
                after[line.product.product_id] -= line.quantity.milli
        elif entry.fact.type == EntryType.SALE_RETURNED:
            for back in return_of(entry.fact, entry.register_id).lines:
                after[back.product.product_id] += back.quantity.milli
    return after
