"""Files that belong to products: which there are, which are missing here, where they are kept.

Knows nothing of the files' content or of how they are fetched.
"""

from sqlalchemy import Connection

from pos_app.services.records import MediaRecord

_OF_PRODUCT = """SELECT media_id, kind, position, sha256, size, content_type, name, path
FROM media WHERE product_id = ? ORDER BY kind, position, media_id"""
_ONE = """SELECT media_id, kind, position, sha256, size, content_type, name, path
FROM media WHERE sha256 = ? ORDER BY kind, position, media_id LIMIT 1"""
_MISSING = """SELECT m.media_id, m.kind, m.position, m.sha256, m.size, m.content_type, m.name, ''
FROM media m JOIN products p ON p.product_id = m.product_id
WHERE m.kind = ? AND m.path = '' AND p.active = 1
GROUP BY m.sha256 ORDER BY min(p.position), m.position LIMIT ?"""
_ARRIVED = "UPDATE media SET path = ? WHERE sha256 = ?"


class MediaBook:
    """The index of files, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def of_product(self, product_id: str) -> list[MediaRecord]:
        """Return a product's files by kind, in their order."""
        return [MediaRecord(*row) for row in self._run(_OF_PRODUCT, (product_id,))]

    def one(self, sha256: str) -> MediaRecord | None:
        """Return the file with this content, None when no product names it."""
        row = self._run(_ONE, (sha256,)).first()
        return MediaRecord(*row) if row else None

    def missing(self, kind: str, limit: int) -> list[MediaRecord]:
        """Return files that this machine lacks, those of best sellers first, each content once."""
        return [MediaRecord(*row) for row in self._run(_MISSING, (kind, limit))]

    def arrived(self, sha256: str, path: str) -> None:
        """Remember where a file is kept; an empty path says that it is gone again."""
        self._run(_ARRIVED, (path, sha256))
