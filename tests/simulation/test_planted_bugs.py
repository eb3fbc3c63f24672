"""The simulation can fail: planted bugs are found within a few days, and none by accident."""

import pytest

from tests.simulation.blanks import Blanks
from tests.simulation.planted_bugs import PLANTED
from tests.simulation.played import play
from tests.simulation.shop_day import Cast
from tests.simulation.world import DayWentWrong

WITHIN_SEEDS = 30


def first_bad_day(cast: Cast, promise: str, blanks: Blanks) -> tuple[int, DayWentWrong]:
    """Play one day after the other until one breaks this promise; return its seed and the rest."""
    for seed in range(1, WITHIN_SEEDS + 1):
        try:
            play(seed, blanks, cast)
        except DayWentWrong as wrong:
            if promise in {broken.partition(":")[0] for broken in wrong.broken}:
                return seed, wrong
    pytest.fail(f"not found within {WITHIN_SEEDS} days")


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_bug_is_found(name: str, blanks: Blanks) -> None:
    cast, promise = PLANTED[name]
    seed, wrong = first_bad_day(cast, promise, blanks)
    assert any(f"SEEDS=1 FROM={seed}" in note for note in wrong.__notes__)
