"""The journal's own proof, and what the sync screen lists."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.journal_view import JournalView
from pos_app.services.records import Whereabouts
from pos_core.errors import NotFound, RuleBroken
from tests.fakes.till import TillRig


def test_an_empty_journal_is_sound(new_till: TillRig) -> None:
    assert new_till.journal.verify() == 0


def test_the_whole_journal_is_checked(till: TillRig) -> None:
    for _ in range(3):
        till.take_back(till.sell())
    assert till.journal.verify() == 7


def test_a_signature_by_another_key_is_named(till: TillRig) -> None:
    till.sell()
    other = Ed25519PrivateKey.generate().public_key()
    with pytest.raises(RuleBroken, match=r"journal\.signature_wrong.*seq=1"):
        JournalView(till.storage, lambda: other).verify()


def test_a_gap_in_the_receipt_numbers_is_named(till: TillRig) -> None:
    till.sell()
    with till.storage.begin() as books:
        books.sales.next_receipt_number()
    till.sell()
    with pytest.raises(RuleBroken, match=r"journal\.receipt_gap.*seq=3"):
        till.journal.verify()


def test_rows_are_listed_newest_first_and_continued(till: TillRig) -> None:
    for _ in range(3):
        till.sell()
    assert [row.seq for row in till.journal.rows(limit=2)] == [4, 3]
    assert [row.seq for row in till.journal.rows(limit=2, before_place=3)] == [2, 1]
    with till.storage.read() as books:
        assert till.journal.rows(limit=1)[0].hash == books.journal.head().hash
    till.engine.run_once()
    till.sell()
    unposted = till.journal.rows(unposted_only=True)
    assert [(row.seq, row.state) for row in unposted] == [(5, Whereabouts.SAFE_HERE)]


def test_an_entry_that_nobody_knows_is_said_so(till: TillRig) -> None:
    with pytest.raises(NotFound, match=r"journal\.no_such_entry"):
        till.journal.whereabouts("nothing")
