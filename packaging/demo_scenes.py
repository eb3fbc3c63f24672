"""Where a drawing is shown: plain backgrounds, close-ups, and rooms with the thing in use.

A drawing has a field of 400 by 300 units and an extent, the part of it that is really covered.
Knows neither products nor files.
"""

from collections.abc import Callable
from typing import NamedTuple

from demo_drawings import Place
from demo_look import BRASS, CREAM, IVORY, LEAF, WHITE, WOOD
from demo_svg import HEIGHT, WIDTH, circle, darker, ellipse, path, placed, rect, ring, stroke

# The six calm colours behind pictures and behind the initials of products without one.
BACKGROUNDS = ("#F5ECDD", "#E4ECFA", "#ECE7F8", "#DFF0F2", "#E0F0E8", "#FAE9E6")


class Extent(NamedTuple):
    """The rectangle a drawing covers, in units of its field."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def hangs(self) -> bool:
        """Whether it comes from the upper edge or runs through the whole field."""
        return self.top <= 1 or self.spans

    @property
    def spans(self) -> bool:
        """Whether it runs through the field from side to side."""
        return self.width >= WIDTH - 2


class Shown(NamedTuple):
    """A drawing with its extent and the number that picks its colours of background."""

    svg: str
    extent: Extent
    tint: int
    place: Place


def whole(shown: Shown) -> str:
    """The thing on a plain background, as large as fits well."""
    return _wall(shown.tint) + _fitted(shown, 284, 226)


def close_up(shown: Shown) -> str:
    """A detail, twice as large, on another background."""
    extent = shown.extent
    x = min(max(extent.left + extent.width * 0.40, 90), 310)
    y = min(max(extent.top, 0) + extent.height * 0.42, 200)
    return _wall(shown.tint + 2) + placed(placed(shown.svg, -x, -y), 200, 150, 2.1)


def in_use(shown: Shown) -> str:
    """The thing in a room, on a wall, before a door or outside."""
    return _ROOMS[shown.place](shown)


def group(shown: Shown) -> str:
    """Three of them: one in front, two behind. Not for what runs through the whole field."""
    if shown.extent.hangs:
        return (
            _wall(shown.tint + 4)
            + placed(shown.svg, -20, -6, 0.62)
            + placed(shown.svg, 84, 62, 0.62)
            + placed(shown.svg, 188, -22, 0.62)
        )
    floor = path("M-10 214H410V310H-10Z", darker(_tint(shown.tint + 4), 0.05))
    behind = "".join(_standing(shown, x, 226, 120, 128) for x in (98, 302))
    return _wall(shown.tint + 4) + floor + behind + _standing(shown, 200, 262, 168, 176)


def _tint(number: int) -> str:
    return BACKGROUNDS[number % len(BACKGROUNDS)]


def _wall(tint: int) -> str:
    return rect(-10, -10, WIDTH + 20, HEIGHT + 20, _tint(tint))


def _fitted(shown: Shown, width: float, height: float) -> str:
    """In the middle of the field; what hangs stays where it hangs."""
    extent = shown.extent
    if extent.hangs:
        return shown.svg
    scale = min(width / extent.width, height / extent.height, 1.35)
    middle = ((extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2)
    return placed(placed(shown.svg, -middle[0], -middle[1]), 200, 150, scale)


def _standing(shown: Shown, x: float, y: float, width: float, height: float) -> str:
    """With the middle of its foot at (x, y), not larger than the given size."""
    extent = shown.extent
    scale = min(width / extent.width, height / extent.height)
    middle = (extent.left + extent.right) / 2
    return placed(placed(shown.svg, -middle, -extent.bottom), x, y, scale)


def _plant(x: float, y: float) -> str:
    leaves = "".join(
        placed(path("M0 0Q-16 -30 0 -62Q16 -30 0 0Z", paint), x, y - 34, 1, turn)
        for turn, paint in ((-38, "#6FA982"), (0, LEAF), (36, "#6FA982"))
    )
    return leaves + path(f"M{x - 22} {y - 40}H{x + 22}L{x + 16} {y}H{x - 16}Z", "#D98F6C")


def _window(x: float, y: float) -> str:
    panes = "".join(
        rect(x + 6 + 38 * column, y + 6 + 46 * row, 34, 42, "#D5EAF5", 2)
        for column in range(2)
        for row in range(2)
    )
    return rect(x, y, 84, 100, WHITE, 4) + panes + rect(x - 6, y + 98, 96, 8, WHITE, 3)


def _table(shown: Shown) -> str:
    top = rect(-10, 218, 420, 16, WOOD) + rect(-10, 234, 420, 80, darker(WOOD, 0.18))
    cloth = ellipse(200, 224, 150, 9, CREAM)
    room = _wall(shown.tint + 1) + _window(296, 22) + _plant(58, 220) + top + cloth
    return room + _standing(shown, 204, 226, 190, 150)


def _on_wall(shown: Shown) -> str:
    board = rect(-10, 212, 420, 8, WHITE) + rect(
        -10, 220, 420, 90, darker(_tint(shown.tint + 3), 0.08)
    )
    chest = (
        rect(116, 196, 168, 64, WOOD, 4)
        + rect(126, 206, 70, 44, darker(WOOD, 0.1), 3)
        + rect(204, 206, 70, 44, darker(WOOD, 0.1), 3)
    )
    knobs = circle(161, 228, 4, BRASS) + circle(239, 228, 4, BRASS)
    feet = rect(126, 258, 10, 16, darker(WOOD, 0.3)) + rect(264, 258, 10, 16, darker(WOOD, 0.3))
    vase = placed(_plant(0, 0), 152, 197, 0.6)
    books = rect(222, 176, 42, 10, "#C9372F", 2) + rect(226, 186, 44, 10, "#5E8FDA", 2)
    room = _wall(shown.tint + 3) + board + chest + knobs + feet + vase + books
    if shown.extent.hangs:
        return room + placed(shown.svg, 84, -16, 0.58)
    return room + _standing(shown, 200, 168, 200, 140)


def _floor(shown: Shown) -> str:
    door = rect(120, -10, 160, 214, "#5E8C7B", 4) + "".join(
        rect(136 + 68 * column, 14 + 94 * row, 60, 80, "#6F9C8B", 4)
        for column in range(2)
        for row in range(2)
    )
    frame = rect(106, -10, 14, 214, WHITE) + rect(280, -10, 14, 214, WHITE)
    planks = rect(-10, 204, 420, 110, "#D9B98C") + "".join(
        stroke(f"M-10 {y}H410", "#C5A273", 2) for y in (226, 250, 276)
    )
    room = _wall(shown.tint + 3) + frame + door + circle(266, 110, 6, BRASS) + planks
    return room + _plant(62, 214) + _standing(shown, 200, 282, 216, 90)


def _evening(shown: Shown) -> str:
    moon = circle(68, 54, 20, "#FBEFC9") + circle(76, 48, 18, "#3B4766")
    night = rect(20, 12, 104, 118, "#5A6688", 4) + rect(26, 18, 92, 106, "#3B4766", 2) + moon
    bars = stroke("M72 18V124M26 71H118", "#5A6688", 5)
    table = rect(-10, 226, 420, 14, "#9A7650") + rect(-10, 240, 420, 80, "#80603F")
    glow = circle(214, 168, 128, "#6E7697") + circle(214, 168, 92, "#8B8FA8")
    books = rect(322, 206, 62, 10, "#B55A4F", 2) + rect(328, 216, 58, 10, "#6E8FB8", 2)
    cup = ring(86, 210, 8, IVORY, 4) + path("M48 196H84V214Q84 226 72 226H60Q48 226 48 214Z", IVORY)
    room = rect(-10, -10, 420, 320, "#4A567A") + night + bars + glow + table + books + cup
    return room + _standing(shown, 214, 232, 160, 150)


def _garden(shown: Shown) -> str:
    sky = rect(-10, -10, 420, 320, "#DDEFF7") + circle(330, 58, 26, "#F9E3A2")
    cloud = "".join(
        ellipse(x, y, w, 12, WHITE) for x, y, w in ((96, 62, 36), (120, 52, 26), (78, 54, 22))
    )
    hills = path("M-10 190Q90 120 210 178Q310 126 410 176V310H-10Z", "#BBDDB9") + path(
        "M-10 216Q150 176 410 214V310H-10Z", "#9CCB9E"
    )
    flowers = "".join(
        circle(x, y, 4, paint) + circle(x, y, 1.6, "#F1C04E")
        for x, y, paint in (
            (40, 246, WHITE),
            (74, 270, "#E79AAC"),
            (336, 252, "#E79AAC"),
            (366, 276, WHITE),
            (312, 282, WHITE),
            (24, 284, "#E79AAC"),
        )
    )
    outside = sky + cloud + hills + flowers
    if shown.extent.spans:
        return outside + placed(shown.svg, 0, 10)
    return outside + _standing(shown, 200, 262, 190, 170)


_ROOMS: dict[Place, Callable[[Shown], str]] = {
    "table": _table,
    "wall": _on_wall,
    "floor": _floor,
    "evening": _evening,
    "garden": _garden,
}
