"""The life of the books: a new one begins when they were restored from a backup.

Knows nothing of what registers make of it.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Epoch:
    """One life: its name, and the first version that cursors of its feeds can have."""

    name: str
    feeds_from: int


class Epochs(Protocol):
    """The lives of the books, one after the other."""

    def current(self) -> Epoch:
        """Return the present one."""

    def begin(self, epoch: Epoch, now: str) -> None:
        """Begin a new one; its name was never used before."""
