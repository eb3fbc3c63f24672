"""The pictures of all screens: which there are, in what words, and on what kind of day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from pos_app.cli.screenshots import SIZES
from pos_app.ui.navigation import Section
from pos_app.ui.tour.day_clock import OPEN_FOR, DayClock
from pos_app.ui.tour.earlier_sales import SALES, ring_up_day
from pos_app.ui.tour.pseudo import LONGER_PERCENT, PseudoTranslator, lengthened
from pos_app.ui.tour.shots import SCENES
from pos_core.journal import Actor
from tests.fakes.ui_services import FakeTill

EVERY_SHOT = [shot for scene in SCENES.values() for shot in scene]


def test_no_two_pictures_share_a_name() -> None:
    names = [
        shot.file_name(mode, size.name)
        for shot in EVERY_SHOT
        for size in SIZES.values()
        for mode in ("light", "dark")
    ]
    assert len(names) == len(set(names))


def test_a_name_says_screen_state_look_and_size() -> None:
    shot = next(shot for shot in EVERY_SHOT if shot.state == "forty-lines")
    assert shot.file_name("dark", "1366") == "sell--forty-lines--dark--1366.png"
    names = [shot.file_name("light", "rtl") for shot in EVERY_SHOT]
    assert all(re.fullmatch(r"[a-z-]+--[a-z-]+--light--rtl\.png", name) for name in names)


def test_every_place_of_the_rail_has_its_pictures() -> None:
    assert {section.value for section in Section} <= {shot.screen for shot in EVERY_SHOT}


def test_the_reference_size_is_taken_light_and_dark_and_one_size_in_longer_words() -> None:
    assert SIZES["1366"].themes == SIZES["150"].themes == ("light", "dark")
    assert [size.name for size in SIZES.values() if size.pseudo] == ["rtl"]


@pytest.mark.parametrize("text", ["Sell", "Back to the catalogue", "12 characters or more: small"])
def test_words_become_two_fifths_longer(text: str) -> None:
    longer = len(lengthened(text)) / len(text)
    assert longer >= 1 + LONGER_PERCENT / 100 - 1 / len(text)


def test_what_is_filled_in_later_is_left_as_it_is() -> None:
    shown = lengthened("Take {amount} by card, %n of %1")
    assert shown.startswith("Täké {amount} bý çäřd, %n öf %1")


@pytest.mark.parametrize("text", ["", "12.50", "£{amount}", "–"])
def test_what_is_no_word_stays(text: str) -> None:
    assert lengthened(text) == text


def test_the_longer_language_reaches_every_text_of_the_window() -> None:
    translator = PseudoTranslator()
    QCoreApplication.installTranslator(translator)
    try:
        assert QCoreApplication.translate("Rail", "Products") == lengthened("Products")
    finally:
        QCoreApplication.removeTranslator(translator)


def test_the_day_begins_hours_ago_and_ends_now() -> None:
    clock = DayClock()
    begun = datetime.now(UTC) - clock.now()
    assert timedelta(0) <= begun <= OPEN_FOR + timedelta(seconds=1)
    assert clock.now().astimezone().date() == datetime.now(UTC).astimezone().date()
    moments = []
    for left in range(4, 0, -1):
        clock.come_closer(left)
        moments.append(clock.now())
    assert moments == sorted(moments)
    assert datetime.now(UTC) - clock.now() < timedelta(seconds=1)


def test_the_day_has_sales_of_everybody_who_sells(till: FakeTill) -> None:
    codes = [card.barcode for card in till.find_products.cards[:20]]
    people = [Actor("s1", "Sales 1"), Actor("s2", "Sales 2")]
    ring_up_day(till, DayClock(), codes, people)
    rows = till.journal.rows()
    assert len(rows) == SALES
    assert {row.actor_name for row in rows} == {"Sales 1", "Sales 2"}
