"""What a tour is to do in this shop, and which pictures are wanted: written by the process that
hosts it, read by the one that drives the window.

Knows nothing of windows.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pos_app.ui.tokens import Mode

PLAN_FILE = "tour.json"
ORDER_FILE = "pictures.json"


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


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """Which pictures are wanted: where they go, what their names call their size, in what looks.

    `pseudo` asks for texts that are longer and for a window that is read from right to left.
    """

    out: Path
    size: str
    themes: tuple[Mode, ...]
    pseudo: bool


def order_in(folder: Path) -> PictureOrder:
    """Read the order that the host left in a folder."""
    found = json.loads((folder / ORDER_FILE).read_text(encoding="utf-8"))
    out, themes = Path(found.pop("out")), tuple(found.pop("themes"))
    return PictureOrder(out=out, themes=themes, **found)
