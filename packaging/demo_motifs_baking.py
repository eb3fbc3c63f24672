"""Motifs: what a cake is made with and a snack is carried in."""

from demo_glyphs import HEART, gingerbread_outline, heart
from demo_look import IVORY, SILVER, WHITE, WOOD, Look
from demo_svg import (
    circle,
    darker,
    ellipse,
    ground,
    lighter,
    path,
    placed,
    rect,
    stroke,
    toned,
)


def popcorn(look: Look) -> str:
    """A striped cone of popcorn."""
    cone = "M140 124H260L238 262H162Z"
    bands = "".join(
        path(
            f"M{140 + 40 * band} 124H{160 + 40 * band}L{174 + 25 * band} 262H{162 + 25 * band}Z",
            look.main,
        )
        for band in range(3)
    )
    puffs = "".join(
        circle(x, y, 17, "#FBE7B2") + circle(x + 5, y + 4, 5.5, "#F0C35A")
        for x, y in (
            (150, 116),
            (250, 116),
            (172, 92),
            (228, 92),
            (200, 74),
            (178, 118),
            (222, 118),
            (200, 104),
            (156, 100),
            (244, 100),
        )
    )
    return ground(200, 50) + puffs + toned(cone, WHITE, 224, bands)


def cake_cases(look: Look) -> str:
    """Two fairy cakes in printed paper cases before a stack of cases."""
    plain = look._replace(main=lighter(look.main, 0.3), print=None)
    stack = "".join(_case(296, 256 - step * 15, 0.86, plain) for step in range(6))
    return ground(204, 138) + stack + _muffin(112, 256, 0.94, look) + _muffin(208, 262, 1.06, look)


def _case(x: float, y: float, scale: float, look: Look) -> str:
    outline = (
        "M-50 -52L-42 -47L-34 -52L-26 -47L-18 -52L-9 -47L0 -52L9 -47L18 -52L26 -47L34 -52"
        "L42 -47L50 -52L36 0H-36Z"
    )
    pleats = stroke(
        "M-38 -46L-28 -2M-19 -46L-14 -2M0 -46V-2M19 -46L14 -2M38 -46L28 -2",
        darker(look.main, 0.3),
        1.6,
        0.55,
    )
    body = toned(outline, look.main, 22, placed(look.printed(), -120, -100, 0.6)) + pleats
    return placed(body, x, y, scale)


def _muffin(x: float, y: float, scale: float, look: Look) -> str:
    icing = path(
        "M-54 -48Q-60 -74 -34 -78Q-30 -104 0 -106Q30 -104 34 -78Q60 -74 54 -48Q0 -38 -54 -48Z",
        "#FCE9E4",
    )
    swirl = stroke("M-34 -76Q0 -64 34 -78M-44 -60Q0 -48 44 -60", "#EBC3BC", 3)
    cherry = circle(0, -110, 10, "#C9372F") + stroke("M2 -118Q6 -130 14 -132", "#5B7D4A", 2.6)
    return placed(icing + swirl + cherry, x, y, scale) + _case(x, y, scale, look)


def jelly_moulds(look: Look) -> str:
    """Four fluted moulds in four colours."""
    places = (
        (130, 176, look.main),
        (270, 176, look.second),
        (130, 262, look.accent),
        (270, 262, lighter(look.main, 0.45)),
    )
    return "".join(_mould(x, y, colour) for x, y, colour in places)


def _mould(x: float, y: float, colour: str) -> str:
    body = "M-58 0H58L50 -16Q54 -52 30 -54Q28 -70 0 -70Q-28 -70 -30 -54Q-54 -52 -50 -16Z"
    flutes = stroke("M-26 -50L-34 -8M0 -64V-8M26 -50L34 -8", darker(colour, 0.22), 3, 0.8)
    shine = stroke("M-40 -34Q-38 -44 -30 -46", WHITE, 4, 0.8)
    shape = ground(0, 56, 2) + toned(body, colour, 24) + flutes + shine
    return placed(shape + rect(-64, -12, 128, 12, darker(colour, 0.14), 5), x, y)


def baking_set(look: Look) -> str:
    """A mixing bowl, a rolling pin and a whisk."""
    whisk = placed(
        rect(-6, -20, 12, 64, look.accent, 6)
        + "".join(
            stroke(f"M0 -20C{-w} -50 {-w} -92 0 -100C{w} -92 {w} -50 0 -20", SILVER, 3.4)
            for w in (34, 18, 4)
        ),
        262,
        150,
        0.95,
        26,
    )
    spoon = placed(
        rect(-5, -90, 10, 130, WOOD, 5) + ellipse(0, -98, 16, 24, WOOD), 150, 150, 1, -20
    )
    body = "M88 142H312Q306 238 250 254H150Q94 238 88 142Z"
    rim = rect(80, 132, 240, 18, lighter(look.main, 0.3), 9)
    pin = placed(
        rect(-82, -14, 164, 28, WOOD, 12)
        + rect(-112, -7, 34, 14, look.main, 7)
        + rect(78, -7, 34, 14, look.main, 7),
        200,
        262,
        1,
        -4,
    )
    return (
        ground(200, 124, 274)
        + whisk
        + spoon
        + toned(body, look.main, 252, look.printed())
        + rim
        + pin
    )


def recipe_box(look: Look) -> str:
    """A tin box with cards looking out."""
    cards = "".join(
        rect(112 + 8 * step, 92 + 10 * step, 160, 80, paint, 4)
        for step, paint in enumerate((IVORY, WHITE, IVORY))
    )
    tab = rect(150, 74, 48, 26, look.second, 5)
    body = "M88 140H312V250Q312 262 300 262H100Q88 262 88 250Z"
    label = rect(150, 174, 100, 52, WHITE, 6) + stroke(
        "M168 192H232M168 206H218", darker(look.main), 4
    )
    return (
        ground(200, 122)
        + tab
        + cards
        + toned(body, look.main, 268, look.printed())
        + rect(82, 136, 236, 14, darker(look.main, 0.2), 4)
        + label
    )


def cookie_cutters(look: Look) -> str:
    """Three cutters inside each other; the accent names the shape: heart, butterfly or man."""
    shape = {"heart": HEART, "man": gingerbread_outline()}.get(look.accent, "")
    if not shape:
        return _butterfly_cutters(look)
    nested = "".join(
        placed(stroke(shape, colour, 9 / scale), 200, 150, scale)
        for scale, colour in ((11, look.main), (7.2, look.second), (3.8, look.main))
    )
    return nested if look.accent == "heart" else _biscuit(shape, look)


def _biscuit(shape: str, look: Look) -> str:
    dough = path(shape, "#C98A4B") + circle(-2.4, -11, 0.9, IVORY) + circle(2.4, -11, 0.9, IVORY)
    icing = (
        stroke("M-2.6 -8.4Q0 -6.6 2.6 -8.4", IVORY, 1)
        + circle(0, -1, 1.1, look.main)
        + circle(0, 3, 1.1, look.main)
    )
    cuffs = stroke("M-10.6 -3V2M10.6 -3V2M-8 9.4L-4.2 12M8 9.4L4.2 12", IVORY, 1)
    return placed(dough + icing + cuffs, 142, 160, 7.4) + placed(
        stroke(shape, look.second, 1.6), 270, 150, 7.4, 10
    )


def _butterfly_cutters(look: Look) -> str:
    wings = "M0 -1C-4 -13 -15 -10 -12 -1C-16 7 -6 11 0 2C6 11 16 7 12 -1C15 -10 4 -13 0 -1Z"
    return "".join(
        placed(stroke(wings, colour, 9 / scale), 200, 150, scale)
        for scale, colour in ((11.5, look.main), (7.4, look.second), (3.8, look.main))
    )


def napkins(look: Look) -> str:
    """A pack of folded napkins with a paper band."""
    sheets = "".join(
        rect(112, 106 + 3 * step, 176, 150, lighter(look.main, 0.5 - step * 0.1), 6)
        for step in range(4)
    )
    face = "M112 94H288Q294 94 294 100V232Q294 238 288 238H112Q106 238 106 232V100Q106 94 112 94Z"
    fold = path("M294 238L294 176L232 238Z", "#1B1712", 0.10)
    band = rect(98, 150, 204, 34, IVORY, 3) + placed(heart(darker(look.main, 0.1)), 200, 167, 1)
    return (
        ground(200, 108, 268) + sheets + toned(face, look.main, 300, look.printed()) + fold + band
    )


def lunch_box(look: Look) -> str:
    """A box with a clasp and a handle."""
    handle = stroke("M158 92V74Q158 62 170 62H230Q242 62 242 74V92", darker(look.main, 0.35), 12)
    body = "M96 92H304Q322 92 322 110V244Q322 262 304 262H96Q78 262 78 244V110Q78 92 96 92Z"
    seam = stroke("M80 132H320", darker(look.main, 0.4), 4)
    clasp = rect(178, 118, 44, 30, look.accent, 6) + rect(
        192, 130, 16, 6, darker(look.accent, 0.4), 3
    )
    return ground(200, 126) + handle + toned(body, look.main, 278, look.printed()) + seam + clasp


def snack_boxes(look: Look) -> str:
    """Four round boxes, the largest below."""
    sizes = ((262, 112, 56), (210, 92, 50), (164, 72, 44), (124, 54, 38))
    paints = (look.main, look.second, look.accent, look.main)
    return ground(200, 116) + "".join(
        _round_box(bottom, half, tall, colour, look)
        for (bottom, half, tall), colour in zip(sizes, paints, strict=True)
    )


def _round_box(bottom: float, half: float, tall: float, colour: str, look: Look) -> str:
    left, right, top = 200 - half, 200 + half, bottom - tall
    body = (
        f"M{left} {top}H{right}V{bottom - 12}Q{right} {bottom} {right - 14} {bottom}H{left + 14}"
        f"Q{left} {bottom} {left} {bottom - 12}Z"
    )
    lid = rect(left - 5, top - 6, half * 2 + 10, 17, darker(colour, 0.16), 8)
    return toned(body, colour, 200 + half * 0.6, look.printed()) + lid


def kitchen_jar(look: Look) -> str:
    """A storage jar with a wooden lid and a label."""
    body = (
        "M126 104H274Q284 112 284 126V246Q284 262 268 262H132Q116 262 116 246V126Q116 112 126 104Z"
    )
    lid = rect(122, 78, 156, 28, WOOD, 8) + circle(200, 70, 12, darker(WOOD, 0.2))
    label = rect(154, 156, 92, 56, IVORY, 8) + placed(heart(look.second), 200, 184, 1.4)
    return ground(200, 96) + lid + toned(body, look.main, 252, look.printed()) + label
