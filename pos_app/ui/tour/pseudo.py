"""A language that nobody speaks: every text accented and two fifths longer.

Shows before there is a translation which places would be too narrow for one, and which texts cannot
be translated at all. Knows no screen.
"""

import re

from PySide6.QtCore import QTranslator

LONGER_PERCENT = 40
_ACCENTS = str.maketrans("aceginorsuyACEGINORSUY", "äçéğïñöřšüýÄÇÉĞÏÑÖŘŠÜÝ")
_FILLER = " éñ öü ïçá šéñ"
_LETTER = re.compile(r"[^\W\d_]")
_KEPT = re.compile(r"(\{[^{}]*\}|%\d?[a-zA-Z\d]|<[^<>]*>|&\w+;)")


def lengthened(text: str) -> str:
    """Return a text accented and longer; what is filled in later stays as it is."""
    parts = _KEPT.split(text)
    shown = "".join(parts[::2])
    if not _LETTER.search(shown):
        return text
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    wanted = -(-len(shown) * LONGER_PERCENT // 100)
    filler = (_FILLER * (wanted // len(_FILLER) + 1))[:wanted].rstrip() or _FILLER[:2]
    return "".join(parts) + filler


class PseudoTranslator(QTranslator):
    """Translates everything that is marked for translation."""

    def isEmpty(self) -> bool:
        """Say that there is something here, or Qt would not ask."""
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return the longer text, whatever the context."""
        del context, disambiguation, n
        return lengthened(text)
