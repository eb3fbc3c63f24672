"""A product's place in the tables: best sellers have the lowest rowid, so nothing is ever sorted.

Each rank has a few places, because ranks change one by one and two products may share one for a
while. Whatever finds none, and all that is not ranked, stands behind. Knows nothing of products.
"""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

PLACES_PER_RANK = 16
UNRANKED = 1 << 40

_TAKEN = """SELECT p.position FROM json_each(?1) rank JOIN products p
ON p.position BETWEEN rank.value * ?2 AND rank.value * ?2 + ?2 - 1"""
_LAST = "SELECT coalesce(max(position), 0) FROM products"


def free_places(connection: Connection, ranks: Sequence[int]) -> Iterator[int]:
    """Yield a free place for each rank, in their order (0: not ranked)."""
    run = connection.exec_driver_sql
    wanted = json.dumps([rank for rank in set(ranks) if 0 < rank < UNRANKED // PLACES_PER_RANK])
    taken = set(run(_TAKEN, (wanted, PLACES_PER_RANK)).scalars())
    behind = max(run(_LAST).scalar_one(), UNRANKED)
    for rank in ranks:
        first = rank * PLACES_PER_RANK
        places = range(first, first + PLACES_PER_RANK if 0 < first < UNRANKED else first)
        place = next((place for place in places if place not in taken), None)
        if place is None:
            behind += 1
            place = behind
        taken.add(place)
        yield place
