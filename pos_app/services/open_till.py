"""Opens the till: somebody counts a float into the drawer, and a session begins.

Selling does not depend on it, unless the shop demands it. Knows nothing of screens.
"""

from collections.abc import Iterable

from pos_app.services.checkout import place_of
from pos_app.services.ports import Storage
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import enrolled, filled, pricing_rules
from pos_core.errors import RuleBroken
from pos_core.journal import Actor, EntryType
from pos_core.permissions import Act, Role, require
from pos_core.till_session import TillOpening
from pos_core.wire.till import opened_payload


class OpenTill:
    """Begins sessions, each in one commit."""

    def __init__(self, storage: Storage, scribe: Scribe) -> None:
        """Write through `storage`, with entries by `scribe`."""
        self._storage = storage
        self._scribe = scribe

    def open(self, float_minor: int, actor: Actor, roles: Iterable[Role]) -> TillOpening:
        """Open the till with a float, in minor units.

        Raises NotAllowed, and RuleBroken `till.already_open`, `till.float_out_of_range`,
        `register.not_enrolled`, `shop.not_filled`; then nothing has happened.
        """
        require(roles, Act.OPEN_TILL)
        stamp = self._scribe.stamp(actor)
        with self._storage.begin() as books:
            before = books.till.open_session()
            if before is not None:
                raise RuleBroken("till.already_open", name=before.stamp.actor.name)
            currency = pricing_rules(filled(books)).currency
            opening = TillOpening(stamp, place_of(enrolled(books)), currency, float_minor)
            entry = self._scribe.write_stamped(
                books, EntryType.TILL_OPENED, opened_payload(opening), stamp
            )
            books.till.record_opening(opening, entry.seq)
        return opening
