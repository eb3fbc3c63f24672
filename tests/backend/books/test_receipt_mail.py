"""The receipt by mail: the same facts as HTML and as text, and nobody's name becomes markup."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_lambdas.data_access.mail_templates import mail_template
from backend_lambdas.logic.amounts_in_words import amount_in_words, moment_in_words
from backend_lambdas.logic.fill_template import Html, fill_html, joined
from backend_lambdas.logic.ports import OutgoingMail
from backend_lambdas.logic.receipt_mail import receipt_mail
from pos_core.cart import Cart
from pos_core.money import CHF, GBP, JPY, KWD, Currency
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity, Unit
from pos_core.receipt import Receipt, ShopIdentity, receipt_of_return, receipt_of_sale
from tests.backend.books.till import Till, product

SHOP = ShopIdentity(
    "Lantern & Lace",
    "Store 1, High Street",
    ("12 High Street", "Lacebridge"),
    "GB 123 4567 89",
    "Thank you.\nCome again.",
)
ORDER = "019ab000-0001-7000-8000-b7f527b003b3"


class Words(HTMLParser):
    """Collects what a person would read, and which elements there are."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.feed(page.partition("<body")[2])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def receipt(name: str = "Product LANTERN") -> Receipt:
    """Return a receipt of two lanterns (or what they are called) with a discount, and of tea."""
    till = Till("T1")
    cart = Cart().add(product("LANTERN", 1250), Quantity.pieces(2))
    cart = cart.add(product("TEA", 1800, Unit.KILOGRAM), Quantity(485))
    cart = cart.with_discount(1, Discount(DiscountKind.PERCENT, 10_000, "Display piece"))
    made = receipt_of_sale(till.ring_up(cart.with_note(2, "For the office")), SHOP)
    return replace(made, lines=(replace(made.lines[0], name=name), *made.lines[1:]))


def mail_of(made: Receipt) -> OutgoingMail:
    return receipt_mail(made, ORDER, "ann@example.org", mail_template)


def test_both_forms_say_all_that_a_receipt_says() -> None:
    mail = mail_of(receipt())
    words = Words(mail.html).words

    for fact in (
        "Lantern & Lace",
        "Product LANTERN",
        "2 × £12.50 · LANTERN",
        "0.485 kg × £18.00 per kg · TEA",
        "You saved £2.50 (Display piece)",
        "For the office",
        "£22.50",
        "£31.23",
        "T1-000001",
        "21 November 2026, 09:01",
        ORDER,
        "Sales 1",
        "GB 123 4567 89",
        "Thank you.",
        "Come again.",
    ):
        assert fact in words, fact
        assert fact in mail.text, fact


def test_the_vat_table_has_net_tax_and_gross() -> None:
    mail = mail_of(receipt())

    words = Words(mail.html).words
    at = words.index("VAT 20 %")
    assert [word for word in words[at:] if word][:4] == ["VAT 20 %", "£26.02", "£5.21", "£31.23"]
    assert "VAT 20 %: net £26.02, tax £5.21, gross £31.23" in mail.text


def test_a_refund_says_so_and_names_its_receipt() -> None:
    till = Till("T1")
    sale = till.sell((product("LANTERN", 1250), 2))
    goods = till.take_back(sale, {1: 1})

    mail = mail_of(receipt_of_return(goods, SHOP))

    assert "You were refunded: £12.50" in mail.text
    assert "Refunded: Cash" in mail.text
    assert "T1-000001" in mail.text


def test_change_and_what_was_given_are_shown() -> None:
    made = receipt()
    tender = replace(made.tenders[0], given_minor=5000)

    mail = mail_of(replace(made, tenders=(tender,), change_minor=5000 - made.total_minor))

    assert "£50.00" in mail.text
    assert "£18.77" in Words(mail.html).words


@given(st.text(min_size=1))
def test_no_name_becomes_markup(name: str) -> None:
    plain, strange = mail_of(receipt(name="Lantern")), mail_of(receipt(name=f"<script>{name}</b>"))

    assert Words(strange.html).elements == Words(plain.html).elements


@pytest.mark.parametrize("name", ["$total", "${lines}", "100 % & <b>", "line\nbreak"])
def test_a_name_is_shown_as_it_is(name: str) -> None:
    mail = mail_of(receipt(name=name))

    assert name in mail.text
    assert all(part in "".join(Words(mail.html).words) for part in name.splitlines())


def test_a_subject_is_one_line() -> None:
    made = receipt()
    shop = replace(made.shop, name="Lantern\r\nBcc: everybody@example.org")

    assert mail_of(replace(made, shop=shop)).subject == (
        "Your receipt T1-000001 from Lantern Bcc: everybody@example.org"
    )


def test_html_that_was_filled_before_is_not_escaped_again() -> None:
    inner = fill_html("<b>$name</b>", name="<&>")

    assert fill_html("<p>$parts</p>", parts=joined([inner, inner])) == Html(
        "<p><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b></p>"
    )


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (0, GBP, "£0.00"),
        (123450, GBP, "£1,234.50"),
        (-200, GBP, "\N{MINUS SIGN}£2.00"),
        (700, CHF, "CHF 7.00"),
        (1234, JPY, "¥1,234"),
        (1234, KWD, "KWD 1.234"),
    ],
)
def test_amounts_in_words(minor: int, currency: Currency, words: str) -> None:
    assert amount_in_words(minor, currency) == words


def test_a_moment_is_told_in_the_tills_own_time() -> None:
    assert moment_in_words("2026-06-01T23:30:00.000Z", 60) == "2 June 2026, 00:30"
