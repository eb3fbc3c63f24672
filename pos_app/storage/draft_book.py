"""The open cart, kept at every edit with every field, so that a crash costs nobody a line.

Knows nothing of edits or undo: it keeps the cart as it is handed over.
"""

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection

from pos_core.cart import Cart
from pos_core.errors import RuleBroken

_CART = TypeAdapter(Cart)
_KEEP = "INSERT INTO draft VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"


class SqliteDraftBook:
    """Fits the port DraftBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def load(self) -> Cart:
        """Return the cart as it was last kept.

        A draft that cannot be read (another release wrote it) is an empty cart: a convenience must
        never keep a till from opening.
        """
        body = self._run("SELECT body FROM draft").scalar()
        if body is None:
            return Cart()
        try:
            return _CART.validate_json(body)
        except (ValidationError, RuleBroken):
            return Cart()

    def keep(self, cart: Cart) -> None:
        """Keep the cart; an empty cart clears it."""
        if cart == Cart(next_line_id=cart.next_line_id):
            self._run("DELETE FROM draft")
        else:
            self._run(_KEEP, (_CART.dump_json(cart).decode(),))
