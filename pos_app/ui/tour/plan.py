"""What the tour is to do in this shop: written by the process that hosts it, read by the one that
drives the window.

Knows nothing of windows.
"""

import json
from dataclasses import dataclass
from pathlib import Path

PLAN_FILE = "tour.json"


@dataclass(frozen=True, slots=True)
class TourPlan:
    """Who signs in, what is sold, and where answers from outside are found.

    `codes` are barcodes of five products; `scarce` is one that goes below its threshold when
    `scarce_pieces` are sold. `folder` is where the host leaves its answers.
    """

    folder: Path
    password: str
    store_id: str
    codes: tuple[str, ...]
    search: str
    scarce: str
    scarce_pieces: int
    mail_to: str


def plan_in(folder: Path) -> TourPlan:
    """Read the plan that the host left in a folder."""
    found = json.loads((folder / PLAN_FILE).read_text(encoding="utf-8"))
    return TourPlan(folder=folder, codes=tuple(found.pop("codes")), **found)
