"""A catalogue of any size, the same in every run, out of the words of the demo shop's products.

Product 7 is product 7 in every run and on both ends. Knows nothing of where it is put.
"""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, islice

from pos_app.resources import path
from pos_core.wire.catalogue import CategoryItem, ProductItem, TaxClassItem
from pos_core.wire.changes import Change, ShopItem, StaffItem, StockLevel, StoreItem
from pos_core.wire.message import Message

TAX = TaxClassItem(code="standard", name="VAT 20 %", rate_millipercent=20_000, included=True)
SHOP = ShopItem(
    name="Lantern & Lace",
    vat_number="GB 123 4567 89",
    currency="GBP",
    tax_rounding="line",
    cash_step_minor=1,
)
STORE = StoreItem(store_id="S1", name="Store 1, High Street", address_lines=["12 High Street"])
STAFF = StaffItem(staff_id="staff-1", username="sales1", name="Sales 1", roles=["salesperson"])
# Steps that share no factor with any likely number of words, so that names do not repeat early.
_BACK_STEP, _SHADE_STEP = 7919, 104_729
_SHADES = ("", "Small", "Large", "Vintage", "Antique", "Ivory", "Sage", "Coral", "Navy", "Gilt")


@cache
def demo_rows() -> Sequence[dict[str, str]]:
    """The products of the demo shop, best sellers first."""
    with path("demo/catalogue.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def shelves() -> dict[str, CategoryItem]:
    """The demo shop's categories by their path, each below its parent."""
    found: dict[str, CategoryItem] = {}
    for row in demo_rows():
        parts = row["category"].split(" > ")
        for depth in range(len(parts)):
            place = " > ".join(parts[: depth + 1])
            above = found.get(" > ".join(parts[:depth]))
            found.setdefault(
                place,
                CategoryItem(
                    category_id=f"shelf-{len(found)}",
                    name=parts[depth],
                    parent_id=above.category_id if above else None,
                    rank=len(found),
                ),
            )
    return found


def identity(number: int) -> str:
    """Return the identity of a product: like a real one it sorts by the time it was made."""
    return f"019ab000-0000-7000-8000-{number:012d}"


def name_of(number: int) -> str:
    """Return a name like a real one: the front of one product's, the back of another's."""
    rows = demo_rows()
    front = rows[number % len(rows)]["name"].split()
    back = rows[number * _BACK_STEP % len(rows)]["name"].split()
    shade = _SHADES[number * _SHADE_STEP // len(rows) % len(_SHADES)]
    words = [shade, *front[: (len(front) + 1) // 2], *back[len(back) // 2 :]]
    return " ".join(filter(None, words))


def barcode_of(number: int) -> str:
    """Return an EAN-13 of the in-store range 21."""
    digits = f"21{number:010d}"
    weighed = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits))
    return f"{digits}{-weighed % 10}"


def product(number: int) -> ProductItem:
    """Return product `number`, counted from 1; the number is its selling rank as well."""
    model = demo_rows()[number % len(demo_rows())]
    return ProductItem(
        product_id=identity(number),
        sku=f"B{number:07d}",
        name=name_of(number),
        brand=model["brand"],
        description=model["description"],
        category_id=shelves()[model["category"]].category_id,
        price_minor=95 + number * 37 % 9900,
        tax_code=TAX.code,
        barcodes=[barcode_of(number)],
        low_stock_milli=5000,
        selling_rank=number,
    )


def settings_changes() -> Iterator[Change]:
    """The shop and its store."""
    yield _change(1, "shop", "shop", SHOP)
    yield _change(2, "store", STORE.store_id, STORE)


def staff_changes() -> Iterator[Change]:
    """The salesperson."""
    yield _change(1, "staff", STAFF.staff_id, STAFF)


def catalogue_changes(products: int) -> Iterator[Change]:
    """The tax class, the categories and then all products, in the order of their versions."""
    versions = count(1)
    yield _change(next(versions), "tax_class", TAX.code, TAX)
    for shelf in shelves().values():
        yield _change(next(versions), "category", shelf.category_id, shelf)
    for number in range(1, products + 1):
        item = product(number)
        yield _change(next(versions), "product", item.product_id, item)


def stock_changes(products: int) -> Iterator[Change]:
    """What the store has of every product."""
    for number in range(1, products + 1):
        level = StockLevel(
            product_id=identity(number),
            store_id=STORE.store_id,
            quantity_milli=number % 90 * 1000,
        )
        yield _change(number, "stock_level", f"{level.product_id}/{level.store_id}", level)


def in_pages(changes: Iterator[Change], size: int = 500) -> Iterator[list[Change]]:
    """Cut a feed into pages."""
    while page := list(islice(changes, size)):
        yield page


def _change(version: int, kind: str, thing_id: str, data: Message) -> Change:
    return Change.model_validate(
        {"version": version, "kind": kind, "id": thing_id, "data": data.model_dump()}
    )
