"""Reads the fields of a catalogue row, and says why a field cannot be read.

A formula in a field is a text like any other. Knows nothing of files or of other rows.
"""

from stdnum import ean

from pos_core.errors import RuleBroken
from pos_core.money import Currency, Money
from pos_core.quantity import Quantity, Unit

_GTIN_LENGTHS = (8, 12, 13, 14)
_YES = frozenset({"true", "yes", "1", ""})
_NO = frozenset({"false", "no", "0"})

_SENTENCES = {
    "csv.encoding": "This row holds characters that are not UTF-8. Save the file as UTF-8.",
    "csv.row_too_long": "This row is longer than any product can be. Look for a missing quote.",
    "csv.quote_open": "A quotation mark opens here and is not closed properly.",
    "csv.fields": "This row has another number of fields than the first row.",
    "field.missing": "The field {field} is empty.",
    "field.too_long": "The field {field} is too long.",
    "field.out_of_range": "The value {value} in {field} is out of range.",
    "money.unreadable": "{value} is no amount such as 12.30.",
    "money.too_precise": "{value} has more decimals than the currency.",
    "quantity.unreadable": "{value} is no quantity such as 3 or 0.485.",
    "quantity.not_whole": "{value}: pieces cannot be cut.",
    "number.unreadable": "{value} is no whole number.",
    "unit.unknown": "{value} is no unit; piece and kg are.",
    "flag.unknown": "{value} is neither true nor false.",
    "tax_class.unknown": "The tax class {value} does not exist.",
    "barcode.check_digit": "The check digit of {value} is wrong.",
    "barcode.unreadable": "{value} cannot be printed as a barcode.",
    "barcode.repeated": "The barcode {value} stands in an earlier row too.",
    "sku.repeated": "The SKU {value} stands in an earlier row too.",
}


class FieldRefused(Exception):
    """One field of one row is not acceptable; `field` is empty when it is the row itself."""

    def __init__(self, field: str, code: str, value: str = "") -> None:
        """Keep which field, a stable code, and what stands in it."""
        super().__init__(code)
        self.field, self.code, self.value = field, code, value


def sentence(code: str, field: str, value: str) -> str:
    """Say for a person why a row is refused; a code without a sentence stands for itself."""
    known = _SENTENCES.get(code)
    return known.format(field=field, value=repr(value)) if known else code


def minor(field: str, text: str, currency: Currency) -> int:
    """Read an amount such as `12.30` as minor units."""
    try:
        return Money.parse(text, currency).minor
    except RuleBroken as broken:
        raise FieldRefused(field, broken.code, text) from None


def milli(field: str, text: str, unit: Unit) -> int:
    """Read a quantity of a unit, not below zero, as thousandths."""
    try:
        quantity = Quantity.parse(text, unit)
    except RuleBroken as broken:
        raise FieldRefused(field, broken.code, text) from None
    if quantity.milli < 0:
        raise FieldRefused(field, "field.out_of_range", text)
    return quantity.milli


def whole(field: str, text: str) -> int:
    """Read a whole number that is not negative."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise FieldRefused(field, "number.unreadable", text)
    return int(text)


def unit_of(text: str) -> Unit:
    """Read `piece` or `kg`; empty is a piece."""
    try:
        return Unit(text or Unit.PIECE.value)
    except ValueError:
        raise FieldRefused("unit", "unit.unknown", text) from None


def flag(field: str, text: str) -> bool:
    """Read true or false; empty is true."""
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise FieldRefused(field, "flag.unknown", text)


def barcodes_of(text: str) -> list[str]:
    """Read barcodes, apart by spaces or `|`; digits of a GTIN's length need its check digit."""
    codes = list(dict.fromkeys(text.replace("|", " ").split()))
    for code in codes:
        if not (code.isascii() and code.isprintable()):
            raise FieldRefused("barcode", "barcode.unreadable", code)
        if code.isdigit() and len(code) in _GTIN_LENGTHS and not ean.is_valid(code):
            raise FieldRefused("barcode", "barcode.check_digit", code)
    return codes
