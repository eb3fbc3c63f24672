"""Hypothesis strategies for carts, discounts and taxes. Knows nothing of storage."""

from hypothesis import strategies as st

from pos_core.cart import Cart, SoldProduct
from pos_core.money import EUR, GBP, JPY, KWD
from pos_core.pricing import Discount, DiscountKind, LineInput, PricingRules
from pos_core.quantity import Quantity, Unit
from pos_core.tax import TaxClass, TaxRounding

currencies = st.sampled_from([GBP, EUR, JPY, KWD])
amounts = st.integers(-10_000_000, 10_000_000)
prices = st.integers(0, 500_000)
weights = st.lists(st.integers(0, 10_000), min_size=1, max_size=30)
taxes = st.builds(
    TaxClass,
    code=st.sampled_from(["standard", "reduced", "zero"]),
    name=st.just("VAT"),
    rate_millipercent=st.sampled_from([0, 5_000, 8_875, 10_000, 20_000, 22_000]),
    included=st.booleans(),
)
discounts = st.one_of(
    st.builds(Discount, st.just(DiscountKind.PERCENT), st.integers(0, 100_000)),
    st.builds(Discount, st.just(DiscountKind.AMOUNT), st.integers(0, 20_000)),
)
rules = st.builds(
    PricingRules, currencies, st.sampled_from(list(TaxRounding)), st.sampled_from([1, 5, 10])
)
piece_quantities = st.integers(1, 500).map(Quantity.pieces)
weighed_quantities = st.integers(1, 50_000).map(Quantity)
line_inputs = st.builds(
    LineInput,
    st.one_of(piece_quantities, weighed_quantities),
    prices,
    taxes,
    st.none() | discounts,
)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    """A cart of one to eight lines, some weighed, some discounted, some overridden."""
    cart = Cart()
    for number in range(draw(st.integers(1, 8))):
        unit = draw(st.sampled_from(list(Unit)))
        product = SoldProduct(
            product_id=f"p{number}",
            sku=f"SKU{number}",
            name=draw(st.text(min_size=1, max_size=20)),
            unit=unit,
            price_minor=draw(prices),
            tax=draw(taxes),
        )
        pieces = unit is Unit.PIECE
        cart = cart.add(product, draw(piece_quantities if pieces else weighed_quantities))
        line_id = cart.lines[-1].line_id
        cart = cart.with_discount(line_id, draw(st.none() | discounts))
        if draw(st.booleans()):
            cart = cart.with_price(line_id, draw(prices))
    return cart.with_order_discount(draw(st.none() | discounts))
