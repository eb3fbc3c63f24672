"""A machine whose register the server listens to no more is enrolled again, and loses nothing."""

from contextlib import AbstractContextManager, closing
from dataclasses import dataclass

import pytest

from pos_app.services.heal_fork import HealFork
from pos_app.services.ports import Books
from pos_app.services.records import Whereabouts
from pos_core.errors import NotAllowed, RuleBroken, Unreachable
from pos_core.journal import GENESIS, Entry, public_key_of, verify_run
from tests.fakes.devices import MemoryKeyStore
from tests.fakes.server import FakeServer
from tests.fakes.till import SALES_1, TillRig

pytestmark = pytest.mark.fault(
    51, "Restored-from-backup or cloned laptop: enrolled again, nothing lost"
)


@pytest.fixture
def revoked(till: TillRig) -> TillRig:
    """A till with two sales in the books and two that the server did not take any more."""
    sell(till, 2)
    drain(till)
    till.server.ledgers["register-1"].revoked = True
    sell(till, 2)
    till.engine.run_once()
    assert till.journal.state().last_error_code == "register.revoked"
    return till


def sell(till: TillRig, sales: int) -> None:
    for _ in range(sales):
        till.sell()


def drain(till: TillRig) -> None:
    for _ in range(4):
        till.engine.run_once()
        till.monotonic.seconds += 60
    state = till.journal.state()
    assert (state.unposted, state.last_error_code) == (0, "")


def enrolled_again(till: TillRig) -> str:
    return till.enrolment.enrol("manager1#1", "store-1", "Till 1", SALES_1).code


def entries_of(server: FakeServer, register_id: str) -> list[Entry]:
    ledger = server.ledgers[register_id]
    verify_run(ledger.entries, GENESIS, public_key_of(ledger.public_key))
    return ledger.entries


def sold(server: FakeServer) -> list[str]:
    """Return the numbers of the sales in the books; a repeated identity counts once."""
    facts = {e.fact.event_id: e.fact for led in server.ledgers.values() for e in led.entries}
    sales = [fact for fact in facts.values() if fact.type == "sale.completed"]
    return sorted(str(fact.payload["receipt_number"]) for fact in sales)


def open_accounts(till: TillRig) -> None:
    """Let registers sign in with the secret of their enrolment, as the pool does."""
    for answer in till.server.enrolments.values():
        till.server.open_account(answer.username, answer.secret)


def test_what_the_server_did_not_take_arrives_under_the_new_register(revoked: TillRig) -> None:
    paid = revoked.sell()
    code = enrolled_again(revoked)
    open_accounts(revoked)
    later = revoked.sell()
    drain(revoked)

    entries = entries_of(revoked.server, "register-2")
    origins = [entry.fact.origin for entry in entries]
    assert [(o.register_code, o.seq) for o in origins if o] == [("T1", n) for n in (4, 5, 6)]
    assert sold(revoked.server) == [*(f"T1-{n:06d}" for n in range(1, 6)), "T2-000001"]
    assert (code, later.sale.receipt_number) == ("T2", "T2-000001")
    assert revoked.journal.whereabouts(paid.sale.stamp.event_id) is Whereabouts.IN_THE_BOOKS
    revoked.journal.verify()


def test_a_register_that_the_server_listens_to_stays(till: TillRig) -> None:
    drain(till)
    with pytest.raises(RuleBroken, match=r"register\.already_enrolled"):
        enrolled_again(till)
    assert sorted(till.server.ledgers) == ["register-1"]


def test_it_can_be_revoked_and_enrolled_again_as_often_as_somebody_likes(
    revoked: TillRig,
) -> None:
    enrolled_again(revoked)
    open_accounts(revoked)
    revoked.server.ledgers["register-2"].revoked = True
    revoked.engine.run_once()
    revoked.sell()
    assert enrolled_again(revoked) == "T3"
    open_accounts(revoked)
    drain(revoked)
    assert sold(revoked.server) == [*(f"T1-{n:06d}" for n in range(1, 5)), "T2-000001"]
    entries_of(revoked.server, "register-3")


def test_who_may_not_enrol_leaves_the_machine_as_it_was(revoked: TillRig) -> None:
    def refuse(moment: str) -> None:
        if moment == "before enrol":
            raise NotAllowed(act="enrol_register")

    revoked.server.disturb = refuse
    with pytest.raises(NotAllowed):
        enrolled_again(revoked)
    assert revoked.sell().sale.receipt_number == "T1-000005"


def test_a_lost_answer_asked_again_gives_the_same_register(revoked: TillRig) -> None:
    def lose(moment: str) -> None:
        if moment == "after enrol":
            raise Unreachable

    revoked.server.disturb = lose
    with pytest.raises(Unreachable):
        enrolled_again(revoked)
    revoked.server.disturb = None
    with closing(revoked.restarted()) as again:
        again.sell()
        assert enrolled_again(again) == "T2"
        open_accounts(again)
        drain(again)
    assert sorted(revoked.server.ledgers) == ["register-1", "register-2"]
    assert len(sold(revoked.server)) == 5


def test_copies_that_are_enrolled_again_with_the_same_wish_become_two_registers(
    revoked: TillRig, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def lose(moment: str) -> None:
        if moment == "after enrol":
            raise Unreachable

    revoked.server.disturb = lose
    with pytest.raises(Unreachable):
        enrolled_again(revoked)
    revoked.server.disturb = None
    revoked.close()
    with closing(revoked.copied_to(tmp_path_factory.mktemp("copy") / "till")) as copy:
        copy.sell()
        with closing(revoked.restarted()) as first:
            assert enrolled_again(first) == "T2"
            open_accounts(first)
            drain(first)
        assert enrolled_again(copy) == "T3"
        open_accounts(copy)
        drain(copy)
    assert len(sold(revoked.server)) == 5


class Killed(BaseException):
    """The process is gone: nothing of ours may catch this."""


@dataclass
class MortalKeyStore(MemoryKeyStore):
    """Dies before or after one of its writes."""

    dies_at: int = 0
    after: bool = False
    writes: int = 0

    def put(self, name: str, secret: str) -> None:
        self.writes += 1
        if self.writes == self.dies_at and not self.after:
            raise Killed
        super().put(name, secret)
        if self.writes == self.dies_at:
            raise Killed


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("dies_at", range(1, 7))
def test_killed_at_any_write_to_the_key_store_nothing_is_lost(
    revoked: TillRig, dies_at: int, *, after: bool
) -> None:
    mortal = MortalKeyStore(revoked.keys.secrets, dies_at=dies_at, after=after)
    revoked.close()
    revoked.keys = mortal
    dying = revoked.restarted()
    with pytest.raises(Killed):
        enrolled_again(dying)
    dying.keys = MemoryKeyStore(mortal.secrets)
    with closing(dying.restarted()) as again:
        again.sell()
        with again.storage.read() as books:
            register = books.register()
        assert register is not None
        if register.code == "T1":
            enrolled_again(again)
        open_accounts(again)
        drain(again)
        again.journal.verify()
        entries_of(again.server, "register-2")
    assert len(sold(revoked.server)) == 5
    assert sorted(revoked.server.ledgers) == ["register-1", "register-2"]


def test_books_that_do_not_know_the_register_get_every_fact_of_every_journal(
    revoked: TillRig,
) -> None:
    """They come from a backup of the time before this machine was a register at all."""
    enrolled_again(revoked)
    open_accounts(revoked)
    revoked.sell()
    drain(revoked)
    revoked.server.ledgers.clear()
    revoked.engine.ask_now()
    revoked.monotonic.seconds += 3600
    revoked.engine.run_once()
    assert revoked.journal.state().last_error_code == "register.unknown"

    assert enrolled_again(revoked) == "T3"
    open_accounts(revoked)
    drain(revoked)

    assert sold(revoked.server) == [*(f"T1-{n:06d}" for n in range(1, 5)), "T2-000001"]
    entries = entries_of(revoked.server, "register-3")
    names = [entry.fact.event_id for entry in entries]
    assert len(names) == len(set(names))
    verified = revoked.journal.verify()
    assert revoked.storage.rebuild() == 5
    assert revoked.journal.verify() == verified


@dataclass
class MortalShop:
    """Storage of a till that dies when it begins to write for the nth time."""

    till: TillRig
    dies_at: int
    begun: int = 0

    def read(self) -> AbstractContextManager[Books]:
        return self.till.storage.read()

    def begin(self, *, urgent: bool = True) -> AbstractContextManager[Books]:
        self.begun += 1
        if self.begun == self.dies_at:
            raise Killed
        return self.till.storage.begin(urgent=urgent)

    def checkpoint(self) -> None:
        self.till.storage.checkpoint()


@pytest.mark.fault(42, "Server restored from a backup: former journals go there again")
@pytest.mark.parametrize("dies_at", range(1, 6))
def test_restored_books_get_former_facts_wherever_the_till_is_killed(
    revoked: TillRig, dies_at: int
) -> None:
    enrolled_again(revoked)
    revoked.server.ledgers["register-2"].revoked = True
    open_accounts(revoked)
    revoked.engine.run_once()
    enrolled_again(revoked)
    open_accounts(revoked)
    drain(revoked)
    revoked.server.restore(0, "second life")
    revoked.monotonic.seconds += 3600
    dying = revoked.restarted()
    mortal, tokens = MortalShop(dying, dies_at), dying.register_tokens
    dying.healing = HealFork(mortal, dying.server, tokens, dying.keys, dying.clock, dying.scribe)
    with pytest.raises(Killed):
        dying.engine.run_once()

    with closing(dying.restarted()) as again:
        drain(again)
        again.journal.verify()

    assert sold(revoked.server) == [f"T1-{n:06d}" for n in range(1, 5)]
    names = [entry.fact.event_id for entry in entries_of(revoked.server, "register-3")]
    assert len(names) == len(set(names))
