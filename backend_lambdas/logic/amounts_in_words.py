"""Amounts, quantities and moments as customers read them in mail, in English.

Knows nothing of mail. The till speaks its person's language through its own views; what the server
writes is in the shop's.
"""

from datetime import timedelta

from pos_core.identifiers import moment_of
from pos_core.money import Currency, Money
from pos_core.payment import TenderKind
from pos_core.quantity import Quantity, Unit

_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "INR": "₹", "JPY": "¥"}
_MINUS = "\N{MINUS SIGN}"
_TENDERS = {TenderKind.CASH: "Cash", TenderKind.CARD: "Card"}


def amount_in_words(minor: int, currency: Currency) -> str:
    """Return an amount with its currency: `£1,234.50`, `CHF 7.00`, `−£2.00`."""
    major, dot, fraction = Money(abs(minor), currency).plain().partition(".")
    symbol = _SYMBOLS.get(currency.code, f"{currency.code} ")
    sign = _MINUS if minor < 0 else ""
    return f"{sign}{symbol}{int(major):,}{dot}{fraction}"


def quantity_in_words(quantity: Quantity, unit: Unit) -> str:
    """Return a quantity: `3`, `0.485 kg`."""
    return f"{quantity.plain()} kg" if unit is Unit.KILOGRAM else quantity.plain()


def moment_in_words(occurred_at: str, utc_offset_minutes: int) -> str:
    """Return when it happened where it happened: `21 November 2026, 09:31`."""
    local = moment_of(occurred_at) + timedelta(minutes=utc_offset_minutes)
    return f"{local.day} {local:%B %Y, %H:%M}"


def tender_in_words(kind: TenderKind) -> str:
    """Return what a tender is called."""
    return _TENDERS[kind]
