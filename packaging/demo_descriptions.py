"""One plain sentence about a product, made from nothing but its name, category and range.

Claims nothing that the name does not say: no material, no size, no praise.
"""

import re

# What one article of a category is called. Categories that hold all sorts of things have no noun.
_NOUNS = {
    "Bags > Lunch bags": "Lunch bag",
    "Bags > Jumbo bags": "Large carrier bag",
    "Bags > Charlotte bags": "Small carrier bag",
    "Candles > T-light holders": "T-light holder",
    "Candles": "Candle",
    "Home > Clocks": "Clock",
    "Home > Signs": "Sign",
    "Jewellery > Necklaces": "Necklace",
    "Jewellery > Bracelets": "Bracelet",
    "Jewellery > Earrings": "Earrings",
    "Kitchen and tea > Cake stands": "Cake stand",
    "Kitchen and tea > Tableware": "Tableware",
    "Home > Boards": "Board to write on",
    "Kitchen and tea > Cups and mugs": "For tea and coffee",
    "Kitchen and tea > Baking": "For baking",
    "Party > Bunting and garlands": "Decoration to hang up",
    "Christmas > Decorations": "Christmas decoration",
    "Textiles > Cushions and covers": "Cushion or cover",
    "Storage > Tins": "Tin",
    "Gifts > Wrapping": "For wrapping gifts",
}
_COLOURS = (
    "red|pink|blue|green|white|black|ivory|cream|yellow|purple|orange|grey|brown|gold|silver|"
    "turquoise|lilac|mint"
)
_COLOUR = re.compile(rf"\b({_COLOURS})\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:Set|Pack|Box) of (\d+)\b", re.IGNORECASE)


def description_of(name: str, category: str, brand: str) -> str:
    """Such as `Lunch bag from the Retrospot range, in red.`; empty when there is nothing to add."""
    noun = _NOUNS.get(category, "")
    facts = [fact for fact in (_colours(name), _count(name)) if fact]
    source = f" from the {brand} range" if brand else ""
    if not noun or not (source or facts):
        return ""
    return f"{', '.join([noun + source, *facts])}."


def _colours(name: str) -> str:
    words = list(dict.fromkeys(word.lower() for word in _COLOUR.findall(name)))
    return f"in {' and '.join(words)}" if words else ""


def _count(name: str) -> str:
    count = _COUNT.search(name)
    return f"{count[1]} pieces" if count else ""
