"""The ledger of stock and its levels.

Fits `Stock`. Rows are locked in the order of their keys, so that two runs that sell the same goods
wait for each other and never for ever. Knows nothing of sales.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Connection, select

from backend_lambdas.data_access.mysql.feeds import take_versions
from backend_lambdas.data_access.mysql.ledger_tables import alerts as kept_alerts
from backend_lambdas.data_access.mysql.ledger_tables import stock_levels, stock_movements
from backend_lambdas.data_access.mysql.rows import add, add_if_absent, add_or_replace
from backend_lambdas.data_access.mysql.shop_tables import products
from backend_lambdas.logic.books.stock import Level, LowStock, Movement, StockKey
from pos_core.wire.changes import Scope

_LEVELS = stock_levels.c


class SqlStock:
    """Movements of stock and their sums."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def lock_levels(self, keys: Collection[StockKey]) -> dict[StockKey, Level]:
        """Lock the levels until the transaction ends, in one fixed order, and return them.

        A level that does not exist is made with nothing in stock.
        """
        wanted = sorted(keys)
        levels = self._locked(wanted)
        missing = [key for key in wanted if key not in levels]
        if missing:
            unknown = self._make(missing)
            levels |= self._locked(missing)
            for key in unknown:
                levels[key] = replace(levels[key], known_product=False)
        return levels

    def _make(self, keys: Sequence[StockKey]) -> set[StockKey]:
        """Make levels at nothing; return those whose product is not in the catalogue."""
        product_ids = {product_id for _, product_id in keys}
        wanted = select(products.c.product_id, products.c.low_stock_milli)
        rows = self._connection.execute(wanted.where(products.c.product_id.in_(product_ids)))
        thresholds = {row.product_id: row.low_stock_milli for row in rows}
        new = [
            {
                "store_id": store_id,
                "product_id": product_id,
                "quantity_milli": 0,
                "low_stock_milli": thresholds.get(product_id, 0),
                "version": 0,
            }
            for store_id, product_id in keys
        ]
        add_if_absent(self._connection, stock_levels, new)
        return {key for key in keys if key[1] not in thresholds}

    def _locked(self, keys: Sequence[StockKey]) -> dict[StockKey, Level]:
        levels = {}
        for store_id, product_ids in _by_store(keys):
            rows = self._connection.execute(
                select(_LEVELS.product_id, _LEVELS.quantity_milli, _LEVELS.low_stock_milli)
                .where(_LEVELS.store_id == store_id, _LEVELS.product_id.in_(product_ids))
                .order_by(_LEVELS.store_id, _LEVELS.product_id)
                .with_for_update()
            )
            for product_id, quantity, low in rows:
                levels[store_id, product_id] = Level(quantity, low)
        return levels

    def add_movements(self, movements: Sequence[Movement]) -> None:
        """Write movements into the ledger."""
        rows = [
            {
                "source_id": movement.source_id,
                "position": movement.position,
                "store_id": movement.key[0],
                "product_id": movement.key[1],
                "kind": movement.kind.value,
                "quantity_milli": movement.quantity_milli,
            }
            for movement in movements
        ]
        add(self._connection, stock_movements, rows)

    def write_levels(self, quantities: Mapping[StockKey, int]) -> None:
        """Write locked levels (thousandths) and announce them in the stock feed."""
        if not quantities:
            return
        first = take_versions(self._connection, Scope.STOCK, len(quantities))
        rows = [
            {
                "store_id": key[0],
                "product_id": key[1],
                "quantity_milli": quantity,
                "version": version,
            }
            for version, (key, quantity) in enumerate(sorted(quantities.items()), first)
        ]
        changing = ("quantity_milli", "version")
        add_or_replace(self._connection, stock_levels, rows, changing)

    def add_alerts(self, alerts: Sequence[LowStock], raised_at: str) -> None:
        """Keep alerts for those who look after stock."""
        rows = [
            {
                "intent": low.intent,
                "store_id": low.key[0],
                "product_id": low.key[1],
                "product_name": low.product_name,
                "quantity_milli": low.quantity_milli,
                "threshold_milli": low.threshold_milli,
                "raised_at": raised_at,
            }
            for low in alerts
        ]
        add(self._connection, kept_alerts, rows)


def _by_store(keys: Sequence[StockKey]) -> Iterator[tuple[str, list[str]]]:
    """Group sorted keys by store."""
    for store_id, group in groupby(keys, key=lambda key: key[0]):
        yield store_id, [product_id for _, product_id in group]
