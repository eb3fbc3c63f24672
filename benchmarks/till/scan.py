"""From the scanner's Enter to the painted line, through window, worker and database.

The code's characters come first, as a scanner sends them; the clock starts when the screen's server
has the Enter. Floor: the bare driver reads the product.
"""

from collections.abc import Iterator
from functools import partial

from benchmarks.bench import Bench, milliseconds
from benchmarks.figures import Figure, Round, figure
from benchmarks.floors import Driver, raw_till
from benchmarks.prepared_till import filled_till
from benchmarks.synthetic_catalogue import barcode_of, identity
from benchmarks.till.selling_window import SellingWindow, selling_window

SCANS = 120
LINES_OF_A_CART = 20
STEP = 7919
CARD = "SELECT * FROM product_cards WHERE product_id = ?"


def measure(bench: Bench) -> Iterator[Figure]:
    """Scan products all over the catalogue into carts of twenty lines."""
    folder = filled_till(bench)
    numbers = [n * STEP % bench.products + 1 for n in range(bench.samples(SCANS))]
    codes = [barcode_of(number) for number in numbers]
    with raw_till(folder) as driver:
        floor = [milliseconds(partial(read, driver, identity(number))) for number in numbers]
    with selling_window(folder) as window:
        rounds = [scans(window, codes) for _ in range(bench.rounds)]
    yield figure("scan_to_painted", "ms", rounds, [floor])


def read(driver: Driver, product_id: str) -> None:
    """Read one product with the bare driver."""
    list(driver.execute(CARD, (product_id,)))


def scans(window: SellingWindow, codes: list[str]) -> Round:
    """Scan each code, with a new cart after every twenty."""
    times = []
    for number, code in enumerate(codes):
        if number % LINES_OF_A_CART == 0:
            window.begin_next()
        times.append(scan(window, code))
    return times


def scan(window: SellingWindow, code: str) -> float:
    """Scan a code that is not in the cart; return the milliseconds until its line is painted."""
    shown = window.sell.panel.list.model()
    lines = shown.rowCount()
    window.keyboard.scan(code)
    seen = window.until_painted(window.cart_paints, lambda: shown.rowCount() > lines, code)
    took = (seen - window.keyboard.last_at) * 1000
    window.settle()
    return took
