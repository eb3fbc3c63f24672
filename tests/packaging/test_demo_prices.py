"""Prices, costs and stock figures of the demo catalogue."""

from decimal import Decimal

import pytest
from demo_prices import (
    cost_minor,
    low_stock_threshold,
    money_text,
    opening_stock,
    retail_price_minor,
)
from demo_source import SourceLine
from hypothesis import given
from hypothesis import strategies as st

PRICES = st.integers(min_value=1, max_value=100_000)
SKUS = st.from_regex(r"[0-9]{5}[A-Z]?", fullmatch=True)


def line(price: str, customer: str = "17850", quantity: int = 6) -> SourceLine:
    return SourceLine(
        "536365", "22423", "CAKESTAND", quantity, "2010-12-01T08:26:00", Decimal(price), customer
    )


def test_the_price_most_often_asked_from_known_customers_counts() -> None:
    lines = [line("12.75"), line("12.75"), line("10.95"), *[line("24.96", customer="")] * 5]
    assert retail_price_minor(lines) == 1275


def test_without_known_customers_anybodys_price_counts() -> None:
    assert retail_price_minor([line("24.96", customer="")]) == 2496


def test_of_equally_frequent_prices_the_higher_one_counts() -> None:
    assert retail_price_minor([line("2.55"), line("2.95")]) == 295


@pytest.mark.parametrize("price", ["0", "0.001", "-11062.06", "1.005"])
def test_a_price_that_is_no_amount_of_pence_above_zero_counts_for_nothing(price: str) -> None:
    assert retail_price_minor([line(price)]) is None
    assert retail_price_minor([line(price), line(price), line("0.85")]) == 85


@given(SKUS, st.integers(min_value=2, max_value=100_000))
def test_every_product_costs_less_than_it_sells_for(sku: str, price: int) -> None:
    cost = cost_minor(sku, price)
    assert 1 <= cost < price
    assert cost <= price * 60 // 100 or cost == 1


@given(PRICES, PRICES)
def test_dear_things_never_get_a_higher_threshold_than_cheap_ones(one: int, other: int) -> None:
    cheap, dear = sorted((one, other))
    assert low_stock_threshold(dear) <= low_stock_threshold(cheap)


@pytest.mark.parametrize(
    ("pence", "pieces"), [(99, 24), (100, 15), (295, 10), (1275, 6), (4999, 3), (5000, 2)]
)
def test_the_threshold_follows_the_table(pence: int, pieces: int) -> None:
    assert low_stock_threshold(pence) == pieces


def test_a_few_products_are_low_or_sold_out_and_most_are_not() -> None:
    levels = [opening_stock(str(number), 500, 295) for number in range(10_000, 12_000)]
    low = sum(level <= low_stock_threshold(295) for level in levels)
    assert 0 < levels.count(0) < 80
    assert 80 < low < 240


def test_the_same_product_opens_with_the_same_stock() -> None:
    assert opening_stock("22423", 3, 1275) == opening_stock("22423", 3, 1275) == 37


@pytest.mark.parametrize(("minor", "text"), [(5, "0.05"), (85, "0.85"), (1275, "12.75")])
def test_pence_are_written_with_two_decimals(minor: int, text: str) -> None:
    assert money_text(minor) == text
