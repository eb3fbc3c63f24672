"""The life of the books: a new one begins when they were restored from a backup.

Knows nothing of what registers make of it.
"""

from typing import Protocol


class Epochs(Protocol):
    """The lives of the books, one after the other."""

    def current(self) -> str:
        """Return the name of the present one."""

    def begin(self, epoch: str, now: str) -> None:
        """Begin a new one; its name was never used before."""
