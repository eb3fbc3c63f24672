"""What movements do to stock levels: new levels, alerts, and remarks on what is short.

A pure calculation on levels that the caller has locked. An alert is due at the moment a level falls
to its threshold, once per crossing; a shortage is remarked when a level falls below nothing. Knows
nothing of tables or of who is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend_lambdas.logic.books.sales import Remark
from backend_lambdas.logic.books.stock import Level, LowStock, Movement, StockKey


@dataclass(slots=True)
class StockTaken:
    """Levels after the movements, and what happened on the way."""

    quantities: dict[StockKey, int]
    low: list[LowStock] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def take_stock(movements: Sequence[Movement], levels: Mapping[StockKey, Level]) -> StockTaken:
    """Apply movements in their order to these levels."""
    taken = StockTaken({key: level.quantity_milli for key, level in levels.items()})
    for movement in movements:
        level = levels[movement.key]
        before = taken.quantities[movement.key]
        after = before + movement.quantity_milli
        taken.quantities[movement.key] = after
        if before > level.low_stock_milli >= after and level.low_stock_milli > 0:
            taken.low.append(_low(movement, after, level))
        if before >= 0 > after:
            taken.remarks.append(_short(movement, after))
        if not level.known_product:
            product_id = movement.key[1]
            taken.remarks.append(Remark(movement.source_id, "product.unknown", product_id))
    return taken


def _low(movement: Movement, after: int, level: Level) -> LowStock:
    return LowStock(
        f"low_stock:{movement.source_id}:{movement.position}",
        movement.key,
        movement.product_name,
        after,
        level.low_stock_milli,
    )


def _short(movement: Movement, after: int) -> Remark:
    data: dict[str, str | int] = {"product": movement.product_name, "level_milli": after}
    return Remark(movement.source_id, "stock.short", movement.key[1], data)
