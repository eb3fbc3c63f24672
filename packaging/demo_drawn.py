"""All drawings of the demo shop by stock code."""

from demo_drawings import Drawing
from demo_drawn_bags import DRAWN_BAGS
from demo_drawn_home import DRAWN_HOME
from demo_drawn_kitchen import DRAWN_KITCHEN
from demo_drawn_play import DRAWN_PLAY

DRAWN: dict[str, Drawing] = {**DRAWN_BAGS, **DRAWN_KITCHEN, **DRAWN_HOME, **DRAWN_PLAY}
