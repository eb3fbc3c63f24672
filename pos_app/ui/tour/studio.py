"""Takes pictures: leads the window from one state to the next and saves each in every look.

Knows no screen; the shots do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pos_app.ui import theme
from pos_app.ui.tokens import Mode
from pos_app.ui.tour.colleague import Colleague
from pos_app.ui.tour.day_clock import DayClock
from pos_app.ui.tour.driver import Driver
from pos_app.ui.tour.outside import Outside
from pos_app.ui.tour.plan import PictureOrder, TourPlan

if TYPE_CHECKING:
    from pos_app.ui.application import TillApplication

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shot:
    """One state of one screen. `lead` takes the window there from the shot before.

    A `fleeting` state passes by itself and is taken in one look only.
    """

    screen: str
    state: str
    lead: "Callable[[Studio], None]"
    fleeting: bool = False

    def file_name(self, mode: Mode, size: str) -> str:
        """Return the name of its picture: `sell--forty-lines--dark--1366.png`."""
        return f"{self.screen}--{self.state}--{mode}--{size}.png"


@dataclass(frozen=True)
class Studio:
    """One till that is pictured, and everybody who helps with it."""

    till: "TillApplication"
    driver: Driver
    colleague: Colleague
    outside: Outside
    clock: DayClock
    plan: TourPlan
    order: PictureOrder

    def take_all(self, shots: Sequence[Shot]) -> None:
        """Take every shot, in this order."""
        for shot in shots:
            self.take(shot)

    def take(self, shot: Shot) -> None:
        """Lead the window to a state and save it in every look that is wanted."""
        if shot.fleeting and theme.mode() != self.order.themes[0]:
            self.till.switch_theme()
        shot.lead(self)
        self._save(shot)
        if len(self.order.themes) > 1 and not shot.fleeting:
            self.till.switch_theme()
            self._save(shot)

    def _save(self, shot: Shot) -> None:
        self.driver.point_away()
        self.driver.save(self.file_of(shot))

    def file_of(self, shot: Shot) -> Path:
        """Return where a shot's picture goes in the look of this moment."""
        return self.order.out / shot.file_name(theme.mode(), self.order.size)

    def work(self, work: Callable[[], T], what: str) -> T:
        """Do something that touches the disk or the network on a worker, and wait for it."""
        results: list[T] = []
        errors: list[Exception] = []
        self.till.background.pool(work, results.append, errors.append)
        self.driver.wait(lambda: results or errors, what)
        if errors:
            raise errors[0]
        return results[0]
