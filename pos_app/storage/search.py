"""Finds products as somebody types: every word must fit, best sellers first.

A word fits a product that has a word starting with it; digits also fit the start of a barcode or
SKU. Only when nothing is found, words that fit nowhere are taken as a part of a word, then as one
slip of the keyboard away from one. Knows nothing of what a product looks like: its results are
positions, a product's place among the best sellers.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from pos_app.storage.search_words import (
    asked_words,
    has_any,
    has_prefix,
    letters_only,
    marked,
    one_slip_apart,
    parts,
    plain_code,
    shelf_word,
)

_ACTIVE = "SELECT count(*) FROM products WHERE active = 1"
_COUNT = "SELECT count(*) FROM product_words WHERE product_words MATCH ?"
_ANY = "SELECT 1 FROM product_words WHERE product_words MATCH ? LIMIT 1"
_AMONG = """SELECT rowid FROM product_words
WHERE product_words MATCH ? AND rowid IN (SELECT value FROM json_each(?))"""
_CODES = """SELECT DISTINCT k.position
FROM product_codes k JOIN products p ON p.position = k.position
WHERE k.plain >= ? AND k.plain < ? AND p.active = 1 LIMIT ?"""
_SHELVES = """WITH RECURSIVE shelf(id) AS (SELECT ?1 UNION
SELECT c.category_id FROM categories c JOIN shelf ON c.parent_id = shelf.id) SELECT id FROM shelf"""
_CONTAINING = """SELECT w.word FROM word_parts p JOIN words w ON w.id = p.rowid
WHERE word_parts MATCH ?1 AND instr(w.word, ?2) ORDER BY length(w.word), w.word LIMIT 40"""
_ALIKE = """SELECT w.word FROM word_parts p JOIN words w ON w.id = p.rowid
WHERE word_parts MATCH ?1 AND length(w.word) BETWEEN ?2 - 1 AND ?2 + 1"""

_SHORTEST_CODE = 2
_MOST_CODES = 200
_BEFORE_ALL_LETTERS = " "
_BEYOND_ALL_LETTERS = "\U0010ffff"
_SHORTEST_PART = 3
_SHORTEST_MISSPELT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What fits: an expression for the word index (empty: everything) and positions by code."""

    expression: str
    by_code: tuple[int, ...]
    total: int


class ProductSearch:
    """Questions to the word index, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def find(self, text: str, category_id: str | None) -> Found:
        """Find what fits a text within a category and all below it (None: anywhere)."""
        words = asked_words(text)
        shelf = [has_any(self._shelf(category_id))] if category_id is not None else []
        if not words and not shelf:
            return Found("", (), self._run(_ACTIVE).scalar_one())
        found = self._with_codes(self._fitting(shelf, words, has_prefix), shelf, words, text)
        if words and not found.total:
            found = self._fitting(shelf, words, self._loosely)
        if words and not found.total:
            found = self._fitting(shelf, words, self._very_loosely)
        return found

    def _fitting(self, shelf: list[str], words: list[str], fits: Callable[[str], str]) -> Found:
        """Find what has all words, taken in one way."""
        expression = " AND ".join([*shelf, *map(fits, words)])
        return Found(expression, (), self._run(_COUNT, (expression,)).scalar_one())

    def _with_codes(self, found: Found, shelf: list[str], words: list[str], text: str) -> Found:
        """Add what has a code that starts with the whole text, or with one word and has the rest.

        Only the first few hundred: who types that little of a code goes on typing.
        """
        codes = set(self._codes(plain_code(text), shelf))
        if len(words) > 1:
            for word in words:
                others = [has_prefix(other) for other in words if other != word]
                codes.update(self._codes(word, [*shelf, *others]))
        if not codes:
            return found
        both = self._among(codes, found.expression)
        by_code = tuple(sorted(codes))
        return Found(found.expression, by_code, found.total + len(by_code) - len(both))

    def _codes(self, start: str, must_have: list[str]) -> Sequence[int]:
        """Find by the start of a code; by the whole code where it has no digit, like a word."""
        if len(start) < _SHORTEST_CODE:
            return ()
        end = start + (_BEFORE_ALL_LETTERS if letters_only(start) else _BEYOND_ALL_LETTERS)
        positions = self._run(_CODES, (start, end, _MOST_CODES)).scalars().all()
        return self._among(positions, " AND ".join(must_have)) if must_have else positions

    def _among(self, positions: Iterable[int], expression: str) -> Sequence[int]:
        """Return those of the positions that fit an expression."""
        return self._run(_AMONG, (expression, json.dumps(list(positions)))).scalars().all()

    def _shelf(self, category_id: str) -> list[str]:
        """Return the words of a category and of everything below it."""
        return [shelf_word(row[0]) for row in self._run(_SHELVES, (category_id,))]

    def _loosely(self, word: str) -> str:
        """Take a word as it is when it fits anything, else as a part, else as a slip."""
        as_typed = has_prefix(word)
        if self._run(_ANY, (as_typed,)).first():
            return as_typed
        others = self._containing(word) or self._alike(word)
        return has_any(others) if others else as_typed

    def _very_loosely(self, word: str) -> str:
        """Take a word in every way at once."""
        others = [*self._containing(word), *self._alike(word)]
        return f"({has_prefix(word)} OR {has_any(others)})" if others else has_prefix(word)

    def _containing(self, word: str) -> Sequence[str]:
        if len(word) < _SHORTEST_PART:
            return ()
        wanted = " AND ".join(f'"{part}"' for part in parts(word))
        return self._run(_CONTAINING, (wanted, word)).scalars().all()

    def _alike(self, word: str) -> Sequence[str]:
        if len(word) < _SHORTEST_MISSPELT or not letters_only(word):
            return ()
        wanted = " OR ".join(f'"{part}"' for part in parts(marked(word)))
        near = self._run(_ALIKE, (wanted, len(word))).scalars()
        return [candidate for candidate in near if one_slip_apart(word, candidate)]
