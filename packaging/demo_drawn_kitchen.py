"""Which things of kitchen and tea table are drawn, and how."""

import demo_prints as prints
from demo_drawings import Drawing
from demo_look import (
    BLUE,
    BROWN,
    CREAM,
    GREEN,
    INK,
    IVORY,
    LEAF,
    MINT,
    NAVY,
    ORANGE,
    PINK,
    RED,
    SILVER,
    SKY,
    WHITE,
    YELLOW,
    Look,
)
from demo_motifs_baking import (
    baking_set,
    cake_cases,
    cookie_cutters,
    jelly_moulds,
    kitchen_jar,
    lunch_box,
    napkins,
    popcorn,
    recipe_box,
    snack_boxes,
)
from demo_motifs_kitchen import (
    cake_stand,
    glass_bowls,
    jam_jars,
    loose_scoop,
    marbles_jar,
    mug,
    plaster_tin,
    scales,
    spice_tins,
    teacup,
    teapot_set,
    tin_stack,
)

_SAND = "#EBD6A4"
_CASES = {
    "21212": Look(RED, WHITE, YELLOW, prints.dots),
    "21977": Look(PINK, IVORY, RED, prints.paisleys),
    "84991": Look(SKY, WHITE, RED, prints.cups),
    "21213": Look(INK, WHITE, RED, prints.skulls),
    "23307": Look(GREEN, WHITE, YELLOW, prints.stripes),
    "22952": Look("#3E7C6B", WHITE, RED, prints.christmas),
    "84992": Look("#F6D3DA", RED, YELLOW, prints.hearts),
    "21975": Look("#A9C98A", LEAF, ORANGE, prints.dinosaurs),
}
_NAPKINS = {
    "21080": Look(RED, WHITE, YELLOW, prints.dots),
    "22907": Look(GREEN, WHITE, YELLOW, prints.gingham),
    "22909": Look("#3E7C6B", WHITE, RED, prints.christmas),
}
_LUNCH_BOXES = {
    "22629": Look(NAVY, BLUE, YELLOW, prints.space),
    "22630": Look("#F0B9C6", RED, YELLOW, prints.dolls),
    "22659": Look(SKY, WHITE, RED, prints.london),
    "21559": Look("#F6DDE1", RED, LEAF, prints.strawberries),
}
_PLASTERS = {
    "22554": Look(MINT, RED, YELLOW, prints.woodland),
    "22551": Look(NAVY, BLUE, YELLOW, prints.space),
    "22556": Look(RED, IVORY, YELLOW, prints.carnival),
    "22557": Look(PINK, IVORY, RED, prints.paisleys),
    "22553": Look(INK, WHITE, RED, prints.skulls),
}
_TEACUPS = {
    "22699": Look(PINK, "#D2566E", "#E79AAC"),
    "22697": Look("#8DBE9E", "#D2566E", "#E79AAC"),
    "22698": Look("#EFA7BC", "#B9487A", "#D2566E"),
}


def _drawn() -> dict[str, Drawing]:
    drawn = {
        sku: Drawing(cake_cases, look, (5, 3.5, 5), "greaseproof paper")
        for sku, look in _CASES.items()
    }
    drawn |= {
        sku: Drawing(napkins, look, (16.5, 16.5, 2.5), "three-ply paper")
        for sku, look in _NAPKINS.items()
    }
    drawn |= {
        sku: Drawing(lunch_box, look, (22, 17, 9), "printed tinplate")
        for sku, look in _LUNCH_BOXES.items()
    }
    drawn |= {
        sku: Drawing(plaster_tin, look, (9.5, 7, 2.5), "printed tinplate")
        for sku, look in _PLASTERS.items()
    }
    drawn |= {
        sku: Drawing(teacup, look, (15, 9, 15), "bone china") for sku, look in _TEACUPS.items()
    }
    return drawn


DRAWN_KITCHEN: dict[str, Drawing] = {
    **_drawn(),
    "22423": Drawing(cake_stand, Look(GREEN, PINK, ORANGE), (26, 34, 26), "porcelain, gilt metal"),
    "22776": Drawing(cake_stand, Look("#E5A9B7", "#F3D3DA", RED), (25, 36, 25), "enamelled metal"),
    "22197": Drawing(popcorn, Look(RED), (11, 15, 11), "melamine"),
    "22720": Drawing(tin_stack, Look(GREEN, _SAND, PINK), (24, 31, 24), "printed tinplate"),
    "23245": Drawing(
        tin_stack, Look("#8DB4D3", "#F0C7CF", "#BFD9B5"), (24, 31, 24), "printed tinplate"
    ),
    "22722": Drawing(spice_tins, Look(GREEN, _SAND, PINK), (7, 9, 7), "printed tinplate"),
    "22961": Drawing(
        jam_jars, Look("#B8323F", ORANGE, RED, prints.gingham), (12, 18, 2), "printed paper"
    ),
    "22960": Drawing(
        jam_jars, Look("#8B2F55", "#B8323F", BLUE, prints.gingham), (8, 12, 8), "glass"
    ),
    "22666": Drawing(recipe_box, Look("#F0CF6B", GREEN), (18, 13, 12), "printed tinplate"),
    "22993": Drawing(jelly_moulds, Look(PINK, GREEN, _SAND), (13, 7, 13), "food-safe plastic"),
    "22139": Drawing(
        teapot_set, Look(RED, WHITE, YELLOW, prints.dots), (24, 16, 14), "glazed ceramic"
    ),
    "22138": Drawing(
        baking_set, Look(RED, WHITE, RED, prints.dots), (28, 18, 28), "tinplate and wood"
    ),
    "20914": Drawing(
        glass_bowls,
        Look(RED, WHITE, YELLOW, prints.small_dots),
        (17, 17, 17),
        "glass, plastic lids",
    ),
    "22326": Drawing(
        snack_boxes, Look(MINT, CREAM, PINK, prints.woodland), (15, 20, 15), "food-safe plastic"
    ),
    "22328": Drawing(
        snack_boxes,
        Look("#F6DDE1", "#DDE9C9", CREAM, prints.fruits),
        (15, 20, 15),
        "food-safe plastic",
    ),
    "22624": Drawing(scales, Look("#F1E7CF"), (24, 26, 20), "enamelled steel"),
    "22625": Drawing(scales, Look(RED), (24, 26, 20), "enamelled steel"),
    "84380": Drawing(
        cookie_cutters, Look(PINK, SILVER, "butterfly"), (10, 9, 2.5), "stainless steel"
    ),
    "84378": Drawing(cookie_cutters, Look(RED, SILVER, "heart"), (10, 9, 2.5), "stainless steel"),
    "22966": Drawing(cookie_cutters, Look(RED, SILVER, "man"), (9, 12, 2.5), "stainless steel"),
    "23243": Drawing(
        kitchen_jar, Look(GREEN, RED, YELLOW, prints.stripes), (11, 16, 11), "printed tinplate"
    ),
    "22970": Drawing(mug, Look(SKY, WHITE, RED, prints.london), (12, 10, 8.5), "glazed ceramic"),
    "22303": Drawing(
        mug, Look("#DDE9C9", RED, LEAF, prints.apples), (12, 10, 8.5), "glazed ceramic"
    ),
    "23173": Drawing(
        teapot_set, Look("#F3D3DA", "#D2566E", "#B98A3C", prints.roses), (24, 16, 14), "bone china"
    ),
    "23167": Drawing(kitchen_jar, Look(IVORY, RED), (10, 13, 10), "glazed ceramic"),
    "22361": Drawing(kitchen_jar, Look("#DCEBF3", BLUE), (10, 15, 10), "glass"),
    "W1001": Drawing(marbles_jar, Look(BLUE, "#7B5BC7", YELLOW), (1.6, 1.6, 1.6), "glass"),
    "W1002": Drawing(
        marbles_jar, Look("#F3C9D3", "#CFE3F2", "#FBF1D8"), (2.5, 1.5, 1.5), "sugar and almonds"
    ),
    "W1003": Drawing(
        loose_scoop, Look("#4B3A2C", "#6C8A5B", "#2F241B"), (30, 12, 30), "black tea, bergamot oil"
    ),
    "W1004": Drawing(
        loose_scoop, Look("#9C86C9", "#C7B5E8", "#7E9B70"), (30, 12, 30), "dried lavender"
    ),
    "W1005": Drawing(
        loose_scoop, Look("#5D3B26", "#7C5236", BROWN), (30, 12, 30), "roasted coffee"
    ),
}
