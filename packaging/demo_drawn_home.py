"""Which things for the house are drawn, and how: lights, clocks, signs, mats, warmth."""

import demo_prints as prints
from demo_drawings import Drawing
from demo_look import (
    BLUE,
    BROWN,
    CREAM,
    GLASS,
    INK,
    IVORY,
    LILAC,
    NAVY,
    ORANGE,
    PINK,
    PURPLE,
    RED,
    SLATE,
    WHITE,
    YELLOW,
    Look,
)
from demo_motifs_home import (
    alarm_clock,
    bath_icon,
    blackboard,
    block_word,
    bottle_icon,
    cabinet,
    chocolate_icon,
    coat_rack,
    cup_sign,
    doormat,
    glass_icon,
    hand_warmer,
    hot_water_bottle,
    mat_words,
    metal_sign,
    owl_sign,
    person_icon,
    picture_frame,
    pocket,
    scottie_sign,
    slate_heart,
    wall_clock,
    wicker_heart,
    words,
)
from demo_motifs_light import (
    candles,
    hanging_glass,
    heart_holder,
    heart_jar,
    jar_candles,
    lantern,
    rabbit_light,
    string_lights,
    table_lamp,
    tea_glass,
    toadstool_light,
)

_COIR = "#B98C58"
_CLOCKS = {
    "22727": Look(RED),
    "22726": Look("#5E9C82"),
    "22728": Look("#E58FA5"),
    "22730": Look("#E9DCC0"),
}
_SIGNS = {
    "21181": Look("#35507F", IVORY, YELLOW, person_icon),
    "21175": Look("#3E7C6B", IVORY, YELLOW, glass_icon),
    "21166": Look("#8C3B46", IVORY, "#3F6E52", bottle_icon),
    "85152": Look("#F0DDBE", "#6E4A36", RED, chocolate_icon),
    "82580": Look(IVORY, "#3E4A66", BLUE, bath_icon),
    "82583": Look("#CFE3EC", "#35507F", WHITE, bath_icon),
}
_BOTTLES = {
    "22112": Look(BROWN, "#F0D3BE"),
    "23355": Look(RED, WHITE, YELLOW, pocket(words)),
    "22111": Look("#B9C4CF", INK, RED, pocket(scottie_sign)),
    "22835": Look("#8DB4D3", WHITE, YELLOW, pocket(words)),
    "22114": Look("#E7C9A0", "#8C3B46", WHITE, pocket(cup_sign)),
    "21485": Look(RED, WHITE, WHITE, prints.dots),
    "22113": Look("#A9AFB8", RED),
}
_MATS = {
    "23284": Look(_COIR, "#8E2A24", YELLOW, mat_words),
    "20685": Look(RED, WHITE, YELLOW, prints.dots),
    "48138": Look(NAVY, WHITE, RED, prints.union),
    "48187": Look("#5C7FA3", IVORY, RED, prints.patchwork),
    "48194": Look(_COIR, RED, YELLOW, prints.hearts),
}
_WARMERS = {
    "22865": Look(LILAC, "#8A6243", YELLOW, owl_sign),
    "22866": Look("#D9C7A6", INK, RED, scottie_sign),
}


def _drawn() -> dict[str, Drawing]:
    drawn = {
        sku: Drawing(alarm_clock, look, (9, 13, 6), "enamelled metal", "evening")
        for sku, look in _CLOCKS.items()
    }
    drawn |= {
        sku: Drawing(metal_sign, look, (30, 20, 0.2), "enamelled metal", "wall")
        for sku, look in _SIGNS.items()
    }
    drawn |= {
        sku: Drawing(hot_water_bottle, look, (20, 33, 4), "rubber, knitted cover", "evening")
        for sku, look in _BOTTLES.items()
    }
    drawn |= {
        sku: Drawing(doormat, look, (70, 1.5, 40), "coir, rubber back", "floor")
        for sku, look in _MATS.items()
    }
    drawn |= {
        sku: Drawing(hand_warmer, look, (10, 9, 1.5), "cotton, gel pad", "evening")
        for sku, look in _WARMERS.items()
    }
    return drawn


DRAWN_HOME: dict[str, Drawing] = {
    **_drawn(),
    "85123A": Drawing(heart_holder, Look(IVORY, "#FFE9BE"), (15, 16, 6), "painted metal", "wall"),
    "21733": Drawing(heart_holder, Look(RED, "#7E1F1A"), (15, 16, 6), "painted metal", "wall"),
    "84970S": Drawing(heart_holder, Look("#AEB8C3", "#76818E"), (14, 15, 6), "zinc", "wall"),
    "22457": Drawing(
        slate_heart, Look(SLATE, WHITE, "#C8B79A"), (22, 20, 0.8), "natural slate", "wall"
    ),
    "22469": Drawing(wicker_heart, Look("#B98C58", WHITE, RED), (20, 20, 4), "willow", "wall"),
    "22470": Drawing(wicker_heart, Look("#A67845", WHITE, RED), (35, 35, 5), "willow", "wall"),
    "23321": Drawing(
        wicker_heart, Look("#E9E2D4", WHITE, "#8DB4D3"), (20, 20, 4), "willow", "wall"
    ),
    "82482": Drawing(picture_frame, Look("#F7F4EC"), (18, 23, 2), "painted wood", "table"),
    "82494L": Drawing(
        picture_frame, Look("#E9DEC8", "#CDBB98", WHITE, prints.waves), (20, 25, 2), "painted wood"
    ),
    "82484": Drawing(
        blackboard,
        Look("#E9DEC8", "#CDBB98", WHITE, prints.waves),
        (40, 60, 2),
        "painted wood",
        "wall",
    ),
    "22178": Drawing(hanging_glass, Look(GLASS), (8, 10, 8), "glass, wire", "wall"),
    "84755": Drawing(hanging_glass, Look("#E5A3B4"), (7, 8, 7), "coloured glass, wire", "wall"),
    "84978": Drawing(heart_jar, Look("#D5E7F0", RED), (9, 12, 9), "glass, wire", "wall"),
    "84946": Drawing(
        tea_glass, Look("#C3CAD4", WHITE, IVORY), (7, 9, 7), "silvered glass", "evening"
    ),
    "71053": Drawing(lantern, Look("#E6E2D8"), (11, 20, 11), "painted metal, glass", "evening"),
    "23084": Drawing(rabbit_light, Look(WHITE, "#F0B9C6"), (9, 14, 8), "soft plastic", "evening"),
    "21731": Drawing(toadstool_light, Look(RED), (8, 7, 8), "soft plastic", "evening"),
    "22180": Drawing(
        table_lamp,
        Look(RED, WHITE, RED, prints.dots),
        (22, 38, 22),
        "metal, cotton shade",
        "evening",
    ),
    "79321": Drawing(string_lights, Look(RED, "#E98A80"), (300, 8, 3), "plastic", "wall"),
    "22969": Drawing(
        jar_candles, Look("#B8323F", ORANGE, PURPLE), (6, 7, 6), "wax, glass", "evening"
    ),
    "21754": Drawing(block_word, Look("#E6D2B0", "#BFD9CF", "HOME"), (40, 15, 4), "painted wood"),
    "21755": Drawing(block_word, Look("#E9B9C2", "#E6D2B0", "LOVE"), (40, 15, 4), "painted wood"),
    "22467": Drawing(coat_rack, Look(IVORY), (43, 15, 7), "painted wood, glass", "wall"),
    "82486": Drawing(
        cabinet, Look("#EFE6D2", "#CDBB98", WHITE, prints.waves), (22, 30, 16), "painted wood"
    ),
    "82483": Drawing(cabinet, Look("#F7F4EC"), (20, 26, 14), "painted wood"),
    "84970L": Drawing(heart_holder, Look("#98A3AF", "#69737F"), (18, 19, 7), "zinc", "wall"),
    "22804": Drawing(heart_holder, Look(PINK, "#B9647A"), (15, 16, 6), "painted metal", "wall"),
    "72799E": Drawing(candles, Look(IVORY, "#EFE3C6", CREAM), (7, 15, 7), "wax", "evening"),
    "22193": Drawing(
        wall_clock, Look(RED, WHITE, "#7E1F1A"), (28, 28, 4), "enamelled metal, glass", "wall"
    ),
    "22191": Drawing(
        wall_clock, Look("#E4D6B4", WHITE, RED), (28, 28, 4), "enamelled metal, glass", "wall"
    ),
    "22192": Drawing(
        wall_clock, Look("#7FA9CF", WHITE, RED), (28, 28, 4), "enamelled metal, glass", "wall"
    ),
    "22766": Drawing(
        picture_frame, Look("#CFC4B2", "#A99C86", WHITE, prints.waves), (22, 28, 3), "painted wood"
    ),
}
