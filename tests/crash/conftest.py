"""The program that lets tills live and die, for every test of this folder."""

from collections.abc import Iterator

import pytest

from tests.crash.tills import Tills


@pytest.fixture(scope="session")
def tills() -> Iterator[Tills]:
    program = Tills()
    yield program
    program.end()
