"""Search as somebody types: words in any order, accents or not, codes, and one slip of the hand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.storage.search_words import one_slip_apart, plain_code, plain_words
from tests.builders import category_change, product_change
from tests.client.storage.conftest import Till


@pytest.fixture
def shop(till: Till) -> Till:
    """A few products that are easy to mistake for each other."""
    till.feed(
        category_change("candles"),
        category_change("holders", "candles"),
        category_change("bags"),
        product_change(
            "85123A",
            name="White Hanging Heart T-Light Holder",
            category_id="holders",
            selling_rank=1,
            barcodes=["2008512300104"],
        ),
        product_change(
            "85099B",
            name="Jumbo Bag Red Retrospot",
            brand="Retrospot",
            category_id="bags",
            selling_rank=2,
            barcodes=["2008509900201"],
        ),
        product_change(
            "22423", name="Regency Cakestand 3 Tier", selling_rank=3, description="For café cakes"
        ),
        product_change(
            "84879", name="Children's Größe Lantern", category_id="candles", selling_rank=4
        ),
        product_change("POST", name="Postage"),
    )
    return till


@pytest.mark.parametrize(
    ("typed", "skus"),
    [
        ("h", ["85123A"]),
        ("hanging", ["85123A"]),
        ("holder WHITE", ["85123A"]),
        ("t-light", ["85123A"]),
        ("re", ["85099B", "22423"]),
        ("ret", ["85099B"]),
        ("cafe", ["22423"]),
        ("CAFÉ", ["22423"]),
        ("grosse", ["84879"]),
        ("größe", ["84879"]),
        ("children's", ["84879"]),
        ("childrens", ["84879"]),
        ("3 tier", ["22423"]),
        ("lamp", []),
        ("white bag", []),
    ],
)
def test_every_word_must_begin_a_word_of_the_product(
    shop: Till, typed: str, skus: list[str]
) -> None:
    assert shop.found(typed) == skus


@pytest.mark.parametrize(
    ("typed", "skus"),
    [
        ("85", ["85123A", "85099B"]),
        ("85123", ["85123A"]),
        ("85123a", ["85123A"]),
        ("2008509900201", ["85099B"]),
        ("20085", ["85123A", "85099B"]),
        ("post", ["POST"]),
        ("85123a heart", ["85123A"]),
        ("heart 8512", ["85123A"]),
        ("heart 85099", []),
        ("99999", []),
    ],
)
def test_digits_also_begin_a_code(shop: Till, typed: str, skus: list[str]) -> None:
    assert shop.found(typed) == skus


@pytest.mark.parametrize(
    ("typed", "skus"),
    [
        ("antern", ["84879"]),
        ("trospo", ["85099B"]),
        ("akesta", ["22423"]),
        ("lantren", ["84879"]),
        ("hert", ["85123A"]),
        ("haert", ["85123A"]),
        ("whiite", ["85123A"]),
        ("jumbp bag", ["85099B"]),
        ("xantern", ["84879"]),
        ("regancy cakstand", ["22423"]),
        ("85124A", []),
        ("qqqqqq", []),
    ],
)
def test_parts_of_words_and_single_slips_are_understood_when_nothing_fits(
    shop: Till, typed: str, skus: list[str]
) -> None:
    assert shop.found(typed) == skus


def test_a_word_that_fits_alone_is_still_taken_loosely_when_the_words_fit_nothing_together(
    shop: Till,
) -> None:
    shop.feed(product_change("H1", name="Hart Trophy"), product_change("W1", name="Whit Monday"))
    assert shop.found("hart whit") == ["85123A"]


def test_a_category_holds_all_that_is_below_it(shop: Till) -> None:
    assert shop.found("", "candles") == ["85123A", "84879"]
    assert shop.found("", "holders") == ["85123A"]
    assert shop.found("lantern", "candles") == ["84879"]
    assert shop.found("lantern", "bags") == []
    assert shop.found("85", "bags") == ["85099B"]
    assert shop.found("8", "candles") == []
    assert shop.found("", "no such") == []


def test_pages_follow_each_other_and_the_total_counts_all(shop: Till) -> None:
    with shop.storage.read() as books:
        pages = [books.catalogue.search("", None, offset, 2) for offset in (0, 2, 4)]
        codes = [books.catalogue.search("85", None, offset, 1) for offset in (0, 1)]
        shelf = books.catalogue.search("", "candles", 1, 1)
    skus = [card.product.sku for page in pages for card in page.cards]
    assert skus == ["85123A", "85099B", "22423", "84879", "POST"]
    assert {page.total for page in pages} == {5}
    assert [(page.total, page.cards[0].product.sku) for page in codes] == [
        (2, "85123A"),
        (2, "85099B"),
    ]
    assert (shelf.total, shelf.cards[0].product.sku) == (2, "84879")
    assert (shelf.text, shelf.category_id, shelf.offset) == ("", "candles", 1)


def test_a_long_run_of_alike_codes_is_cut_short(till: Till) -> None:
    till.feed(*(product_change(f"9{n:05d}", name="Pin", selling_rank=n) for n in range(1, 301)))
    with till.storage.read() as books:
        assert books.catalogue.search("9", None, 0, 60).total == 0
        assert books.catalogue.search("90", None, 0, 60).total == 200
        assert books.catalogue.search("90029", None, 0, 60).total == 10


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text("\"*()^-+:{}' ANDORNEAR\ue000", max_size=30))
def test_no_text_breaks_search_and_none_is_taken_for_syntax(shop: Till, text: str) -> None:
    with shop.storage.read() as books:
        found = books.catalogue.search(text, None, 0, 60)
        assert len(found.cards) == found.total
        within = books.catalogue.search(text, text, 0, 60)
        assert within.total == 0
        books.catalogue.by_code(text)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_whatever_a_product_is_called_its_name_finds_it(till: Till, name: str) -> None:
    till.feed(product_change("SKU", name=name))
    words = plain_words(name).split()
    assert till.found(" ".join(words[:12])) == ["SKU"]
    for word in words:
        assert till.found(word) == ["SKU"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème Brûlée", "creme brulee"),
        ("STRASSE straße", "strasse strasse"),
        ("o’clock O'Clock", "oclock oclock"),
        ('3/4" pipe_fit', "3 4 pipe fit"),
        ("लालटेन", "लालटेन"),
        ("ﬁne ½", "fine 1 2"),
        ("\U0001d790\U0001d400", "\u03b1a"),
        ("a\x00b\ue000c", "a b c"),
    ],
)
def test_words_are_plain(text: str, words: str) -> None:
    assert plain_words(text).split() == words.split()


@pytest.mark.parametrize(
    ("text", "plain"), [("AB-12.3", "ab123"), ("AB12", "ab12"), ("ÄB 1", "ab1"), ("--", "")]
)
def test_codes_are_plain(text: str, plain: str) -> None:
    assert plain_code(text) == plain


@pytest.mark.parametrize(
    ("typed", "word", "near"),
    [
        ("lantern", "lantern", True),
        ("lanten", "lantern", True),
        ("lanttern", "lantern", True),
        ("lamtern", "lantern", True),
        ("latnern", "lantern", True),
        ("antern", "lantern", True),
        ("lanter", "lantern", True),
        ("nalterl", "lantern", False),
        ("lamterm", "lantern", False),
        ("lant", "lantern", False),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_one_slip_is_one_letter_missing_too_many_wrong_or_swapped(
    typed: str, word: str, *, near: bool
) -> None:
    assert one_slip_apart(typed, word) is near
    assert one_slip_apart(word, typed) is near
