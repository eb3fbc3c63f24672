"""Applies pages of the feeds: catalogue, stock, staff and settings, each with its cursor.

A page and its cursor are in one transaction, so that a crash repeats a page and never skips one.
Knows nothing of how pages get here.
"""

import json
from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import Connection

from pos_app.storage.feed_items import FeedItems, Item
from pos_app.storage.places import posted_place
from pos_app.storage.product_feed import PRODUCTS, ProductFeed
from pos_core.wire.catalogue import CategoryItem, TaxClassItem
from pos_core.wire.changes import Change, Scope, ShopItem, StaffItem, StockLevel, StoreItem

TAX_CLASSES = FeedItems("tax_class", TypeAdapter(list[TaxClassItem]))
CATEGORIES = FeedItems("category", TypeAdapter(list[CategoryItem]))
STOCK_LEVELS = FeedItems("stock_level", TypeAdapter(list[StockLevel]))
STAFF = FeedItems("staff", TypeAdapter(list[StaffItem]))
SHOP = FeedItems("shop", TypeAdapter(list[ShopItem]))
STORES = FeedItems("store", TypeAdapter(list[StoreItem]))

_CURSOR = "SELECT cursor FROM cursors WHERE scope = ?"
_ADVANCE = """INSERT INTO cursors VALUES (?, ?)
ON CONFLICT (scope) DO UPDATE SET cursor = max(cursor, excluded.cursor)"""
_TAX_CLASS = "INSERT OR REPLACE INTO tax_classes VALUES (?, ?, ?, ?)"
_CATEGORY = "INSERT OR REPLACE INTO categories VALUES (?, ?, ?, ?)"
_LEVEL = "INSERT OR REPLACE INTO stock_levels VALUES (?, ?, ?, ?)"
_STAFF = "INSERT OR REPLACE INTO staff VALUES (?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM verifiers WHERE staff_id = ?"
_SHOP = "INSERT OR REPLACE INTO shop VALUES (1, ?)"
_STORE = "INSERT OR REPLACE INTO stores VALUES (?, ?)"
_GONE = {
    TAX_CLASSES.kind: "DELETE FROM tax_classes WHERE code = ?",
    CATEGORIES.kind: "DELETE FROM categories WHERE category_id = ?",
    STAFF.kind: "DELETE FROM staff WHERE staff_id = ?",
    STORES.kind: "DELETE FROM stores WHERE store_id = ?",
}
_HELD = {
    Scope.CATALOGUE: """SELECT 'tax_class', code FROM tax_classes
UNION ALL SELECT 'category', category_id FROM categories
UNION ALL SELECT 'product', product_id FROM products""",
    Scope.STAFF: "SELECT 'staff', staff_id FROM staff",
    Scope.SETTINGS: "SELECT 'store', store_id FROM stores",
}
_HERE = "SELECT store_id FROM register"
_POSTED = """DELETE FROM pending_stock
WHERE place <= ? AND product_id IN (SELECT value FROM json_each(?))"""


class Feeds:
    """Follows the feeds within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Write through the transaction that is open on this connection."""
        self._connection = connection
        self._run = connection.exec_driver_sql

    def cursor(self, scope: Scope) -> int:
        """Return how far this machine follows a feed; 0 before the first fill."""
        found: int | None = self._run(_CURSOR, (scope.value,)).scalar()
        return found or 0

    def held(self, scope: Scope) -> set[tuple[str, str]]:
        """Return kind and id of what can go from a feed; stock levels never go."""
        if scope not in _HELD:
            return set()
        return {(kind, thing_id) for kind, thing_id in self._run(_HELD[scope])}

    def apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        """Apply a page and advance the cursor, which never goes back.

        Of several changes of one thing the last counts. Raises RuleBroken `feed.unreadable` for a
        page that is not what the messages say; then the transaction must end without a commit, as
        it does when the error is left to travel.
        """
        last = list({(change.kind, change.id): change for change in changes}.values())
        if scope is Scope.CATALOGUE:
            self._apply_catalogue(last)
        elif scope is Scope.STOCK:
            self._apply_stock(last, posted)
        elif scope is Scope.STAFF:
            self._apply_staff(last)
        else:
            self._apply_settings(last)
        self._run(_ADVANCE, (scope.value, cursor))

    def _apply_catalogue(self, changes: Sequence[Change]) -> None:
        taxes = TAX_CLASSES.present(changes)
        shelves = CATEGORIES.present(changes)
        self._write(
            _TAX_CLASS, [(t.code, t.name, t.rate_millipercent, int(t.included)) for t in taxes]
        )
        self._write(_CATEGORY, [(c.category_id, c.name, c.parent_id, c.rank) for c in shelves])
        self._remove(TAX_CLASSES, changes)
        self._remove(CATEGORIES, changes)
        ProductFeed(self._connection).apply([c for c in changes if c.kind == PRODUCTS.kind])

    def _apply_stock(self, changes: Sequence[Change], posted: int) -> None:
        """Take over levels; a level is never gone, only zero.

        What this register had posted when the levels were stated is in them, and so is all that is
        left in the journals of registers this machine has been. Of its movements only those that
        came after are still to be taken off.
        """
        levels = STOCK_LEVELS.present(changes)
        place = posted_place(self._connection, posted)
        rows = [(lv.product_id, lv.store_id, lv.quantity_milli, place) for lv in levels]
        self._write(_LEVEL, rows)
        here = self._run(_HERE).scalar()
        stated = [level.product_id for level in levels if level.store_id == here]
        self._run(_POSTED, (place, json.dumps(stated)))

    def _apply_staff(self, changes: Sequence[Change]) -> None:
        rows = [
            (person.staff_id, person.username, person.name, json.dumps(person.roles), person.active)
            for person in STAFF.present(changes)
        ]
        self._write(_STAFF, rows)
        self._remove(STAFF, changes)
        self._write(_FORGET, [(staff_id,) for staff_id in STAFF.gone(changes)])

    def _apply_settings(self, changes: Sequence[Change]) -> None:
        self._write(_SHOP, [(shop.model_dump_json(),) for shop in SHOP.present(changes)])
        stores = STORES.present(changes)
        self._write(_STORE, [(store.store_id, store.model_dump_json()) for store in stores])
        self._remove(STORES, changes)

    def _remove(self, items: FeedItems[Item], changes: Sequence[Change]) -> None:
        self._write(_GONE[items.kind], [(gone,) for gone in items.gone(changes)])

    def _write(self, statement: str, rows: Sequence[tuple[str | int | None, ...]]) -> None:
        if rows:
            self._run(statement, list(rows))
