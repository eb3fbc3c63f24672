"""All tables of the books in one place, for whoever creates, migrates or compares them.

They stand in five files: `shop_tables` (what the shop looks after), `ledger_tables` (what
registers wrote, and what follows from it), `till_tables` (sessions of tills), `news_tables` (what
goes out) and `watch_tables` (what the watch over all that remembers).
"""

from backend_lambdas.data_access.mysql import (
    ledger_tables,
    news_tables,
    shop_tables,
    till_tables,
    watch_tables,
)
from backend_lambdas.data_access.mysql.columns import metadata

__all__ = [
    "ledger_tables",
    "metadata",
    "news_tables",
    "shop_tables",
    "till_tables",
    "watch_tables",
]
