"""Looks into the books with statements of its own, so that no test believes the code it tests.

Knows the tables; knows nothing of the use cases.
"""

from typing import Any

from sqlalchemy import Engine, text

Rows = list[tuple[Any, ...]]


def rows(engine: Engine, question: str, **values: object) -> Rows:
    """Return the rows that answer a question in SQL."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


def one(engine: Engine, question: str, **values: object) -> Any:  # noqa: ANN401 - whatever is asked
    """Return the one value that answers a question in SQL; whole numbers as such."""
    ((value,),) = rows(engine, question, **values)
    return value if isinstance(value, str | None) else int(value)


def remarks(engine: Engine) -> list[tuple[str, str]]:
    """Return code and what it is about, of all remarks that are not settled."""
    found = rows(engine, "SELECT code, about FROM remarks WHERE NOT settled ORDER BY code, about")
    return [(str(code), str(about)) for code, about in found]


def levels(engine: Engine) -> dict[tuple[str, str], int]:
    """Return all stock levels in whole pieces, by store and SKU of the tests' products."""
    found = rows(engine, "SELECT store_id, product_id, quantity_milli FROM stock_levels")
    return {
        (store_id, product_id.removeprefix("product-")): quantity // 1000
        for store_id, product_id, quantity in found
    }


def summed_movements(engine: Engine) -> dict[tuple[str, str], int]:
    """Return what the ledger's movements add up to, in whole pieces."""
    found = rows(
        engine,
        "SELECT store_id, product_id, sum(quantity_milli) FROM stock_movements"
        " GROUP BY store_id, product_id",
    )
    return {
        (store_id, product_id.removeprefix("product-")): int(quantity) // 1000
        for store_id, product_id, quantity in found
    }


def everything(engine: Engine) -> dict[str, Rows]:
    """Return all rows of the tables that posting writes, sorted, to compare two books."""
    with engine.connect() as connection:
        return {
            name: sorted(
                (tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))),  # noqa: S608 - our own names
                key=repr,
            )
            for name in POSTED_TABLES
        }


POSTED_TABLES = (
    "journal_entries",
    "remarks",
    "sales",
    "sale_lines",
    "sale_taxes",
    "payments",
    "returns",
    "return_lines",
    "refunds",
    "stock_movements",
    "alerts",
    "outbox",
)
