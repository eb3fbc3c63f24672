"""Turns the retailer's upper-case descriptions into names that can stand on a shelf label.

Knows English capitals and the abbreviations of the data set; nothing about prices or categories.
"""

import re
from collections import Counter
from collections.abc import Iterable

_SMALL = re.compile(r"a|an|and|as|at|but|by|for|from|in|is|of|on|or|pc|the|to|with")
_CAPITALS = re.compile(r"LED|BBQ|UK|USA|US|TV|USB|CD|VIP|A[4-7]|3D", re.IGNORECASE)
_SET_OF = (
    (re.compile(r"^(SET|PACK|BOX)\s*/\s*(\d+)\b", re.IGNORECASE), r"\1 of \2"),
    (re.compile(r"\b(SET|PACK|BOX) OF\s*(\d+)", re.IGNORECASE), r"\1 of \2"),
    (re.compile(r"^S/(\d+)\b", re.IGNORECASE), r"Set of \1"),
    (re.compile(r"^SET\s*(\d+)\b", re.IGNORECASE), r"Set of \1"),
)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.]*[A-Za-z0-9]|[A-Za-z0-9]")


def best_description(descriptions: Iterable[str]) -> str:
    """The most frequent description of a product's sales; of equals the longer, then the first.

    Give it lines with a price only: stock corrections carry remarks ("Damaged", "amazon"), lines
    with a price do not. Empty when no text names goods.
    """
    counts = Counter(text for text in map(_tidied, descriptions) if is_description(text))
    return max(counts, key=lambda text: (counts[text], len(text), text), default="")


def is_description(text: str) -> bool:
    """Whether a text can name goods: remarks are lower case or question marks."""
    return any(letter.isupper() for letter in text) and len(re.findall("[A-Za-z]", text)) >= 3


def shelf_name(description: str) -> str:
    """`WHITE HANGING HEART T-LIGHT HOLDER` as `White Hanging Heart T-Light Holder`."""
    text = _tidied(description)
    for pattern, replacement in _SET_OF:
        text = pattern.sub(replacement, text)
    capitals = _WORD.sub(lambda match: _capitalised(match[0], match.start() == 0), text)
    return capitals[:1].upper() + capitals[1:]


def _tidied(text: str) -> str:
    """Without doubled blanks, stray stars and dots; one blank after each comma, none before."""
    text = re.sub(r"\s+", " ", text).replace(" ,", ",").strip(" *,.")
    text = re.sub(r",(?=[A-Za-z])", ", ", text)
    return re.sub(r"^-\s*", "", text)


def _capitalised(word: str, first: bool) -> str:
    lower = word.lower()
    if re.search(r"\.[A-Za-z]\b", word):
        return word
    if _CAPITALS.fullmatch(word):
        return word.upper()
    if _SMALL.fullmatch(lower) and not first:
        return lower
    if word[0].isdigit():
        return lower
    return lower[0].upper() + lower[1:]
