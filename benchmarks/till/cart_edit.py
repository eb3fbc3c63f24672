"""From a key to the painted cart when the cart has two hundred lines.

Adds pieces to lines all over the cart. Floor: painting the same list anew, unchanged.
"""

from collections.abc import Iterator
from time import perf_counter

from benchmarks.bench import Bench
from benchmarks.figures import Figure, Round, figure
from benchmarks.journals import cart_of, sold_product
from benchmarks.prepared_till import filled_till
from benchmarks.till.selling_window import SellingWindow, selling_window

LINES = 200
EDITS = 100
STEP = 37


def measure(bench: Bench) -> Iterator[Figure]:
    """Edit a cart of two hundred lines, and paint it."""
    with selling_window(filled_till(bench)) as window:
        window.sell.presenter.sale.restore(cart_of([sold_product(n) for n in range(1, LINES + 1)]))
        window.sell.cart.changed.emit()
        window.settle()
        edits = [edit_all(window, bench.samples(EDITS)) for _ in range(bench.rounds)]
        paints = [paint_all(window, bench.samples(EDITS)) for _ in range(bench.rounds)]
    yield figure("cart_edit_200_lines", "ms", edits, paints, "without promotions")


def edit_all(window: SellingWindow, count: int) -> Round:
    """Edit lines all over the cart: one more of each."""
    return [edit(window, number * STEP % LINES) for number in range(count)]


def edit(window: SellingWindow, row: int) -> float:
    """Add a piece to a line by a key; return the milliseconds until that is painted."""
    cart, shown = window.sell.cart, window.sell.panel.list
    cart.select(cart.cart.lines[row].line_id)
    shown.setFocus()
    window.settle()
    before = shown.lines()[row]
    window.keyboard.press("plus")
    seen = window.until_painted(
        window.cart_paints, lambda: shown.lines()[row] != before, "an edited line"
    )
    took = (seen - window.keyboard.last_at) * 1000
    window.settle()
    return took


def paint_all(window: SellingWindow, count: int) -> Round:
    """Paint the list as it is, again and again."""
    return [paint(window) for _ in range(count)]


def paint(window: SellingWindow) -> float:
    """Paint the list as it is; return the milliseconds."""
    window.settle()
    began = perf_counter()
    window.sell.panel.list.viewport().update()
    ended = window.until_painted(window.cart_paints, lambda: True, "the cart")
    return (ended - began) * 1000
