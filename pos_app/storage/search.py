"""Finds products as somebody types: every word must fit, best sellers first.

A word fits a product that has a word starting with it. Only when nothing is found, words that fit
nowhere are taken as a part of a word, then as one slip of the keyboard away from one. Knows nothing
of what a product looks like: its results are positions, a product's place among the best sellers.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from pos_app.storage.search_words import (
    asked_words,
    has_any,
    has_prefix,
    letters_only,
    marked,
    one_slip_apart,
    parts,
    shelf_word,
)

_COUNT = "SELECT count(*) FROM product_words WHERE product_words MATCH ?"
_ANY = "SELECT 1 FROM product_words WHERE product_words MATCH ? LIMIT 1"
_SHELVES = """WITH RECURSIVE shelf(id) AS (SELECT ?1 UNION
SELECT c.category_id FROM categories c JOIN shelf ON c.parent_id = shelf.id) SELECT id FROM shelf"""
_CONTAINING = """SELECT w.word FROM word_parts p JOIN words w ON w.id = p.rowid
WHERE word_parts MATCH ?1 AND instr(w.word, ?2) ORDER BY length(w.word), w.word LIMIT 40"""
_ALIKE = """SELECT w.word FROM word_parts p JOIN words w ON w.id = p.rowid
WHERE word_parts MATCH ?1 AND length(w.word) BETWEEN ?2 - 1 AND ?2 + 1"""

_SHORTEST_PART = 3
_SHORTEST_MISSPELT = 4


class ProductSearch:
    """Questions to the word index, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def expression(self, text: str, category_id: str | None) -> tuple[str, int]:
        """Return what to look for in the index, empty for everything, and how many fit it."""
        words = asked_words(text)
        shelf = [has_any(self._shelf(category_id))] if category_id is not None else []
        if not words and not shelf:
            return "", self._run("SELECT count(*) FROM products WHERE active = 1").scalar_one()
        found, total = self._fitting(shelf, words, has_prefix)
        if words and not total:
            found, total = self._fitting(shelf, words, self._loosely)
        if words and not total:
            found, total = self._fitting(shelf, words, self._very_loosely)
        return found, total

    def _fitting(
        self, shelf: list[str], words: list[str], fits: Callable[[str], str]
    ) -> tuple[str, int]:
        """Return the expression for all words taken in one way, and how many products fit it."""
        found = " AND ".join([*shelf, *map(fits, words)])
        total: int = self._run(_COUNT, (found,)).scalar_one()
        return found, total

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
