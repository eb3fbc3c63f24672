"""Sign-in: with the server, with a temporary password, and without a network."""

import json

import pytest

from pos_app.services.offline_grant import GRANT_KEY
from pos_app.services.ports import NewPasswordNeeded
from pos_app.services.records import Session
from pos_core.errors import RuleBroken, SignInRefused
from pos_core.permissions import Role
from tests.fakes.till import PASSWORD, TillRig


def signed_in(till: TillRig, password: str = PASSWORD, username: str = "sales1") -> Session:
    session = till.sign_in.with_password(username, password)
    assert isinstance(session, Session)
    return session


def refused(till: TillRig, password: str, username: str = "sales1") -> SignInRefused:
    with pytest.raises(SignInRefused) as error:
        till.sign_in.with_password(username, password)
    return error.value


def been_here(till: TillRig) -> TillRig:
    """Sign in once with the server, then lose the network."""
    signed_in(till)
    till.sign_in.sign_out()
    till.identity.reachable = False
    return till


def kept_grant(till: TillRig) -> tuple[str, str]:
    with till.storage.read() as books:
        kept = books.staff.verifier("sales1")
    assert kept is not None
    return kept


def test_the_server_lets_in_and_gives_a_token(till: TillRig) -> None:
    session = signed_in(till)
    assert (session.name, session.roles, session.offline) == (
        "Sales1",
        frozenset({Role.SALESPERSON}),
        False,
    )
    assert till.tokens.token() is not None
    assert till.journal.rows()[0].type == "staff.signed_in"
    till.sign_in.sign_out()
    assert till.tokens.token() is None


def test_a_wrong_password_is_refused_in_words_of_its_own(till: TillRig) -> None:
    assert refused(till, "Lantern-2025!").code == "sign_in.wrong"
    assert refused(till, PASSWORD, "nobody").code == "sign_in.wrong"
    assert till.tokens.token() is None


def test_a_refused_sign_in_forgets_who_was_signed_in_before(till: TillRig) -> None:
    signed_in(till)
    refused(till, "wrong", "manager1")
    assert till.tokens.token() is None


@pytest.mark.parametrize(
    ("username", "password"), [("", PASSWORD), ("  ", PASSWORD), ("sales1", "")]
)
def test_an_empty_field_is_named_before_anything_is_asked(
    till: TillRig, username: str, password: str
) -> None:
    with pytest.raises(RuleBroken, match=r"sign_in\.incomplete"):
        till.sign_in.with_password(username, password)


def test_a_temporary_password_has_to_be_replaced(till: TillRig) -> None:
    challenge = till.sign_in.with_password("newbie", "Welcome-2026!")
    assert isinstance(challenge, NewPasswordNeeded)
    with pytest.raises(SignInRefused, match=r"password\.too_weak"):
        till.sign_in.answer(challenge, "short")
    assert till.sign_in.answer(challenge, "Candle-holder-1!").username == "newbie"
    till.identity.reachable = False
    assert signed_in(till, "Candle-holder-1!", "newbie").offline


def test_who_was_here_may_sign_in_without_a_network_whatever_the_case(till: TillRig) -> None:
    been_here(till)
    session = signed_in(till, username=" Sales1 ")
    assert session.offline
    assert session.roles == frozenset({Role.SALESPERSON})
    assert till.tokens.token() is None


def test_who_was_never_here_needs_the_network(till: TillRig) -> None:
    till.identity.reachable = False
    assert refused(till, PASSWORD).code == "sign_in.unknown_here"


def test_the_fifth_wrong_password_locks_also_after_a_restart(till: TillRig) -> None:
    been_here(till)
    codes = [refused(till, f"wrong {n}").code for n in range(5)]
    assert codes == ["sign_in.wrong"] * 4 + ["sign_in.locked"]
    again = till.restarted()
    again.clock.forward(days=1)
    assert refused(again, PASSWORD).code == "sign_in.locked", "the right password is too late"
    again.identity.reachable = True
    signed_in(again)
    again.identity.reachable = False
    assert signed_in(again).offline, "the server's word unlocks"
    again.close()


def test_a_success_begins_the_count_anew(till: TillRig) -> None:
    been_here(till)
    assert refused(till, "wrong").data["attempts_left"] == 4
    signed_in(till)
    assert refused(till, "wrong").data["attempts_left"] == 4


def test_attempts_are_counted_before_the_password_is_looked_at(till: TillRig) -> None:
    been_here(till)
    till.keys.locked = True
    fresh = till.restarted()
    for _ in range(5):
        with pytest.raises(Exception, match=r"key_store\.unavailable"):
            fresh.sign_in.with_password("sales1", PASSWORD)
    fresh.keys.locked = False
    assert refused(fresh, PASSWORD).code == "sign_in.locked"
    fresh.close()


def test_the_grant_ends_after_the_shops_days_and_no_clock_brings_it_back(till: TillRig) -> None:
    been_here(till)
    till.clock.forward(days=14)
    assert signed_in(till).offline
    till.clock.forward(seconds=1)
    assert refused(till, PASSWORD).code == "sign_in.offline_expired"
    till.clock.forward(days=-10)
    assert refused(till, PASSWORD).code == "sign_in.offline_expired"


def test_roles_cannot_be_raised_in_the_database(till: TillRig) -> None:
    been_here(till)
    text, at = kept_grant(till)
    forged = text.replace("salesperson", "admin")
    assert forged != text
    with till.storage.begin() as books:
        books.staff.remember("staff-sales1", "sales1", "Sales1", [Role.ADMIN], forged, at)
    assert refused(till, PASSWORD).code == "sign_in.offline_broken"


def test_a_grant_of_another_person_or_machine_opens_nothing(till: TillRig) -> None:
    been_here(till)
    text, at = kept_grant(till)
    with till.storage.begin() as books:
        books.staff.remember("staff-manager1", "manager1", "Manager1", [Role.MANAGER], text, at)
    assert refused(till, PASSWORD, "manager1").code == "sign_in.offline_broken"
    del till.keys.secrets[GRANT_KEY]
    elsewhere = till.restarted()
    assert refused(elsewhere, PASSWORD).code == "sign_in.offline_broken"
    elsewhere.close()


def test_the_verifier_is_argon2id_with_enough_memory_and_holds_no_password(till: TillRig) -> None:
    been_here(till)
    text, _ = kept_grant(till)
    verifier = json.loads(json.loads(text)["grant"])["verifier"]
    assert verifier.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert PASSWORD not in text


def test_known_staff_are_listed_with_who_may_work_offline(till: TillRig) -> None:
    been_here(till)
    known = {person.username: person.can_work_offline for person in till.sign_in.known()}
    assert known == {"sales1": True}
