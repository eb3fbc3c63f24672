"""From a key in the search field to the painted results.

Types the beginnings of real names, letter by letter; every key is a sample. Floor: the bare driver
asks the index of words for the same beginning and takes as many places as a page shows.
"""

from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice

from benchmarks.bench import MILLION, Bench, milliseconds
from benchmarks.figures import Absent, Figure, Outcome, Round, figure
from benchmarks.floors import Driver, raw_till
from benchmarks.prepared_till import filled_till
from benchmarks.synthetic_catalogue import demo_rows
from benchmarks.till.selling_window import SellingWindow, selling_window

KEYS = 150
LETTERS = 5
BETWEEN_KEYS = 0.06
"""A person is no scanner: what follows faster than this is taken for a part of a code."""
WORDS = 60
MATCH = "SELECT rowid FROM product_words WHERE product_words MATCH ? ORDER BY rowid LIMIT 60"
HOW_MANY = "SELECT count(*) FROM product_words WHERE product_words MATCH ?"


def measure(bench: Bench) -> Iterator[Outcome]:
    """Type into the search of the usual catalogue, and of a very large one when asked for."""
    yield keys_to_results(bench, "key_to_results", 0)
    if bench.million:
        yield keys_to_results(bench, "key_to_results_1m", MILLION)
    else:
        yield Absent("key_to_results_1m", "takes minutes: ask with --million")


def keys_to_results(bench: Bench, row: str, products: int) -> Figure:
    """Type words into the search of a catalogue of that size."""
    folder = filled_till(bench, products)
    typed = beginnings(bench.samples(KEYS))
    with raw_till(folder) as driver:
        floor = [milliseconds(partial(look_up, driver, text)) for text in typed]
    with selling_window(folder) as window:
        rounds = [type_all(window, typed) for _ in range(bench.rounds)]
    return figure(row, "ms", rounds, [floor])


def look_up(driver: Driver, text: str) -> None:
    """Ask the index how many products have a word that begins so, and for the first of them."""
    for question in (HOW_MANY, MATCH):
        list(driver.execute(question, (f'"{text}"*',)))


def beginnings(count: int) -> list[str]:
    """Return what is in the field after each key, word after word of names that sell well."""
    words = dict.fromkeys(
        word.lower()
        for row in demo_rows()
        for word in row["name"].split()
        if word.isascii() and word.isalpha() and len(word) > LETTERS
    )
    texts = [word[:end] for word in islice(words, WORDS) for end in range(1, LETTERS + 1)]
    return list(islice(cycle(texts), count))


def type_all(window: SellingWindow, typed: list[str]) -> Round:
    """Type each text by its last key; a word's first letter clears the field before."""
    times = []
    for text in typed:
        if len(text) == 1:
            window.catalogue.search.set_text("")
            window.settle()
        times.append(press(window, text))
    return times


def press(window: SellingWindow, text: str) -> float:
    """Type the last letter of a text; return the milliseconds until its results are painted."""
    model = window.catalogue.model
    window.keyboard.press(text[-1])
    seen = window.until_painted(window.grid_paints, lambda: model.text == text, text)
    took = (seen - window.keyboard.last_at) * 1000
    window.settle()
    window.rest(BETWEEN_KEYS)
    return took
