"""One drawing: a motif in its look, and the place where it is shown in use."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from demo_look import Look

Place = Literal["table", "wall", "floor", "evening", "garden"]


class Drawing(NamedTuple):
    """What a product looks like; `size` is width, height and depth in centimetres, made up."""

    motif: Callable[[Look], str]
    look: Look
    size: tuple[float, float, float]
    material: str
    place: Place = "table"

    def svg(self) -> str:
        """The motif in its field of 400 by 300 units, without a background."""
        return self.motif(self.look)
