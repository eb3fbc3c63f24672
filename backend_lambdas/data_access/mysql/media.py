"""Files of products in the books: which are expected, which have arrived.

Fits `MediaShelf`. Knows nothing of where files are kept, beyond the key that it gives them.
"""

import uuid

from sqlalchemy import Connection, Engine, Row, func, select, update

from backend_lambdas.data_access.mysql.catalogue import SqlCatalogue
from backend_lambdas.data_access.mysql.rows import add_if_absent
from backend_lambdas.data_access.mysql.shop_tables import media, products
from backend_lambdas.data_access.mysql.transactions import reading, writing
from backend_lambdas.logic.ports import ExpectedMedia, StoredMedia
from pos_core.errors import NotFound

_COLUMNS = media.c
# The same file of the same product has the same identity, whoever asks and however often.
_NAMESPACE = uuid.UUID("0192d3a6-0000-7000-8000-6d6564696131")


class SqlMediaShelf:
    """The files of products."""

    def __init__(self, engine: Engine) -> None:
        """Keep files through this engine."""
        self._engine = engine

    def expect(self, media: ExpectedMedia) -> StoredMedia:
        """Note a file that will come; until it has arrived, no feed and no product shows it."""
        return writing(self._engine, lambda connection: _expect(connection, media))

    def note_arrival(self, key: str) -> None:
        """Show the file that has arrived under this key; an unknown key or a repeat is nothing."""
        writing(self._engine, lambda connection: _note_arrival(connection, key))

    def find(self, media_id: str) -> StoredMedia:
        """Return a file that has arrived; raises NotFound `media.unknown`."""
        return reading(self._engine, lambda connection: _find(connection, media_id))


def _expect(connection: Connection, expected: ExpectedMedia) -> StoredMedia:
    catalogue = SqlCatalogue(connection)
    catalogue.lock()
    wanted = select(products.c.product_id).where(products.c.product_id == expected.product_id)
    if connection.execute(wanted).first() is None:
        raise NotFound("product.unknown", product_id=expected.product_id)
    name = f"{expected.product_id} {expected.kind} {expected.sha256}"
    media_id = str(uuid.uuid5(_NAMESPACE, name))
    stored = StoredMedia(media_id, f"media/{media_id}", expected.size, expected.sha256)
    row = {
        "media_id": media_id,
        "product_id": expected.product_id,
        "kind": expected.kind,
        "position": _next_position(connection, expected),
        "key": stored.key,
        "sha256": expected.sha256,
        "size": expected.size,
        "content_type": expected.content_type,
        "name": expected.name,
        "arrived": False,
    }
    add_if_absent(connection, media, [row])
    return stored


def _next_position(connection: Connection, expected: ExpectedMedia) -> int:
    last = select(func.max(_COLUMNS.position)).where(
        _COLUMNS.product_id == expected.product_id, _COLUMNS.kind == expected.kind
    )
    return (connection.execute(last).scalar() or 0) + 1


def _note_arrival(connection: Connection, key: str) -> None:
    catalogue = SqlCatalogue(connection)
    catalogue.lock()
    waiting = select(_COLUMNS.product_id).where(_COLUMNS.key == key, _COLUMNS.arrived.is_(False))
    product_id = connection.execute(waiting).scalar()
    if product_id is not None:
        connection.execute(update(media).where(_COLUMNS.key == key).values(arrived=True))
        catalogue.announce([product_id])


def _find(connection: Connection, media_id: str) -> StoredMedia:
    wanted = select(media).where(_COLUMNS.media_id == media_id, _COLUMNS.arrived.is_(True))
    row = connection.execute(wanted).first()
    if row is None:
        raise NotFound("media.unknown", media_id=media_id)
    return _stored(row)


def _stored(row: Row[tuple[str]]) -> StoredMedia:
    return StoredMedia(row.media_id, row.key, row.size, row.sha256)
