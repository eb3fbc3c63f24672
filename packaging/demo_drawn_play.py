"""Which things for parties, presents, play and garden are drawn, and how."""

import demo_prints as prints
from demo_drawings import Drawing
from demo_look import (
    BLUE,
    BRASS,
    BROWN,
    CREAM,
    GREEN,
    IVORY,
    LEAF,
    MINT,
    NAVY,
    PINK,
    PURPLE,
    RED,
    SILVER,
    WHITE,
    WOOD,
    YELLOW,
    Look,
)
from demo_motifs_bags import cushion, wash_bag
from demo_motifs_home import (
    bauble,
    bell,
    cup_sign,
    doorstop,
    hanging_heart,
    wooden_hanger,
    words,
)
from demo_motifs_kitchen import loose_scoop
from demo_motifs_play import (
    balloons,
    bunting,
    clothes_pegs,
    felt_box,
    gift_roll,
    hanging_bird,
    harmonica,
    kneeling_pad,
    knitting_nancy,
    necklace,
    notebook,
    paper_chain,
    playing_cards,
    ribbons,
    trinket_box,
    watering_can,
)

_BUNTING = {
    "47566": Look(),
    "23298": Look(RED, WHITE, BLUE, prints.dots),
    "22090": Look(RED, WHITE, RED, prints.small_dots),
}
_CHAINS = {
    "22086": Look(RED, "#F0E3C4", LEAF),
    "22910": Look("#8C3B46", "#E3C98F", "#5B8A72"),
    "22083": Look(RED, WHITE, PINK),
}


def _drawn() -> dict[str, Drawing]:
    drawn = {
        sku: Drawing(bunting, look, (300, 20, 0.1), "cotton", "wall")
        for sku, look in _BUNTING.items()
    }
    drawn |= {
        sku: Drawing(paper_chain, look, (400, 8, 4), "paper", "wall")
        for sku, look in _CHAINS.items()
    }
    return drawn


DRAWN_PLAY: dict[str, Drawing] = {
    **_drawn(),
    "84879": Drawing(
        hanging_bird, Look("#6FA8CC", WHITE, "#EDA33C"), (11, 9, 4), "painted wood", "wall"
    ),
    "22077": Drawing(ribbons, Look("#B98C58", CREAM, RED), (6, 6, 1.5), "cotton"),
    "85049E": Drawing(ribbons, Look(RED, WHITE, "#8C3B46"), (6, 6, 1.5), "cotton"),
    "21790": Drawing(playing_cards, Look(BLUE, RED), (9, 6, 2), "card"),
    "21791": Drawing(playing_cards, Look(GREEN, PURPLE), (9, 6, 2), "card"),
    "23301": Drawing(
        kneeling_pad, Look("#6C9E78", IVORY, YELLOW, words), (40, 3, 20), "foam", "garden"
    ),
    "23300": Drawing(
        kneeling_pad, Look("#5C7FA3", IVORY, YELLOW, cup_sign), (40, 3, 20), "foam", "garden"
    ),
    "21232": Drawing(trinket_box, Look(RED, WHITE, "#F6C667"), (8, 8, 8), "glazed ceramic"),
    "20972": Drawing(felt_box, Look(PINK, IVORY, RED), (10, 7, 10), "felt"),
    "20971": Drawing(felt_box, Look("#8DB4D3", "#F3C9D3", PINK), (10, 7, 10), "felt"),
    "22558": Drawing(
        clothes_pegs, Look(RED, WHITE, YELLOW, prints.dots), (7, 1.2, 1), "wood", "garden"
    ),
    "21915": Drawing(harmonica, Look(RED, "#EBD6A4", RED), (12, 3, 3), "metal and plastic"),
    "21914": Drawing(harmonica, Look(BLUE, "#EBD6A4", NAVY), (12, 3, 3), "metal and plastic"),
    "22621": Drawing(
        knitting_nancy, Look(BLUE, RED, YELLOW, prints.stripes), (4, 11, 4), "painted wood"
    ),
    "22759": Drawing(
        notebook, Look(MINT, RED, YELLOW, prints.woodland), (11, 15, 1), "paper and card"
    ),
    "22435": Drawing(balloons, Look(PINK, RED, "#F3C9D3"), (30, 30, 30), "latex", "wall"),
    "23351": Drawing(
        gift_roll, Look("#3E7C6B", "#F3E6CB", RED, prints.christmas), (70, 4, 4), "paper"
    ),
    "21498": Drawing(gift_roll, Look(RED, WHITE, PINK, prints.dots), (70, 50, 0.1), "paper"),
    "22431": Drawing(watering_can, Look(BLUE, RED), (22, 20, 12), "painted metal", "garden"),
    "22432": Drawing(watering_can, Look(PINK, RED), (22, 20, 12), "painted metal", "garden"),
    "22568": Drawing(cushion, Look(CREAM, BROWN, RED, prints.owls), (40, 40, 10), "felt"),
    "22570": Drawing(cushion, Look("#CFE3EC", WHITE, PINK, prints.hearts), (40, 40, 10), "felt"),
    "23393": Drawing(cushion, Look("#E6D2B0", RED, YELLOW, prints.hearts), (45, 45, 12), "cotton"),
    "35970": Drawing(bell, Look(SILVER, WHITE, RED), (5, 6, 5), "zinc", "wall"),
    "W1006": Drawing(
        loose_scoop, Look(WOOD, "#E3C596", BROWN), (30, 12, 30), "dry split wood", "garden"
    ),
    "21621": Drawing(
        bunting, Look(NAVY, WHITE, RED, prints.stripes), (300, 20, 0.1), "cotton", "wall"
    ),
    "22577": Drawing(
        hanging_heart,
        Look(RED, WHITE, SILVER, prints.christmas),
        (8, 8, 0.6),
        "painted wood",
        "wall",
    ),
    "84836": Drawing(
        hanging_heart,
        Look("#AEB8C3", "#C3CCD5", BROWN, prints.small_dots),
        (11, 10, 0.3),
        "zinc",
        "wall",
    ),
    "22595": Drawing(
        hanging_heart, Look(RED, WHITE, RED, prints.gingham), (12, 11, 3), "cotton", "wall"
    ),
    "22508": Drawing(
        doorstop, Look(RED, WHITE, YELLOW, prints.dots), (15, 22, 12), "cotton, sand filling"
    ),
    "22754": Drawing(
        notebook, Look(RED, IVORY, YELLOW, prints.dolls), (9, 14, 1), "paper and card"
    ),
    "22436": Drawing(balloons, Look(RED, BLUE, YELLOW), (28, 28, 28), "latex", "wall"),
    "90134": Drawing(necklace, Look("#D08C9A", "#E7C9C0", "#B9647A"), (18, 24, 1), "glass beads"),
    "84406B": Drawing(wooden_hanger, Look(CREAM, RED), (38, 20, 3), "wood, padded cotton", "wall"),
    "22276": Drawing(
        wash_bag, Look("#F3DFE3", RED, PINK, prints.roses), (24, 17, 8), "coated cotton"
    ),
    "84912B": Drawing(
        wash_bag, Look("#9CC4A4", "#D2566E", PINK, prints.roses), (24, 17, 8), "coated cotton"
    ),
    "21157": Drawing(wash_bag, Look(RED, WHITE, YELLOW, prints.dots), (24, 17, 8), "coated cotton"),
    "35957": Drawing(
        bauble, Look(RED, WHITE, BRASS, prints.christmas), (8, 8, 8), "painted tinplate", "wall"
    ),
}
