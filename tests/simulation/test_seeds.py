"""A seed is a day: the same one always plays the same, and people choose which are played."""

import os
import subprocess
import sys

import pytest

from tests.simulation.blanks import Blanks
from tests.simulation.machine import Harm
from tests.simulation.mishaps import AFTER_COMMIT, BEFORE_COMMIT, after_answer
from tests.simulation.played import play
from tests.simulation.seeds import chosen_seeds
from tests.simulation.server import Delivery
from tests.simulation.wire import Fate

DAYS = range(1, 61)


def test_a_seed_repeats_its_day_exactly(blanks: Blanks) -> None:
    once, again = play(7, blanks), play(7, blanks)
    assert once.diary == again.diary
    assert once.books == again.books


def test_a_seed_repeats_its_day_byte_by_byte_in_any_process() -> None:
    told = {_told_by_a_process_of_its_own(hash_seed) for hash_seed in ("0", "1", "4711")}
    assert len(told) == 1
    assert b"evening: all is well again" in told.pop()


def _told_by_a_process_of_its_own(hash_seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "FROM": "7", "SEEDS": "1"}
    command = [sys.executable, "-m", "tests.simulation", "story"]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


def test_another_seed_is_another_day(blanks: Blanks) -> None:
    assert play(1, blanks).diary != play(2, blanks).diary


def test_everything_that_may_go_wrong_does_within_a_few_days(blanks: Blanks) -> None:
    missing = {fate.value for fate in Fate} | {delivery.value for delivery in Delivery}
    missing |= {harm.value for harm in Harm} | {"is cloned", "is put back", "goes on as"}
    missing |= {f"power goes {BEFORE_COMMIT}", f"power goes {AFTER_COMMIT}", "disk is full"}
    missing |= {f"power goes {after_answer('journal')}", "cannot be reached", "answer is lost"}
    missing |= {"signs in", "is turned away", "the deliverer dies", "cursors have expired"}
    missing |= {"which nobody can read", "stays quarantined", "is posted again", "is withdrawn"}
    for seed in DAYS:
        story = "\n".join(play(seed, blanks).diary)
        missing = {mishap for mishap in missing if mishap not in story}
        if not missing:
            break
    assert missing == set()


def test_two_hundred_days_are_played_unless_somebody_says_otherwise() -> None:
    assert chosen_seeds({}) == range(1, 201)
    assert chosen_seeds({"SEEDS": "", "FROM": ""}) == range(1, 201)
    assert chosen_seeds({"SEEDS": "1", "FROM": "4711"}) == range(4711, 4712)


@pytest.mark.parametrize("text", ["many", "0", "-1", "1.5", "²"])
def test_a_number_of_days_that_is_none_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"SEEDS={text}"):
        chosen_seeds({"SEEDS": text})
