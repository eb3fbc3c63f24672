"""Enrolment: one register per machine, whatever gets lost on the way."""

import pytest

from pos_core.errors import EnvironmentFailed, NotAllowed, RuleBroken, Unreachable
from tests.fakes.till import SALES_1, TillRig


def test_the_stores_of_the_shop_are_offered_by_name(new_till: TillRig) -> None:
    stores = new_till.enrolment.stores("manager1#1")
    assert [(store.store_id, store.name) for store in stores] == [
        ("store-1", "Store 1, High Street")
    ]


def test_a_machine_becomes_a_register_with_its_first_entry(new_till: TillRig) -> None:
    identity = new_till.enrolment.enrol("manager1#1", "store-1", "  Till   1 ", SALES_1)
    assert (identity.code, identity.name, identity.store_id) == ("T1", "Till 1", "store-1")
    assert new_till.keys.secrets["register.secret"] == "secret-1"
    assert [row.type for row in new_till.journal.rows()] == ["register.enrolled"]
    assert new_till.journal.verify() == 1


def test_a_lost_answer_asked_again_gives_the_same_register(new_till: TillRig) -> None:
    def lose_answers(moment: str) -> None:
        if moment == "after enrol":
            raise Unreachable

    new_till.server.disturb = lose_answers
    with pytest.raises(Unreachable):
        new_till.enrolment.enrol("manager1#1", "store-1", "Till 1", SALES_1)
    new_till.server.disturb = None
    again = new_till.restarted()
    assert again.enrolment.enrol("manager1#1", "store-1", "Till 1", SALES_1).code == "T1"
    assert len(new_till.server.ledgers) == 1
    again.sell()
    assert again.journal.verify() == 2
    again.close()


def test_a_machine_is_enrolled_once(till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"register\.already_enrolled"):
        till.enrolment.enrol("manager1#1", "store-1", "Till 2", SALES_1)


def test_a_register_needs_a_name(new_till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"register\.name_missing"):
        new_till.enrolment.enrol("manager1#1", "store-1", "  ", SALES_1)


def test_without_a_key_store_nobody_is_asked(new_till: TillRig) -> None:
    new_till.keys.locked = True
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        new_till.enrolment.enrol("manager1#1", "store-1", "Till 1", SALES_1)
    assert new_till.server.asked == []


def test_who_may_not_enrol_leaves_the_machine_as_it_was(new_till: TillRig) -> None:
    def refuse(_: str) -> None:
        raise NotAllowed(act="enrol_register")

    new_till.server.disturb = refuse
    with pytest.raises(NotAllowed):
        new_till.enrolment.enrol("sales1#1", "store-1", "Till 1", SALES_1)
    with new_till.storage.read() as books:
        assert books.register() is None
