"""Goods sold by weight, invented for the demo: the data set has none.

They give scales, three-decimal quantities and all three tax classes something to show. Each one
says in its description that it is invented.
"""

from typing import NamedTuple


class WeighedGoods(NamedTuple):
    """One invented article: price in pence per kilogram, stock and threshold in grams."""

    sku: str
    name: str
    category: str
    price_minor: int
    cost_minor: int
    tax_class: str
    threshold_grams: int
    stock_grams: int
    rank: int
    description: str


_INVENTED = " Invented for the demo."

WEIGHED_GOODS = (
    WeighedGoods(
        "W1001",
        "Swirly Marbles, loose",
        "Toys",
        330,
        165,
        "standard",
        2000,
        6200,
        15,
        "Glass marbles by weight, from the jar." + _INVENTED,
    ),
    WeighedGoods(
        "W1002",
        "Sugared Almonds, loose",
        "Party",
        1490,
        780,
        "standard",
        1500,
        4850,
        62,
        "Almonds in pastel sugar, by weight." + _INVENTED,
    ),
    WeighedGoods(
        "W1003",
        "Earl Grey Tea, loose",
        "Kitchen and tea",
        2400,
        1250,
        "zero",
        1000,
        3400,
        78,
        "Black tea with bergamot, by weight." + _INVENTED,
    ),
    WeighedGoods(
        "W1004",
        "Dried Lavender, loose",
        "Gifts",
        3600,
        1800,
        "standard",
        500,
        950,
        95,
        "Lavender flowers by weight." + _INVENTED,
    ),
    WeighedGoods(
        "W1005",
        "Coffee Beans, loose",
        "Kitchen and tea",
        1850,
        990,
        "zero",
        1500,
        7250,
        120,
        "Roasted coffee beans by weight." + _INVENTED,
    ),
    WeighedGoods(
        "W1006",
        "Kindling, loose",
        "Garden",
        120,
        60,
        "reduced",
        5000,
        38500,
        180,
        "Dry split wood for the stove, by weight." + _INVENTED,
    ),
)
