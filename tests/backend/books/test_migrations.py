"""Steps of the books' tables: up, down, with rows in them, and equal to what the code says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

import backend_lambdas
from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.migrate import EMPTY, migrate
from backend_lambdas.data_access.mysql.tables import metadata
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from pos_core.wire.changes import Scope
from tests.backend.books.reading import one
from tests.backend.books.shop import SHOP, Shop, open_shop
from tests.backend.books.till import product

PACKAGE = Path(backend_lambdas.__file__).parent
VERSIONS = PACKAGE / "data_access" / "mysql" / "migrations" / "versions"
STEPS = tuple(sorted(path.name[:4] for path in VERSIONS.glob("0*.py")))


@pytest.fixture(params=["sqlite", "mariadb"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any of the tables, on each server in turn."""
    if request.param == "sqlite":
        engine = books_engine(f"sqlite:///{tmp_path / 'bare.sqlite'}")
        yield engine
        engine.dispose()
    else:
        shared: Engine = request.getfixturevalue("migrated_mariadb")
        migrate(shared, EMPTY)
        yield shared
        migrate(shared)


def test_steps_lead_up_and_down_again(bare: Engine) -> None:
    assert [migrate(bare, step) for step in STEPS] == list(STEPS)
    assert set(inspect(bare).get_table_names()) == {*metadata.tables, "alembic_version"}

    assert [migrate(bare, step) for step in reversed(STEPS[:-1])] == list(reversed(STEPS[:-1]))
    assert migrate(bare, EMPTY) is None
    assert inspect(bare).get_table_names() == ["alembic_version"]
    assert migrate(bare) == STEPS[-1]


def test_migrating_what_is_up_to_date_does_nothing(bare: Engine) -> None:
    migrate(bare)

    assert migrate(bare) == STEPS[-1]


def test_steps_make_the_tables_that_the_code_knows(bare: Engine) -> None:
    migrate(bare)

    with bare.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_step_down_and_up_keeps_the_rows_of_other_tables(bare: Engine) -> None:
    migrate(bare)
    shop = open_shop(bare)
    shop.stock([product("LANTERN")])

    migrate(bare, "0002")
    migrate(bare)

    assert SqlBooks(bare).read(lambda work: work.settings.shop()) == SHOP
    assert one(bare, "SELECT count(*) FROM products") == 1
    assert one(bare, "SELECT count(*) FROM stock_movements") == 1
    assert one(bare, "SELECT sum(version) FROM feed_versions") == 0


def test_every_scope_has_its_counter(bare: Engine) -> None:
    migrate(bare)

    books = SqlBooks(bare)
    assert books.read(lambda work: [work.feeds.version(scope) for scope in Scope]) == [0] * 4


def test_every_text_column_of_mariadb_has_a_collation_that_mysql_knows(shop: Shop) -> None:
    if shop.engine.dialect.name == "sqlite":
        return
    found = one(
        shop.engine,
        "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'salepoint'"
        " AND collation_name NOT IN ('utf8mb4_bin', 'utf8mb4_unicode_ci')"
        " AND table_name <> 'alembic_version'",
    )
    assert found == 0


def test_no_statement_uses_what_only_one_database_has() -> None:
    """RETURNING is MariaDB's and SQLite's only; JSON arrows and LATERAL are MySQL's."""
    offending = [
        f"{path.name}:{node.lineno}"
        for path in (PACKAGE / "data_access" / "mysql").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr in {"returning", "lateral"})
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "->>" in node.value)
    ]
    assert offending == []
