"""Random days of a shop: whatever went wrong, in the evening all promises are kept."""

import pytest

from tests.simulation.blanks import Blanks
from tests.simulation.played import play


@pytest.mark.fault(60, "random days, each from its seed")
def test_after_any_day_the_books_are_right(seed: int, blanks: Blanks) -> None:
    assert play(seed, blanks).shown
