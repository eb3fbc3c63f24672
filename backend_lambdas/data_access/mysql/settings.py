"""Shop, stores, staff and taxes in the books.

Fits `Settings`; announces each change in its feed. Knows nothing of who may change them.
"""

from collections.abc import Sequence

from pydantic import BaseModel
from sqlalchemy import Connection, select

from backend_lambdas.data_access.mysql.feeds import SqlFeeds
from backend_lambdas.data_access.mysql.rows import Row, add_or_replace
from backend_lambdas.data_access.mysql.shop_tables import shop as shop_table
from backend_lambdas.data_access.mysql.shop_tables import staff as staff_table
from backend_lambdas.data_access.mysql.shop_tables import stores as stores_table
from backend_lambdas.data_access.mysql.shop_tables import tax_classes
from backend_lambdas.logic.books.feeds import News
from pos_core.errors import NotFound
from pos_core.wire.catalogue import TaxClassItem
from pos_core.wire.changes import Scope, ShopItem, StaffItem, StoreItem

_THE_SHOP = 1


class SqlSettings:
    """Shop, stores, staff and taxes."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection
        self._feeds = SqlFeeds(connection)

    def shop(self) -> ShopItem:
        """Return the company's settings; raises NotFound `shop.not_set_up`."""
        row = self._connection.execute(select(shop_table)).mappings().first()
        if row is None:
            raise NotFound("shop.not_set_up")
        return ShopItem.model_validate(dict(row))

    def store(self, store_id: str) -> StoreItem:
        """Return a store; raises NotFound `store.unknown`."""
        wanted = select(stores_table).where(stores_table.c.store_id == store_id)
        row = self._connection.execute(wanted).first()
        if row is None:
            raise NotFound("store.unknown", store_id=store_id)
        lines = row.address.splitlines()
        return StoreItem(store_id=row.store_id, name=row.name, address_lines=lines)

    def save_shop(self, shop: ShopItem) -> None:
        """Write the company's settings."""
        row = {"id": _THE_SHOP, **shop.model_dump()}
        changing = [name for name in row if name != "id"]
        add_or_replace(self._connection, shop_table, [row], changing)
        self._feeds.publish(Scope.SETTINGS, [_news("shop", str(_THE_SHOP), shop)])

    def save_stores(self, stores: Sequence[StoreItem]) -> None:
        """Write stores, new and changed."""
        rows: list[Row] = [
            {
                "store_id": store.store_id,
                "name": store.name,
                "address": "\n".join(store.address_lines),
            }
            for store in stores
        ]
        add_or_replace(self._connection, stores_table, rows, ("name", "address"))
        news = [_news("store", store.store_id, store) for store in stores]
        self._feeds.publish(Scope.SETTINGS, news)

    def save_staff(self, staff: Sequence[StaffItem]) -> None:
        """Write people, new and changed."""
        rows: list[Row] = [
            {**person.model_dump(), "roles": " ".join(person.roles)} for person in staff
        ]
        changing = ("username", "name", "roles", "active")
        add_or_replace(self._connection, staff_table, rows, changing)
        news = [_news("staff", person.staff_id, person) for person in staff]
        self._feeds.publish(Scope.STAFF, news)

    def save_tax_classes(self, classes: Sequence[TaxClassItem]) -> None:
        """Write tax classes, new and changed."""
        rows = [tax.model_dump() for tax in classes]
        changing = ("name", "rate_millipercent", "included")
        add_or_replace(self._connection, tax_classes, rows, changing)
        news = [_news("tax_class", tax.code, tax) for tax in classes]
        self._feeds.publish(Scope.CATALOGUE, news)


def _news(kind: str, thing: str, item: BaseModel) -> News:
    return News(kind, thing, item.model_dump_json())
