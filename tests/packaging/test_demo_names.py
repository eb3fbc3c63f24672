"""Shelf names and descriptions made from the retailer's upper-case texts."""

import pytest
from demo_descriptions import description_of
from demo_names import best_description, shelf_name


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("WHITE HANGING HEART T-LIGHT HOLDER", "White Hanging Heart T-Light Holder"),
        ("LUNCH BAG  BLACK SKULL.", "Lunch Bag Black Skull"),
        ("SET/20 RED RETROSPOT PAPER NAPKINS ", "Set of 20 Red Retrospot Paper Napkins"),
        ("ROUND SNACK BOXES SET OF4 WOODLAND", "Round Snack Boxes Set of 4 Woodland"),
        ("S/4 CACTI CANDLES", "Set of 4 Cacti Candles"),
        ("PAPER CHAIN KIT 50'S CHRISTMAS", "Paper Chain Kit 50's Christmas"),
        ("RED TOADSTOOL LED NIGHT LIGHT", "Red Toadstool LED Night Light"),
        ("DOORMAT KEEP CALM AND COME IN", "Doormat Keep Calm and Come in"),
        ("THE KING GIFT BAG", "The King Gift Bag"),
        ("BUNTING , SPOTTY ", "Bunting, Spotty"),
        ("GIN + TONIC DIET METAL SIGN", "Gin + Tonic Diet Metal Sign"),
        ("SILVER M.O.P ORBIT NECKLACE", "Silver M.O.P Orbit Necklace"),
        ("BAG 125g SWIRLY MARBLES", "Bag 125g Swirly Marbles"),
        ("FEATHER PEN,COAL BLACK", "Feather Pen, Coal Black"),
        ('RETRO "TEA FOR ONE"', 'Retro "Tea for One"'),
        ("*Boombox Ipod Classic", "Boombox Ipod Classic"),
    ],
)
def test_a_description_becomes_a_name_that_can_stand_on_a_label(
    description: str, name: str
) -> None:
    assert shelf_name(description) == name


def test_a_cleaned_name_stays_as_it_is_when_cleaned_again() -> None:
    once = shelf_name("SET/5 RED RETROSPOT LID GLASS BOWLS")
    assert shelf_name(once) == once


def test_the_most_frequent_description_wins_and_doubled_blanks_do_not_split_it() -> None:
    texts = ["JUMBO  BAG RED", "JUMBO BAG RED", "LARGE RED BAG", "JUMBO BAG RED "]
    assert best_description(texts) == "JUMBO BAG RED"


@pytest.mark.parametrize("remark", ["?", "damaged", "", "wet rusty", "??"])
def test_a_stock_remark_is_never_taken_for_a_description(remark: str) -> None:
    assert best_description([remark, remark, "OWL DOORSTOP"]) == "OWL DOORSTOP"
    assert best_description([remark]) == ""


def test_of_equally_frequent_descriptions_the_longer_one_wins() -> None:
    assert best_description(["POPCORN HOLDER", "SMALL POPCORN HOLDER"]) == "SMALL POPCORN HOLDER"


def test_a_product_is_described_by_what_its_name_says_and_no_more() -> None:
    sentence = description_of("Lunch Bag Red Retrospot", "Bags > Lunch bags", "Retrospot")
    assert sentence == "Lunch bag from the Retrospot range, in red."
    assert description_of("Party Bunting", "Party > Bunting and garlands", "") == ""
    assert description_of("Set of 3 Tins", "Storage > Tins", "") == "Tin, 3 pieces."
