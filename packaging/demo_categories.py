"""Finds category, range and colours of a product in the words of its name.

A table of rules, read from the top: the first whose words occur decides. Knows names only.
"""

import re

OTHER = "Gifts"

# Category path, then the words (regular expressions, whole words) that lead there. Order matters:
# a lunch bag with a Christmas print is still a bag, a heart-shaped doormat is still a doormat.
_RULES: tuple[tuple[str, str], ...] = (
    # Nouns that leave no doubt, whatever stands around them.
    ("Bags > Lunch bags", r"lunch bag"),
    ("Bags > Jumbo bags", r"jumbo (storage )?bags?|doily jumbo bag|jumbo shopper"),
    ("Bags > Charlotte bags", r"charlotte bag"),
    ("Party > Party bags", r"party bags?|treat bags?|loot bags?"),
    ("Kitchen and tea > Hot-water bottles", r"hot water bottle|hand warmer"),
    ("Home > Doormats and doorstops", r"door ?mats?|door ?stops?|draught excluder|acapulco mat"),
    ("Home > Clocks", r"clocks?"),
    ("Home > Boards", r"chalk ?board|black ?board|memo ?board|pin ?board|notice ?board"),
    ("Storage > Boxes and drawers", r"trinket (box|pot)|(dressing )?table pot"),
    ("Kitchen and tea > Cups and mugs", r"mugs?|tea ?cups?"),
    ("Kitchen and tea > Tableware", r"tea bag plate|popcorn holder|egg cups?"),
    ("Kitchen and tea", r"washing up brush"),
    ("Textiles > Cushions and covers", r"cushion cover|c/cover|squarecushion|cushions?|filler pad"),
    ("Travel", r"luggage tags?|passport cover|travel card wallet|airline bag|eye mask|suitcase"),
    ("Jewellery > Necklaces", r"necklac\w*|neckl\S*|pendant|choker|lariat"),
    ("Jewellery > Bracelets", r"bracelets?|bangles?|anklet"),
    ("Jewellery > Earrings", r"ear ?rings?"),
    ("Jewellery", r"(bag|phone) charm|key ?ring|key ?fob|bling key ring|brooch|hair \w+|badges?"),
    (
        "Stationery > Cards",
        (
            r"greeting card|birthday card|blank card|card kit|(mini)?cards? \w+ \d+|"
            r"set of 10 (mini)?cards?.*|set of 10 mini.*|post ?cards?|wedding day|"
            r"playtime card"
        ),
    ),
    (
        "Toys",
        (
            r"playing cards|snap cards|card game|money (box|bank)|piggy bank|jigsaw|soft toy|"
            r"childs garden \w+|childrens garden \w+|wheelbarrow|poppy's playhouse|"
            r"helicopter|swirly marbles|soldier skittles|rocking horse|doll|dominoes"
        ),
    ),
    (
        "Stationery",
        (
            r"magnets?|sticker sheet|fridge|notebooks?|sketchbook|sewing (box|kit)|school desk|"
            r"pencil case|gel pens?|diamante pen"
        ),
    ),
    (
        "Home > Signs",
        (
            r"metal sign|door sign|\w*metal sign|number tile|block word|block letters|"
            r"wood letters|sign"
        ),
    ),
    (
        "Home > Frames and mirrors",
        (
            r"(photo|picture) ?frames?|photoframe|wall mirror|wall art|"
            r"compact mirror|mirror|record (cover )?frame|canvas"
        ),
    ),
    (
        "Home > Hooks and hangers",
        r"drawer ?knobs?|door hanger|coat (rack|hanger)|\w+ hook|hook \w+",
    ),
    (
        "Candles > T-light holders",
        (
            r"t-?lights?( glass| holders?)?|tealights?|tea lights?|"
            r"candle ?holders?|votive|candle ?sticks?|candle ?plate|candelabra"
        ),
    ),
    ("Candles", r"candles?|incense|oil burner"),
    ("Lighting", r"night lights?|fairy lights?|lantern|lamp ?shade|chandelier"),
    (
        "Garden",
        (
            r"umbrella|parasol|watering can|bird ?(house|feeder|table|bath)|wind ?chimes?|"
            r"planters?|plant pots?|potting|herb marker|garden (kneel\w+|gloves?|sign)|"
            r"gardeners .*|windsock|artificial flower|art flower|fire bucket"
        ),
    ),
    ("Bath and beauty", r"wash ?bags?|cosmetic bag|bathroom|tissue box|bath \w+|towels?|flannel"),
    (
        "Kitchen and tea > Aprons and gloves",
        (
            r"aprons?|oven gloves?|oven mitts?|peg bag|"
            r"washing up gloves"
        ),
    ),
    ("Kitchen and tea > Cake stands", r"cake ?stands?|cake plates?"),
    # Words that may also stand beside another noun.
    ("Bags > Purses and wallets", r"purses?|wallet|card ?holder"),
    (
        "Gifts > Wrapping",
        (
            r"gift bags?|gift wrap|wrap|ribbons?|gift tags?|gift tape|tissue paper|"
            r"gift box(es)?|wrapping( paper| tape)?|gift boxes"
        ),
    ),
    ("Storage > Tins", r"tins?|caddy|caddies|bread bin|canister|container"),
    (
        "Bags > Shoppers and totes",
        (
            r"bags?|tote|shopper|handbag|back ?pack|rucksack|satchel|"
            r"carry-?all|duffle|weekender"
        ),
    ),
    ("Gifts > Easter", r"easter"),
    (
        "Christmas > Decorations",
        (
            r"(christmas|xmas).*(decoration|garland|bauble|tree|wreath|bells?|"
            r"star)|baubles?|tinsel|wreath|advent|nativity|jingle bells?|"
            r"stocking|icicle|snowflakes?|snowmen|snowman"
        ),
    ),
    (
        "Christmas",
        (
            r"christmas|xmas|santa|reindeer|noel|yuletide|holly|mistletoe|robin|angel|"
            r"rudolphs?|sleigh|festive"
        ),
    ),
    (
        "Bath and beauty",
        (
            r"make ?up|toilet|soaps?|soap dish|shower|sponge|nail|lip gloss|compact|"
            r"eau de|talc|cotton wool|comb|vanity|manicure|tissues?|plasters?|"
            r"first aid|slippers?|bath|scarf"
        ),
    ),
    (
        "Kitchen and tea > Baking",
        (
            r"cake cases?|baking|cookie|cutters?|jelly moulds?|moulds?|"
            r"rolling pin|whisk|measuring \w+|mixing bowl|spatula|muffin|"
            r"mini cases|jam|icing|kitchen scales|sifter|flour|pastry|"
            r"recipe (box|book)|recipe|cooking set|apple corer"
        ),
    ),
    (
        "Kitchen and tea > Cups and mugs",
        (
            r"tea ?cups?|mugs?|saucers?|cups?|beakers?|tea ?pots?|"
            r"tea for one|tea set|coffee set|tea cosy|tumbler|tankard|"
            r"goblets?|wine glass|champagne|martini|tea glass"
        ),
    ),
    (
        "Kitchen and tea > Tableware",
        (
            r"plates?|bowls?|cutlery|napkins?|place ?mats?|coasters?|jugs?|"
            r"trays?|table ?cloth|table ?runner|doil(y|ies)|toast \w+|"
            r"butter dish|milk (jug|bottle|pan)|dish(es)?|platter|tea ?spoons?"
            r"|spoons?|forks?|salad|salt|pepper|cruet|straws?|carafe|"
            r"decanter|ice (cream|cube|bucket)|popcorn|lunch ?box|snack ?box"
            r"(es)?|bento|picnic|flask|dinner set|snack set|cocktail|"
            r"breakfast set|sugar dispenser|paper plates?"
        ),
    ),
    (
        "Kitchen and tea",
        (
            r"kitchen|tea|coffee|teatime|frying pan|saucepan|pans?|ladle|bread|cheese|"
            r"chopping|cake|colander|jars?|grater|corkscrew|bottle opener|biscuits?|"
            r"chopsticks|herb|food|onion|garlic|ironing|clothes pegs?|laundry|"
            r"dust ?pan|squeezer|wine|shopping list|timer|apothecary"
        ),
    ),
    ("Lighting", r"lights?|lamps?|lanterns?|led|20light|torch|light ?bulb|disco ball"),
    ("Jewellery", r"rings?|jewell?ery|diamante|bling|charms?|tiara|key ?rings?|key-?chains?"),
    (
        "Party > Bunting and garlands",
        (
            r"bunting|garlands?|paper chain|streamers?|pom-? ?poms?|"
            r"honeycomb"
        ),
    ),
    (
        "Party",
        (
            r"party|balloons?|birthday|confetti|invit\S*|pinata|feather boa|masks?|"
            r"tattoos?|bubbles|leis|place settings?|fairy (wings|skirt)|inflatable|sombrero|"
            r"hawaiian|banquet|partition|cordon"
        ),
    ),
    ("Stationery > Cards", r"cards?|envelopes?|letter set"),
    (
        "Toys",
        (
            r"toys?|games?|puzzle|dolls?|teddy|skittles|ludo|snakes?|play\w*|skipping|harmonica|"
            r"spinning|yo-?yo|marbles?|magic (drawing|slate|sheep)|nancy|kite|bingo|cars?|"
            r"tractor|robot|rocket|puppets?|soldiers?|ball|hoopla|farm|monsters?|"
            r"dinosaur|pirate|gliders|paint set|"
            r"spaceboy|castanets|drum|piano|whistle|noughts|naughts|solitaire|croquet|quoits|"
            r"racing|slinky|wind ?up|ducks?|bouncy|flying disc|catch|creepy|modelling clay|"
            r"dolly girl|geisha|skippping"
        ),
    ),
    (
        "Stationery",
        (
            r"note ?pads?|memo|pens?|pencils?|stickers?|erasers?|rubbers?|sharpeners?|"
            r"journal|diary|calendar|organiser|stamps?|stapler|tape|bookmarks?|scrap ?book|"
            r"book|colouring|crayons|chalks?|album|paper ?weight|clips?|letter rack|ruler|"
            r"calculator|office|labels?|tags?|origami|drawing|stationery|sheets?|"
            r"decoupage|felt ?craft|craft|folk ?art|sewing|knitting|knit|patches|"
            r"make your own|kits?|pin cushion|paper"
        ),
    ),
    ("Home > Frames and mirrors", r"frames?|photo\S*|pictures?|mirrored|collage|print|screen"),
    (
        "Garden",
        (
            r"garden\S*|plant\S*|watering|seeds?|pots?|trellis|shed|gnome|wind ?mill|spade|"
            r"trowel|rake|bucket|hammock|beach|flowers?|grow your own|grow|hydrangea|poncho|rain|"
            r"fly swat|thermometer|butterfly stake"
        ),
    ),
    ("Home > Hooks and hangers", r"hooks?|hangers?|racks?|knobs?|handle"),
    (
        "Textiles",
        (
            r"throw|blankets?|quilt(ed)?|curtains?|shawl|gloves?|hats?|socks?|rug|t-shirt|"
            r"dress|bib|pillow\S*|ear ?muffs?|headphones|linen|lace"
        ),
    ),
    (
        "Storage > Boxes and drawers",
        (
            r"box(es)?|drawers?|cabinets?|chests?|shelf|shelves|storage|"
            r"tidy|baskets?|bins?|hamper|trunk|crate|cases?|magazine|"
            r"cupboard|table|stool|chair|dresser|sideboard|bottles?"
        ),
    ),
    (
        "Home > Ornaments",
        (
            r"ornaments?|decorations?|hearts?|birds?|doves?|vases?|wicker|mobile|"
            r"stars?|bells?|feathers?|figurine|eggs?|rabbits?|bunn(y|ies)|"
            r"chick(en|s)?|hens?|owl|cats?|dogs?|butterfl(y|ies)|tiles?|hanging|"
            r"cockerel|wire|tree|fairy|shell|pebble|stone|glass|zinc|wood(en)?|metal|"
            r"toadstools?|crystal|daisy|letters?|porcelain|ceramic"
        ),
    ),
)
_COMPILED = tuple((path, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for path, words in _RULES)

# Ranges of the data set that are sold like a brand: the word in the name and the brand it means.
_BRANDS = (
    ("Retrospot", r"retro ?spot|red spotty"),
    ("Regency", r"regency"),
    ("Spaceboy", r"space ?boy"),
    ("Dolly Girl", r"dolly girl"),
    ("Suki", r"suki"),
    ("Bakelike", r"bakelike"),
    ("Pantry", r"pantry"),
    ("Charlie and Lola", r"charlie ?(\+|and) ?lola"),
    ("Woodland", r"woodland"),
    ("Circus Parade", r"circus parade"),
    ("Feltcraft", r"felt ?craft"),
    ("Folkart", r"folk ?art"),
    ("Keep Calm", r"keep calm"),
    ("Union Jack", r"union (jack|flag)"),
    ("Poppy's Playhouse", r"poppy'?s playhouse"),
    ("Botanical Gardens", r"botanical gardens"),
    ("Enchanted Forest", r"enchanted forest"),
    ("Sweetheart", r"sweet ?heart"),
    ("Tutti Frutti", r"tutti frutti"),
    ("Jardin Botanique", r"jardin"),
    ("Scandinavian", r"scandinavian"),
    ("Gingham", r"gingham"),
    ("Paisley", r"paisley"),
    ("Polkadot", r"polka ?dot"),
    ("Skulls", r"skulls?"),
    ("Baroque", r"baroque"),
    ("Vintage", r"vintage"),
)
_COMPILED_BRANDS = tuple(
    (brand, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for brand, words in _BRANDS
)


def category_of(name: str) -> str:
    """Category path such as `Kitchen and tea > Cake stands`; `Gifts` when no rule fits."""
    return next((path for path, words in _COMPILED if words.search(name)), OTHER)


def brand_of(name: str) -> str:
    """The range a product belongs to; empty when its name says none."""
    return next((brand for brand, words in _COMPILED_BRANDS if words.search(name)), "")
