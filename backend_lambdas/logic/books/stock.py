"""The ledger of stock: movements, and the levels that are their sums.

Knows nothing of sales or alerts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

StockKey = tuple[str, str]
"""A level of the ledger: store_id and product_id."""


class MovementKind(StrEnum):
    """Why goods moved."""

    OPENING = "opening"
    SALE = "sale"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Movement:
    """Goods in (above zero) or out of a store, in thousandths.

    `source_id` and `position` identify it for ever: a fact's event_id and line. `product_name` is
    for people who read of it; the ledger does not keep it.
    """

    source_id: str
    position: int
    key: StockKey
    kind: MovementKind
    quantity_milli: int
    product_name: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What a store has of a product, and at which level it is low (0: never)."""

    quantity_milli: int
    low_stock_milli: int
    known_product: bool = True


@dataclass(frozen=True, slots=True)
class LowStock:
    """A movement took a level down to its threshold; `intent` names this one crossing for ever."""

    intent: str
    key: StockKey
    product_name: str
    quantity_milli: int
    threshold_milli: int


class Stock(Protocol):
    """Movements of stock and their sums."""

    def lock_levels(self, keys: Collection[StockKey]) -> dict[StockKey, Level]:
        """Lock the levels until the transaction ends, in one fixed order, and return them.

        A level that does not exist is made with nothing in stock.
        """

    def add_movements(self, movements: Sequence[Movement]) -> None:
        """Write movements into the ledger."""

    def write_levels(self, quantities: Mapping[StockKey, int]) -> None:
        """Write locked levels (thousandths) and announce them in the stock feed.

        Comes last in a transaction, because it holds the feed until the commit.
        """

    def add_alerts(self, alerts: Sequence[LowStock], raised_at: str) -> None:
        """Keep alerts for those who look after stock."""
