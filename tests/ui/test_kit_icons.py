"""Icons and shipped files: where they are, how sharp they are, which way they point."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from pos_app import resources
from pos_app.ui import icons, theme, tokens

pytestmark = pytest.mark.usefixtures("qapp")
UI = Path(tokens.__file__).parent
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def image(pixmap: QPixmap) -> QImage:
    return pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)


def test_a_missing_file_names_itself_and_the_way_out() -> None:
    with pytest.raises(resources.ResourceMissing, match=r"icons.nothing\.svg.*install"):
        resources.path("icons/nothing.svg")


def test_every_icon_that_a_screen_names_is_shipped() -> None:
    naming = re.compile(r'(?:icon=|IconButton\(\s*|icons\.icon\(|NavItem\("\w+", )"([a-z0-9-]+)"')
    named = {n for path in UI.rglob("*.py") for n in naming.findall(path.read_text("utf-8"))}
    shipped = {path.stem for path in resources.path("icons").glob("*.svg")}
    assert {"percent", "trash-2", "message-square"} <= named
    assert named - shipped == set()


def test_icons_and_fonts_carry_their_licences() -> None:
    assert "ISC" in resources.text("icons/LICENSE")
    assert "SIL OPEN FONT LICENSE" in resources.text("fonts/OFL.txt")
    size = sum(path.stat().st_size for path in resources.path("fonts").iterdir())
    assert size < 1_500_000


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_as_many_dots_as_the_screen(ratio: float) -> None:
    drawn = icons.pixmap("search", "text", 20, ratio)
    assert drawn.width() == round(20 * ratio)
    assert drawn.devicePixelRatio() == pytest.approx(ratio)
    assert drawn.deviceIndependentSize().width() == pytest.approx(20)


def test_an_icon_has_the_colour_of_its_token_in_the_theme(qapp: QApplication) -> None:
    for appearance in tokens.APPEARANCES:
        theme.apply_theme(qapp, appearance)
        drawn = image(icons.pixmap("minus", "danger", 48))
        assert drawn.pixelColor(24, 24).name() == theme.colour("danger").name()
    theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("name", ["arrow-left", "chevron-right", "delete"])
def test_icons_that_point_along_the_line_are_mirrored_right_to_left(name: str) -> None:
    there = image(icons.pixmap(name, direction=LTR))
    here = image(icons.pixmap(name, direction=RTL))
    assert there != here
    assert there.flipped(Qt.Orientation.Horizontal) == here


def test_other_icons_are_not_mirrored() -> None:
    assert image(icons.pixmap("search", direction=LTR)) == image(
        icons.pixmap("search", direction=RTL)
    )


def test_an_icon_of_a_qt_widget_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton(icons.icon("minus", "danger", 48), "")
    qtbot.addWidget(button)
    colours = []
    for appearance in tokens.APPEARANCES:
        theme.apply_theme(qapp, appearance)
        drawn = image(button.icon().pixmap(QSize(48, 48), 1.0))
        colours.append(drawn.pixelColor(24, 24).name())
    theme.apply_theme(qapp, "light")
    assert colours == [tokens.LIGHT.danger.lower(), tokens.DARK.danger.lower()]
