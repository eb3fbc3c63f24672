"""The journal on disk: entries in order, never changed, and how far the server has come."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from pos_app.services.overview_records import Wanted
from pos_app.services.records import Reach, Whereabouts
from pos_core.errors import StorageFailed
from pos_core.journal import GENESIS, GENESIS_HASH, EntryType, Fact, append, verify_run
from pos_core.wire.journal import WireEntry
from tests.builders import (
    REGISTER,
    SALES_1,
    SIGNING_KEY,
    numbered_id,
    sale,
    sale_entry,
    sold_product,
)
from tests.client.storage.conftest import Till

KEY = SIGNING_KEY.public_key()


def test_an_empty_journal_stands_at_the_genesis(till: Till) -> None:
    with till.storage.read() as books:
        assert books.journal.head() == GENESIS
        assert books.journal.hash_at(0) == GENESIS_HASH
        assert books.journal.to_send(0, 200, 1000) == []


def test_an_entry_is_read_back_exactly_and_the_chain_verifies(till: Till) -> None:
    entries = [till.sell(sale(number)) for number in (1, 2, 3)]
    with till.storage.read() as books:
        assert books.journal.entry(numbered_id(2)) == entries[1]
        assert books.journal.head() == entries[2].head
        assert books.journal.hash_at(2) == entries[1].hash
        assert verify_run(books.journal.to_send(0, 200, 10**6), GENESIS, KEY) == entries[2].head


def test_nothing_is_known_of_an_entry_that_was_never_written(till: Till) -> None:
    with till.storage.read() as books:
        assert books.journal.entry(numbered_id(9)) is None
        assert books.journal.hash_at(9) == ""


def test_an_entry_that_does_not_follow_the_head_is_refused(till: Till) -> None:
    till.sell(sale(1))
    stray = sale_entry(sale(2))
    with pytest.raises(StorageFailed, match=r"journal\.not_next"), till.storage.begin() as books:
        books.journal.append(stray)
    with till.storage.read() as books:
        assert books.journal.head().seq == 1


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE journal SET body = '{}' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 1",
        "INSERT INTO journal VALUES (2, 'register-1', 7, 'x', 'x', 'x', 'x', 'x', 'x', 'x')",
        "INSERT INTO journal VALUES (7, 'register-1', 2, 'x', 'x', 'x', 'x', 'x', 'x', 'x')",
        "INSERT INTO journal VALUES (2, 'register-9', 1, 'x', 'x', 'x', 'x', 'x', 'x', 'x')",
        "REPLACE INTO journal VALUES (1, 'register-1', 1, 'x', 'x', 'x', 'x', 'x', 'x', 'x')",
    ],
)
def test_the_database_itself_refuses_to_change_remove_or_skip_entries(
    till: Till, crime: str
) -> None:
    entry = till.sell(sale(1))
    with pytest.raises(IntegrityError, match="journal entries"), till.database.writer.begin():
        till.database.writer.exec_driver_sql(crime)
    with till.storage.read() as books:
        assert books.journal.entry(entry.fact.event_id) == entry
        assert books.journal.head() == entry.head


def test_the_same_fact_is_not_written_twice(till: Till) -> None:
    entry = till.sell(sale(1))
    again = sale_entry(sale(1), entry.head)
    with pytest.raises(IntegrityError, match="event_id"), till.storage.begin() as books:
        books.journal.append(again)


@pytest.mark.fault(50, "runs are cut")
def test_a_run_is_cut_by_count_and_by_bytes_but_holds_one_entry_at_least(till: Till) -> None:
    for number in range(1, 6):
        till.sell(sale(number))
    with till.storage.read() as books:
        journal = books.journal
        assert [e.seq for e in journal.to_send(1, 2, 10**6)] == [2, 3]
        assert [e.seq for e in journal.to_send(1, 200, 1)] == [2]
        size = 2 * (len(journal.to_send(0, 1, 1)[0].body) * 2)
        assert 1 < len(journal.to_send(0, 200, size)) < 5


def test_a_run_fits_the_limit_as_it_travels(till: Till) -> None:
    for number in range(1, 30):
        till.sell(sale(number, (sold_product(name='Lantern "Größe"'), 1)))
    limit = 20_000
    with till.storage.read() as books:
        run = books.journal.to_send(0, 200, limit)
    texts = [
        WireEntry(body=e.body, prev_hash=e.prev_hash, hash=e.hash, signature=e.signature)
        for e in run
    ]
    assert 1 < len(run) < 29
    assert sum(len(text.model_dump_json().encode()) + 1 for text in texts) <= limit


def test_what_is_accepted_and_posted_only_ever_grows(till: Till) -> None:
    entries = [till.sell(sale(number)) for number in (1, 2, 3)]
    with till.storage.begin() as books:
        books.journal.note_accepted(3)
        books.journal.note_accepted(1)
        books.journal.note_posted(2, entries[1].hash)
        books.journal.note_posted(1, entries[0].hash)
    with till.storage.read() as books:
        state = books.journal.state()
    assert (state.last_seq, state.accepted_through, state.posted_through) == (3, 3, 2)
    assert state.oldest_unposted_at == entries[2].fact.occurred_at
    assert (state.unposted, state.unsent) == (1, 0)


def test_a_posted_hash_that_is_not_ours_is_a_fork_and_changes_nothing(till: Till) -> None:
    till.sell(sale(1))
    for through, strange in ((1, "ab" * 32), (5, "ab" * 32), (5, "")):
        with pytest.raises(StorageFailed, match=r"journal\.fork"), till.storage.begin() as books:
            books.journal.note_posted(through, strange)
    with till.storage.read() as books:
        assert books.journal.state().posted_through == 0


def test_a_server_that_has_nothing_yet_is_no_fork(till: Till) -> None:
    with till.storage.begin() as books:
        books.journal.note_posted(0, GENESIS_HASH)
        assert books.journal.state().posted_through == 0


def test_an_attempt_that_reached_nobody_does_not_count_as_contact(till: Till) -> None:
    with till.storage.begin() as books:
        books.journal.note_contact("online", "2026-11-21T08:00:00.000Z", "")
        books.journal.note_contact("offline", "2026-11-21T09:00:00.000Z", "network.dns")
        state = books.journal.state()
    assert state.reach is Reach.OFFLINE
    assert state.last_contact_at == "2026-11-21T08:00:00.000Z"
    assert state.last_error_code == "network.dns"


def test_the_list_says_what_each_entry_is_and_how_far_it_has_come(till: Till) -> None:
    entries = [till.sell(sale(number)) for number in (1, 2, 3)]
    with till.storage.begin() as books:
        books.journal.note_accepted(2)
        books.journal.note_posted(1, entries[0].hash)
    with till.storage.read() as books:
        rows = books.overview.rows(Wanted(), 10, None)
        assert [(row.seq, row.state) for row in rows] == [
            (3, Whereabouts.SAFE_HERE),
            (2, Whereabouts.SENT),
            (1, Whereabouts.IN_THE_BOOKS),
        ]
        assert (rows[0].which, rows[0].amount_minor) == ("T1-000003", 1200)
        assert rows[0].actor_name == SALES_1.name
        assert [row.seq for row in books.overview.rows(Wanted(unposted_only=True), 10, None)] == [
            3,
            2,
        ]
        assert [row.seq for row in books.overview.rows(Wanted(), 1, 3)] == [2]


def test_a_fact_without_amount_or_number_is_listed_too(till: Till) -> None:
    signed_in = Fact(
        numbered_id(1), EntryType.STAFF_SIGNED_IN, 1, "2026-11-21T08:00:00.000Z", 0, SALES_1, {}
    )
    with till.storage.begin() as books:
        books.journal.append(append(signed_in, REGISTER.register_id, GENESIS, SIGNING_KEY))
        row = books.overview.rows(Wanted(), 10, None)[0]
    assert (row.which, row.amount_minor) == ("", None)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payloads=st.lists(st.dictionaries(st.just("reason"), texts), min_size=1, max_size=4))
def test_whatever_facts_say_they_come_back_as_they_were_written(
    till: Till, payloads: list[dict[str, str]]
) -> None:
    with till.storage.begin() as books:
        before = books.journal.head()
        written = []
        for payload in payloads:
            head = books.journal.head()
            fact = Fact(numbered_id(head.seq + 1), "something.new", 1, "t", 60, SALES_1, payload)
            entry = append(fact, REGISTER.register_id, head, SIGNING_KEY)
            books.journal.append(entry)
            written.append(entry)
    with till.storage.read() as books:
        read = books.journal.to_send(before.seq, 200, 10**6)
    assert read == written
    assert verify_run(read, before, KEY) == written[-1].head
