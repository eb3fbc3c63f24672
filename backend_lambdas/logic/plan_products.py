"""Decides what writing a product would do: create, change, nothing, or why it is refused.

The same rules serve a single product, an import and its dry run. Knows nothing of tables, and
decides about one row at a time on what earlier rows of the same request leave behind.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from pos_core.wire.catalogue import ProductRead, ProductWrite

BETWEEN_CATEGORIES = " > "
SKU_TAKEN = "product.sku_taken"
SKU_REPEATED = "product.sku_repeated"
SKU_UNREADABLE = "product.sku_unreadable"
NUMBER_TOO_LARGE = "product.number_too_large"
TAX_UNKNOWN = "product.tax_unknown"
CATEGORY_UNREADABLE = "product.category_unreadable"
BARCODE_UNREADABLE = "product.barcode_unreadable"
BARCODE_REPEATED = "product.barcode_repeated"
BARCODE_TAKEN = "product.barcode_taken"
# More than any shop has, and less than any column of the books holds.
_LARGEST = {
    "cost_minor": 10**12,
    "low_stock_milli": 10**12,
    "opening_stock_milli": 10**12,
    "selling_rank": 10**9,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be written (None: nothing) and whether it is new; or a refusal's code."""

    product: ProductRead | None = None
    new: bool = False
    code: str = ""
    detail: str = ""

    @property
    def refused(self) -> bool:
        """Whether the row cannot be written."""
        return bool(self.code)


@dataclass(slots=True)
class Shelves:
    """The catalogue as far as a request is about it; moves on with every row that is planned.

    `new_id` makes identities of products and categories that are new.
    """

    new_id: Callable[[], str]
    tax_codes: set[str]
    barcode_owners: dict[str, str]
    categories: dict[str, str]
    new_categories: dict[str, str] = field(default_factory=dict)
    seen_skus: set[str] = field(default_factory=set)

    def plan(self, write: ProductWrite, before: ProductRead | None) -> Planned:
        """Plan one row; `before` is the product as it is, None for a new one."""
        product_id = before.product_id if before else self.new_id()
        code, detail = self._objection(write, product_id)
        if code:
            return Planned(code=code, detail=detail)
        self.seen_skus.add(write.sku)
        after = self._product(write, before, product_id)
        self._take_barcodes(after, before)
        if after == before:
            return Planned()
        if before is not None:
            after = after.model_copy(update={"version": before.version + 1})
        return Planned(after, new=before is None)

    def _objection(self, write: ProductWrite, product_id: str) -> tuple[str, str]:
        if write.sku != write.sku.strip():
            return SKU_UNREADABLE, write.sku
        if write.sku in self.seen_skus:
            return SKU_REPEATED, write.sku
        if write.tax_code not in self.tax_codes:
            return TAX_UNKNOWN, write.tax_code
        if any(not name.strip() for name in write.category.split(BETWEEN_CATEGORIES)[1:]):
            return CATEGORY_UNREADABLE, write.category
        too_large = [n for n, most in _LARGEST.items() if abs(getattr(write, n) or 0) > most]
        if too_large:
            return NUMBER_TOO_LARGE, too_large[0]
        return self._objection_to_barcodes(write.barcodes, product_id)

    def _objection_to_barcodes(self, barcodes: list[str], product_id: str) -> tuple[str, str]:
        for barcode in barcodes:
            if not barcode or barcode != barcode.strip():
                return BARCODE_UNREADABLE, barcode
        if len(set(barcodes)) < len(barcodes):
            return BARCODE_REPEATED, next(b for b in barcodes if barcodes.count(b) > 1)
        for barcode in barcodes:
            if self.barcode_owners.get(barcode, product_id) != product_id:
                return BARCODE_TAKEN, barcode
        return "", ""

    def _product(
        self, write: ProductWrite, before: ProductRead | None, product_id: str
    ) -> ProductRead:
        """Return the product after writing; a cost that is left out stays as it was."""
        cost = write.cost_minor
        if cost is None and before is not None:
            cost = before.cost_minor
        return ProductRead(
            product_id=product_id,
            sku=write.sku,
            name=write.name,
            brand=write.brand,
            description=write.description,
            category_id=self._category(write.category),
            unit=write.unit,
            price_minor=write.price_minor,
            tax_code=write.tax_code,
            barcodes=write.barcodes,
            active=write.active,
            low_stock_milli=write.low_stock_milli,
            selling_rank=write.selling_rank,
            media=before.media if before else [],
            version=before.version if before else 1,
            cost_minor=cost,
        )

    def _category(self, path: str) -> str | None:
        """Return the category of a path; it and its parents are made when they are missing."""
        if not path:
            return None
        if path not in self.categories:
            self._category(path.rpartition(BETWEEN_CATEGORIES)[0])
            self.categories[path] = self.new_categories[path] = self.new_id()
        return self.categories[path]

    def _take_barcodes(self, after: ProductRead, before: ProductRead | None) -> None:
        for barcode in before.barcodes if before else ():
            self.barcode_owners.pop(barcode, None)
        self.barcode_owners |= dict.fromkeys(after.barcodes, after.product_id)
