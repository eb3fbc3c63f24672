"""Motifs: parties, presents, games and the garden."""

from math import sin

from demo_glyphs import HEART, flower, heart, rose, star, strawberry
from demo_look import (
    BLUE,
    BRASS,
    BROWN,
    GREEN,
    INK,
    IVORY,
    LEAF,
    PINK,
    RED,
    SILVER,
    WHITE,
    WOOD,
    YELLOW,
    Look,
)
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

_PARTY = (RED, BLUE, YELLOW, GREEN, PINK)


def bunting(look: Look) -> str:
    """Two lines of pennants across the field; printed ones wear the look's colours in turn."""
    return _pennants(64, 44, 0.98, look, 0) + _pennants(170, 38, 0.86, look, 2)


def _pennants(y: float, sag: float, scale: float, look: Look, first: int) -> str:
    cord = stroke(f"M-10 {y}Q200 {y + 2 * sag} 410 {y}", "#9A9186", 4)
    paints = (look.main, look.second, look.accent) if look.print else _PARTY
    flags = "".join(
        placed(
            _pennant(paints[(index + first) % len(paints)], look),
            x,
            y + 4 * sag * (x / 400) * (1 - x / 400) + 1,
            scale,
            (200 - x) / 16,
        )
        for index, x in enumerate(range(36, 380, 66))
    )
    return cord + flags


def _pennant(colour: str, look: Look) -> str:
    worn = placed(look.print(look._replace(second=WHITE)), -60, -20, 0.5) if look.print else ""
    if colour == WHITE:
        worn = (
            placed(look.print(look._replace(second=look.main)), -60, -20, 0.5) if look.print else ""
        )
    return toned("M-26 0H26L0 62Z", colour, 4, worn)


def paper_chain(look: Look) -> str:
    """A chain of paper rings."""
    paints = (look.main, look.second, look.accent)
    places = [4 + index * 39.5 for index in range(11)]
    return "".join(
        placed(
            _paper_ring(paints[index % 3]),
            x,
            96 + 84 * (1 - ((x - 200) / 200) ** 2),
            1,
            -38 * (x - 200) / 200,
        )
        for index, x in enumerate(places)
    )


def _paper_ring(band: str) -> str:
    back = stroke("M-27 0A27 20 0 0 1 27 0", band, 13)
    return back + stroke("M-27 0A27 20 0 0 0 27 0", darker(band, 0.16), 13)


def hanging_bird(look: Look) -> str:
    """A round wooden bird on a cord."""
    cord = stroke("M206 -30V82", "#8C8377", 4)
    tail = path("M266 148L330 96L316 170L268 184Z", darker(look.main, 0.18))
    body = (
        "M204 78C268 78 290 120 286 164C280 216 244 242 200 242C150 242 118 206 118 162"
        "C118 112 152 78 204 78Z"
    )
    wing = path("M176 156Q222 132 262 164Q238 206 196 196Q176 184 176 156Z", darker(look.main, 0.3))
    beak = path("M122 148L82 160L122 174Z", look.accent)
    legs = stroke("M184 240V264M220 240V264", BROWN, 6)
    spots = "".join(placed(heart(look.second), x, y, 0.8) for x, y in ((206, 168), (232, 172)))
    return (
        cord
        + legs
        + tail
        + toned(body, look.main, 244, look.printed())
        + wing
        + spots
        + beak
        + circle(156, 130, 8, INK)
    )


def ribbons(look: Look) -> str:
    """Six reels of ribbon."""
    paints = (
        look.main,
        look.second,
        look.accent,
        lighter(look.accent, 0.4),
        darker(look.main, 0.2),
        GREEN,
    )
    places = [(x, y) for y in (98, 204) for x in (96, 200, 304)]
    return "".join(
        circle(x, y, 44, paint)
        + ring(x, y, 33, darker(paint, 0.14), 3)
        + ring(x, y, 24, darker(paint, 0.14), 3)
        + circle(x, y, 14, WOOD)
        + circle(x, y, 6, darker(WOOD, 0.3))
        + path(
            f"M{x + 36} {y + 26}L{x + 52} {y + 52}L{x + 36} {y + 50}"
            f"L{x + 26} {y + 56}L{x + 22} {y + 38}Z",
            darker(paint, 0.1),
        )
        for (x, y), paint in zip(places, paints, strict=True)
    )


def playing_cards(look: Look) -> str:
    """A fan of picture cards."""
    signs = (strawberry(RED), star(look.main), heart(look.second), flower(PINK))
    return ground(200, 110, 266) + "".join(
        placed(
            rect(-44, -150, 88, 132, darker(IVORY, 0.1), 9)
            + rect(-41, -147, 82, 126, WHITE, 7)
            + placed(sign, 0, -88, 2.5)
            + placed(sign, -28, -132, 0.6)
            + placed(sign, 28, -36, 0.6),
            200,
            290,
            1.1,
            turn,
        )
        for sign, turn in zip(signs, (-33, -11, 11, 33), strict=True)
    )


def kneeling_pad(look: Look) -> str:
    """A thick pad with a handle, for gardeners."""
    side = path("M64 196L336 196V222Q336 234 324 234H76Q64 234 64 222Z", darker(look.main, 0.3))
    face = "M92 92H308Q318 92 320 102L336 190Q338 202 326 202H74Q62 202 64 190L80 102Q82 92 92 92Z"
    grip = rect(160, 100, 80, 16, darker(look.main, 0.4), 10)
    sign = placed(look.print(look), 200, 160, 1.6) if look.print else ""
    return (
        ground(200, 140, 236)
        + side
        + toned(face, look.main, 500)
        + stroke("M98 102H302L320 190H80Z", look.second, 3)
        + grip
        + sign
    )


def trinket_box(look: Look) -> str:
    """A pot shaped like a strawberry, its crown the lid."""
    body = "M96 132Q200 92 304 132Q318 210 200 264Q82 210 96 132Z"
    seeds = "".join(
        ellipse(x, y, 4.4, 7, look.accent)
        for x, y in (
            (140, 164),
            (180, 150),
            (222, 150),
            (262, 164),
            (160, 194),
            (200, 182),
            (240, 194),
            (180, 220),
            (220, 220),
            (200, 244),
        )
    )
    lid = path(
        "M86 132L142 108L156 84L186 104L200 70L214 104L244 84L258 108L314 132L262 146"
        "L232 132L200 150L168 132L138 146Z",
        LEAF,
    )
    return (
        ground(200, 60, 264)
        + toned(body, look.main, 244, seeds)
        + lid
        + circle(200, 72, 11, darker(LEAF, 0.25))
    )


def felt_box(look: Look) -> str:
    """A round felt box with a stitched flower."""
    body = "M104 150H296V236Q296 262 268 262H132Q104 262 104 236Z"
    lid = "M94 112Q94 84 122 84H278Q306 84 306 112V152H94Z"
    stitches = "".join(
        stroke(f"M{x} 142h9", darker(look.second, 0.3), 4) for x in range(106, 294, 17)
    )
    return (
        ground(200, 104)
        + toned(body, look.main, 262)
        + toned(lid, look.second, 268)
        + stitches
        + placed(flower(look.accent, look.main), 200, 206, 2.6)
    )


def clothes_pegs(look: Look) -> str:
    """A washing line with pegs and a small cloth."""
    line = stroke("M-10 84Q200 116 410 84", "#9A9186", 4)
    cloth = toned(
        "M112 100Q200 112 288 100V224Q244 214 200 226Q156 236 112 224Z",
        look.main,
        244,
        look.printed(),
    )
    pegs = "".join(
        placed(
            rect(-9, -30, 18, 62, WOOD, 5)
            + rect(-2, 0, 4, 32, darker(WOOD, 0.3))
            + rect(-9, -12, 18, 6, SILVER),
            x,
            y,
            1,
            turn,
        )
        for x, y, turn in ((60, 92, -3), (128, 100, 2), (272, 100, -2), (340, 92, 3))
    )
    return line + cloth + pegs


def harmonica(look: Look) -> str:
    """A mouth organ before its box."""
    box = (
        toned("M76 80H324V168H76Z", look.second, 296)
        + placed(star(look.accent), 200, 122, 2.6)
        + stroke("M92 96H308V152H92Z", look.accent, 3)
    )
    body = "M62 186H338Q350 186 350 198V244Q350 256 338 256H62Q50 256 50 244V198Q50 186 62 186Z"
    holes = "".join(rect(x, 212, 15, 18, INK, 3) for x in range(74, 326, 26))
    plate = rect(50, 186, 300, 18, SILVER, 6) + rect(50, 240, 300, 16, SILVER, 6)
    return ground(200, 150, 262) + box + toned(body, look.main, 320) + plate + holes


def knitting_nancy(look: Look) -> str:
    """A wooden doll with wool."""
    cord = stroke("M200 262C240 292 300 270 290 220C284 186 326 176 344 196", look.second, 12)
    ball = circle(318, 214, 38, look.second) + stroke(
        "M288 196Q318 216 346 190M284 218Q318 240 352 214M300 244Q320 226 342 240",
        darker(look.second, 0.22),
        4,
    )
    body = "M162 138H238L250 244Q250 262 232 262H168Q150 262 150 244Z"
    head = circle(200, 104, 42, "#F6D9C4") + path(
        "M158 98Q164 58 200 58Q236 58 242 98Q222 78 200 80Q178 78 158 98Z", look.main
    )
    face = (
        circle(186, 108, 4.5, INK)
        + circle(214, 108, 4.5, INK)
        + stroke("M190 122Q200 130 210 122", RED, 4)
    )
    pins = stroke("M176 62V42M224 62V42M190 58V36M210 58V36", SILVER, 4)
    return (
        ground(190, 70)
        + cord
        + ball
        + pins
        + toned(body, look.main, 226, look.printed())
        + head
        + face
    )


def notebook(look: Look) -> str:
    """A bound notebook with an elastic band and a pencil."""
    pages = rect(126, 54, 166, 206, IVORY, 6)
    cover = "M118 46H268Q280 46 280 58V242Q280 254 268 254H118Z"
    spine = rect(112, 46, 20, 208, darker(look.main, 0.3), 4)
    band = rect(256, 46, 9, 208, darker(look.main, 0.45))
    label = rect(156, 92, 78, 48, IVORY, 6) + stroke(
        "M170 110H220M170 124H206", darker(look.main, 0.2), 4
    )
    pencil = placed(
        rect(-6, -70, 12, 120, YELLOW)
        + path("M-6 50H6L0 68Z", "#EBD2B0")
        + rect(-6, -84, 12, 16, PINK, 3),
        316,
        168,
        1,
        14,
    )
    return (
        ground(208, 106)
        + pages
        + toned(cover, look.main, 258, look.printed())
        + spine
        + label
        + band
        + pencil
    )


def balloons(look: Look) -> str:
    """A bunch of balloons."""
    parts = ((136, 118, 62, look.main), (262, 108, 60, look.second), (200, 78, 64, look.accent))
    strings = "".join(
        stroke(f"M{x} {y + 62}Q{x + (200 - x) / 3} 220 200 292", "#9A9186", 2.6)
        for x, y, *_ in parts
    )
    return strings + "".join(
        ellipse(x, y, r * 0.9, r, c)
        + path(f"M{x - 8} {y + r + 8}L{x} {y + r - 4}L{x + 8} {y + r + 8}Z", darker(c, 0.15))
        + ellipse(x - 20, y - 22, 9, 15, WHITE, 0.5)
        for x, y, r, c in parts
    )


def gift_roll(look: Look) -> str:
    """Wrapped boxes with ribbons."""
    big = (
        toned("M84 132H252V262H84Z", look.main, 226, look.printed())
        + rect(154, 132, 26, 130, look.second)
        + rect(74, 110, 188, 28, darker(look.main, 0.12), 4)
        + rect(154, 110, 26, 28, look.second)
    )
    bow = path(
        "M167 112C120 112 118 66 140 66C158 66 167 92 167 112C167 92 176 66 194 66"
        "C216 66 214 112 167 112Z",
        look.second,
    )
    small = (
        toned("M240 190H332V262H240Z", look.accent, 312)
        + rect(276, 190, 18, 72, look.second)
        + rect(234, 174, 104, 20, darker(look.accent, 0.12), 4)
        + rect(276, 174, 18, 20, look.second)
    )
    return ground(208, 136) + big + bow + small + circle(167, 108, 11, darker(look.second, 0.14))


def necklace(look: Look) -> str:
    """A string of beads with a heart."""
    beads = "".join(
        circle(
            70 + 26 * step,
            60 + 150 * sin(3.1416 * step / 10),
            11,
            (look.main, look.second)[step % 2],
        )
        + circle(67 + 26 * step, 56 + 150 * sin(3.1416 * step / 10), 3, WHITE)
        for step in range(11)
    )
    cord = stroke("M70 60C100 260 300 260 330 60", BRASS, 3)
    return cord + beads + placed(path(HEART, look.accent), 200, 252, 2.4)


def watering_can(look: Look) -> str:
    """A watering can with a long spout."""
    spout = stroke("M128 214L62 116", darker(look.main, 0.15), 18) + placed(
        path("M-26 -8H26L16 12H-16Z", darker(look.main, 0.3)), 54, 104, 1, -34
    )
    handle = stroke("M258 140C330 120 346 226 262 234", darker(look.main, 0.2), 14)
    arch = stroke("M150 122C160 60 236 60 248 122", darker(look.main, 0.2), 12)
    body = "M126 122H272L284 248Q284 262 270 262H128Q114 262 114 248Z"
    return (
        ground(200, 104)
        + spout
        + handle
        + arch
        + toned(body, look.main, 246, look.printed())
        + rect(120, 116, 158, 14, darker(look.main, 0.25), 6)
        + placed(rose(look.second), 198, 196, 2.4)
    )
