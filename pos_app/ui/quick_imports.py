"""Lets Python import as it always does, after PySide6 has put itself in between.

To offer `from __feature__ import …`, PySide6 reads the source text of every module that is imported
after it, looks whether the word PySide6 is in there, and keeps the text. The program uses no such
feature; a start is a quarter faster without, and the till 19 MiB lighter.
"""

import builtins


def import_quickly() -> None:
    """Take PySide6's reading of sources out of all imports to come; once, before the first window.

    Where a release of PySide6 hooks itself in otherwise, nothing happens.
    """
    import PySide6.QtCore  # noqa: F401 — its import is what puts the hook in place

    python_s_own = getattr(builtins, "__orig_import__", None)
    if python_s_own is not None:
        builtins.__import__ = python_s_own
