"""The kinds of columns in the books, in the subset that MySQL 8, MariaDB and SQLite share.

Amounts are minor units and quantities thousandths, as BIGINT. Moments are UTC texts with
milliseconds exactly as on the wire: they sort by time, and no driver moves them by a time zone.
Identities, codes and SKUs are compared by their bytes on every database; words for people are
sorted as people expect. Knows nothing of what the tables hold.
"""

from sqlalchemy import BigInteger, MetaData, String, Table, Text
from sqlalchemy.dialects.mysql import MEDIUMTEXT, VARCHAR
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: SchemaItem) -> Table:
    """Make a table of the books; what is said to MySQL is ignored by SQLite."""
    return Table(
        name,
        metadata,
        *parts,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_unicode_ci",
    )


_BY_BYTES = "utf8mb4_bin"


def _exact(length: int) -> String:
    return String(length).with_variant(VARCHAR(length, collation=_BY_BYTES), "mysql", "mariadb")


IDENTITY = _exact(64)
INTENT = _exact(160)
CODE = _exact(200)
WORD = _exact(40)
MOMENT = _exact(24)
DAY = _exact(10)
HASH = _exact(64)
PUBLIC_KEY = _exact(44)
SIGNATURE = _exact(88)
WORDS = String(200)
AMOUNT = BigInteger()
COUNT = BigInteger()
DOCUMENT = Text().with_variant(MEDIUMTEXT(collation=_BY_BYTES), "mysql", "mariadb")
PROSE = Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb")
