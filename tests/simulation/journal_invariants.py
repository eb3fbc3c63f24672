"""The promises about journals: receipt numbers (I6), chains and signatures (I7).

Knows nothing of how the day went.
"""

from collections.abc import Iterator

from pos_core.errors import RuleBroken
from pos_core.journal import GENESIS, Head, public_key_of, read_entry, verify_run
from tests.simulation.examined_books import ExaminedBooks
from tests.simulation.till import SimulatedTill

Complaints = Iterator[str]


def i6_receipt_numbers_have_no_gap(books: ExaminedBooks) -> Complaints:
    """The receipts that a register made itself are numbered 1, 2, 3 … in the books."""
    for (code,) in books.rows("SELECT code FROM registers ORDER BY code"):
        numbers = sorted(books.own_numbers(code))
        wanted = [f"{code}-{count:06d}" for count in range(1, len(numbers) + 1)]
        if numbers != wanted:
            yield f"I6: {code} has posted {numbers}"
    for (event_id,) in books.rows(_UNEXPECTED):
        yield f"I6: the server did not expect the number of {event_id}"


_UNEXPECTED = "SELECT event_id FROM remarks WHERE code = 'receipt_number.unexpected'"


def i7_chains_and_signatures_verify(books: ExaminedBooks) -> Complaints:
    """Both ends hold the same chains, signed by their registers, and agree on where they end."""
    ends = dict(_held_chains(books))
    for register_id, (told, held) in ends.items():
        if told != held:
            yield f"I7: {register_id} ends at {told} and {held}"
    for till in books.floor.tills:
        try:
            till.run.view.verify()
        except RuleBroken as error:
            yield f"I7: {till.name}: {error}"
            continue
        register_id = till.register.register_id
        noted = books.floor.server.mirror.registers[register_id].posted
        if ends[register_id][0] not in (till.head, *_heads_of_twins(books, till)):
            yield f"I7: {till.name} ends at {till.head}, the books at {ends[register_id][0]}"
        if noted != ends[register_id][0]:
            yield f"I7: {till.name} ends at {noted} in the mirror"
        if not till.drained:
            yield f"I7: {till.name} does not know that all is posted"


def _heads_of_twins(books: ExaminedBooks, till: SimulatedTill) -> Iterator[Head]:
    """Yield where twins end that go on under the same name: this one has nothing of its own yet.

    A clone that has written nothing is the same register still, and learns of its twin when it has.
    """
    question = f"""SELECT hash FROM journal_entries WHERE seq = {till.head.seq}
    AND register_id = '{till.register.register_id}'"""  # noqa: S608 - our own names
    if books.rows(question) == [(till.head.hash,)]:
        twins = (twin for twin in books.floor.tills if twin.register == till.register)
        yield from (twin.head for twin in twins)


def _held_chains(books: ExaminedBooks) -> Iterator[tuple[str, tuple[Head, Head | str]]]:
    """Verify what the books hold of each register; yield where it says it ends, and does."""
    registers = books.rows("SELECT register_id, head_seq, head_hash, public_key FROM registers")
    for register_id, seq, digest, key in registers:
        question = f"""SELECT body, prev_hash, hash, signature FROM journal_entries
        WHERE register_id = '{register_id}' ORDER BY seq"""  # noqa: S608 - our own names
        entries = [read_entry(*row) for row in books.rows(question)]
        try:
            held: Head | str = verify_run(entries, GENESIS, public_key_of(key))
        except RuleBroken as error:
            held = str(error)
        yield register_id, (Head(seq, digest), held)
