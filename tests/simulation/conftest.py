"""Seeds as parameters, one test each, and the empty databases that every day begins with."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.blanks import Blanks, fast_folder, make_blanks
from tests.simulation.seeds import chosen_seeds


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a seed one after the other."""
    if "seed" in metafunc.fixturenames:
        try:
            seeds = chosen_seeds(os.environ)
        except ValueError as error:
            raise pytest.UsageError(str(error)) from error
        metafunc.parametrize("seed", seeds, ids=[f"seed-{seed}" for seed in seeds])


@pytest.fixture(scope="session")
def blanks() -> Iterator[Blanks]:
    """An empty database of each end, migrated once."""
    with tempfile.TemporaryDirectory(prefix="blanks-", dir=fast_folder()) as folder:
        yield make_blanks(Path(folder))
