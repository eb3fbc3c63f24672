"""The journals that are posted and pushed are ones that a server takes."""

from itertools import pairwise

from benchmarks.journals import LINES_OF_A_SALE, Register, run_of, some_cart
from benchmarks.real_sales import real_week
from pos_core.journal import GENESIS, Entry, public_key_of, verify_run
from pos_core.wire.journal import MAX_RUN_BYTES, MAX_RUN_ENTRIES, PushRequest

LINES_OF_THE_WEEK = 8_451


def register() -> Register:
    """A register that sells from a catalogue of a thousand products."""
    return Register("register-1", "T1", 1_000)


def test_a_journal_hangs_together_and_is_signed() -> None:
    till = register()
    entries: list[Entry] = [till.sell() for _ in range(5)]
    assert verify_run(entries, GENESIS, public_key_of(till.public_key)) == till.head
    assert [entry.fact.payload["receipt_number"] for entry in entries] == [
        f"T1-00000{n}" for n in range(1, 6)
    ]


def test_runs_are_as_large_as_a_request_may_be_and_lose_nothing() -> None:
    runs = register().runs(150)
    requests = [PushRequest.model_validate_json(run.body) for run in runs]
    assert all(len(run.body) <= MAX_RUN_BYTES for run in runs)
    assert all(len(request.entries) <= MAX_RUN_ENTRIES for request in requests)
    entries = [entry for request in requests for entry in request.entries]
    assert len(entries) == 150
    assert all(one.hash == next_one.prev_hash for one, next_one in pairwise(entries))
    assert min(len(run.body) for run in runs[:-1]) > 0.9 * MAX_RUN_BYTES


def test_a_run_says_whose_it_is() -> None:
    run = run_of("register-1", [register().sell()])
    assert run.register_id == "register-1"
    assert PushRequest.model_validate_json(run.body).request_id == run.request_id


def test_carts_differ_and_have_their_lines() -> None:
    carts = [some_cart(number, 1_000) for number in range(1, 20)]
    assert all(len(cart.lines) == LINES_OF_A_SALE for cart in carts)
    assert len({cart.items for cart in carts}) == len(carts)


def test_the_real_week_has_sales_with_amounts() -> None:
    invoices = list(real_week())
    assert sum(invoice.lines for invoice in invoices) < LINES_OF_THE_WEEK
    assert len({invoice.at.date() for invoice in invoices}) >= 6
    assert all(line.unit_price_minor > 0 for invoice in invoices for line in invoice.cart.lines)
