"""The caretaker of the local books, in memory: well until a test says what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from pos_app.services.records import Salvaged
from pos_core.errors import StorageFailed


@dataclass
class FakeBooksCare:
    """The caretaker of books in which nothing is wrong until a test says so."""

    found: list[StorageFailed] = field(default_factory=list)
    damage: StorageFailed | None = None
    told: Salvaged | None = None
    checks: int = 0

    def check_when_due(self) -> bool:
        self.checks += 1
        if self.damage is not None:
            raise self.damage
        return True

    def faults(self) -> tuple[StorageFailed, ...]:
        return tuple(self.found)

    def salvaged(self) -> Salvaged | None:
        return self.told
