"""Amounts, quantities and times are written as people read them."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from pos_app.ui.money_text import MoneyText
from pos_app.ui.screens.paid.change_in_coins import change_in_coins
from pos_app.ui.time_text import age_minutes, day_text, local_moment, milliseconds_text
from pos_core.money import EUR, GBP, JPY, KWD
from pos_core.quantity import Unit

BRITISH = MoneyText(GBP, QLocale("en_GB"))
GERMAN = MoneyText(EUR, QLocale("de_DE"))


@pytest.mark.parametrize(
    ("minor", "text"),
    [(0, "£0.00"), (5, "£0.05"), (4198, "£41.98"), (-208, "−£2.08"), (123456789, "£1,234,567.89")],
)
def test_an_amount_has_its_currency_and_all_its_decimals(minor: int, text: str) -> None:
    assert BRITISH.amount(minor) == text


def test_the_locale_says_where_the_currency_stands() -> None:
    assert GERMAN.amount(123456) == "1.234,56\u00a0€"
    assert GERMAN.amount(-5) == "−0,05\u00a0€"


def test_currencies_have_the_decimals_they_have() -> None:
    assert MoneyText(JPY, QLocale("en_GB")).amount(1234) == "¥1,234"
    assert MoneyText(KWD, QLocale("en_GB")).amount(1234) == "KD1.234"


def test_a_difference_shows_its_sign() -> None:
    assert BRITISH.signed(2) == "+£0.02"
    assert BRITISH.signed(-2) == "−£0.02"
    assert BRITISH.signed(0) == "£0.00"


def test_quantities_lose_their_needless_zeros_and_keep_their_unit() -> None:
    assert BRITISH.quantity(3000) == "3"
    assert BRITISH.quantity(485) == "0.485"
    assert BRITISH.measured(485, Unit.KILOGRAM) == "0.485\u00a0kg"
    assert GERMAN.quantity(1500) == "1,5"


def test_shares_have_one_decimal_and_nothing_of_nothing_is_nothing() -> None:
    assert BRITISH.share(1, 3) == "33.3\u00a0%"
    assert BRITISH.share(0, 0) == "0.0\u00a0%"
    assert BRITISH.percent(12_500) == "12.5\u00a0%"


def test_arabic_figures_are_arabic_in_every_place() -> None:
    written = MoneyText(GBP, QLocale("ar_EG")).amount(4198)
    assert "٤١٫٩٨" in written
    assert not any(c in written for c in "0123456789")


def test_times_are_those_of_the_register_that_wrote_them() -> None:
    moment = local_moment("2026-07-21T14:32:08.214Z", 60)
    assert milliseconds_text(moment) == "15:32:08.214"
    assert local_moment("") is None
    assert milliseconds_text(None) == ""


def test_days_are_written_in_the_words_of_the_locale() -> None:
    day = datetime(2026, 12, 8, tzinfo=UTC)
    assert day_text(day, QLocale("en_GB")) == "Tue 8 Dec"


def test_an_age_is_never_below_nothing() -> None:
    now = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
    assert age_minutes("2026-11-21T14:20:00.000Z", now) == 12
    assert age_minutes("2026-11-21T14:40:00.000Z", now) == 0
    assert age_minutes("", now) == 0
    assert age_minutes("2026-11-21T14:31:59.000Z", now + timedelta(seconds=30)) == 0


def test_change_takes_the_fewest_notes_and_coins() -> None:
    assert change_in_coins(8_00, GBP) == [(1, 5_00, True), (1, 2_00, False), (1, 1_00, False)]
    assert change_in_coins(0, GBP) == []
    assert change_in_coins(1, JPY) == [(1, 1, False)]


def test_change_that_coins_cannot_make_is_not_suggested() -> None:
    assert change_in_coins(3, KWD) == []
