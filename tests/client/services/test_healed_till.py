"""A till that goes on under a new number: its lists, proofs, exports and notices stay true."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.services.journal_file import verify_file
from pos_app.services.overview_records import Share
from pos_app.services.proved_day import Outcome
from pos_app.services.records import DiskHealth
from pos_app.services.till_notices import NoticeKind, TillNotices
from tests.fakes.till import TillRig

WELL = DiskHealth()


@pytest.fixture
def healed(till: TillRig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TillRig]:
    """A copy of a till that sold on beside the first one, and was given a number of its own."""
    till.sell()
    till.engine.run_once()
    till.close()
    with closing(till.copied_to(tmp_path_factory.mktemp("clone") / "till")) as copy:
        with closing(till.restarted()) as first:
            first.sell()
            first.engine.run_once()
        copy.sell()
        for _ in range(4):
            copy.engine.run_once()
            copy.monotonic.seconds += 60
        yield copy


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop")
def test_the_person_is_told_the_new_number_once(healed: TillRig) -> None:
    notices = TillNotices(healed.storage, healed.journal.new_number, lambda: WELL)
    [notice] = notices.current()
    assert (notice.kind, notice.data) == (
        NoticeKind.NEW_NUMBER,
        {"code": "T2", "former_code": "T1"},
    )
    notices.mark_read(notice)
    assert notices.current() == []


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop")
def test_the_day_of_the_new_number_is_proved_equal(healed: TillRig) -> None:
    proved = healed.daily_proof.prove("2026-11-21")
    assert proved.outcome is Outcome.EQUAL
    assert proved.ours.figures.sales == 1, "the sale that was carried over"


def test_every_journal_of_the_machine_is_exported_and_proves_itself(
    healed: TillRig, tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl"
    written = healed.export_journal.to_file(file)
    titles = verify_file(file)
    assert [title.register_code for title in titles] == ["T1", "T2"]
    assert sum(title.entries for title in titles) == written
    assert titles[0].public_key != titles[1].public_key
    assert healed.journal.verify() == written


def test_a_sale_that_was_carried_over_counts_once_and_its_signature_is_right(
    healed: TillRig,
) -> None:
    assert healed.journal_list.standing().in_the_books == Share(2, 2400)
    rows = [row for row in healed.journal_list.rows() if row.type == "sale.completed"]
    assert [row.register_code for row in rows] == ["T2", "T1"]
    assert {healed.journal_list.examine(row.event_id).problem for row in rows} == {""}
    assert healed.journal.state().waiting_sales == 0
