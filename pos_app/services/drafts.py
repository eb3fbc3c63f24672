"""Keeps the open cart so that it survives a crash. Knows nothing of how a cart is edited."""

from pos_app.services.ports import Storage
from pos_core.cart import Cart


class KeepDraft:
    """Keeps the cart after every edit and gives it back after a restart."""

    def __init__(self, storage: Storage) -> None:
        """Keep it in the local books."""
        self._storage = storage

    def keep(self, cart: Cart) -> None:
        """Keep the cart; an empty one clears the draft. Raises StorageFailed."""
        with self._storage.begin() as books:
            books.drafts.keep(cart)

    def load(self) -> Cart:
        """Return the cart as it was last kept; an empty one when there is none."""
        with self._storage.read() as books:
            return books.drafts.load()
