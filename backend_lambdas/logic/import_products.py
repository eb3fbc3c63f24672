"""Brings rows of a catalogue file into the catalogue, matched by SKU; a dry run only tells.

Good rows are written although others are refused; every row is answered for. A request that is
repeated gets the answer it got before. Knows nothing of files or HTTP.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from backend_lambdas.logic.books.catalogue import OpeningStock
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.plan_products import Planned, Shelves
from backend_lambdas.logic.products import shelves_for
from pos_core.errors import Conflict
from pos_core.identifiers import Clock, timestamp
from pos_core.permissions import Act, Role, require
from pos_core.wire.catalogue import (
    ImportAnswer,
    ImportRequest,
    ImportRow,
    ProductWrite,
)


@dataclass(frozen=True, slots=True)
class ImportProducts:
    """The use case and what it works with."""

    books: Books
    clock: Clock

    def __call__(self, roles: Collection[Role], request: ImportRequest) -> ImportAnswer:
        """Import, or only say what importing would do.

        Opening stock goes to the request's store, for products that are new. Raises NotAllowed,
        NotFound `store.unknown`, Conflict `request.reused` when the same request_id comes with
        other rows.
        """
        require(roles, Act.IMPORT_CATALOGUE)
        if request.dry_run:
            return self.books.read(lambda work: self._plan(work, request).answer())
        return self.books.write(lambda work: self._import(work, request))

    def _import(self, work: Work, request: ImportRequest) -> ImportAnswer:
        work.catalogue.lock()
        digest = _digest(request)
        before = work.catalogue.answered_import(request.request_id)
        if before is not None:
            if before[0] != digest:
                raise Conflict("request.reused", request_id=request.request_id)
            return ImportAnswer.model_validate_json(before[1])
        plan = self._plan(work, request)
        plan.write(work, request.store_id)
        answer = plan.answer()
        now = timestamp(self.clock.now())
        work.catalogue.keep_import(request.request_id, digest, answer.model_dump_json(), now)
        return answer

    def _plan(self, work: Work, request: ImportRequest) -> "_Plan":
        work.settings.store(request.store_id)
        rows = request.products
        existing = work.catalogue.with_skus({row.sku for row in rows})
        shelves = shelves_for(work, self.clock, {code for row in rows for code in row.barcodes})
        planned = [shelves.plan(row, existing.get(row.sku)) for row in rows]
        return _Plan(rows, planned, shelves)


@dataclass(frozen=True, slots=True)
class _Plan:
    """All rows of a request with what is to become of them."""

    rows: Sequence[ProductWrite]
    planned: Sequence[Planned]
    shelves: Shelves

    def write(self, work: Work, store_id: str) -> None:
        """Write what is new and what has changed."""
        work.catalogue.add_categories(self.shelves.new_categories)
        work.catalogue.save([item.product for item in self.planned if item.product is not None])
        openings = [
            OpeningStock(store_id, item.product.product_id, row.opening_stock_milli or 0)
            for row, item in zip(self.rows, self.planned, strict=True)
            if item.new and item.product is not None
        ]
        work.catalogue.open_stock(openings)

    def answer(self) -> ImportAnswer:
        """Answer for every row."""
        numbered = enumerate(zip(self.rows, self.planned, strict=True))
        return ImportAnswer(rows=[_row(index, row.sku, item) for index, (row, item) in numbered])


def _row(index: int, sku: str, item: Planned) -> ImportRow:
    if item.refused:
        return ImportRow(
            index=index, sku=sku, outcome="refused", code=item.code, detail=item.detail
        )
    if item.product is None:
        return ImportRow(index=index, sku=sku, outcome="unchanged")
    return ImportRow(index=index, sku=sku, outcome="created" if item.new else "changed")


def _digest(request: ImportRequest) -> str:
    return hashlib.sha256(request.model_dump_json().encode()).hexdigest()
