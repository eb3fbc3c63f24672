"""Motifs: candles, lanterns and lamps. Those that hang reach the upper edge of the field."""

from demo_glyphs import HEART
from demo_look import BRASS, GLASS, INK, IVORY, SILVER, WHITE, Look
from demo_svg import (
    circle,
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


def flame(x: float, y: float, scale: float = 1) -> str:
    """A small flame whose foot stands at the point."""
    outer = path("M0 0Q-13 -8 -7 -20Q-3 -25 0 -36Q4 -25 8 -20Q13 -8 0 0Z", "#F2A63B")
    return placed(outer + path("M0 -2Q-6 -8 0 -19Q6 -8 0 -2Z", "#FFE08A"), x, y, scale)


def t_light(x: float, y: float, scale: float = 1) -> str:
    """A t-light with its flame; the point is the middle of its foot."""
    cup = rect(-24, -22, 48, 22, SILVER, 4) + ellipse(0, -22, 24, 5, IVORY)
    return placed(cup + stroke("M0 -22V-28", INK, 2.4) + flame(0, -26), x, y, scale)


def heart_holder(look: Look) -> str:
    """A hanging double heart with a t-light in its middle."""
    cord = stroke("M200 -30V58", "#8C8377", 4)
    outer = placed(path(HEART, darker(look.main, 0.26)), 202, 159, 10.5)
    face = placed(path(HEART, look.main), 197, 155, 10)
    opening = placed(path(HEART, darker(look.main, 0.2)), 199, 152, 6.5)
    shade = placed(path(HEART, look.second), 200, 153, 6.0)
    return (
        cord
        + ring(200, 62, 8, "#8C8377", 4)
        + outer
        + face
        + opening
        + shade
        + t_light(199, 186, 1.05)
    )


def hanging_glass(look: Look) -> str:
    """A ribbed glass on a wire with a t-light."""
    wire = stroke("M200 -30V40M128 116Q138 44 200 40Q262 44 272 116", "#8C8377", 4)
    glass = "M124 116H276L258 234Q254 254 234 256H166Q146 254 142 234Z"
    ribs = stroke("M152 124L164 248M184 124L188 250M216 124L212 250M248 124L236 248", WHITE, 3, 0.7)
    rim = rect(118, 108, 164, 14, darker(look.main, 0.25), 7)
    return wire + toned(glass, look.main, 232, look.printed()) + t_light(200, 244, 1.1) + ribs + rim


def heart_jar(look: Look) -> str:
    """A hanging jar with a heart on it and a t-light inside."""
    wire = stroke("M200 -30V34M144 98Q146 38 200 34Q254 38 256 98", "#8C8377", 4)
    jar = (
        "M146 108H254Q276 118 276 142V240Q276 258 258 258H142Q124 258 124 240V142Q124 118 146 108Z"
    )
    neck = rect(142, 92, 116, 20, darker(look.main, 0.16), 6)
    sign = placed(path(HEART, look.second), 200, 158, 2.6)
    return wire + toned(jar, look.main, 244) + t_light(200, 250, 1) + sign + neck


def tea_glass(look: Look) -> str:
    """An etched silver glass with a t-light."""
    body = "M136 104H264L250 246Q248 262 232 262H168Q152 262 150 246Z"
    etching = "".join(
        placed(stroke("M0 -16Q-12 -2 0 12Q12 -2 0 -16M0 -16V12", look.second, 2.4), x, y, 1.15)
        for y in (150, 206)
        for x in (164, 200, 236)
    )
    rim = ellipse(200, 104, 64, 10, darker(look.main, 0.3)) + ellipse(200, 105, 55, 7, look.accent)
    glow = ellipse(200, 104, 24, 4, "#FFE08A") + flame(200, 104, 1.1)
    return ground(200, 74) + toned(body, look.main, 230, etching) + rim + glow


def lantern(look: Look) -> str:
    """A metal lantern with four panes and a candle."""
    ring_top = ring(200, 34, 17, look.main, 6)
    roof = toned("M146 92L200 46L254 92Z", look.main, 208)
    eaves = rect(136, 90, 128, 13, darker(look.main, 0.25), 4)
    glass = rect(148, 102, 104, 142, "#FFF3D2")
    candle = (
        rect(182, 172, 36, 72, IVORY, 5) + stroke("M200 172V164", INK, 2.6) + flame(200, 166, 1.2)
    )
    bars = "".join(rect(x, 102, 9, 142, look.main) for x in (144, 247)) + stroke(
        "M200 104V150M150 128H250", look.main, 4
    )
    foot = rect(132, 242, 136, 20, darker(look.main, 0.2), 5)
    return ground(200, 84) + ring_top + roof + glass + candle + bars + eaves + foot


def rabbit_light(look: Look) -> str:
    """A sitting rabbit that glows."""
    glow = circle(200, 178, 112, "#FFF6D8") + circle(200, 178, 90, "#FFFBEA")
    ears = "".join(
        placed(
            ellipse(0, -44, 17, 50, look.main) + ellipse(0, -40, 8, 36, look.second),
            x,
            118,
            1,
            turn,
        )
        for x, turn in ((178, -9), (222, 9))
    )
    body = toned(
        "M200 142C262 142 276 214 266 246Q262 262 242 262H158Q138 262 134 246"
        "C124 214 138 142 200 142Z",
        look.main,
        236,
    )
    head = ellipse(200, 132, 52, 44, look.main)
    face = (
        circle(182, 128, 5, INK)
        + circle(218, 128, 5, INK)
        + path("M194 142H206L200 150Z", look.second)
    )
    paws = ellipse(176, 252, 22, 13, lighter(look.main, 0.7)) + ellipse(
        224, 252, 22, 13, lighter(look.main, 0.7)
    )
    cheeks = ellipse(168, 142, 9, 6, look.second, 0.6) + ellipse(232, 142, 9, 6, look.second, 0.6)
    return glow + ground(200, 76) + ears + body + head + face + cheeks + paws


def toadstool_light(look: Look) -> str:
    """A toadstool with a lit door."""
    stem = "M164 156H236Q240 214 256 262H144Q160 214 164 156Z"
    door = path("M182 262V226Q182 206 200 206Q218 206 218 226V262Z", "#E8B252") + circle(
        211, 238, 3, INK
    )
    cap = "M84 164C84 84 136 42 200 42C264 42 316 84 316 164Q258 182 200 182Q142 182 84 164Z"
    spots = "".join(
        ellipse(x, y, r, r * 0.92, look.second)
        for x, y, r in (
            (200, 78, 19),
            (142, 112, 15),
            (258, 112, 15),
            (196, 132, 17),
            (112, 152, 12),
            (288, 152, 12),
            (238, 160, 11),
            (156, 164, 10),
        )
    )
    return ground(200, 80) + toned(stem, "#FFF3DC", 222) + door + toned(cap, look.main, 258, spots)


def string_lights(look: Look) -> str:
    """A chain of chilli-shaped lights."""
    cable = stroke("M-10 70Q100 150 200 112T410 84", "#4F6B50", 5)
    pods = (
        (40, 100, 14),
        (96, 124, 4),
        (152, 126, -6),
        (208, 112, -2),
        (264, 98, 8),
        (322, 92, 4),
        (374, 90, -6),
    )
    body = path("M-11 0Q-15 54 12 92Q16 54 12 0Z", look.main) + stroke(
        "M-3 10Q-5 40 4 62", look.second, 4, 0.7
    )
    cap = rect(-12, -12, 24, 16, "#4F9A6B", 6)
    return cable + "".join(placed(body + cap, x, y, 1, turn) for x, y, turn in pods)


def jar_candles(look: Look) -> str:
    """Three scented candles in small jars."""
    return ground(200, 138) + "".join(
        _jar_candle(x, colour)
        for x, colour in ((112, look.main), (200, look.second), (288, look.accent))
    )


def _jar_candle(x: float, colour: str) -> str:
    glass = rect(x - 38, 150, 76, 112, GLASS, 12) + rect(x - 34, 176, 68, 82, colour, 9)
    label = rect(x - 26, 196, 52, 34, IVORY, 5) + placed(path(HEART, colour), x, 213, 0.8)
    return glass + label + stroke(f"M{x} 176V166", INK, 2.6) + flame(x, 168, 1.1)


def candles(look: Look) -> str:
    """Three pillar candles of different height."""
    parts = ((128, 166, look.main), (204, 112, look.second), (276, 190, look.accent))
    return ground(202, 126) + "".join(
        toned(f"M{x - 32} {top}H{x + 32}V262H{x - 32}Z", colour, x + 12)
        + ellipse(x, top, 32, 7, lighter(colour, 0.4))
        + stroke(f"M{x} {top}V{top - 9}", INK, 2.6)
        + flame(x, top - 7, 1.1)
        for x, top, colour in parts
    )


def table_lamp(look: Look) -> str:
    """A lamp with a printed shade."""
    shade = "M146 62H254L290 166H110Z"
    foot = path("M188 166H212V232Q236 240 240 262H160Q164 240 188 232Z", BRASS)
    return (
        ground(200, 66)
        + foot
        + toned(shade, look.main, 240, look.printed())
        + rect(108, 162, 184, 8, darker(look.main, 0.2), 4)
    )
