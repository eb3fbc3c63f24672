"""All pictures, in the order in which one day of one till takes them.

Each part says how its states are reached; this file only puts them in line.
"""

from pos_app.ui.tour import (
    shots_look,
    shots_offline,
    shots_pay,
    shots_sell,
    shots_start,
    shots_till,
)
from pos_app.ui.tour.studio import Shot

DAY: tuple[Shot, ...] = (
    *shots_start.SHOTS,
    *shots_sell.SHOTS,
    *shots_pay.SHOTS,
    *shots_look.SHOTS,
    *shots_till.SHOTS,
    *shots_offline.SHOTS,
)
SCENES: dict[str, tuple[Shot, ...]] = {"day": DAY, "fault": shots_offline.FAULT}
