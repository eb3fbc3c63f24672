"""Writing many rows with few statements, the same on MySQL, MariaDB and SQLite.

Knows nothing of any one table.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.dialects import mysql, sqlite

Row = Mapping[str, Any]


def add(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns; the MySQL driver sends them as one statement.

    Posting spends most of its time here, so the values go to the driver as they are: whole numbers,
    texts, booleans and None need none of SQLAlchemy's conversions.
    """
    if rows:
        statement, values_of = _statement(table, tuple(rows[0]), connection.dialect)
        connection.exec_driver_sql(statement, [values_of(row) for row in rows])


@cache
def _statement(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, Callable[[Row], tuple[Any, ...]]]:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    order = [column.name for column in table.columns if column.name in names]
    return str(compiled), itemgetter(*order)


def add_if_absent(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows; a row whose key is there already stays as it is."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)
        return
    key = next(iter(table.primary_key.columns))
    connection.execute(mysql.insert(table).on_duplicate_key_update({key.name: key}), rows)


def add_or_replace(
    connection: Connection, table: Table, rows: Sequence[Row], changing: Collection[str]
) -> None:
    """Insert rows; of a row whose key is there already, change the named columns."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        new = sqlite.insert(table)
        keys = [column.name for column in table.primary_key.columns]
        values = {name: new.excluded[name] for name in changing}
        connection.execute(new.on_conflict_do_update(index_elements=keys, set_=values), rows)
        return
    added = mysql.insert(table)
    changed = {name: added.inserted[name] for name in changing}
    connection.execute(added.on_duplicate_key_update(changed), rows)
