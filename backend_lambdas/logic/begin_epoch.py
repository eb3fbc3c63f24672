"""Begins a new life of the books after they were restored from a backup.

The restored books hold less than registers were told. A new epoch tells them so: their journals go
back to where the books stand and are sent again from there, and feeds are filled anew, since every
cursor of the life before has expired. Registers that were made since the backup are refused, so
that somebody enrols their machines again, which bring along what they have. Running it again
begins yet another epoch, which costs everybody a refill and nothing else. Knows nothing of how
backups are made.
"""

from collections.abc import Callable
from dataclasses import dataclass

from backend_lambdas.logic.books.epochs import Epoch
from backend_lambdas.logic.books.watch import WatchedRegister
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.ports import RegisterMirror
from pos_core.identifiers import Clock, new_id, timestamp


@dataclass(frozen=True, slots=True)
class BeginEpoch:
    """The use case and what it works with."""

    books: Books
    mirror: RegisterMirror
    clock: Clock
    new_name: Callable[[Clock], str] = new_id

    def __call__(self) -> str:
        """Begin it and return its name; every register's position is set to what is held."""
        name, now = self.new_name(self.clock), timestamp(self.clock.now())

        def begin(work: Work) -> list[WatchedRegister]:
            work.epochs.begin(Epoch(name, work.feeds.begin_anew()), now)
            return list(work.watch.registers())

        mirrored = self.mirror.every_register()  # before the books: who is enrolled now is in both
        known = self.books.write(begin)
        for lost in {each.register_id for each in mirrored} - {r.register_id for r in known}:
            self.mirror.mark_not_in_books(lost)
        for register in known:
            self.mirror.begin_epoch(register.register_id, name, register.head)
        return name
