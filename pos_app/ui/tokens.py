"""Every colour, size, distance and duration of the user interface, named once.

The palette, the style sheet and all painted widgets read from here; no other module of the user
interface states a colour or a font size. This module knows nothing of Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from zlib import crc32

Mode = Literal["light", "dark"]

ColourName = Literal[
    "canvas", "surface", "line", "text", "secondary", "accent", "positive", "warning", "danger",
    "sunken", "pressed", "line_strong", "accent_soft", "positive_soft", "warning_soft",
    "danger_soft", "accent_hover", "accent_press", "danger_hover", "danger_press", "on_accent",
    "on_danger", "on_positive", "clear",
    "tile0", "tile1", "tile2", "tile3", "tile4", "tile5",
    "on_tile0", "on_tile1", "on_tile2", "on_tile3", "on_tile4", "on_tile5",
    "chart1", "chart2", "chart3", "chart4", "chart5", "shadow",
]  # fmt: skip

Tone = Literal["text", "secondary", "accent", "positive", "warning", "danger"]
"""Colours a piece of text may have on an ordinary background."""

SoftTone = Literal["neutral", "accent", "positive", "warning", "danger"]
"""What a tag, badge or banner says by its colour, always beside an icon or words."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one appearance. Values are `#RRGGBB`, or `#AARRGGBB` where translucent."""

    canvas: str
    surface: str
    line: str
    text: str
    secondary: str
    accent: str
    positive: str
    warning: str
    danger: str
    sunken: str
    pressed: str
    line_strong: str
    accent_soft: str
    positive_soft: str
    warning_soft: str
    danger_soft: str
    accent_hover: str
    accent_press: str
    danger_hover: str
    danger_press: str
    on_accent: str
    on_danger: str
    on_positive: str
    tile0: str
    on_tile0: str
    tile1: str
    on_tile1: str
    tile2: str
    on_tile2: str
    tile3: str
    on_tile3: str
    tile4: str
    on_tile4: str
    tile5: str
    on_tile5: str
    chart1: str
    chart2: str
    chart3: str
    chart4: str
    chart5: str
    shadow: str
    clear: str = "#00000000"

    def value(self, name: ColourName) -> str:
        """The colour of that name."""
        found: str = getattr(self, name)
        return found


LIGHT: Final = Colours(
    canvas="#F6F7F9", surface="#FFFFFF", line="#E3E6EB", text="#14181F", secondary="#5A6472",
    accent="#1F5FE0", positive="#12805C", warning="#A15C00", danger="#C0332B",
    sunken="#EEF0F4", pressed="#DFE3EA", line_strong="#868F9D",
    accent_soft="#E9F0FE", positive_soft="#EDF8F3", warning_soft="#FDF4E5", danger_soft="#FCEDEC",
    accent_hover="#1A52C4", accent_press="#153F99", danger_hover="#A82A23", danger_press="#8A211B",
    on_accent="#FFFFFF", on_danger="#FFFFFF", on_positive="#FFFFFF",
    tile0="#E4ECFA", on_tile0="#24488F", tile1="#E0F0E8", on_tile1="#1C5E45",
    tile2="#F5ECDD", on_tile2="#74500F", tile3="#F8E6E6", on_tile3="#8A3030",
    tile4="#ECE7F8", on_tile4="#54398F", tile5="#DFF0F2", on_tile5="#175A64",
    chart1="#1F5FE0", chart2="#B9C2CF", chart3="#12805C", chart4="#A15C00", chart5="#7A55C7",
    shadow="#1F14181F",
)  # fmt: skip

DARK: Final = Colours(
    canvas="#0F1216", surface="#181C22", line="#2A313B", text="#F1F4F8", secondary="#9AA6B5",
    accent="#6EA0FF", positive="#4CC38A", warning="#F0B45B", danger="#FF7B72",
    sunken="#222831", pressed="#313945", line_strong="#6B7685",
    accent_soft="#1B2941", positive_soft="#152A20", warning_soft="#2E2515", danger_soft="#361F1F",
    accent_hover="#8BB3FF", accent_press="#A9C6FF", danger_hover="#FF968F", danger_press="#FFB3AE",
    on_accent="#0B1424", on_danger="#2A0D0B", on_positive="#06180F",
    tile0="#1E2A42", on_tile0="#A9C4FF", tile1="#1A2F26", on_tile1="#94D9B8",
    tile2="#332918", on_tile2="#EBCB93", tile3="#3A2324", on_tile3="#F5B4B0",
    tile4="#2B2540", on_tile4="#C9B8F7", tile5="#173138", on_tile5="#93D3DD",
    chart1="#6EA0FF", chart2="#4A5563", chart3="#4CC38A", chart4="#F0B45B", chart5="#B79CF5",
    shadow="#80000000",
)  # fmt: skip

APPEARANCES: Final[dict[Mode, Colours]] = {"light": LIGHT, "dark": DARK}

TILE_PAIRS: Final[tuple[tuple[ColourName, ColourName], ...]] = (
    ("tile0", "on_tile0"), ("tile1", "on_tile1"), ("tile2", "on_tile2"),
    ("tile3", "on_tile3"), ("tile4", "on_tile4"), ("tile5", "on_tile5"),
)  # fmt: skip

SOFT: Final[dict[SoftTone, tuple[ColourName, ColourName]]] = {
    "neutral": ("sunken", "text"),
    "accent": ("accent_soft", "accent"),
    "positive": ("positive_soft", "positive"),
    "warning": ("warning_soft", "warning"),
    "danger": ("danger_soft", "danger"),
}
"""Background and foreground of tags and banners."""

CHART: Final[tuple[ColourName, ...]] = ("chart1", "chart3", "chart5", "chart4", "chart2")
"""Colours of the shares in a stacked bar, in the order in which they are given out."""


def tile_colours(key: str) -> tuple[ColourName, ColourName]:
    """Background and text colour of an initials tile, always the same ones for the same key."""
    return TILE_PAIRS[crc32(key.encode("utf-8")) % len(TILE_PAIRS)]


class Type(NamedTuple):
    """A role of text: font size and line height in px, weight, tracking in per cent."""

    px: int
    line: int
    weight: int = 400
    tracking: int = 0


META: Final = Type(11, 16)
META_STRONG: Final = Type(11, 16, 600)
TEXT: Final = Type(13, 20)
TEXT_STRONG: Final = Type(13, 20, 600)
NAME: Final = Type(15, 20)
NAME_STRONG: Final = Type(15, 20, 600)
LARGE: Final = Type(18, 24)
LARGE_STRONG: Final = Type(18, 24, 600)
FIGURE: Final = Type(24, 32)
TITLE: Final = Type(24, 32, 600)
TOTAL: Final = Type(36, 44, 600, -2)
CHANGE: Final = Type(56, 64, 600, -2)

# Distances on the grid of 4 px.
S4, S8, S12, S16, S24, S32 = 4, 8, 12, 16, 24, 32
RADIUS: Final = 8
RADIUS_SMALL: Final = 4

# Targets: 40 px everywhere, 48 px in the selling path, 64 px for what ends a step.
ControlSize = Literal[40, 48, 64]
CONTROL: Final = 40
CONTROL_LARGE: Final = 48
CONTROL_HUGE: Final = 64
TENDER: Final = 88
NOTE: Final = 56
TAG: Final = 24
BANNER: Final = 48
TOAST: Final = 48
KEY_HINT: Final = 20
BADGE: Final = 20
CHECK: Final = 20
SWITCH_WIDTH: Final = 40
SWITCH_HEIGHT: Final = 24
FOCUS_WIDTH: Final = 2
FOCUS_GAP: Final = 2

ICON_SMALL: Final = 16
ICON: Final = 20
ICON_LARGE: Final = 24
ICON_STROKE: Final = "1.75"

# The frame of the window.
RAIL: Final = 64
RAIL_MAX: Final = 96
RAIL_ITEM: Final = 56
HEAD: Final = 64
STATUS: Final = 40
CART_PERCENT: Final = 38
CART_MIN: Final = 380
CART_MAX: Final = 520

# Lists and cards.
ROW: Final = 48
TABLE_HEAD: Final = 32
CARD_MIN: Final = 136
CARD_MAX: Final = 168
CARD_HEIGHT: Final = 188
PICTURE: Final = 96
CART_LINE: Final = 56
CART_EXPLANATION: Final = 20
CART_TOOLS: Final = 48
SCROLL_BAR: Final = 8

# Times in milliseconds.
MOTION_MS: Final = 120
TOAST_MS: Final = 5000
PROGRESS_AFTER_MS: Final = 300
SPINNER_MS: Final = 80

TEXT_PAIRS: Final[tuple[tuple[ColourName, ColourName], ...]] = (
    ("text", "canvas"), ("text", "surface"), ("text", "sunken"), ("text", "pressed"),
    ("text", "accent_soft"), ("text", "positive_soft"), ("text", "warning_soft"),
    ("text", "danger_soft"),
    ("secondary", "canvas"), ("secondary", "surface"), ("secondary", "sunken"),
    ("secondary", "accent_soft"), ("secondary", "danger_soft"),
    ("secondary", "positive_soft"), ("secondary", "warning_soft"),
    ("accent", "canvas"), ("accent", "surface"), ("accent", "accent_soft"),
    ("accent_press", "pressed"),
    ("positive", "canvas"), ("positive", "surface"), ("positive", "positive_soft"),
    ("warning", "canvas"), ("warning", "surface"), ("warning", "warning_soft"),
    ("warning", "accent_soft"),
    ("danger", "canvas"), ("danger", "surface"), ("danger", "danger_soft"),
    ("danger", "accent_soft"), ("danger", "sunken"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_press"),
    ("on_danger", "danger"), ("on_danger", "danger_hover"), ("on_danger", "danger_press"),
    ("on_positive", "positive"),
    *((on, tile) for tile, on in TILE_PAIRS),
)  # fmt: skip
"""Every pair of text and background that the widgets use; a test holds each to 4.5 : 1."""
