"""Seeds as parameters, one test each, and the empty databases that every day begins with."""

import os

import pytest

from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.migrate import migrate
from pos_app.storage.storage import DATABASE_NAME, open_storage
from tests.simulation.machine import DATABASE_KEY
from tests.simulation.seeds import chosen_seeds
from tests.simulation.shop_day import Blanks


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a seed one after the other."""
    if "seed" in metafunc.fixturenames:
        try:
            seeds = chosen_seeds(os.environ)
        except ValueError as error:
            raise pytest.UsageError(str(error)) from error
        metafunc.parametrize("seed", seeds, ids=[f"seed-{seed}" for seed in seeds])


@pytest.fixture(scope="session")
def blanks(tmp_path_factory: pytest.TempPathFactory) -> Blanks:
    """An empty database of each end, migrated once."""
    folder = tmp_path_factory.mktemp("blanks")
    open_storage(folder / "till", DATABASE_KEY).close()
    books = folder / "books.sqlite"
    engine = books_engine(f"sqlite:///{books}")
    migrate(engine)
    engine.dispose()
    return Blanks(folder / "till" / DATABASE_NAME, books)
