"""Pictures and specifications of products, in a folder of a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pos_core.errors import Unreachable


@dataclass
class FakeMedia:
    """Files of products in a folder; those that are not there are out of reach."""

    files: dict[str, Path] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def local(self, sha256: str) -> Path | None:
        return self.files.get(sha256)

    def fetch(self, sha256: str) -> Path:
        self.fetched.append(sha256)
        if sha256 not in self.files:
            raise Unreachable
        return self.files[sha256]

    def fetch_thumbnails(self, limit: int) -> int:
        return 0
