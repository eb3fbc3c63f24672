"""Categories, ranges and what is no goods, told from names and stock codes."""

import pytest
from demo_categories import brand_of, category_of
from demo_not_goods import reason_not_goods


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Regency Cakestand 3 Tier", "Kitchen and tea > Cake stands"),
        ("Lunch Bag Red Retrospot", "Bags > Lunch bags"),
        ("Jumbo Bag 50's Christmas", "Bags > Jumbo bags"),
        ("White Hanging Heart T-Light Holder", "Candles > T-light holders"),
        ("Party Bunting", "Party > Bunting and garlands"),
        ("Alarm Clock Bakelike Red", "Home > Clocks"),
        ("Doormat Hearts", "Home > Doormats and doorstops"),
        ("Roses Regency Teacup and Saucer", "Kitchen and tea > Cups and mugs"),
        ("Pink Heart of Glass Bracelet", "Jewellery > Bracelets"),
        ("Red Toadstool LED Night Light", "Lighting"),
        ("Set of 3 Cake Tins Pantry Design", "Storage > Tins"),
        ("Small Glass Heart Trinket Pot", "Storage > Boxes and drawers"),
        ("Swirly Marbles, loose", "Toys"),
        ("Something Nobody Foresaw", "Gifts"),
    ],
)
def test_a_name_leads_to_its_category(name: str, category: str) -> None:
    assert category_of(name) == category


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("Pack of 72 Retrospot Cake Cases", "Retrospot"),
        ("Space Boy Lunch Box", "Spaceboy"),
        ("Charlie+Lola Red Hot Water Bottle", "Charlie and Lola"),
        ("Party Bunting", ""),
    ],
)
def test_a_range_is_read_from_the_name(name: str, brand: str) -> None:
    assert brand_of(name) == brand


@pytest.mark.parametrize("code", ["POST", "D", "BANK CHARGES", "GIFT_0001_20", "23444", "TEST001"])
def test_what_is_no_goods_has_a_reason(code: str) -> None:
    assert reason_not_goods(code)


@pytest.mark.parametrize("code", ["22423", "85123A", "DCGS0076", "15056BL"])
def test_goods_have_none(code: str) -> None:
    assert reason_not_goods(code) is None
