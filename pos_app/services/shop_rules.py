"""The shop's settings in the forms that selling and receipts need them.

Knows nothing of where settings come from: the settings feed keeps them in the catalogue's book.
"""

from pos_app.services.ports import Books, Storage
from pos_app.services.records import RegisterIdentity
from pos_core.errors import RuleBroken
from pos_core.money import currency_of
from pos_core.pricing import PricingRules
from pos_core.receipt import ShopIdentity
from pos_core.tax import TaxRounding
from pos_core.wire.changes import ShopItem

DEFAULT_OFFLINE_DAYS = 14


def pricing_rules(shop: ShopItem) -> PricingRules:
    """Return what prices depend on; raises RuleBroken `currency.unknown`."""
    return PricingRules(
        currency_of(shop.currency), TaxRounding(shop.tax_rounding), shop.cash_step_minor
    )


def enrolled(books: Books) -> RegisterIdentity:
    """Return this machine's register; raises RuleBroken `register.not_enrolled`."""
    register = books.register()
    if register is None:
        raise RuleBroken("register.not_enrolled")
    return register


def filled(books: Books) -> ShopItem:
    """Return the shop's settings; raises RuleBroken `shop.not_filled` before the first fill."""
    shop = books.catalogue.shop()
    if shop is None:
        raise RuleBroken("shop.not_filled")
    return shop


def check_till_open(books: Books) -> None:
    """Raise RuleBroken `till.session_required` where the shop trades in open sessions only."""
    shop = books.catalogue.shop()
    if shop and shop.sessions_required and books.till.open_session() is None:
        raise RuleBroken("till.session_required")


def shop_identity(books: Books, store_id: str) -> ShopIdentity:
    """Return the head and foot of a receipt of one store."""
    shop = filled(books)
    store = books.catalogue.store(store_id)
    return ShopIdentity(
        name=shop.name,
        store_name=store.name if store else "",
        address_lines=tuple(store.address_lines) if store else (),
        vat_number=shop.vat_number,
        footer=shop.receipt_footer,
    )


class ShopRules:
    """Reads the settings that screens need before a sale can be opened."""

    def __init__(self, storage: Storage) -> None:
        """Read from the local books."""
        self._storage = storage

    def pricing(self) -> PricingRules:
        """Return the rules prices follow; raises RuleBroken `shop.not_filled`."""
        with self._storage.read() as books:
            return pricing_rules(filled(books))

    def register(self) -> RegisterIdentity | None:
        """Return this machine's register, None before enrolment."""
        with self._storage.read() as books:
            return books.register()

    def shop(self) -> ShopItem | None:
        """Return the shop's settings, None before the first fill."""
        with self._storage.read() as books:
            return books.catalogue.shop()
