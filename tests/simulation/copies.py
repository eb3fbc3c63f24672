"""What happens to the files of a till: copied to a second machine, put back, damaged.

Knows nothing of how the till heals.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.simulation.floor import Floor
from tests.simulation.machine import Harm
from tests.simulation.till import SimulatedTill
from tests.simulation.world import World

MOST_COPIES = 3


@dataclass
class WithTheFiles:
    """Acts of people who copy, restore and lose files."""

    floor: Floor
    backups: dict[str, str] = field(default_factory=dict)
    made: int = 0
    copies: int = 0

    @property
    def world(self) -> World:
        """The day's chance, clock and diary."""
        return self.floor.world

    def a_till_is_cloned(self) -> None:
        """Copy all a till has to a second machine, which goes on beside it."""
        if self.copies >= MOST_COPIES:
            return
        self.copies += 1
        till = self.floor.any_till()
        self.floor.tear_session(till)
        name = f"{till.name}/{self.copies}"
        folder = till.machine.disk.folder.with_name(f"copy-{self.copies}")
        self.world.diary.note(f"{till.name} is cloned: {name} has its files and its keys")
        machine = till.machine.copied(name, folder)
        clone = SimulatedTill(machine, self.floor.server, self.world, till.program)
        clone.clock.wrong_by = till.clock.wrong_by
        clone.in_weather(till.wire.weather)
        clone.gone = list(till.gone)  # what both wrote while they were one
        self.floor.tills.append(clone)

    def a_backup_is_made(self) -> None:
        """Copy a till's files, as backup software does while the till runs."""
        till = self.floor.any_till()
        self.made += 1
        name = f"backup-{self.made}"
        till.machine.disk.keep_backup(name)
        self.backups[till.name] = name
        self.world.diary.note(f"{till.name} is backed up: {till.head.seq} entries")

    def a_backup_is_put_back(self) -> None:
        """Start a till from its backup, unless that would lose for good what is unsent on it."""
        till = self.floor.any_till()
        name = self.backups.pop(till.name, None)
        if name is None or not till.drained or not self._in_the_books(till):
            return
        self.world.diary.note(f"{till.name} is put back to {name}")
        self.floor.tear_session(till)
        till.start_from_backup(name)
        self.floor.tear_session(till)

    def _in_the_books(self, till: SimulatedTill) -> bool:
        return self.floor.held(till) >= till.head.seq

    def a_database_is_damaged(self) -> None:
        """Damage the database of a till that is off; the second copy stays whole."""
        till = self.floor.any_till()
        harms: Sequence[Harm] = list(Harm)
        self.floor.tear_session(till)
        till.start_after(self.world.chance.choice(harms))
