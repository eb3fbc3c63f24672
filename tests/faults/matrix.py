"""Reads the fault matrix and the invariants from `matrix.toml`, where each stands once.

Knows nothing of tests; which tests show a row is `document.py`'s.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROWS = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """A row: what goes wrong and what is expected.

    `not_shown` says why no test shows it and what protects us; `besides` what else there is to
    know. Both are usually empty.
    """

    number: int
    fault: str
    expected: str
    not_shown: str = ""
    besides: str = ""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A promise that holds after whatever went wrong, and the files that check it."""

    name: str
    promise: str
    checked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that the file says."""

    invariants: tuple[Invariant, ...]
    faults: tuple[Fault, ...]


def read_matrix() -> Matrix:
    """Return the matrix; raises TypeError for a field that nobody knows."""
    said = tomllib.loads((HERE / "matrix.toml").read_text(encoding="utf-8"))
    invariants = (
        Invariant(i["name"], i["promise"], tuple(i["checked"])) for i in said["invariants"]
    )
    return Matrix(tuple(invariants), tuple(Fault(**fault) for fault in said["faults"]))
