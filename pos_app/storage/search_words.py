"""Texts into the words that search compares: no accents, no case, no punctuation.

The index is filled and asked with the output of the same function, so that what SQLite's tokenizer
sees are plain words between spaces and no text can be taken for search syntax. Pure functions.
"""

import re
import unicodedata
from collections.abc import Sequence

LONGEST_WORD = 40
MOST_WORDS = 12

SHELF_MARK = "\ue000"
"""Starts the word that stands for a category; no text contains it after `plain_words`."""

_APOSTROPHES = "'`´‘’ʼ"
_ASCII_APOSTROPHES = b"'`"
_ASCII = bytes(ord(c.lower()) if c.isalnum() else ord(" ") for c in map(chr, range(128))) * 2
_DIGIT = re.compile(r"\d")
_KEPT = frozenset("LNM")  # letters, numbers, and the vowel signs that Indic scripts attach


def plain_words(text: str) -> str:
    """Return a text's words in lower case, without accents, with spaces between them.

    An apostrophe joins (`children's` is `childrens`), everything else that is no letter or digit
    separates.
    """
    if text.isascii():
        return text.encode().translate(_ASCII, _ASCII_APOSTROPHES).decode()
    folded = unicodedata.normalize("NFKD", text).casefold()  # a mathematical capital is a letter
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(map(_plain, decomposed))


def _plain(character: str) -> str:
    if unicodedata.combining(character) or character in _APOSTROPHES:
        return ""
    return character if unicodedata.category(character)[0] in _KEPT else " "


def plain_code(text: str) -> str:
    """Return a barcode or SKU as it is searched for: `AB-12.3` is `ab123`."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return plain_words(text).replace(" ", "")


def joined_codes(codes: Sequence[str]) -> str:
    """Return codes as one text, a line each."""
    return "\n".join(code.replace("\n", " ") for code in codes)


def split_codes(text: str) -> tuple[str, ...]:
    """Return the codes that `joined_codes` joined."""
    return tuple(text.split("\n")) if text else ()


def asked_words(text: str) -> list[str]:
    """Return the words of a question, each once, as many as anybody would type."""
    return [w[:LONGEST_WORD] for w in dict.fromkeys(plain_words(text).split())][:MOST_WORDS]


def shelf_word(category_id: str) -> str:
    """Return the word that stands for a category in the index."""
    return SHELF_MARK + category_id.encode().hex()


def has_prefix(word: str) -> str:
    """Return the expression for products with a word that starts like this one."""
    return f'"{word}"*'


def has_any(words: Sequence[str]) -> str:
    """Return the expression for products with any of these whole words."""
    return "(" + " OR ".join(f'"{word}"' for word in words) + ")"


def letters_only(word: str) -> bool:
    """Tell whether a word can be misspelt: a number that is off by one is another number."""
    return word.isalpha() or not _DIGIT.search(word)


def marked(word: str) -> str:
    """Return a word with its ends marked, so that first and last letters count for likeness."""
    return f"^{word}$"


def parts(text: str) -> list[str]:
    """Return every three letters in a row of a text."""
    return [text[i : i + 3] for i in range(len(text) - 2)]


def one_slip_apart(typed: str, word: str) -> bool:
    """Tell whether one letter missing, too many, wrong, or swapped with its neighbour is all."""
    if len(typed) > len(word):
        typed, word = word, typed
    start = 0
    while start < len(typed) and typed[start] == word[start]:
        start += 1
    if len(word) == len(typed) + 1:
        return typed[start:] == word[start + 1 :]
    if len(word) != len(typed):
        return False
    return typed[start + 1 :] == word[start + 1 :] or (
        typed[start : start + 2] == word[start : start + 2][::-1]
        and typed[start + 2 :] == word[start + 2 :]
    )
