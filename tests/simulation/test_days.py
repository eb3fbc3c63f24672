"""Random days of a shop: whatever went wrong, in the evening all promises are kept."""

from tests.simulation.played import play
from tests.simulation.shop_day import Blanks


def test_after_any_day_the_books_are_right(seed: int, blanks: Blanks) -> None:
    assert play(seed, blanks).shown
