"""Texts that people type freely: notes and reasons. A card number never enters the program.

Source of the rule: PCI DSS; a shop that stores no card number can keep to the smallest
questionnaire. Knows nothing of where the texts are shown.
"""

import re

from stdnum import luhn

from pos_core.errors import RuleBroken

LONGEST_TEXT = 200
_SHORTEST_CARD, _LONGEST_CARD = 14, 19  # those of today; an EAN has 13 digits
_FIRST_DIGITS = "23456"  # of payment cards, ISO/IEC 7812; GS1 codes that long begin with 0 or 1
_DIGIT_RUN = re.compile(r"\d(?:[ -]?\d)+", re.ASCII)
_TRACK = re.compile(r"%?[A-Z]?\d{13,19}\^|;\d{13,19}=", re.ASCII)
_CODE_BEYOND_GTIN = 15  # shorter digits may be a barcode that passes for a card by chance


def checked_text(text: str) -> str:
    """Return a text on one line, at most 200 characters.

    Raises RuleBroken `tender.card_number_refused` when a payment card's number is in it.
    """
    for run in _DIGIT_RUN.findall(text):
        if _is_card_number(re.sub(r"\D", "", run), _SHORTEST_CARD):
            raise RuleBroken("tender.card_number_refused")
    return " ".join(text.split())[:LONGEST_TEXT]


def checked_scan(code: str) -> str:
    """Return what a scanner or a card reader typed, without what cannot be shown.

    Raises RuleBroken `tender.card_number_refused` for a magnetic stripe and for digits that are
    too many for a barcode and make a card number.
    """
    shown = "".join(character for character in code if character.isprintable()).strip()
    digits = shown if shown.isdigit() else ""
    if _TRACK.search(shown) or _is_card_number(digits, _CODE_BEYOND_GTIN):
        raise RuleBroken("tender.card_number_refused")
    return shown


def _is_card_number(digits: str, shortest: int) -> bool:
    fits = shortest <= len(digits) <= _LONGEST_CARD and digits[0] in _FIRST_DIGITS
    return fits and luhn.is_valid(digits)
