"""Laws of money and quantity. Knows nothing of carts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_core.errors import RuleBroken
from pos_core.money import (
    EUR,
    GBP,
    JPY,
    KWD,
    Currency,
    Money,
    allocate_minor,
    currency_of,
    divide_half_up,
    total_of,
)
from pos_core.quantity import Quantity, Unit
from tests.core.strategies import amounts, currencies, weights


@given(amounts, weights)
def test_an_allocation_adds_up_to_the_whole(minor: int, shares: list[int]) -> None:
    assert sum(allocate_minor(minor, shares)) == minor


@given(amounts, weights)
def test_no_share_is_off_by_a_whole_minor_unit(minor: int, shares: list[int]) -> None:
    total = sum(shares) or len(shares)
    exact_weights = shares if sum(shares) else [1] * len(shares)
    for share, weight in zip(allocate_minor(minor, shares), exact_weights, strict=True):
        assert abs(share * total - minor * weight) < total


@given(amounts, currencies)
def test_plain_text_reads_back_as_the_same_amount(minor: int, currency: Currency) -> None:
    money = Money(minor, currency)
    assert Money.parse(money.plain(), currency) == money


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_halves_round_away_from_zero(numerator: int, denominator: int) -> None:
    rounded = divide_half_up(numerator, denominator)
    distance = 2 * (rounded * denominator - numerator)
    assert abs(distance) <= denominator
    if abs(distance) == denominator:
        assert abs(rounded * denominator) > abs(numerator)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.30", GBP, 1230),
        ("12", GBP, 1200),
        ("-0.05", EUR, -5),
        ("7", JPY, 7),
        ("1.234", KWD, 1234),
    ],
)
def test_decimals_are_read_in_the_currencys_own_precision(
    text: str, currency: Currency, minor: int
) -> None:
    assert Money.parse(text, currency).minor == minor


def test_a_third_decimal_of_a_pound_is_refused_unless_it_is_zero() -> None:
    with pytest.raises(RuleBroken) as refused:
        Money.parse("1.005", GBP)
    assert refused.value.code == "money.too_precise"
    assert Money.parse("1.500", GBP).minor == 150


@pytest.mark.parametrize("text", ["", "1,50", "£2", "1e5", "١٢", "NaN", "1.", ".5", "--1"])
def test_anything_but_a_plain_decimal_is_unreadable(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        Money.parse(text, GBP)
    assert refused.value.code == "money.unreadable"


def test_two_currencies_never_mix() -> None:
    with pytest.raises(TypeError):
        _ = Money(1, GBP) + Money(1, EUR)
    with pytest.raises(TypeError):
        _ = Money(1, GBP) < Money(1, EUR)


@pytest.mark.parametrize("wrong", [1.5, True, "1"])
def test_only_whole_minor_units_are_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong, GBP)  # type: ignore[arg-type]  # the refusal at run time is the point
    with pytest.raises(TypeError):
        Quantity(wrong)  # type: ignore[arg-type]  # the refusal at run time is the point


def test_an_unknown_currency_is_named() -> None:
    with pytest.raises(RuleBroken) as refused:
        currency_of("XXX")
    assert refused.value.data == {"currency": "XXX"}


@given(st.lists(amounts), currencies)
def test_totals_are_sums(minors: list[int], currency: Currency) -> None:
    assert total_of((Money(m, currency) for m in minors), currency).minor == sum(minors)


@given(st.integers(-(10**9), 10**9))
def test_quantities_read_back_from_plain_text(milli: int) -> None:
    assert Quantity.parse(Quantity(milli).plain(), Unit.KILOGRAM) == Quantity(milli)


def test_a_piece_is_not_cut() -> None:
    with pytest.raises(RuleBroken) as refused:
        Quantity.parse("1.5")
    assert refused.value.code == "quantity.not_whole"
