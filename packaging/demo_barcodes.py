"""In-store EAN-13 codes for the demo shop, made from the SKU alone.

Prefix 20 belongs to GS1's "restricted circulation within a company" range; 21 to 29 stay free for
labels that carry a weight or price. Knows nothing about products.
"""

import hashlib
import re

from stdnum import ean

_PREFIX = "20"
# Five digits with up to two letters: the form of nearly every stock code of the data set.
_REGULAR = re.compile(r"(\d{5})([A-Z]{0,2})")


def in_store_ean13(sku: str) -> str:
    """Thirteen digits with a valid check digit; the same SKU always gives the same code."""
    body = _PREFIX + _number(sku)
    return body + ean.calc_check_digit(body)


def _number(sku: str) -> str:
    """Ten digits: `0`, code and suffix of a regular SKU; `9` and a hash of any other."""
    regular = _REGULAR.fullmatch(sku)
    if regular:
        return f"0{regular[1]}{_suffix(regular[2]):03d}0"
    digest = int.from_bytes(hashlib.sha256(sku.encode()).digest()[:8], "big")
    return f"9{digest % 10**9:09d}"


def _suffix(letters: str) -> int:
    """No letters is 0, A is 1, Z is 26, AA is 28: no two suffixes share a number."""
    value = 0
    for letter in letters:
        value = value * 27 + ord(letter) - ord("A") + 1
    return value
