"""A backend of the tests' own on the emulator, started once however many tests ask for it.

Tests that use it run one after another on one worker of a parallel run. Its libraries are loaded
when it is first asked for, so that other tests start without them.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend


@pytest.fixture(scope="session")
def cloud() -> "Iterator[LocalBackend]":
    """The whole backend with the demo shop, on SQLite."""
    from backend_lambdas.local.backend import Wishes, local_backend

    with local_backend(Wishes()) as backend:
        yield backend


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all tests that share the backend on the worker that started it."""
    for item in items:
        if "cloud" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("cloud"))
