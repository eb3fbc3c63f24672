"""Sign-in: in a hurry, with a wrong password, for the first time, and without a network."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from pos_app.services.records import Reach
from pos_app.ui.background import Immediate
from pos_app.ui.screens.sign_in.presenter import SignInPresenter
from pos_app.ui.screens.sign_in.screen import SignInScreen
from pos_app.ui.widgets.person_tile import PersonTile
from tests.fakes.ui_services import PASSWORD, SALES_1, FakeTill
from tests.ui.screens.heard import Heard


@pytest.fixture
def sign_in(till: FakeTill) -> SignInPresenter:
    made = SignInPresenter()
    made.attach(till, Immediate())
    return made


def test_the_right_password_lets_in(sign_in: SignInPresenter) -> None:
    signed_in, busy = Heard(sign_in.signed_in), Heard(sign_in.busy)
    sign_in.submit("sales1", PASSWORD)
    assert signed_in.last == SALES_1
    assert busy.said == [True, False]


def test_a_wrong_password_is_refused_with_the_way_out(sign_in: SignInPresenter) -> None:
    refused, signed_in = Heard(sign_in.refused), Heard(sign_in.signed_in)
    sign_in.submit("sales1", "wrong")
    assert refused.last.title == "User name or password is wrong."
    assert refused.last.text
    assert len(signed_in) == 0


def test_who_types_before_the_till_is_ready_is_signed_in_when_it_is(till: FakeTill) -> None:
    early = SignInPresenter()
    signed_in, busy = Heard(early.signed_in), Heard(early.busy)
    early.submit("sales1", PASSWORD)
    assert busy.last is True
    assert len(signed_in) == 0
    early.attach(till, Immediate())
    assert signed_in.last == SALES_1


def test_a_temporary_password_has_to_be_replaced(sign_in: SignInPresenter, till: FakeTill) -> None:
    till.sign_in.newcomers.add("sales1")
    wanted, refused = Heard(sign_in.new_password_wanted), Heard(sign_in.new_password_refused)
    signed_in = Heard(sign_in.signed_in)
    sign_in.submit("sales1", "Welcome-2026!")
    assert wanted.last == "sales1"
    sign_in.answer("Better-than-2026!", "Better-then-2026!")
    assert refused.last.title == "The two passwords differ."
    sign_in.answer("short", "short")
    assert refused.last.code == "password.too_weak"
    sign_in.answer("Better-than-2026!", "Better-than-2026!")
    assert signed_in.last == SALES_1


def test_whoever_gives_up_the_new_password_can_begin_again(
    sign_in: SignInPresenter, till: FakeTill
) -> None:
    till.sign_in.newcomers.add("sales1")
    signed_in = Heard(sign_in.signed_in)
    sign_in.submit("sales1", "Welcome-2026!")
    sign_in.give_up()
    sign_in.answer("Better-than-2026!", "Better-than-2026!")
    assert len(signed_in) == 0


def test_without_a_network_only_known_people_get_in(
    sign_in: SignInPresenter, till: FakeTill
) -> None:
    refused, signed_in = Heard(sign_in.refused), Heard(sign_in.signed_in)
    sign_in.submit("manager1", PASSWORD)
    till.network_switch.on = False
    sign_in.submit("sales1", PASSWORD)
    assert refused.last.title == "This name has not signed in on this machine yet."
    sign_in.submit("manager1", PASSWORD)
    assert len(signed_in) == 2


def test_the_people_of_this_register_are_shown(till: FakeTill) -> None:
    made = SignInPresenter()
    known = Heard(made.known)
    made.attach(till, Immediate())
    assert [person.name for person in known.last] == ["Sales 1", "Manager 1"]


def test_without_a_network_it_is_seen_who_needs_one(till: FakeTill, qtbot: QtBot) -> None:
    presenter = SignInPresenter()
    screen = SignInScreen(presenter)
    qtbot.addWidget(screen)
    presenter.attach(till, Immediate())
    people = till.sign_in.known()
    screen.show_people([replace(people[0], can_work_offline=False), people[1]])
    state = till.journal_view.state()

    def said() -> list[bool]:
        tiles = screen.findChildren(PersonTile)
        return ["Needs the network" in t.accessibleName() for t in tiles if t.parent() is not None]

    screen.show_sync(replace(state, reach=Reach.OFFLINE), 14)
    assert True in said()
    screen.show_sync(replace(state, reach=Reach.ONLINE), 14)
    assert True not in said()
