"""Small signs about twenty units wide, drawn around (0, 0): hearts, fruit, animals, letters.

Prints repeat them, motifs wear them. Each returns SVG text in the colours it is given.
"""

from math import cos, pi, sin

from demo_look import BROWN, INK, LEAF, RED, WHITE, YELLOW
from demo_svg import circle, darker, ellipse, lighter, number, path, placed, rect, ring, stroke

HEART = "M0 10C-15 -1 -11 -11 -5 -11C-2 -11 0 -9 0 -6.5C0 -9 2 -11 5 -11C11 -11 15 -1 0 10Z"


def heart(fill: str) -> str:
    return path(HEART, fill)


def star(fill: str) -> str:
    corners = [
        (radius * sin(pi * step / 5), -radius * cos(pi * step / 5))
        for step in range(10)
        for radius in [10 if step % 2 == 0 else 4.4]
    ]
    return path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z", fill)


def flower(petal: str, middle: str = YELLOW) -> str:
    petals = "".join(
        circle(6 * cos(pi * turn / 2.5), 6 * sin(pi * turn / 2.5), 4.6, petal) for turn in range(5)
    )
    return petals + circle(0, 0, 3.6, middle)


def rose(fill: str) -> str:
    leaves = path("M-6 5Q-14 3 -14 10Q-7 12 -4 7Z", LEAF) + path("M6 5Q14 3 14 10Q7 12 4 7Z", LEAF)
    swirl = stroke("M-3 1A4 4 0 1 1 3 3M-6 -1A7 7 0 0 1 5 -5", darker(fill), 1.6)
    return leaves + circle(0, 0, 9, fill) + swirl


def leaf(fill: str) -> str:
    blade = path("M0 -12Q10 -4 0 12Q-10 -4 0 -12Z", fill)
    veins = stroke("M0 -8V12M0 -2L4 -6M0 -2L-4 -6M0 4L5 -1M0 4L-5 -1", lighter(fill, 0.55), 1)
    return blade + veins


def apple(fill: str) -> str:
    body = path("M0 -5C-12 -11 -14 8 -4 10Q0 8.5 4 10C14 8 12 -11 0 -5Z", fill)
    return (
        body + stroke("M0 -5Q0 -9 2 -11", BROWN, 1.8) + path("M1 -8Q6 -13 10 -9Q6 -5 1 -8Z", LEAF)
    )


def pear(fill: str) -> str:
    body = path("M0 -11C5 -11 4 -4 8 1C12 8 5 11 0 11C-5 11 -12 8 -8 1C-4 -4 -5 -11 0 -11Z", fill)
    return body + stroke("M0 -11V-14", BROWN, 1.8) + path("M1 -12Q6 -16 9 -12Q5 -9 1 -12Z", LEAF)


def strawberry(fill: str) -> str:
    body = path("M-9 -5Q0 -10 9 -5Q11 3 0 12Q-11 3 -9 -5Z", fill)
    seeds = "".join(
        ellipse(x, y, 0.9, 1.4, YELLOW) for x, y in ((-4, -1), (3, -2), (0, 4), (-4, 4), (5, 3))
    )
    crown = path("M-8 -6L-3 -6L0 -12L3 -6L8 -6L4 -2L0 -4L-4 -2Z", LEAF)
    return body + seeds + crown


def paisley(fill: str, inner: str) -> str:
    drop = "M3 -13C-12 -9 -12 12 1 12C13 12 12 -4 3 -3C-1 -3 -2 -9 3 -13Z"
    return path(drop, fill) + placed(path(drop, inner), 0.6, 2.4, 0.55) + circle(1, 6, 1.7, fill)


def skull(fill: str, hole: str) -> str:
    head = path("M-10 -2A10 10 0 0 1 10 -2Q10 4 5 5V10H-5V5Q-10 4 -10 -2Z", fill)
    teeth = stroke("M-1.7 7V10M1.7 7V10", hole, 1.2)
    return head + circle(-4, -2, 2.8, hole) + circle(4, -2, 2.8, hole) + teeth


def owl(fill: str, belly: str) -> str:
    ears = path("M-9 -12L-3 -8H3L9 -12L8 -2H-8Z", fill)
    body = ellipse(0, 1, 9.5, 11, fill) + ellipse(0, 5, 6, 6.5, belly)
    eyes = "".join(circle(x, -3, 3.8, WHITE) + circle(x, -3, 1.9, INK) for x in (-4, 4))
    return ears + body + eyes + path("M-1.8 0H1.8L0 3.4Z", YELLOW)


def toadstool(cap: str, spot: str = WHITE) -> str:
    stem = path("M-3.5 0H3.5L5 11H-5Z", lighter(cap, 0.85))
    spots = "".join(circle(x, y, r, spot) for x, y, r in ((-5, -4, 1.8), (1, -7, 2), (6, -3, 1.6)))
    return stem + path("M-11 1A11 11 0 0 1 11 1Z", cap) + spots


def fir(fill: str) -> str:
    crown = path("M0 -13L7 -3H4L10 6H-10L-4 -3H-7Z", fill)
    return rect(-1.8, 5, 3.6, 6, BROWN) + crown


def snowflake(colour: str) -> str:
    arm = "M0 0V-11M-3 -9L0 -6L3 -9"
    return "".join(placed(stroke(arm, colour, 1.7), 0, 0, 1, turn) for turn in range(0, 360, 60))


def car(fill: str) -> str:
    body = path("M-13 4V-1Q-13 -3 -10 -3L-6 -3L-3 -8H5L9 -3Q13 -3 13 1V4Z", fill)
    panes = path("M-4 -3L-2 -6.4H1V-3ZM2.4 -3V-6.4H4.4L6.8 -3Z", WHITE)
    wheels = "".join(circle(x, 5, 3.2, INK) + circle(x, 5, 1.2, WHITE) for x in (-7, 7))
    return body + panes + wheels


def rocket(fill: str, fin: str) -> str:
    fins = path("M-4 3L-9 10L-3 8ZM4 3L9 10L3 8Z", fin) + path("M-2.5 9L0 15L2.5 9Z", YELLOW)
    body = path("M0 -14Q7 -7 5 9H-5Q-7 -7 0 -14Z", fill)
    return fins + body + circle(0, -3, 2.8, WHITE) + circle(0, -3, 1.7, fin)


def doll(dress: str, hair: str) -> str:
    skirt = path("M-3 -1H3L9 13H-9Z", dress) + rect(-3, -3, 6, 5, darker(dress, 0.15), 1)
    head = circle(0, -8, 5.6, hair) + circle(0, -7, 4.2, "#F6D9C4")
    locks = circle(-6, -6, 2.4, hair) + circle(6, -6, 2.4, hair)
    eyes = circle(-1.5, -6.6, 0.7, INK) + circle(1.5, -6.6, 0.7, INK)
    return skirt + locks + head + eyes


def bird(fill: str, wing: str) -> str:
    tail = path("M7 0L15 -6L14 4Z", wing)
    body = tail + ellipse(0, 0, 10, 8, fill) + path("M-2 -2Q6 -2 6 4Q-2 6 -2 -2Z", wing)
    return body + circle(-5, -3, 1.3, INK) + path("M-9 -1L-15 1L-9 3Z", YELLOW)


def scottie(fill: str, collar: str) -> str:
    body = path(
        "M-13 -8L-10 -8L-9 -11L-7 -7Q-3 -6 -3 -1H7Q9 -7 11 -9Q12 -3 10 2V9H6V5H-3V9H-7V2"
        "Q-12 2 -13 -2Z",
        fill,
    )
    return body + stroke("M-6.5 -1L-3.5 -3", collar, 2.2)


def butterfly(fill: str, body: str) -> str:
    wings = path("M0 -1C-4 -13 -15 -10 -12 -1C-16 7 -6 11 0 2Z", fill) + path(
        "M0 -1C4 -13 15 -10 12 -1C16 7 6 11 0 2Z", fill
    )
    return wings + stroke("M0 -5V6M0 -5L-3 -9M0 -5L3 -9", body, 1.7)


def gingerbread_outline() -> str:
    """Outline of a gingerbread man, for the biscuit and for its cutter."""
    return (
        "M0 -15A6 6 0 0 1 4.5 -5.5Q5 -4 8 -4H11A3.4 3.4 0 0 1 11 3H6Q6 6 9 11A3.6 3.6 0 0 1 3 15"
        "L0 10L-3 15A3.6 3.6 0 0 1 -9 11Q-6 6 -6 3H-11A3.4 3.4 0 0 1 -11 -4H-8Q-5 -4 -4.5 -5.5"
        "A6 6 0 0 1 0 -15Z"
    )


def small_cup(fill: str, band: str) -> str:
    handle = ring(9, -1, 4.4, fill, 2.4)
    bowl = path("M-9 -8H9Q9 8 0 8Q-9 8 -9 -8Z", fill) + rect(-9, -8, 18, 3, band)
    return handle + bowl + ellipse(0, 10, 11, 2, band)


def bus(fill: str) -> str:
    body = rect(-13, -11, 26, 20, fill, 2)
    panes = "".join(
        rect(x, y, 5, 4.6, WHITE, 0.8) for x in (-10.5, -2.5, 5.5) for y in (-8.5, -1.5)
    )
    return body + panes + circle(-7, 9, 3, INK) + circle(7, 9, 3, INK)


def crown(fill: str, jewel: str = RED) -> str:
    body = path("M-11 8L-13 -6L-6 1L0 -10L6 1L13 -6L11 8Z", fill)
    return (
        body + circle(0, -10, 1.8, jewel) + circle(-13, -6, 1.5, jewel) + circle(13, -6, 1.5, jewel)
    )


_LETTERS = {
    "A": "M-6 9L0 -9L6 9M-3.6 3H3.6",
    "B": "M-5 -9V9M-5 -9H1A4.4 4.4 0 0 1 1 -0.4H-5M1 -0.4A4.7 4.7 0 0 1 1 9H-5",
    "C": "M6 -6A8 8.6 0 1 0 6 6",
    "D": "M-5 -9V9H-1A8 9 0 0 0 -1 -9Z",
    "E": "M6 -9H-5V9H6M-5 0H4",
    "H": "M-6 -9V9M6 -9V9M-6 0H6",
    "L": "M-4 -9V9H6",
    "M": "M-7 9V-9L0 3L7 -9V9",
    "O": "M0 -9A7.6 9 0 1 0 0.01 -9Z",
    "V": "M-7 -9L0 9L7 -9",
}


def letter(sign: str, colour: str, width: float = 4) -> str:
    """One of the letters the drawings spell, as a stroke: no font is needed."""
    return stroke(_LETTERS[sign], colour, width)
