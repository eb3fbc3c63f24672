"""Products as they travel: in the catalogue's feed, in the product routes and in imports.

Knows nothing of search or pictures. What a product cost is left out of the feed: it is only in the
answers for people who may see it.
"""

from typing import Literal

from pydantic import Field, StrictInt

from pos_core.cart import LARGEST_PRICE_MINOR
from pos_core.wire.message import Identity, Message, Milli, Minor, ShortText


class MediaItem(Message):
    """One file of a product: picture, thumbnail or specification; found by its content's hash."""

    media_id: Identity
    kind: Literal["image", "thumbnail", "specification"]
    position: StrictInt
    sha256: str
    size: StrictInt
    content_type: str
    name: ShortText


class TaxClassItem(Message):
    """A tax class of the company."""

    code: Identity
    name: ShortText
    rate_millipercent: StrictInt = Field(ge=0, le=100_000)
    included: bool


class CategoryItem(Message):
    """A node of the category tree; `rank` orders the chips."""

    category_id: Identity
    name: ShortText
    parent_id: str | None = None
    rank: StrictInt = 0


class ProductItem(Message):
    """A product in the feed. `selling_rank` 1 sells best and is shown first; 0 is not ranked."""

    product_id: Identity
    sku: ShortText
    name: ShortText
    brand: ShortText = ""
    description: str = Field(default="", max_length=4000)
    category_id: str | None = None
    unit: Literal["piece", "kg"] = "piece"
    price_minor: Minor = Field(ge=0, le=LARGEST_PRICE_MINOR)
    tax_code: Identity
    barcodes: list[ShortText] = Field(default_factory=list, max_length=50)
    active: bool = True
    low_stock_milli: Milli = 0
    selling_rank: StrictInt = 0
    media: list[MediaItem] = Field(default_factory=list)


class ProductRead(ProductItem):
    """A product for those who look after it: version for edits; cost only for whom may see it."""

    version: StrictInt
    cost_minor: Minor | None = None


class ProductWrite(Message):
    """A product to create or to change; `expected_version` guards against lost edits."""

    sku: ShortText = Field(min_length=1)
    name: ShortText = Field(min_length=1)
    brand: ShortText = ""
    description: str = Field(default="", max_length=4000)
    category: ShortText = ""
    unit: Literal["piece", "kg"] = "piece"
    price_minor: Minor = Field(ge=0, le=LARGEST_PRICE_MINOR)
    cost_minor: Minor | None = Field(default=None, ge=0)
    tax_code: Identity
    barcodes: list[ShortText] = Field(default_factory=list, max_length=50)
    active: bool = True
    low_stock_milli: Milli = Field(default=0, ge=0)
    selling_rank: StrictInt = Field(default=0, ge=0)
    opening_stock_milli: Milli | None = None
    expected_version: StrictInt | None = None


class ProductsPage(Message):
    """Products in the order of their SKU; `next_sku` continues, None ends."""

    products: list[ProductRead]
    next_sku: str | None = None


class ImportRequest(Message):
    """Rows of a catalogue file for one store; matched by SKU. A dry run changes nothing."""

    request_id: Identity
    store_id: Identity
    dry_run: bool
    products: list[ProductWrite] = Field(min_length=1, max_length=500)


class ImportRow(Message):
    """What became of one row, by its index in the request."""

    index: StrictInt
    sku: str
    outcome: Literal["created", "changed", "unchanged", "refused"]
    code: str = ""
    detail: str = ""


class ImportAnswer(Message):
    """One row for each that was sent."""

    rows: list[ImportRow]


class MediaLinkRequest(Message):
    """Somebody wants to upload a file for a product."""

    product_id: Identity
    kind: Literal["image", "thumbnail", "specification"]
    name: ShortText
    content_type: Literal["image/png", "image/jpeg", "image/webp", "application/pdf"]
    size: StrictInt = Field(gt=0, le=10 * 1024 * 1024)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class UploadLink(Message):
    """Where and with which form fields to upload; short-lived."""

    media_id: Identity
    url: str
    fields: dict[str, str]
    expires_in_seconds: StrictInt


class DownloadLink(Message):
    """Where to get a file; short-lived. The hash says whether it arrived whole."""

    url: str
    sha256: str
    size: StrictInt
    expires_in_seconds: StrictInt
