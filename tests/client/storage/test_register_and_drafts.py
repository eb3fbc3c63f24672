"""The register's identity, local settings, and the cart that survives a crash."""

from dataclasses import replace

import pytest

from pos_core.cart import Cart
from pos_core.errors import RuleBroken
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity, Unit
from tests.builders import REGISTER, cart_of, sale, sold_product
from tests.client.storage.conftest import Till


def test_a_machine_that_was_not_enrolled_has_no_identity_and_no_numbers(till: Till) -> None:
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql("DELETE FROM register")
    with till.storage.read() as books:
        assert books.register() is None
        with pytest.raises(RuleBroken, match=r"register\.not_enrolled"):
            books.sales.day_report("2026-11-21", "now")
    with (
        pytest.raises(RuleBroken, match=r"register\.not_enrolled"),
        till.storage.begin() as books,
    ):
        books.sales.next_receipt_number()


def test_the_identity_is_kept_and_a_new_name_leaves_the_counter_alone(till: Till) -> None:
    with till.storage.begin() as books:
        assert books.register() == REGISTER
        books.sales.next_receipt_number()
        books.set_register(replace(REGISTER, name="Front"))
    with till.storage.begin() as books:
        assert books.register() == replace(REGISTER, name="Front")
        assert books.sales.next_receipt_number() == "T1-000002"


def test_a_journal_never_changes_hands(till: Till) -> None:
    other = replace(REGISTER, register_id="register-2", code="T2")
    with till.storage.begin() as books:
        books.set_register(other)
        books.set_register(REGISTER)
    till.sell(sale(1))
    with (
        pytest.raises(RuleBroken, match=r"register\.journal_not_empty"),
        till.storage.begin() as books,
    ):
        books.set_register(other)
    with till.storage.read() as books:
        assert books.register() == REGISTER


def test_a_setting_is_empty_until_it_is_set_and_can_be_changed(till: Till) -> None:
    with till.storage.begin() as books:
        assert books.setting("theme") == ""
        books.set_setting("theme", "dark")
        books.set_setting("theme", "light")
    with till.storage.read() as books:
        assert books.setting("theme") == "light"


def test_a_cart_comes_back_with_every_field(till: Till) -> None:
    cart = cart_of((sold_product(), 2), (sold_product("TEA", 1999, unit=Unit.KILOGRAM), 1))
    cart = (
        cart.with_quantity(2, Quantity(485))
        .with_price(1, 999)
        .with_discount(1, Discount(DiscountKind.PERCENT, 12_500, "loyal"))
        .with_note(2, "Ωmega 'quoted' \"twice\"")
        .add_unknown("40063813339", "2026-11-21T12:00:00.000Z")
        .with_order_discount(Discount(DiscountKind.AMOUNT, 50))
        .without(1)
    )
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
        books.drafts.keep(cart)
    with till.storage.read() as books:
        assert books.drafts.load() == cart


def test_an_empty_cart_clears_the_draft(till: Till) -> None:
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
        books.drafts.keep(cart_of().without(1))
    assert till.rows("SELECT * FROM draft") == []
    with till.storage.read() as books:
        assert books.drafts.load() == Cart()


def test_a_cart_with_only_a_discount_is_not_empty(till: Till) -> None:
    cart = Cart().with_order_discount(Discount(DiscountKind.AMOUNT, 50))
    with till.storage.begin() as books:
        books.drafts.keep(cart)
        assert books.drafts.load() == cart


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        '{"items": [{"line_id": 1}]}',
        '{"order_discount": {"kind": "percent", "value": -1}}',
    ],
)
def test_a_draft_that_cannot_be_read_is_an_empty_cart(till: Till, body: str) -> None:
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql("INSERT INTO draft VALUES (1, ?)", (body,))
    with till.storage.read() as books:
        assert books.drafts.load() == Cart()
