"""What a specification says about care, chosen by the material. Demo text, marked as such there."""

_BY_WORD = (
    ("coated", "Wipe with a damp cloth. Do not wash by machine."),
    ("gel", "Warm for five minutes in hot water. Never in the microwave."),
    ("wax", "Never leave a burning candle alone. Keep the wick at 5 mm."),
    ("beads", "Keep away from water and perfume."),
    ("painted", "Dust with a soft dry cloth. For dry rooms."),
    ("enamelled", "Wipe with a damp cloth and dry at once."),
    ("shade", "Let the bulb cool before dusting with a soft brush."),
    ("melamine", "Dishwasher safe on the upper rack. Not for the microwave."),
    ("porcelain", "Wash by hand in warm water. Not for the microwave: the gilding would spark."),
    ("china", "Wash by hand in warm water. Not for the microwave."),
    ("ceramic", "Dishwasher safe on the upper rack. Let it cool before washing."),
    ("glass", "Wash by hand. Handle with care: edges may be sharp when broken."),
    ("slate", "Wipe with a damp cloth. Write with chalk, never with felt pens."),
    ("willow", "Dust with a soft brush. Keep in a dry place."),
    ("coir", "Shake out and brush. Dry flat after rain."),
    ("plastic", "Wipe with a damp cloth. Keep away from heat above 60 °C."),
    ("nylon", "Dry open after rain. Do not iron."),
    ("cotton", "Wash at 30 °C with like colours. Do not tumble dry."),
    ("felt", "Clean with a dry brush. Do not wash."),
    ("rubber", "Fill to two thirds with warm, never boiling water. Replace every two years."),
    ("paper", "Keep dry and out of direct sun."),
    ("card", "Keep dry and out of direct sun."),
    ("wood", "Wipe with a damp cloth and dry at once."),
    ("tinplate", "Wipe with a damp cloth and dry at once. Not for the dishwasher."),
    ("steel", "Wash in warm water and dry at once to avoid spots."),
    ("metal", "Dust with a soft dry cloth. For dry rooms."),
    ("zinc", "Dust with a soft dry cloth. For dry rooms."),
    ("latex", "Not for children under eight years: burst balloons can be swallowed."),
    ("foam", "Wipe with a damp cloth. Dry in the shade."),
    ("tea", "Keep closed, dry and dark. Best within twelve months."),
    ("coffee", "Keep closed, dry and dark. Best within three months."),
    ("almonds", "Keep dry. Contains nuts."),
    ("lavender", "Keep dry and dark. Not for eating."),
)
_OTHERWISE = "Keep clean and dry."


def care_of(material: str) -> str:
    """One or two sentences for the first known word of the material."""
    return next((text for word, text in _BY_WORD if word in material), _OTHERWISE)
