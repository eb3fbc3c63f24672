"""PySide6 reads no source text of what is imported after it."""

import subprocess
import sys

PROGRAM = """
import linecache
from pos_app.ui.quick_imports import import_quickly
{quickly}
from pos_app.ui.tokens import Mode
print([name for name in linecache.cache if name.endswith("tokens.py")])
"""


def read_texts(quickly: str) -> str:
    """What was kept of the sources in a process of its own, as imports change a whole process."""
    program = PROGRAM.format(quickly=quickly)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_modules_are_imported_without_their_source_being_read() -> None:
    assert read_texts("import_quickly()") == "[]"


def test_pyside_would_have_read_it() -> None:
    assert "tokens.py" in read_texts("import PySide6.QtCore")
