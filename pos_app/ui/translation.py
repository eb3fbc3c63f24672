"""Marks texts for translation where they stand in tables, before a language is known.

Tools that collect texts look for this name; Qt's own of the same name is not typed as a text.
"""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Return the text as it is; whoever shows it translates it in `context`."""
    del context
    return text
