"""A day on which nothing happens by chance: a test says what does, and the evening is as always.

Knows nothing of what is tested.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pos_core.quantity import Quantity
from pos_core.sale import Sale
from tests.backend.books.reading import Rows
from tests.simulation.acts import AtTheTills, InTheCloud
from tests.simulation.basket import Basket, HowPaid
from tests.simulation.blanks import Blanks
from tests.simulation.copies import WithTheFiles
from tests.simulation.counter import Counter
from tests.simulation.examined_books import ExaminedBooks
from tests.simulation.floor import Floor
from tests.simulation.invariants import broken_promises
from tests.simulation.shop_day import ShopDay
from tests.simulation.till import SimulatedTill

_WITH_THREE_TILLS = 2


@dataclass
class Scene:
    """The shop in the morning: three tills, everything well."""

    day: ShopDay

    @property
    def floor(self) -> Floor:
        """Who is there."""
        return self.day.floor

    @property
    def tills(self) -> list[SimulatedTill]:
        """The tills: two in the main store, one in the other, and clones as they come."""
        return self.floor.tills

    @property
    def people(self) -> AtTheTills:
        """What people do."""
        return AtTheTills(self.floor)

    @property
    def cloud(self) -> InTheCloud:
        """What the cloud does."""
        return InTheCloud(self.floor)

    @property
    def files(self) -> WithTheFiles:
        """What happens to files."""
        return WithTheFiles(self.floor)

    def sell(self, till: SimulatedTill, goods: Mapping[str, int]) -> Sale:
        """Sell pieces by SKU at a till, paid by card."""
        pieces = tuple((sku, Quantity.pieces(count)) for sku, count in goods.items())
        before = set(till.screen.sales)
        Counter(till).serve(Basket(pieces, None, None, HowPaid.CARD))
        ((_, sale),) = ((k, s) for k, s in till.screen.sales.items() if k not in before)
        return sale

    def cloned(self) -> SimulatedTill:
        """Clone the first till and return the clone; the others have a day off."""
        for till in self.tills[1:]:
            till.close()
        del self.tills[1:]
        self.files.a_till_is_cloned()
        return self.tills[1]

    def sync(self, *tills: SimulatedTill) -> None:
        """Let tills sync one round, after a while."""
        for till in tills:
            self.floor.world.time.go_on(11.0)
            till.sync()

    def post(self) -> None:
        """Post whatever waits on the queue."""
        for register_id in list(self.floor.server.queue.groups):
            while self.floor.server.post_next(register_id):
                pass

    def evening(self) -> ExaminedBooks:
        """Let the day end and return the books, in which every promise is kept."""
        self.day.evening()
        books = ExaminedBooks(self.floor)
        assert broken_promises(books) == []
        return books

    def remarks(self) -> Rows:
        """Return the remarks in the books."""
        return self.floor.rows("SELECT code FROM remarks WHERE NOT settled ORDER BY code")

    @property
    def story(self) -> str:
        """All that has happened."""
        return "\n".join(self.floor.world.diary.lines)


@contextmanager
def scene_in(folder: Path, blanks: Blanks) -> Iterator[Scene]:
    """Open the shop in this folder."""
    day = ShopDay(_WITH_THREE_TILLS, blanks, folder)
    with closing(day.floor):
        yield Scene(day)
