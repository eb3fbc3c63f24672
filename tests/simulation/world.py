"""What everything in a simulated day shares: one source of chance, one clock, one diary.

Nothing in a simulation may take time, chance or identities from anywhere else, or a seed would not
repeat its day exactly. Knows nothing of tills, servers or sales.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from pos_core.identifiers import Clock, new_id
from tests.builders import NOON

T = TypeVar("T")


@dataclass
class SimulatedTime:
    """Seconds since the shop opened; they pass only when somebody says so."""

    seconds: float = 0.0

    def now(self) -> datetime:
        """Return the true moment."""
        return NOON + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return self.seconds

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


@dataclass
class TillClock:
    """The wall clock of one machine: the true time, how far it is wrong, and its time zone."""

    time: SimulatedTime
    wrong_by: timedelta = timedelta()
    offset_minutes: int = 0

    def now(self) -> datetime:
        """Return what this machine takes for the present moment."""
        return self.time.now() + self.wrong_by

    def local_offset(self, _moment: datetime) -> int:
        """Return the minutes that local time is ahead of UTC."""
        return self.offset_minutes


@dataclass
class Diary:
    """What happened, in numbered steps with the simulated second."""

    time: SimulatedTime
    lines: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Write the next step down."""
        self.lines.append(f"{len(self.lines) + 1:5}  {self.time.seconds:9.1f} s  {what}")


@dataclass
class World:
    """One simulated day's chance, clock and diary."""

    seed: int
    chance: Random = field(init=False)
    time: SimulatedTime = field(default_factory=SimulatedTime)
    diary: Diary = field(init=False)

    def __post_init__(self) -> None:
        """Take all chance from the seed."""
        self.chance = Random(self.seed)
        self.diary = Diary(self.time)

    def happens(self, share: float) -> bool:
        """Throw a coin that falls on this side in `share` of all cases; asks it every time."""
        return self.chance.random() < share

    def new_name(self, clock: Clock) -> str:
        """Make an identity that repeats with the seed."""
        return new_id(clock, self.chance.getrandbits)

    def chosen(self, weights: Mapping[T, int]) -> T:
        """Choose one of these things, each as often as its weight says."""
        (found,) = self.chance.choices(list(weights), list(weights.values()))
        return found


class DayWentWrong(AssertionError):
    """A promise was broken; `broken` says which, each beginning with its invariant's number."""

    def __init__(self, broken: Iterable[str]) -> None:
        """Keep what was broken; `story` adds how it came to that."""
        self.broken = tuple(broken)
        super().__init__("\n".join(self.broken))
