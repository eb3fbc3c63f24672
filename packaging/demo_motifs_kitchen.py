"""Motifs: what stands on a tea table or in a kitchen, first part: china, tins and jars."""

from demo_glyphs import HEART, rose
from demo_look import BRASS, GLASS, IVORY, LEAF, SILVER, WHITE, WOOD, Look
from demo_svg import (
    circle,
    clipped,
    darker,
    ellipse,
    ground,
    lighter,
    path,
    placed,
    rect,
    ring,
    stroke,
    toned,
)


def _cake(x: float, y: float, icing: str) -> str:
    sponge = rect(x - 11, y - 16, 22, 16, "#E3B778", 2) + rect(x - 11, y - 18, 22, 8, icing, 3)
    return sponge + circle(x, y - 21, 3.6, "#C9372F")


def _plate(y: float, half: float, rim: str, under: str) -> str:
    bowl = path(
        f"M{200 - half} {y}H{200 + half}L{200 + half * 0.72} {y + 12}H{200 - half * 0.72}Z", under
    )
    return bowl + ellipse(200, y, half, half * 0.1 + 2, rim)


def cake_stand(look: Look) -> str:
    """Three plates on a gilt pole, with cakes."""
    pole = rect(195, 48, 10, 200, BRASS, 3) + ring(200, 36, 12, BRASS, 6)
    base = (
        _plate(238, 112, IVORY, look.main)
        + _cake(128, 236, look.second)
        + _cake(164, 239, look.accent)
        + _cake(236, 239, look.second)
        + _cake(272, 236, look.accent)
    )
    middle = _plate(164, 78, lighter(look.second, 0.7), look.second)
    middle += _cake(156, 164, look.accent) + _cake(242, 164, look.second)
    top = _plate(98, 48, IVORY, look.main) + _cake(180, 98, look.second) + _cake(220, 98, look.main)
    return ground(200, 100, 256) + pole + base + middle + top


def teacup(look: Look) -> str:
    """A cup on its saucer, with a posy of roses."""
    saucer = ellipse(192, 240, 112, 17, look.main) + ellipse(
        192, 235, 84, 10, lighter(look.main, 0.7)
    )
    handle = ring(282, 140, 27, look.main, 13)
    bowl = "M104 92H280Q276 232 222 234H162Q108 232 104 92Z"
    rim = ellipse(192, 92, 88, 12, look.main) + ellipse(192, 93, 78, 8, "#B9764A")
    posy = placed(rose(look.second), 172, 162, 1.7) + placed(rose(look.accent), 212, 176, 1.4)
    posy += path("M190 200Q204 192 216 206Q202 212 190 200Z", LEAF)
    foot = rect(160, 228, 64, 9, darker(look.main, 0.12), 4)
    return ground(192, 118, 252) + saucer + handle + foot + toned(bowl, "#FFFBF6", 236) + posy + rim


def teapot_set(look: Look) -> str:
    """A teapot with two cups."""
    spout = path("M104 158Q66 150 58 112L76 106Q84 136 118 138Z", darker(look.main, 0.12))
    handle = stroke("M246 130C296 118 300 206 240 206", darker(look.main, 0.12), 13)
    body = "M100 166Q100 108 172 108Q248 108 248 166Q248 232 210 240H138Q100 232 100 166Z"
    lid = path("M132 112Q140 88 172 88Q206 88 214 112Z", darker(look.main, 0.2))
    knob = circle(172, 82, 9, look.accent)
    cups = "".join(_mug(x, look) for x in (272, 330))
    return (
        ground(206, 150, 256)
        + handle
        + spout
        + toned(body, look.main, 208, look.printed())
        + rect(138, 238, 72, 9, darker(look.main, 0.3), 4)
        + lid
        + knob
        + cups
    )


def _mug(x: float, look: Look) -> str:
    body = f"M{x - 22} 206H{x + 22}L{x + 18} 256H{x - 18}Z"
    return (
        ring(x + 24, 226, 9, look.second, 5)
        + toned(body, look.second, x + 6)
        + rect(x - 22, 202, 44, 8, look.main, 3)
    )


def mug(look: Look) -> str:
    """A straight mug with a handle."""
    handle = stroke("M262 118C320 112 320 214 258 214", darker(look.main, 0.15), 18)
    body = "M118 78H266V238Q266 258 246 258H138Q118 258 118 238Z"
    rim = ellipse(192, 79, 74, 12, lighter(look.main, 0.5)) + ellipse(192, 80, 64, 8, "#7A4B31")
    return ground(196, 96, 260) + handle + toned(body, look.main, 232, look.printed()) + rim


def tin_stack(look: Look) -> str:
    """Three cake tins on top of each other."""
    tins = ((262, 112, 64, look.main), (192, 88, 56, look.second), (130, 64, 50, look.accent))
    return ground(200, 124) + "".join(
        _tin(bottom, half, height, colour) for bottom, half, height, colour in tins
    )


def _tin(bottom: float, half: float, height: float, colour: str) -> str:
    left, top = 200 - half, bottom - height
    body = (
        f"M{left} {top + 12}H{200 + half}V{bottom - 6}Q{200 + half} {bottom} {194 + half} {bottom}"
        f"H{left + 6}Q{left} {bottom} {left} {bottom - 6}Z"
    )
    lid = rect(left - 5, top, half * 2 + 10, 18, darker(colour, 0.14), 5)
    shine = rect(left - 5, top + 5, half * 2 + 10, 3, lighter(colour, 0.6))
    label = rect(200 - half * 0.34, top + 28, half * 0.68, 20, WHITE, 4)
    writing = stroke(
        f"M{200 - half * 0.2} {top + 38}H{200 + half * 0.2}", darker(colour, 0.3), 3, 0.8
    )
    return toned(body, colour, 200 + half * 0.55) + lid + shine + label + writing


def spice_tins(look: Look) -> str:
    """Six small tins in two rows."""
    paints = (look.main, look.second, look.accent, look.accent, look.main, look.second)
    places = [(x, y) for y in (158, 262) for x in (112, 200, 288)]
    boards = rect(48, 158, 304, 11, WOOD, 4) + rect(48, 262, 304, 11, WOOD, 4)
    return boards + "".join(
        placed(_tin(262, 37, 82, colour), x - 200, y - 262)
        for (x, y), colour in zip(places, paints, strict=True)
    )


def plaster_tin(look: Look) -> str:
    """A flat tin box with its lid open and a plaster before it."""
    lid = toned("M104 60H296Q306 60 306 70V132H94V70Q94 60 104 60Z", lighter(look.main, 0.2), 260)
    body = "M84 132H316V246Q316 258 304 258H96Q84 258 84 246Z"
    window = rect(132, 160, 136, 66, WHITE, 10) + _plaster(200, 193)
    return (
        ground(200, 128, 260)
        + lid
        + toned(body, look.main, 272, look.printed())
        + window
        + rect(84, 128, 232, 8, darker(look.main, 0.35), 3)
    )


def _plaster(x: float, y: float) -> str:
    strip = rect(-46, -15, 92, 30, "#EBC6A0", 15) + rect(-16, -15, 32, 30, "#F7E2CB")
    holes = "".join(circle(h, v, 1.8, "#C99F78") for h in (-34, -27, 27, 34) for v in (-5, 5))
    return placed(strip + holes, x, y, 1, -12)


def jam_jars(look: Look) -> str:
    """Two jars of jam with cloth caps."""
    return ground(200, 120) + _jam(142, 0.86, look, look.second) + _jam(250, 1, look, look.main)


def _jam(x: float, scale: float, look: Look, fruit: str) -> str:
    glass = "M-52 -128H52Q60 -120 60 -108V-14Q60 0 46 0H-46Q-60 0 -60 -14V-108Q-60 -120 -52 -128Z"
    jam = "M-54 -104H54V-14Q54 -5 44 -5H-44Q-54 -5 -54 -14Z"
    cap = (
        "M-66 -132L-54 -170Q0 -182 54 -170L66 -132Q50 -124 36 -132Q18 -124 0 -132"
        "Q-18 -124 -36 -132Q-50 -124 -66 -132Z"
    )
    cloth = toned(cap, look.accent, 20, placed(look.printed(), -200, -170))
    label = rect(-36, -80, 72, 48, IVORY, 6) + placed(path(HEART, fruit), 0, -58, 1.1)
    band = stroke("M-56 -136Q0 -126 56 -136", darker(fruit, 0.2), 4)
    content = path(glass, GLASS) + toned(jam, fruit, 26) + label + cloth + band
    return placed(content, x, 262, scale)


def marbles_jar(look: Look) -> str:
    """A glass jar full of round things: marbles, almonds, sweets."""
    glass = "M120 108H280L296 246Q296 262 280 262H120Q104 262 104 246Z"
    paints = (look.main, look.second, look.accent, "#4F9A6B", "#D9748F")
    balls = "".join(
        _ball(x, y, paints[(row * 3 + column * 2) % 5])
        for row, y in enumerate(range(240, 140, -31))
        for column, x in enumerate(range(126 + (row % 2) * 18, 282 - (row % 2) * 10, 37))
    )
    lid = path("M132 60H268L282 100H118Z", look.main) + rect(112, 96, 176, 16, darker(look.main), 6)
    shine = stroke("M122 130L114 234", WHITE, 6, 0.8)
    rim = stroke(glass, "#B6C6D4", 4)
    return ground(200, 104) + path(glass, "#F7FBFD") + clipped(glass, balls) + rim + shine + lid


def _ball(x: float, y: float, colour: str) -> str:
    swirl = stroke(f"M{x - 9} {y + 4}Q{x} {y - 8} {x + 9} {y - 3}", lighter(colour, 0.6), 3.4)
    return circle(x, y, 18, colour) + swirl + circle(x - 6, y - 8, 3, WHITE)


def glass_bowls(look: Look) -> str:
    """A nest of glass bowls with printed lids."""
    parts = ((262, 118, 56), (200, 92, 48), (146, 68, 42))
    return ground(200, 120) + "".join(_bowl(y, half, tall, look) for y, half, tall in parts)


def _bowl(bottom: float, half: float, tall: float, look: Look) -> str:
    top = bottom - tall
    bowl = path(
        f"M{200 - half} {top + 12}H{200 + half}Q{196 + half} {bottom} {200 + half * 0.6} {bottom}"
        f"H{200 - half * 0.6}Q{204 - half} {bottom} {200 - half} {top + 12}Z",
        GLASS,
    )
    shine = stroke(
        f"M{214 - half} {top + 22}Q{218 - half} {bottom - 14} {236 - half} {bottom - 8}", WHITE, 4
    )
    lid = (
        f"M{194 - half} {top}H{206 + half}Q{212 + half} {top + 8} {206 + half} {top + 16}"
        f"H{194 - half}Q{188 - half} {top + 8} {194 - half} {top}Z"
    )
    return bowl + shine + toned(lid, look.main, 200 + half * 0.6, look.printed())


def scales(look: Look) -> str:
    """Kitchen scales with a dial and a pan."""
    pan = path("M92 84H308Q296 128 244 132H156Q104 128 92 84Z", SILVER)
    rim = rect(86, 76, 228, 12, lighter(SILVER, 0.5), 6)
    neck = rect(180, 128, 40, 22, darker(look.main, 0.2))
    body = "M132 146H268L292 246Q294 262 280 262H120Q106 262 108 246Z"
    dial = circle(200, 204, 44, WHITE) + ring(200, 204, 44, darker(look.main, 0.25), 5)
    marks = "".join(
        placed(rect(-1.5, -38, 3, 9, "#4A5360"), 200, 204, 1, a) for a in range(0, 360, 45)
    )
    hand = stroke("M200 204L216 178", "#C9372F", 4) + circle(200, 204, 5, "#C9372F")
    return ground(200, 106) + pan + rim + neck + toned(body, look.main, 244) + dial + marks + hand


def loose_scoop(look: Look) -> str:
    """A wooden bowl with goods sold by weight and a scoop."""
    heap = path("M112 174Q132 112 200 108Q268 112 288 174Z", look.main)
    grains = "".join(
        placed(ellipse(0, 0, 7.5, 4.4, paint), x, y, 1, turn) for x, y, turn, paint in _grains(look)
    )
    bowl = toned("M84 170H316Q306 256 238 262H162Q94 256 84 170Z", WOOD, 262, "")
    rim = ellipse(200, 171, 116, 11, darker(WOOD, 0.18))
    scoop = placed(
        rect(-7, -74, 14, 62, BRASS, 6) + path("M-26 -14H26V22Q26 40 0 40Q-26 40 -26 22Z", SILVER),
        262,
        118,
        0.9,
        38,
    )
    return ground(200, 112) + rim + heap + grains + scoop + bowl


def _grains(look: Look) -> list[tuple[float, float, float, str]]:
    paints = (look.second, look.accent, darker(look.main, 0.2))
    return [
        (
            200 + (column - row / 2) * 26,
            118 + row * 15,
            (row * 53 + column * 37) % 180,
            paints[(row + column) % 3],
        )
        for row in range(4)
        for column in range(-1 - row // 2, row + 2)
        if abs((column - row / 2) * 26) < 34 + row * 17
    ]
