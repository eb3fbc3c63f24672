"""Prices and stock figures of the demo catalogue, in integer pence and thousandths.

The selling price is real; cost, opening stock and threshold are proposed here because the data set
has none. Everything depends on the arguments alone, so the same source gives the same shop.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

from demo_source import SourceLine

# Dear things get low thresholds: below this price in pence, this many pieces.
_THRESHOLDS = ((100, 24), (250, 15), (500, 10), (1000, 8), (2000, 6), (5000, 3))
_DEAREST_THRESHOLD = 2


def retail_price_minor(lines: Iterable[SourceLine]) -> int | None:
    """The price most often asked from known customers; from anybody when none is known.

    Web orders of unknown customers were booked at a higher price and would make the shop look
    dear. Of equally frequent prices the higher one counts. None when no line has a price.
    """
    priced = [line for line in lines if line.price_minor is not None]
    known = [line for line in priced if line.customer] or priced
    counts = Counter(line.price_minor for line in known if line.price_minor is not None)
    return max(counts, key=lambda price: (counts[price], price), default=None)


def cost_minor(sku: str, price_minor: int) -> int:
    """Proposed cost: 45 to 60 per cent of the price, fixed by the SKU; at least a penny."""
    return max(1, price_minor * (45 + _spread(sku, "cost", 16)) // 100)


def low_stock_threshold(price_minor: int) -> int:
    """Pieces (or kilograms) below which the shop should order again; the table is above."""
    for below, pieces in _THRESHOLDS:
        if price_minor < below:
            return pieces
    return _DEAREST_THRESHOLD


def opening_stock(sku: str, rank: int, price_minor: int) -> int:
    """Whole pieces on the shelf: best sellers deep, dear things shallow, one in fifteen low.

    Of a hundred products about two are sold out and five more stand below their threshold, so that
    warnings and alerts have something to show.
    """
    threshold = low_stock_threshold(price_minor)
    fate = _spread(sku, "fate", 100)
    if fate < 2:
        return 0
    if fate < 7:
        return 1 + _spread(sku, "low", threshold)
    depth = 8 if rank <= 200 else 4 if rank <= 1000 else 2
    return threshold + 2 + _spread(sku, "stock", threshold * depth)


def money_text(minor: int) -> str:
    """Pence as the two-decimal text that the catalogue file holds."""
    return f"{minor // 100}.{minor % 100:02d}"


def _spread(sku: str, purpose: str, size: int) -> int:
    """A number below `size` that looks random and is always the same for SKU and purpose."""
    digest = hashlib.sha256(f"{purpose}:{sku}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % size
