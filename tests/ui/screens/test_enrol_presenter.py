"""Making a machine a register: each step can be tried again, nothing is done twice."""

import pytest

from pos_app.ui.background import Immediate
from pos_app.ui.screens.enrol.presenter import EnrolPresenter, Step
from pos_core.errors import Unreachable
from tests.fakes.ui_services import MANAGER_1, SALES_1, FakeTill
from tests.ui.screens.heard import Heard


@pytest.fixture
def till() -> FakeTill:
    """A machine that is no register yet, with a manager signed in."""
    made = FakeTill()
    made.shop.identity, made.shop.filled = None, False
    made.sign_in.current = MANAGER_1
    return made


@pytest.fixture
def enrol(till: FakeTill) -> EnrolPresenter:
    return EnrolPresenter(till, Immediate())


def test_a_manager_chooses_the_store_names_the_register_and_it_is_filled(
    enrol: EnrolPresenter, till: FakeTill
) -> None:
    stores, filling, finished = Heard(enrol.stores), Heard(enrol.filling), Heard(enrol.finished)
    enrol.begin_for(MANAGER_1)
    assert [store.store_id for store in stores.last] == ["S1", "S2"]
    enrol.enrol("S1", "Till 1")
    identity = till.shop.register()
    assert identity is not None
    assert (identity.name, identity.store_id) == ("Till 1", "S1")
    assert filling.last == ("catalogue", 1000, 1000)
    assert till.shop.filled
    assert len(finished) == 1


def test_a_salesperson_may_not_set_up_a_register(enrol: EnrolPresenter) -> None:
    refused = Heard(enrol.refused)
    enrol.begin_for(SALES_1)
    assert refused.last.code == "enrol.not_allowed"
    assert enrol.step is Step.SIGN_IN


def test_without_a_network_the_stores_can_be_asked_for_again(
    enrol: EnrolPresenter, till: FakeTill
) -> None:
    refused, stores = Heard(enrol.refused), Heard(enrol.stores)
    till.network_switch.on = False
    enrol.begin_for(MANAGER_1)
    assert refused.last.code == "network.switched_off"
    till.network_switch.on = True
    enrol.load_stores()
    assert len(stores.last) == 2


def test_a_register_needs_a_name(enrol: EnrolPresenter, till: FakeTill) -> None:
    refused = Heard(enrol.refused)
    enrol.begin_for(MANAGER_1)
    enrol.enrol("S1", "  ")
    assert refused.last.code == "register.name_missing"
    assert till.shop.register() is None


def test_a_first_fill_that_breaks_off_goes_on_when_asked(
    enrol: EnrolPresenter, till: FakeTill
) -> None:
    failed, finished = Heard(enrol.fill_failed), Heard(enrol.finished)
    till.shop.fill_fails = Unreachable()
    enrol.begin_for(MANAGER_1)
    enrol.enrol("S1", "Till 1")
    assert failed.last.code == "server.unreachable"
    assert enrol.step is Step.FILL
    till.shop.fill_fails = None
    enrol.fill()
    assert len(finished) == 1


def test_a_first_fill_can_be_stopped_between_two_pages(
    enrol: EnrolPresenter, till: FakeTill
) -> None:
    stopped, finished = Heard(enrol.fill_stopped), Heard(enrol.finished)
    enrol.filling.connect(lambda *_: enrol.stop_filling())
    enrol.begin_for(MANAGER_1)
    enrol.enrol("S1", "Till 1")
    assert len(stopped) == 1
    assert len(finished) == 0
    assert not till.shop.filled
