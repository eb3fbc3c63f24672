"""A small shop in the books: two stores, goods with stock, and the tills that sell them.

Knows nothing of what is posted afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from backend_lambdas.data_access.mysql.rows import add_if_absent
from backend_lambdas.data_access.mysql.shop_tables import registers
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.logic.books.catalogue import OpeningStock
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.post_journal import PostJournal
from pos_core.cart import SoldProduct
from pos_core.journal import GENESIS
from pos_core.wire.catalogue import ProductRead, TaxClassItem
from pos_core.wire.changes import ShopItem, StoreItem
from tests.backend.books.till import STANDARD, Till, product
from tests.fakes.cloud import FakeRegisterMirror, FakeSideEffectBell

STORES = ("S1", "S2")
SHOP = ShopItem(
    name="Lantern & Lace",
    vat_number="VAT GB 123 4567 89",
    receipt_footer="Thank you for your visit.",
    currency="GBP",
    tax_rounding="line",
    cash_step_minor=1,
)


@dataclass
class Shop:
    """The books with goods in them, and what posting needs beside them."""

    engine: Engine
    books: SqlBooks
    mirror: FakeRegisterMirror = field(default_factory=FakeRegisterMirror)
    bell: FakeSideEffectBell = field(default_factory=FakeSideEffectBell)

    @property
    def post(self) -> PostJournal:
        return PostJournal(self.books, self.mirror, self.bell)

    def till(self, code: str = "T1", store_id: str = "S1") -> Till:
        """Enrol a till with a key of its own."""
        till = Till(code, store_id)
        row = {
            "register_id": till.register_id,
            "code": code,
            "name": f"Till {code}",
            "store_id": store_id,
            "public_key": till.public_key,
            "status": "active",
            "head_seq": GENESIS.seq,
            "head_hash": GENESIS.hash,
            "receipt_counter": 0,
            "request_id": f"request-{code}",
            "enrolled_by": "it1",
            "enrolled_at": "2026-11-20T08:00:00.000Z",
        }
        with self.engine.begin() as connection:
            add_if_absent(connection, registers, [row])
        self.mirror.add(till.register_id, store_id, till.public_key)
        return till

    def stock(
        self,
        goods: Sequence[SoldProduct],
        pieces: int = 100,
        low_at: int = 0,
        store_id: str = "S1",
    ) -> None:
        """Put goods into the catalogue, with opening stock in one store."""

        def put(work: Work) -> None:
            work.catalogue.lock()
            work.catalogue.save([catalogued(item, low_at) for item in goods])
            work.catalogue.open_stock(
                [OpeningStock(store_id, item.product_id, pieces * 1000) for item in goods]
            )

        self.books.write(put)


def catalogued(item: SoldProduct, low_at: int = 0) -> ProductRead:
    """Return a product as the catalogue has it."""
    return ProductRead(
        product_id=item.product_id,
        sku=item.sku,
        name=item.name,
        unit="piece" if item.unit.value == "piece" else "kg",
        price_minor=item.price_minor,
        tax_code=item.tax.code,
        low_stock_milli=low_at * 1000,
        version=1,
        cost_minor=100,
    )


def open_shop(engine: Engine) -> Shop:
    """Set up stores and taxes; goods and tills come as a test needs them."""
    books = SqlBooks(engine)

    def set_up(work: Work) -> None:
        work.settings.save_shop(SHOP)
        work.settings.save_stores(
            [StoreItem(store_id=code, name=f"Store {code}") for code in STORES]
        )
        work.settings.save_tax_classes(
            [
                TaxClassItem(
                    code=STANDARD.code,
                    name=STANDARD.name,
                    rate_millipercent=STANDARD.rate_millipercent,
                    included=STANDARD.included,
                )
            ]
        )

    books.write(set_up)
    return Shop(engine, books)


def goods(count: int) -> list[SoldProduct]:
    """Return so many different products."""
    return [product(f"SKU{number:05d}", 100 + number % 900) for number in range(count)]
