"""Prints: small signs repeated over the whole field, for bags, tins, boxes and napkins.

A motif clips a print to its own outline. Each print takes the look it is part of.
"""

from collections.abc import Callable

import demo_glyphs as glyph
from demo_look import BLUE, GREEN, INK, LEAF, LILAC, NAVY, ORANGE, PINK, RED, WHITE, YELLOW, Look
from demo_svg import circle, darker, ellipse, lighter, placed, rect, ring, stroke

Sign = Callable[[int], str]


def _repeated(sign: Sign, step: float, scale: float, turns: tuple[float, ...] = (0,)) -> str:
    """Signs on a grid with every other row moved by half a step; `sign` gets a running number."""
    rows = range(int(340 / step) + 2)
    places = [
        (
            column * step + (step / 2 if row % 2 else 0) - 10,
            row * step * 0.86 - 10,
            row * 7 + column,
        )
        for row in rows
        for column in range(int(440 / step) + 2)
    ]
    return "".join(
        placed(sign(index), x, y, scale, turns[index % len(turns)]) for x, y, index in places
    )


def dots(look: Look) -> str:
    return _repeated(lambda _: circle(0, 0, 8.6, look.second), 40, 1)


def small_dots(look: Look) -> str:
    return _repeated(lambda _: circle(0, 0, 4.4, look.second), 21, 1)


def stripes(look: Look) -> str:
    return "".join(rect(x, -20, 17, 360, look.second) for x in range(3, 420, 34))


def gingham(look: Look) -> str:
    return "".join(
        f'<rect x="{x}" y="-20" width="9" height="360" fill="{look.second}" opacity="0.6"/>'
        f'<rect x="-20" y="{x}" width="460" height="9" fill="{look.second}" opacity="0.6"/>'
        for x in range(0, 430, 18)
    )


def suki(look: Look) -> str:
    petals = (look.second, look.accent, PINK)
    return _repeated(
        lambda index: glyph.flower(petals[index % 3], RED) if index % 2 else glyph.leaf(LEAF),
        34,
        1.15,
        (0, 40, -35),
    )


def skulls(look: Look) -> str:
    return _repeated(lambda _: glyph.skull(look.second, look.main), 42, 1.15, (0, 12, -12))


def doily(look: Look) -> str:
    edge = "".join(
        placed(circle(0, -15, 3.4, look.second), 0, 0, 1, turn) for turn in range(0, 360, 30)
    )
    lace = ring(0, 0, 11, look.second, 2) + ring(0, 0, 5.5, look.second, 2) + edge
    return _repeated(lambda _: lace, 47, 1.1)


def paisleys(look: Look) -> str:
    inner = (look.accent, look.main)
    return _repeated(
        lambda index: glyph.paisley(look.second, inner[index % 2]), 37, 1.2, (20, 200, -30)
    )


def baroque(look: Look) -> str:
    scroll = stroke(
        "M0 14C-14 6 -14 -10 -3 -10C4 -10 4 0 -2 0M0 14C14 6 14 -10 3 -10C-4 -10 -4 0 2 0",
        look.second,
        2.6,
    )
    return _repeated(lambda _: scroll + circle(0, -15, 2.4, look.second), 38, 1.1)


def apples(look: Look) -> str:
    skins = (look.second, look.accent)
    return _repeated(lambda index: glyph.apple(skins[index % 2]), 38, 1.2, (0, 14, -14))


def pears(look: Look) -> str:
    return _repeated(lambda _: glyph.pear(look.second), 38, 1.2, (0, 14, -14))


def fruits(_look: Look) -> str:
    signs = (glyph.apple(RED), glyph.pear("#9DB55C"), glyph.strawberry(RED))
    return _repeated(lambda index: signs[index % 3], 40, 1.2, (0, 14, -14))


def leaves(look: Look) -> str:
    tints = (look.second, look.accent)
    return _repeated(lambda index: glyph.leaf(tints[index % 2]), 30, 1.15, (25, -25, 0))


def strawberries(look: Look) -> str:
    return _repeated(lambda _: glyph.strawberry(look.second), 40, 1.25, (0, 15, -15))


def woodland(_look: Look) -> str:
    signs = (
        glyph.toadstool(RED),
        glyph.fir(LEAF),
        glyph.owl("#A9764A", "#F0DDBE"),
        glyph.leaf(ORANGE),
    )
    return _repeated(lambda index: signs[index % len(signs)], 40, 1.2)


def owls(look: Look) -> str:
    bodies = (look.second, look.accent, BLUE)
    return _repeated(lambda index: glyph.owl(bodies[index % 3], WHITE), 42, 1.3)


def space(look: Look) -> str:
    signs = (
        glyph.rocket(WHITE, RED),
        glyph.star(YELLOW),
        ellipse(0, 0, 13, 3.4, look.accent) + circle(0, 0, 7.5, look.second),
    )
    return _repeated(lambda index: signs[index % len(signs)], 42, 1.15, (0, 18, -12))


def cars(_look: Look) -> str:
    paints = (RED, YELLOW, WHITE)
    return _repeated(lambda index: glyph.car(paints[index % 3]), 46, 1.25)


def dolls(look: Look) -> str:
    dresses = (look.second, look.accent, BLUE)
    return _repeated(lambda index: glyph.doll(dresses[index % 3], "#6B3F2A"), 42, 1.3)


def alphabet(_look: Look) -> str:
    paints = (RED, NAVY, LEAF, ORANGE)
    return _repeated(
        lambda index: glyph.letter("ABCDEHLM"[index % 8], paints[index % 4]), 34, 1, (0, 8, -8)
    )


def london(_look: Look) -> str:
    signs = (glyph.bus(RED), glyph.heart(RED), glyph.crown(YELLOW))
    return _repeated(lambda index: signs[index % 3], 44, 1.2)


def christmas(look: Look) -> str:
    signs = (glyph.fir(LEAF), glyph.star(YELLOW), glyph.snowflake(look.second))
    return _repeated(lambda index: signs[index % 3], 38, 1.15)


def roses(look: Look) -> str:
    paints = (look.second, look.accent)
    return _repeated(lambda index: glyph.rose(paints[index % 2]), 40, 1.2)


def hearts(look: Look) -> str:
    return _repeated(lambda _: glyph.heart(look.second), 36, 1, (0, 10, -10))


def cups(look: Look) -> str:
    paints = (look.second, look.accent)
    return _repeated(
        lambda index: glyph.small_cup(paints[index % 2], darker(paints[index % 2], 0.2)), 42, 1.15
    )


def pantry(look: Look) -> str:
    """Plain bands like the labels of a larder."""
    return rect(-20, -20, 460, 30, lighter(look.main, 0.35)) + _repeated(
        lambda _: circle(0, 0, 2.2, look.second), 18, 1
    )


def dinosaurs(look: Look) -> str:
    beast = stroke("M-12 6Q-6 -6 2 -2Q6 -1 7 -8H11", look.second, 5) + stroke(
        "M-4 4V9M3 2V9", look.second, 3.6
    )
    return _repeated(lambda _: beast + circle(9.5, -9, 0.9, INK), 40, 1.1)


def carnival(look: Look) -> str:
    """Wide bands and stars, for the circus range."""
    bands = "".join(rect(x, -20, 24, 360, look.second) for x in range(0, 420, 48))
    return bands + _repeated(lambda _: glyph.star(look.accent), 48, 0.9)


def union(_look: Look) -> str:
    """The Union Flag over the whole field, a little simplified."""
    white = stroke("M0 0L400 300M400 0L0 300", WHITE, 56)
    red = stroke("M0 0L400 300M400 0L0 300", RED, 20)
    cross = rect(0, 105, 400, 90, WHITE) + rect(155, 0, 90, 300, WHITE)
    inner = rect(0, 123, 400, 54, RED) + rect(173, 0, 54, 300, RED)
    return rect(0, 0, 400, 300, NAVY) + white + red + cross + inner


def waves(look: Look) -> str:
    """Light lines across, for wood and linen."""
    return "".join(
        stroke(f"M-10 {y}Q90 {y - 9} 200 {y}T410 {y}", look.second, 2, 0.6)
        for y in range(6, 310, 17)
    )


def patchwork(look: Look) -> str:
    paints = (look.main, look.second, look.accent, LILAC, GREEN)
    return "".join(
        rect(x, y, 36, 36, paints[(x // 36 + 2 * (y // 36)) % 5])
        for x in range(0, 400, 36)
        for y in range(0, 300, 36)
    )
