"""The colours and prints a motif is drawn with, and the few colours all drawings share."""

from collections.abc import Callable
from typing import NamedTuple

RED = "#C9372F"
PINK = "#E79AAC"
BLUE = "#5E8FDA"
SKY = "#A9CDE8"
NAVY = "#35507F"
GREEN = "#7DB39E"
LEAF = "#4F9A6B"
MINT = "#BFE0D0"
YELLOW = "#F1C04E"
ORANGE = "#E79A3F"
PURPLE = "#8B6FC4"
LILAC = "#C9B8E8"
IVORY = "#FFF7E6"
CREAM = "#F3E6CB"
WHITE = "#FFFFFF"
WOOD = "#C99A62"
BROWN = "#6E4A36"
SLATE = "#4A5360"
INK = "#2A2521"
SILVER = "#C3CAD4"
BRASS = "#B98A3C"
GLASS = "#DCEBF3"


class Look(NamedTuple):
    """Main colour, second colour, accent and an optional print that covers the main surface."""

    main: str = RED
    second: str = WHITE
    accent: str = YELLOW
    print: Callable[["Look"], str] | None = None

    def printed(self) -> str:
        """The print as SVG over the whole field, to be clipped by the shape that wears it."""
        return self.print(self) if self.print else ""
