"""Five hundred registers after an outage, on a simulated clock: all are served, and none pushes."""

from statistics import median

import pytest

from backend_lambdas.local.template import raw_template
from benchmarks.reconnecting_registers import Capacity, reconnect

REGISTERS = 500
HALF_OF_IT = Capacity(requests_per_second=250, burst=250)


def test_the_simulated_limits_are_those_of_the_template() -> None:
    template = raw_template()
    parameters = {name: value["Default"] for name, value in template["Parameters"].items()}
    gateway = template["Resources"]["Api"]["Properties"]["GatewayResponses"]
    told = gateway["THROTTLED"]["ResponseParameters"]["Headers"]["Retry-After"]
    assert Capacity() == Capacity(
        requests_per_second=parameters["RequestsPerSecond"],
        burst=parameters["RequestBurst"],
        retry_after_seconds=int(told.strip("'")),
    )


@pytest.mark.fault(56, "500 registers come back in one second")
@pytest.mark.parametrize("capacity", [Capacity(), HALF_OF_IT], ids=["usual", "half of it"])
@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_registers_that_come_back_at_once_are_all_drained(
    capacity: Capacity, seed: int
) -> None:
    drained = reconnect(REGISTERS, 60, seed, capacity)

    assert len(drained.seconds) == REGISTERS
    assert drained.last <= 120, "in bounded time"
    assert drained.last <= 6 * median(drained.seconds.values()), "and nobody starves"


@pytest.mark.fault(56, "those who are sent away do not come back together")
def test_who_is_sent_away_in_one_second_does_not_come_back_in_one_second() -> None:
    drained = reconnect(REGISTERS, 1, 3, HALF_OF_IT)

    first, *later = (drained.refused[second] for second in sorted(drained.refused))

    assert first > 0.9 * REGISTERS, "the first rush is as bad as can be"
    assert max(later) < 0.7 * first
    assert sum(drained.refused.values()) < 4 * REGISTERS


@pytest.mark.fault(56, "the same luck plays again")
def test_a_seed_plays_again() -> None:
    assert reconnect(50, 5, 7, HALF_OF_IT) == reconnect(50, 5, 7, HALF_OF_IT)
