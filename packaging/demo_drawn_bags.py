"""Which bags are drawn, and how: stock code, print and colours."""

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
    LILAC,
    MINT,
    NAVY,
    ORANGE,
    PINK,
    PURPLE,
    RED,
    SKY,
    SLATE,
    WHITE,
    YELLOW,
    Look,
)
from demo_motifs_bags import (
    charlotte_bag,
    jumbo_bag,
    lunch_bag,
    recycling_bag,
    umbrella,
)

_TERRACOTTA = "#B4553F"

_JUMBO = {
    "85099B": Look(RED, WHITE, YELLOW, prints.dots),
    "23203": Look("#8FB7C9", WHITE, PINK, prints.doily),
    "22386": Look(PINK, WHITE, RED, prints.dots),
    "21931": Look("#4E4A73", PINK, YELLOW, prints.suki),
    "22411": Look(RED, "#F3CFA8", YELLOW, prints.paisleys),
    "23199": Look("#DDE9C9", RED, LEAF, prints.apples),
    "85099C": Look(INK, IVORY, WHITE, prints.baroque),
    "23201": Look(IVORY, RED, NAVY, prints.alphabet),
    "23202": Look(CREAM, LEAF, ORANGE, prints.leaves),
    "21034": Look(BLUE, WHITE, RED, prints.stripes),
    "21929": Look("#E3A0B2", IVORY, RED, prints.paisleys),
    "20712": Look(MINT, RED, YELLOW, prints.woodland),
    "85099F": Look("#F6DDE1", RED, LEAF, prints.strawberries),
    "21928": Look(SKY, NAVY, RED, prints.paisleys),
    "23344": Look("#3E7C6B", WHITE, RED, prints.christmas),
    "21930": Look(INK, WHITE, RED, prints.skulls),
    "22385": Look(NAVY, BLUE, YELLOW, prints.space),
    "20713": Look("#F2DFC0", BROWN, _TERRACOTTA, prints.owls),
    "23343": Look("#8C3B46", CREAM, YELLOW, prints.christmas),
    "23200": Look("#EFE3B8", "#9DB55C", LEAF, prints.pears),
}
_LUNCH = {
    "20725": Look(RED, WHITE, YELLOW, prints.dots),
    "22383": Look("#4E4A73", PINK, YELLOW, prints.suki),
    "20727": Look(INK, WHITE, RED, prints.skulls),
    "22382": Look(NAVY, BLUE, YELLOW, prints.space),
    "20728": Look(SKY, WHITE, RED, prints.cars),
    "23209": Look("#8FB7C9", WHITE, PINK, prints.doily),
    "22384": Look(PINK, WHITE, RED, prints.dots),
    "23206": Look("#DDE9C9", RED, LEAF, prints.apples),
    "20726": Look(MINT, RED, YELLOW, prints.woodland),
    "23207": Look(IVORY, RED, NAVY, prints.alphabet),
    "22662": Look("#F6D3DA", RED, YELLOW, prints.dolls),
    "23208": Look(CREAM, LEAF, ORANGE, prints.leaves),
}
_CHARLOTTE = {
    "20724": Look(RED, WHITE, YELLOW, prints.dots),
    "22355": Look("#4E4A73", PINK, YELLOW, prints.suki),
    "20719": Look(MINT, RED, YELLOW, prints.woodland),
    "22356": Look(PINK, WHITE, RED, prints.dots),
    "20723": Look("#F6DDE1", RED, LEAF, prints.strawberries),
    "23204": Look("#DDE9C9", RED, LEAF, prints.apples),
}
_OTHERS = {
    "22379": Drawing(
        recycling_bag, Look(RED, WHITE, YELLOW, prints.dots), (38, 48, 22), "woven plastic"
    ),
    "20718": Drawing(
        charlotte_bag, Look(RED, WHITE, YELLOW, prints.small_dots), (30, 34, 14), "coated cotton"
    ),
    "15056N": Drawing(
        umbrella,
        Look(CREAM, WHITE, "#B98A3C", prints.doily),
        (86, 78, 86),
        "nylon and wood",
        "garden",
    ),
    "15056BL": Drawing(
        umbrella,
        Look("#3A3642", SLATE, "#B98A3C", prints.doily),
        (86, 78, 86),
        "nylon and wood",
        "garden",
    ),
    "85014B": Drawing(
        umbrella,
        Look(RED, WHITE, "#6E4A36", prints.dots),
        (98, 86, 98),
        "nylon and steel",
        "garden",
    ),
    "21936": Drawing(
        jumbo_bag,
        Look(RED, WHITE, GREEN, prints.gingham),
        (44, 34, 24),
        "insulated plastic",
        "garden",
    ),
    "21935": Drawing(
        charlotte_bag, Look("#4E4A73", PINK, YELLOW, prints.suki), (32, 30, 10), "coated cotton"
    ),
    "21934": Drawing(
        charlotte_bag, Look(INK, WHITE, RED, prints.skulls), (32, 30, 10), "coated cotton"
    ),
    "22661": Drawing(
        charlotte_bag, Look("#F6D3DA", RED, PURPLE, prints.dolls), (20, 22, 9), "woven plastic"
    ),
    "22663": Drawing(
        jumbo_bag, Look(LILAC, RED, YELLOW, prints.dolls), (45, 42, 22), "woven plastic"
    ),
}

DRAWN_BAGS: dict[str, Drawing] = {
    **{
        sku: Drawing(jumbo_bag, look, (45, 42, 22), "woven plastic") for sku, look in _JUMBO.items()
    },
    **{
        sku: Drawing(lunch_bag, look, (21, 30, 14), "insulated plastic")
        for sku, look in _LUNCH.items()
    },
    **{
        sku: Drawing(charlotte_bag, look, (20, 22, 9), "woven plastic")
        for sku, look in _CHARLOTTE.items()
    },
    **_OTHERS,
}
