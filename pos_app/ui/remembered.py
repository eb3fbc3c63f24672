"""What the window remembers from one start to the next: so that its first picture is the right one.

A small file in the data directory, read before anything else is there. Losing it costs nothing:
the truth is in the database. It holds no secret and nothing about people.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

_FILE = "window.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The register's name and store, and how the person likes the window."""

    register_name: str = ""
    store_name: str = ""
    theme: str = ""
    catalogue_view: str = ""


class WindowMemory:
    """Reads and writes the file."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / _FILE
        self.now = self._read()

    def _read(self) -> Remembered:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Remembered()
        if not isinstance(found, dict):
            return Remembered()
        names = {field.name for field in fields(Remembered)}
        known = {k: v for k, v in found.items() if k in names and isinstance(v, str)}
        return Remembered(**known)

    def note(self, **changes: str) -> None:
        """Remember something else; a disk that refuses is not worth a word."""
        changed = replace(self.now, **changes)
        if changed == self.now:
            return
        self.now = changed
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(asdict(changed)), encoding="utf-8")
        except OSError:
            return
