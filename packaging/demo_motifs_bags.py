"""Motifs: carrier bags, lunch bags, small bags and what else is sewn and carried."""

from demo_look import Look
from demo_svg import circle, darker, ground, lighter, path, rect, stroke, toned


def jumbo_bag(look: Look) -> str:
    """A wide carrier bag with two handles."""
    body = "M104 118L296 118L326 262H74Z"
    edge = darker(look.main, 0.3)
    back = stroke("M158 120C158 52 242 52 242 120", darker(look.main, 0.45), 9)
    front = stroke("M146 128C146 44 254 44 254 128", edge, 10)
    hem = path("M104 118H296L300 140H100Z", edge)
    folds = stroke("M112 146L92 258M288 146L308 258", "#1B1712", 2, 0.14)
    stitches = circle(146, 129, 4, lighter(edge)) + circle(254, 129, 4, lighter(edge))
    return (
        ground(200, 138)
        + back
        + toned(body, look.main, 262, look.printed())
        + folds
        + hem
        + front
        + stitches
    )


def lunch_bag(look: Look) -> str:
    """An insulated bag with a folded top and one handle."""
    edge = darker(look.main, 0.3)
    body = "M138 106H262L276 252Q276 262 266 262H134Q124 262 124 252Z"
    handle = stroke("M168 74C168 28 232 28 232 74", edge, 10)
    lid = path("M146 72H254Q260 72 261 78L264 110H136L139 78Q140 72 146 72Z", edge)
    seam = stroke("M139 112H261", darker(look.main, 0.5), 2, 0.6)
    tab = rect(186, 98, 28, 22, look.second, 4) + circle(200, 109, 4, edge)
    return ground(200, 90) + handle + toned(body, look.main, 232, look.printed()) + lid + seam + tab


def charlotte_bag(look: Look) -> str:
    """A small bag with long handles."""
    edge = darker(look.main, 0.3)
    body = "M132 138H268L280 254Q280 262 272 262H128Q120 262 120 254Z"
    back = stroke("M164 140C160 16 240 16 236 140", darker(look.main, 0.45), 7)
    front = stroke("M156 148C148 0 252 0 244 148", edge, 8)
    hem = rect(130, 134, 140, 15, edge, 3)
    return ground(200, 92) + back + toned(body, look.main, 238, look.printed()) + hem + front


def recycling_bag(look: Look) -> str:
    """A tall square bag with a white sign of three arrows on its pocket."""
    edge = darker(look.main, 0.3)
    body = "M122 70H278V254Q278 262 270 262H130Q122 262 122 254Z"
    loops = stroke("M150 72V44Q150 36 158 36H178Q186 36 186 44V72", edge, 8) + stroke(
        "M214 72V44Q214 36 222 36H242Q250 36 250 44V72", edge, 8
    )
    pocket = rect(152, 138, 96, 92, look.second, 8)
    arrows = stroke("M186 176L200 154L214 176M222 184L232 206L206 210M168 190L170 212H192", edge, 7)
    return (
        ground(200, 94)
        + loops
        + toned(body, look.main, 244, look.printed())
        + rect(122, 66, 156, 14, edge, 3)
        + pocket
        + arrows
    )


def wash_bag(look: Look) -> str:
    """A flat bag with a zip."""
    edge = darker(look.main, 0.3)
    body = "M104 122Q104 108 118 108H282Q296 108 296 122L304 246Q304 262 288 262H112Q96 262 96 246Z"
    zip_line = rect(104, 116, 192, 12, edge, 6) + stroke("M112 122H288", lighter(edge, 0.6), 2.4)
    tag = rect(278, 118, 10, 26, look.accent, 4)
    return ground(200, 118) + toned(body, look.main, 252, look.printed()) + zip_line + tag


def umbrella(look: Look) -> str:
    """An open umbrella seen from the side."""
    canopy = (
        "M72 158C80 70 148 34 200 34C252 34 320 70 328 158Q307 138 286 158Q264 138 243 158"
        "Q222 138 200 158Q178 138 157 158Q136 138 114 158Q93 138 72 158Z"
    )
    ribs = stroke("M200 34Q160 80 157 156M200 34Q240 80 243 156", darker(look.main, 0.3), 2.4, 0.7)
    stick = stroke("M200 26V244Q200 264 218 264Q234 264 234 248", darker(look.accent, 0.3), 7)
    return stick + toned(canopy, look.main, 252, look.printed()) + ribs


def cushion(look: Look) -> str:
    """A square cushion with soft corners."""
    body = (
        "M92 70Q200 86 308 70Q318 68 316 80Q300 160 316 244Q318 256 306 254Q200 238 94 254"
        "Q82 256 84 244Q100 160 84 80Q82 68 92 70Z"
    )
    piping = stroke(body, darker(look.main, 0.25), 4)
    return ground(200, 110) + toned(body, look.main, 262, look.printed()) + piping
