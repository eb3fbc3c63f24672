"""Products one at a time: list, read, create, change.

Permissions are checked here, because the app is never trusted; what a product cost is shown only
to those who may see it. Knows nothing of HTTP.
"""

from collections.abc import Collection
from dataclasses import dataclass

from backend_lambdas.logic.books.catalogue import OpeningStock
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.plan_products import BARCODE_TAKEN, SKU_TAKEN, Planned, Shelves
from pos_core.errors import Conflict, NotFound, RuleBroken
from pos_core.identifiers import Clock, new_id
from pos_core.permissions import Act, Role, Verdict, require, verdict_on
from pos_core.wire.catalogue import ProductRead, ProductsPage, ProductWrite

LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Products:
    """The use cases and what they work with. All raise NotAllowed."""

    books: Books
    clock: Clock

    def page(self, roles: Collection[Role], after_sku: str = "", limit: int = 100) -> ProductsPage:
        """Return products in the order of their SKU, after one."""
        require(roles, Act.READ_CATALOGUE)
        limit = max(1, min(limit, LARGEST_PAGE))
        found = self.books.read(lambda work: work.catalogue.products_after(after_sku, limit + 1))
        shown = [_shown(product, roles) for product in found[:limit]]
        return ProductsPage(products=shown, next_sku=shown[-1].sku if len(found) > limit else None)

    def read(self, roles: Collection[Role], product_id: str) -> ProductRead:
        """Return one product; raises NotFound `product.unknown`."""
        require(roles, Act.READ_CATALOGUE)
        return _shown(self.books.read(lambda work: _existing(work, product_id)), roles)

    def create(
        self, roles: Collection[Role], write: ProductWrite, store_id: str | None = None
    ) -> ProductRead:
        """Create a product, with its opening stock in `store_id` when it has one.

        Raises Conflict `product.sku_taken` (with the product_id) or `product.barcode_taken`,
        RuleBroken `product.tax_unknown`, `product.opening_stock_needs_store` and others, and
        NotFound `store.unknown`.
        """
        require(roles, Act.EDIT_PRODUCT)
        if write.opening_stock_milli is not None and store_id is None:
            raise RuleBroken("product.opening_stock_needs_store")
        created = self.books.write(lambda work: self._create(work, write, store_id))
        return _shown(created, roles)

    def change(self, roles: Collection[Role], product_id: str, write: ProductWrite) -> ProductRead:
        """Change a product that is still at `expected_version`; stock is left alone.

        Raises NotFound `product.unknown`, Conflict `product.version_moved` (with the version),
        `product.sku_taken` or `product.barcode_taken`, and RuleBroken as `create` does.
        """
        require(roles, Act.EDIT_PRODUCT)
        if write.expected_version is None:
            raise RuleBroken("product.version_missing")
        changed = self.books.write(lambda work: self._change(work, product_id, write))
        return _shown(changed, roles)

    def _create(self, work: Work, write: ProductWrite, store_id: str | None) -> ProductRead:
        work.catalogue.lock()
        _refuse_taken_sku(work, write.sku, None)
        product = _saved(work, self._plan(work, write, None))
        if store_id is not None:
            work.settings.store(store_id)
        quantity = write.opening_stock_milli or 0
        work.catalogue.open_stock([OpeningStock(store_id, product.product_id, quantity)])
        return product

    def _change(self, work: Work, product_id: str, write: ProductWrite) -> ProductRead:
        work.catalogue.lock()
        before = _existing(work, product_id)
        if before.version != write.expected_version:
            raise Conflict("product.version_moved", version=before.version)
        _refuse_taken_sku(work, write.sku, product_id)
        planned = self._plan(work, write, before)
        return before if planned.product is None else _saved(work, planned)

    def _plan(self, work: Work, write: ProductWrite, before: ProductRead | None) -> Planned:
        shelves = shelves_for(work, self.clock, set(write.barcodes))
        planned = shelves.plan(write, before)
        if planned.refused:
            kind = Conflict if planned.code == BARCODE_TAKEN else RuleBroken
            raise kind(planned.code, detail=planned.detail)
        work.catalogue.add_categories(shelves.new_categories)
        return planned


def shelves_for(work: Work, clock: Clock, barcodes: Collection[str]) -> Shelves:
    """Read what planning needs to know; the caller holds the catalogue's lock if it will write."""
    catalogue = work.catalogue
    return Shelves(
        new_id=lambda: new_id(clock),
        tax_codes=catalogue.tax_codes(),
        barcode_owners=catalogue.barcode_owners(barcodes),
        categories=catalogue.category_paths(),
    )


def _saved(work: Work, planned: Planned) -> ProductRead:
    assert planned.product is not None
    work.catalogue.save([planned.product])
    return planned.product


def _refuse_taken_sku(work: Work, sku: str, mine: str | None) -> None:
    other = work.catalogue.with_skus([sku]).get(sku)
    if other is not None and other.product_id != mine:
        raise Conflict(SKU_TAKEN, sku=sku, product_id=other.product_id)


def _existing(work: Work, product_id: str) -> ProductRead:
    product = work.catalogue.product(product_id)
    if product is None:
        raise NotFound("product.unknown", product_id=product_id)
    return product


def _shown(product: ProductRead, roles: Collection[Role]) -> ProductRead:
    if verdict_on(roles, Act.SEE_COST) is Verdict.ALLOWED:
        return product
    return product.model_copy(update={"cost_minor": None})
