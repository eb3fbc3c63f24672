"""Random days of a shop: whatever went wrong, in the evening all promises are kept."""

from tests.simulation.blanks import Blanks
from tests.simulation.played import play


def test_after_any_day_the_books_are_right(seed: int, blanks: Blanks) -> None:
    assert play(seed, blanks).shown
