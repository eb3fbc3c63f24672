"""A backend on MariaDB of the end-to-end tests' own, which they may kill; started once.

Its tests say `xdist_group("killable")`, so that a parallel run starts it on one worker only.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.killable_backend import KillableBackend


@pytest.fixture(scope="session")
def backend() -> "Iterator[KillableBackend]":
    """The whole backend with a small shop; a test that kills it also starts it again."""
    from tests.e2e.killable_backend import KillableBackend

    with tempfile.TemporaryDirectory(prefix="salepoint-e2e-") as folder:  # a short path
        made = KillableBackend(Path(folder))
        try:
            made.start()
            yield made
        finally:
            made.end()
