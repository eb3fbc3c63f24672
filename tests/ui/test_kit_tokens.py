"""The tokens: readable colours, and nobody beside them who states one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.ui import fonts, theme, tokens
from pos_app.ui.tokens import APPEARANCES, ColourName, Mode
from pos_app.ui.widgets.button_look import every_look

UI = Path(tokens.__file__).parent
STYLES = UI.parent.parent / "resources" / "styles"


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, of a colour such as `#1F5FE0`."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2 between two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs_in_use() -> set[tuple[ColourName, ColourName]]:
    """Text and background of everything that is painted."""
    pairs = set(tokens.TEXT_PAIRS)
    pairs |= {(look.text, look.fill) for look in every_look() if look.fill != "clear"}
    pairs |= {(text, ground) for ground, text in tokens.SOFT.values()}
    return pairs


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_text_can_be_read_on_its_background(appearance: Mode) -> None:
    colours = APPEARANCES[appearance]
    ratios = {p: contrast(colours.value(p[0]), colours.value(p[1])) for p in pairs_in_use()}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_edge_of_an_input_can_be_seen(appearance: Mode) -> None:
    colours = APPEARANCES[appearance]
    assert contrast(colours.line_strong, colours.surface) >= 3


def test_white_on_black_has_the_contrast_that_the_standard_gives() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_no_other_file_of_the_user_interface_states_a_colour_or_a_font_size() -> None:
    stated = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{8}\b|font-size|setPixelSize")
    allowed = {"tokens.py": None, "fonts.py": "made.setPixelSize(role.px)"}
    found = []
    for path in [*UI.rglob("*.py"), *STYLES.glob("*.qss")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            known = path.name in allowed and allowed[path.name] in (None, line.strip())
            if stated.search(line) and not known:
                found.append(f"{path.name}: {line.strip()}")
    assert found == []


def test_the_same_sku_always_has_the_same_tile() -> None:
    assert tokens.tile_colours("22423") == tokens.tile_colours("22423")
    many = {tokens.tile_colours(str(number)) for number in range(100)}
    assert many == set(tokens.TILE_PAIRS)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_style_sheet_has_no_placeholder_left(appearance: Mode) -> None:
    sheet = theme.style_sheet(appearance)
    assert "$" not in sheet
    assert APPEARANCES[appearance].accent in sheet


def test_the_theme_switches_while_the_application_runs(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "dark")
    assert theme.mode() == "dark"
    assert theme.colour("text").name().upper() == tokens.DARK.text
    assert qapp.palette().window().color() == theme.colour("canvas")
    theme.apply_theme(qapp, "light")
    assert theme.colour("text").name().upper() == tokens.LIGHT.text


def test_figures_have_equal_widths_in_every_role(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    roles = [value for value in vars(tokens).values() if isinstance(value, tokens.Type)]
    assert len(roles) == 12
    for role in roles:
        narrow, wide = (fonts.metrics(role).horizontalAdvance(c * 10) for c in "10")
        assert narrow == pytest.approx(wide)
        assert fonts.font(role).family() == "Inter"
