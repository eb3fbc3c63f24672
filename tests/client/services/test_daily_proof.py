"""The daily proof at the till: equal or the difference, what was asked and what is kept."""

from dataclasses import replace

import pytest

from pos_app.services.proved_day import KEPT_DAYS, Outcome, keep_day
from pos_app.services.records import EPOCH
from pos_core.errors import NotFound, RuleBroken, Unreachable
from pos_core.proof import Proof
from tests.fakes.till import TillRig

TODAY = "2026-11-21"


def proofs_asked(till: TillRig) -> int:
    return till.server.asked.count("proof")


def test_a_day_that_both_ends_know_alike_is_equal(till: TillRig) -> None:
    till.take_back(till.sell())
    till.engine.run_once()
    proved = till.daily_proof.prove(TODAY)
    assert proved.outcome is Outcome.EQUAL
    assert (proved.ours.figures.sales, proved.ours.figures.returns) == (1, 1)
    assert proved.ours == proved.theirs


def test_a_day_that_began_before_a_salvage_is_no_difference(till: TillRig) -> None:
    till.sell()
    till.sell()
    till.engine.run_once()
    whole = till.daily_proof.prove(TODAY)
    assert whole.theirs is not None
    left = replace(whole, ours=Proof(), begins_after=whole.theirs.last.seq)
    assert (left.outcome, left.differences) == (Outcome.PARTIAL, ())
    with till.storage.begin() as books:
        keep_day(books, left)
    assert till.daily_proof.kept() == [left]


def test_what_the_books_have_not_reached_yet_is_waited_for_and_no_difference(
    till: TillRig,
) -> None:
    till.sell()
    till.engine.run_once()
    till.sell()
    proved = till.daily_proof.prove(TODAY)
    assert (proved.outcome, proved.waiting) == (Outcome.WAITING, 1)
    assert proved.ours.figures.sales == 1


def test_a_difference_names_both_figures(till: TillRig) -> None:
    till.sell()
    till.sell()
    till.server.not_booked.add(3)
    till.engine.run_once()
    proved = till.daily_proof.prove(TODAY)
    assert proved.outcome is Outcome.DIFFERENT
    assert proved.quarantined == (3,)
    found = {d.name: (d.ours, d.theirs) for d in proved.differences}
    assert found["sales"] == (2, 1)
    assert found["tender.cash.taken_minor"] == (2400, 1200)


def test_without_the_books_our_own_side_is_known(till: TillRig) -> None:
    till.sell()
    till.server.reachable = False
    with pytest.raises(Unreachable):
        till.daily_proof.prove(TODAY)
    own = till.daily_proof.own(TODAY)
    assert (own.outcome, own.ours.figures.sales) == (Outcome.NOT_ASKED, 1)
    assert till.daily_proof.kept() == []


def test_what_a_proof_came_to_is_kept_with_its_time(till: TillRig) -> None:
    till.sell()
    till.engine.run_once()
    proved = till.daily_proof.prove(TODAY)
    again = till.restarted()
    assert again.daily_proof.kept() == [proved]
    assert proved.proved_at == "2026-11-21T12:00:00.000Z"
    again.close()


def test_the_days_that_were_proved_last_are_kept_for_a_month(till: TillRig) -> None:
    for day in range(1, 31):
        till.daily_proof.prove(f"2026-09-{day:02d}")
        till.daily_proof.prove(f"2026-10-{day:02d}")
    kept = till.daily_proof.kept(100)
    assert [proved.day for proved in kept[:2]] == ["2026-10-30", "2026-10-29"]
    assert len(kept) == KEPT_DAYS


def test_the_engine_proves_by_itself_once_all_is_in_the_books(till: TillRig) -> None:
    till.sell()
    till.engine.run_once()
    assert [proved.outcome for proved in till.daily_proof.kept()] == [Outcome.EQUAL]
    for _ in range(3):
        till.monotonic.seconds += 60
        till.engine.run_once()
    assert proofs_asked(till) == 1, "nothing new was posted"
    till.sell()
    till.engine.run_once()
    till.monotonic.seconds += 60
    till.engine.run_once()
    assert proofs_asked(till) == 1, "a day that goes on is not proved after every sale"
    till.monotonic.seconds += 600
    till.engine.run_once()
    assert proofs_asked(till) == 2
    assert till.daily_proof.kept()[0].ours.figures.sales == 2


def test_books_out_of_a_backup_prove_every_day_anew(till: TillRig) -> None:
    till.sell()
    till.engine.run_once()
    with till.storage.begin() as books:
        books.set_setting(EPOCH, "the second life")
    till.clock.forward(days=1)
    till.monotonic.seconds += 60
    till.engine.run_once()
    assert proofs_asked(till) == 2
    assert [proved.epoch for proved in till.daily_proof.kept()] == ["the second life"]


def test_a_day_on_which_something_waited_is_proved_to_its_end_later(till: TillRig) -> None:
    till.sell()
    till.daily_proof.prove(TODAY)
    till.clock.forward(days=1)
    till.engine.run_once()
    assert [(p.day, p.outcome) for p in till.daily_proof.kept()] == [(TODAY, Outcome.EQUAL)]


def test_a_server_that_cannot_prove_yet_hinders_nothing(till: TillRig) -> None:
    def strike(now: str) -> None:
        if now == "before proof":
            raise NotFound("route.unknown")

    till.server.disturb = strike
    till.sell()
    assert till.engine.run_once().idle
    assert till.journal.state().last_error_code == ""


def test_a_network_that_goes_meanwhile_is_noticed(till: TillRig) -> None:
    def strike(now: str) -> None:
        if now == "before proof":
            raise Unreachable

    till.server.disturb = strike
    till.sell()
    till.engine.run_once()
    assert till.journal.state().last_error_code == "server.unreachable"


def test_a_refused_token_is_renewed_once(till: TillRig) -> None:
    till.server.refused_tokens.add(till.register_tokens.token())
    assert till.daily_proof.prove(TODAY).outcome is Outcome.EQUAL


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "20261121", ""])
def test_what_is_no_day_is_said_so(day: str, till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"day\.unreadable"):
        till.daily_proof.prove(day)


def test_a_machine_that_is_no_register_has_nothing_to_prove(new_till: TillRig) -> None:
    assert new_till.daily_proof.kept() == []
    with pytest.raises(RuleBroken, match=r"register\.not_enrolled"):
        new_till.daily_proof.own(TODAY)


@pytest.mark.fault(15, "Wall clock back 1 day / forward 1 year")
def test_a_clock_that_is_wrong_is_noticed_and_changes_no_order(till: TillRig) -> None:
    till.sell()
    till.clock.forward(days=365)
    till.sell()
    till.clock.forward(days=-366)
    till.sell()
    till.server_clock.hear("Sat, 21 Nov 2026 12:12:00 GMT")
    till.engine.run_once()
    assert till.journal.verify() == 4
    assert till.journal.state().clock_ahead_seconds == -86_400 - 720
    days = [till.daily_proof.prove(day) for day in ("2026-11-20", TODAY, "2027-11-21")]
    assert [(p.outcome, p.ours.figures.sales) for p in days] == [(Outcome.EQUAL, 1)] * 3
