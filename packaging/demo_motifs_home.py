"""Motifs: what hangs on walls, lies before doors and keeps a house warm."""

from collections.abc import Callable

from demo_glyphs import HEART, heart, letter, owl, scottie, small_cup
from demo_look import BRASS, INK, IVORY, SILVER, SLATE, WHITE, WOOD, YELLOW, Look
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


def alarm_clock(look: Look) -> str:
    """A round clock with two bells."""
    feet = stroke("M146 226L124 258M254 226L276 258", darker(look.main, 0.35), 13)
    bells = placed(
        path("M-34 0A34 30 0 0 1 34 0Z", darker(look.main, 0.3)), 146, 72, 1, -36
    ) + placed(path("M-34 0A34 30 0 0 1 34 0Z", darker(look.main, 0.3)), 254, 72, 1, 36)
    hammer = stroke("M200 62V44", darker(look.main, 0.4), 8) + circle(
        200, 40, 9, darker(look.main, 0.4)
    )
    case = circle(200, 156, 98, look.main) + path(
        "M200 58A98 98 0 0 1 200 254A118 118 0 0 0 200 58Z", INK, 0.08
    )
    face = circle(200, 156, 76, "#FFFCF4")
    marks = "".join(
        placed(rect(-3, -68, 6, 13 if turn % 90 == 0 else 7, SLATE, 2), 200, 156, 1, turn)
        for turn in range(0, 360, 30)
    )
    hands = (
        stroke("M200 156V106", INK, 8)
        + stroke("M200 156L232 178", INK, 8)
        + circle(200, 156, 8, look.main)
    )
    return ground(200, 96) + feet + bells + hammer + case + face + marks + hands


def wall_clock(look: Look) -> str:
    """A round wall clock with a broad rim."""
    case = circle(200, 150, 116, look.main) + circle(200, 150, 88, "#FFFCF4")
    marks = "".join(
        placed(circle(0, -74, 5, darker(look.main, 0.2)), 200, 150, 1, t) for t in range(0, 360, 30)
    )
    hands = (
        stroke("M200 150V88", INK, 7)
        + stroke("M200 150L244 166", INK, 7)
        + circle(200, 150, 8, look.accent)
    )
    return case + marks + hands


def slate_heart(look: Look) -> str:
    """A heart of slate on a cord, written on with chalk."""
    cord = stroke("M200 -30L150 66M200 -30L250 66", look.accent, 6)
    stone = placed(path(HEART, darker(look.main, 0.25)), 201, 166, 10.6) + placed(
        path(HEART, look.main), 198, 162, 10.2
    )
    chalk = "".join(
        placed(letter(sign, WHITE, 3), x, 138, 1.2)
        for sign, x in zip("LOVE", (146, 182, 218, 254), strict=True)
    )
    line = stroke("M150 172Q200 182 250 170", WHITE, 3, 0.8) + placed(heart(WHITE), 200, 204, 1.2)
    holes = circle(150, 70, 5, IVORY) + circle(250, 70, 5, IVORY)
    return cord + stone + chalk + line + holes


def hanging_heart(look: Look) -> str:
    """A flat heart on a cord, printed all over."""
    cord = stroke("M200 -30V84", look.accent, 4)
    outline = (
        "M200 258C50 148 90 48 150 48C180 48 200 68 200 93C200 68 220 48 250 48"
        "C310 48 350 148 200 258Z"
    )
    return cord + toned(outline, look.main, 258, look.printed()) + ring(200, 92, 7, look.accent, 4)


def wicker_heart(look: Look) -> str:
    """A heart woven of willow."""
    strands = "".join(
        placed(stroke(HEART, paint, 1.5), 200 + dx, 158 + dy, scale)
        for scale, dx, dy, paint in (
            (10.2, 0, 0, darker(look.main, 0.3)),
            (9.6, -2, 1, look.main),
            (9, 1, -1, lighter(look.main, 0.3)),
            (8.4, 0, 1, darker(look.main, 0.18)),
            (7.8, -1, 0, look.main),
            (7.2, 0, 0, lighter(look.main, 0.2)),
        )
    )
    ties = "".join(
        stroke(f"M{x} {y}l{dx} {dy}", darker(look.main, 0.4), 5)
        for x, y, dx, dy in (
            (98, 94, 26, 18),
            (302, 94, -26, 18),
            (130, 186, 22, -18),
            (270, 186, -22, -18),
            (194, 106, 12, -22),
            (188, 236, 24, 0),
        )
    )
    loop = stroke("M200 92Q188 62 200 40Q212 62 200 92", look.accent, 5)
    return loop + strands + ties


def picture_frame(look: Look) -> str:
    """A wooden frame with a small landscape."""
    outer = "M92 40H308V260H92Z"
    mould = toned(outer, look.main, 280, look.printed()) + stroke(
        "M92 40H308V260H92Z", darker(look.main, 0.22), 3
    )
    inner = rect(124, 72, 152, 156, darker(look.main, 0.28)) + rect(130, 78, 140, 144, IVORY)
    scene = clipped(
        "M144 92H256V208H144Z",
        rect(144, 92, 112, 116, "#CFE6F2")
        + circle(230, 118, 13, YELLOW)
        + path("M130 190Q170 150 206 182Q236 154 270 186V220H130Z", "#8EBFA0")
        + path("M130 206Q190 176 270 206V220H130Z", "#5E9C77"),
    )
    mitres = stroke(
        "M92 40L124 72M308 40L276 72M92 260L124 228M308 260L276 228", darker(look.main, 0.25), 2.4
    )
    return ground(200, 112, 262) + mould + inner + scene + mitres


def blackboard(look: Look) -> str:
    """A framed board with a shelf and chalk."""
    frame = toned("M88 48H312V236H88Z", look.main, 292, look.printed())
    board = rect(108, 68, 184, 148, SLATE)
    writing = stroke("M132 104H222M132 132H262M132 160H206", WHITE, 5, 0.85) + placed(
        heart(WHITE), 250, 182, 1.3
    )
    shelf = rect(78, 234, 244, 16, darker(look.main, 0.15), 4)
    chalk = rect(206, 226, 34, 8, WHITE, 3) + rect(246, 226, 22, 8, "#E79AAC", 3)
    return ground(200, 120, 262) + frame + board + writing + shelf + chalk


def hot_water_bottle(look: Look) -> str:
    """A hot-water bottle in its cover, printed or with a heart."""
    stopper = rect(178, 26, 44, 30, darker(look.main, 0.45), 8)
    neck = path("M180 50H220L226 84H174Z", darker(look.main, 0.25))
    body = "M162 76H238Q274 78 278 112V238Q278 264 252 264H148Q122 264 122 238V112Q126 78 162 76Z"
    ribs = stroke("M140 100V246M260 100V246", darker(look.main, 0.2), 3, 0.6)
    worn = look.printed() or placed(heart(look.second), 200, 172, 3)
    return ground(200, 80, 266) + stopper + neck + toned(body, look.main, 246, worn) + ribs


def pocket(sign: Callable[[Look], str]) -> Callable[[Look], str]:
    """A print of one large sign in the middle of the field, for things with a pocket."""
    return lambda look: placed(sign(look), 200, 172, 3)


def words(look: Look) -> str:
    """A crown over lines of writing, for things that carry a saying."""
    crown = path("M-11 -12L-13 -24L-6 -18L0 -27L6 -18L13 -24L11 -12Z", look.second)
    return crown + stroke("M-12 -4H12M-9 3H9M-12 10H12M-6 17H6", look.second, 2.6)


def scottie_sign(look: Look) -> str:
    """A little black dog."""
    return scottie(look.second, look.accent)


def owl_sign(look: Look) -> str:
    """An owl."""
    return owl(look.second, WHITE)


def cup_sign(look: Look) -> str:
    """A steaming cup."""
    return small_cup(look.second, look.accent) + stroke(
        "M-4 -13Q-7 -17 -4 -21M4 -13Q1 -17 4 -21", look.second, 1.8
    )


def hand_warmer(look: Look) -> str:
    """A small round pouch with a sign."""
    body = (
        "M200 62C282 62 310 120 310 166C310 226 262 258 200 258C138 258 90 226 90 166"
        "C90 120 118 62 200 62Z"
    )
    seam = stroke(
        "M200 76C272 76 296 126 296 166C296 216 254 244 200 244C146 244 104 216 104 166"
        "C104 126 128 76 200 76Z",
        lighter(look.main, 0.4),
        3,
    )
    sign = (
        placed(look.print(look), 200, 162, 4.6)
        if look.print
        else placed(heart(look.second), 200, 160, 4)
    )
    return ground(200, 90) + toned(body, look.main, 262) + seam + sign


def metal_sign(look: Look) -> str:
    """An enamel plate with a sign and lines of writing, on a chain."""
    chain = stroke("M200 -30L120 72M200 -30L280 72", SILVER, 4)
    plate = toned(
        "M92 66H308Q320 66 320 78V226Q320 238 308 238H92Q80 238 80 226V78Q80 66 92 66Z",
        look.main,
        300,
    )
    edge = stroke("M94 80H306V224H94Z", look.second, 4)
    lines = stroke("M184 122H288M184 152H270M184 182H282", look.second, 9)
    icon = placed(look.print(look), 138, 152, 2.5) if look.print else ""
    return (
        chain
        + plate
        + edge
        + lines
        + icon
        + circle(106, 92, 5, SILVER)
        + circle(294, 92, 5, SILVER)
    )


def glass_icon(look: Look) -> str:
    """A long drink with a straw."""
    return (
        path("M-9 -12H9L6 14H-6Z", lighter(look.second, 0.3))
        + path("M-8 -4H8L6 14H-6Z", look.accent)
        + stroke("M2 -6L9 -20", look.second, 2)
    )


def bottle_icon(look: Look) -> str:
    """A bottle of wine."""
    return path("M-3 -20H3V-9Q8 -6 8 0V14H-8V0Q-8 -6 -3 -9Z", look.accent) + rect(
        -8, 1, 16, 7, look.second
    )


def bath_icon(look: Look) -> str:
    """A bath tub with bubbles."""
    tub = path("M-15 0H15Q14 13 6 13H-6Q-14 13 -15 0Z", look.second) + stroke(
        "M-8 13V16M8 13V16", look.second, 3
    )
    return (
        tub
        + circle(-6, -5, 4, look.accent)
        + circle(2, -8, 3, look.accent)
        + circle(7, -4, 3.4, look.accent)
    )


def chocolate_icon(look: Look) -> str:
    """A bar of chocolate."""
    squares = "".join(rect(x, y, 8, 8, "#6E4A36", 1.5) for x in (-10, 0) for y in (-16, -6, 4))
    return rect(-12, -18, 22, 34, look.accent, 2) + squares


def person_icon(look: Look) -> str:
    """A person."""
    return circle(0, -9, 6.5, look.second) + path("M-12 16Q-12 0 0 0Q12 0 12 16Z", look.second)


def block_word(look: Look) -> str:
    """Four wooden blocks that spell a word; the accent holds the word."""
    paints = (look.main, look.second, look.main, look.second)
    return ground(200, 166, 226) + "".join(
        toned(f"M{x} 112H{x + 78}V226H{x}Z", paint, x + 64)
        + rect(x + 7, 119, 64, 100, lighter(paint, 0.65), 3)
        + placed(letter(sign, darker(paint, 0.45), 4.4), x + 39, 168, 2.9)
        for x, sign, paint in zip((38, 120, 202, 284), look.accent, paints, strict=True)
    )


def doormat(look: Look) -> str:
    """A coir mat with a printed middle."""
    mat = "M70 108H330L362 236H38Z"
    fringe = stroke("M38 240H362", darker(look.main, 0.35), 5)
    bristles = "".join(stroke(f"M{x} 240v6", darker(look.main, 0.4), 3) for x in range(44, 362, 12))
    return (
        ground(200, 164, 244)
        + bristles
        + toned(mat, look.main, 500, look.printed())
        + stroke("M84 118H316L342 226H58Z", look.second, 4)
        + fringe
    )


def mat_words(look: Look) -> str:
    """Two lines of writing and a crown, as on a doormat."""
    return placed(words(look), 200, 172, 2.5)


def coat_rack(look: Look) -> str:
    """A board with coloured ball hooks."""
    board = toned(
        "M60 108H340Q350 108 350 118V156Q350 166 340 166H60Q50 166 50 156V118Q50 108 60 108Z",
        look.main,
        332,
    )
    paints = ("#C9372F", "#F1C04E", "#4F9A6B", "#5E8FDA", "#8B6FC4")
    hooks = "".join(
        stroke(f"M{x} 142V176", SILVER, 8)
        + circle(x, 190, 18, paint)
        + circle(x - 6, 184, 5, WHITE)
        for x, paint in zip(range(88, 320, 56), paints, strict=True)
    )
    return board + hooks + circle(68, 124, 4, SILVER) + circle(332, 124, 4, SILVER)


def cabinet(look: Look) -> str:
    """A small chest with three drawers."""
    body = "M122 66H278V252H122Z"
    drawers = "".join(
        rect(134, y, 132, 50, lighter(look.main, 0.5), 4) + circle(200, y + 25, 8, BRASS)
        for y in (78, 136, 194)
    )
    top = rect(112, 54, 176, 16, darker(look.main, 0.15), 5)
    feet = rect(128, 250, 22, 12, darker(look.main, 0.3)) + rect(
        250, 250, 22, 12, darker(look.main, 0.3)
    )
    return ground(200, 92) + feet + toned(body, look.main, 262, look.printed()) + drawers + top


def doorstop(look: Look) -> str:
    """A cloth house that keeps a door open."""
    body = "M110 142L200 64L290 142V250Q290 262 278 262H122Q110 262 110 250Z"
    roof = path("M96 150L200 56L304 150L290 160L200 80L110 160Z", darker(look.main, 0.3))
    loop = stroke("M184 68V44Q184 34 200 34Q216 34 216 44V68", look.second, 9)
    door = path("M178 262V212Q178 190 200 190Q222 190 222 212V262Z", look.second)
    panes = rect(130, 168, 34, 34, WHITE, 4) + rect(236, 168, 34, 34, WHITE, 4)
    return (
        ground(200, 104)
        + loop
        + toned(body, look.main, 258, look.printed())
        + roof
        + door
        + panes
        + circle(214, 230, 4, BRASS)
    )


def bell(look: Look) -> str:
    """A hanging bell."""
    cord = stroke("M200 -30V52", look.accent, 5)
    body = (
        "M200 52C252 52 262 106 268 160Q272 200 292 216H108Q128 200 132 160C138 106 148 52 200 52Z"
    )
    return (
        cord
        + circle(200, 230, 18, darker(look.main, 0.3))
        + toned(body, look.main, 238, look.printed())
        + rect(104, 208, 192, 16, darker(look.main, 0.2), 8)
    )


def bauble(look: Look) -> str:
    """A Christmas bauble on a thread."""
    thread = stroke("M200 -30V44", look.accent, 4)
    cap = rect(182, 46, 36, 20, BRASS, 4) + ring(200, 44, 9, BRASS, 4)
    ball = "M200 60A96 96 0 1 1 199.9 60Z"
    shine = ellipse(164, 120, 14, 24, WHITE, 0.45)
    return thread + cap + toned(ball, look.main, 244, look.printed()) + shine


def wooden_hanger(look: Look) -> str:
    """A padded coat hanger."""
    hook = stroke("M200 120V96C200 78 226 82 224 62C222 44 196 44 192 62", SILVER, 7)
    arms = (
        "M200 116Q214 116 226 124L330 178Q344 190 328 202H72Q56 190 70 178L174 124Q186 116 200 116Z"
    )
    return (
        hook
        + toned(arms, look.main, 268, look.printed())
        + placed(heart(look.second), 200, 156, 1.8)
        + rect(60, 200, 280, 4, WOOD)
    )
