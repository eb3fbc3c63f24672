"""Who may sign in here: the feed says who works here, a verifier who proved it on this machine."""

from pos_app.services.records import KnownStaff
from pos_core.permissions import Role
from pos_core.wire.changes import Scope
from tests.builders import shop_change, staff_change
from tests.client.storage.conftest import Till

TODAY = "2026-11-21T08:00:00.000Z"
YESTERDAY = "2026-11-20T08:00:00.000Z"
LONG_AGO = "2026-10-01T08:00:00.000Z"


def remember(till: Till, username: str, at: str, *roles: Role) -> None:
    with till.storage.begin() as books:
        books.staff.remember(
            f"staff-{username}", username, username.title(), roles, f"verifier of {username}", at
        )


def known(till: Till, now: str = TODAY) -> list[KnownStaff]:
    with till.storage.read() as books:
        return books.staff.known(now)


def test_who_was_here_last_comes_first_and_the_others_by_name(till: Till) -> None:
    for username in ("zoe", "sales1", "sales2", "anna"):
        till.feed(staff_change(username), scope=Scope.STAFF)
    remember(till, "sales2", YESTERDAY, Role.SALESPERSON)
    remember(till, "sales1", TODAY, Role.SALESPERSON)
    assert [person.username for person in known(till)] == ["sales1", "sales2", "anna", "zoe"]


def test_only_a_recent_sign_in_here_lets_somebody_work_offline(till: Till) -> None:
    till.feed(staff_change("never"), scope=Scope.STAFF)
    till.feed(shop_change(offline_days=14), scope=Scope.SETTINGS)
    remember(till, "recent", YESTERDAY)
    remember(till, "old", LONG_AGO)
    assert {p.username: (p.can_work_offline, p.last_here) for p in known(till)} == {
        "recent": (True, YESTERDAY),
        "old": (False, LONG_AGO),
        "never": (False, ""),
    }


def test_the_feed_has_the_last_word_on_names_and_roles(till: Till) -> None:
    remember(till, "manager1", TODAY, Role.SALESPERSON)
    till.feed(staff_change("manager1", ["manager", "no_such_role"]), scope=Scope.STAFF)
    [person] = known(till)
    assert person.roles == {Role.MANAGER}
    assert person.can_work_offline


def test_who_left_the_shop_is_not_shown_and_cannot_sign_in_offline(till: Till) -> None:
    remember(till, "sales1", TODAY, Role.SALESPERSON)
    till.feed(staff_change("sales1", active=False), scope=Scope.STAFF)
    assert known(till) == []
    with till.storage.read() as books:
        assert books.staff.verifier("sales1") is None


def test_a_new_sign_in_replaces_the_verifier_whatever_the_case_of_the_name(till: Till) -> None:
    remember(till, "sales1", YESTERDAY, Role.SALESPERSON)
    remember(till, "Sales1", TODAY, Role.SALESPERSON)
    with till.storage.read() as books:
        assert books.staff.verifier("SALES1") == ("verifier of Sales1", TODAY)
        assert books.staff.verifier("nobody") is None
    assert len(known(till)) == 1


def test_attempts_are_counted_down_below_zero_and_across_restarts_of_the_count(till: Till) -> None:
    with till.storage.begin() as books:
        left = [books.staff.note_attempt("sales1", TODAY, 3) for _ in range(5)]
    assert left == [2, 1, 0, -1, -2]
    with till.storage.begin() as books:
        books.staff.forget_attempts("SALES1")
        assert books.staff.note_attempt("sales1", TODAY, 3) == 2


def test_a_successful_sign_in_forgets_the_attempts(till: Till) -> None:
    with till.storage.begin() as books:
        books.staff.note_attempt("sales1", TODAY, 3)
    remember(till, "sales1", TODAY)
    with till.storage.begin() as books:
        assert books.staff.note_attempt("sales1", TODAY, 3) == 2


def test_an_account_that_was_deleted_cannot_sign_in_offline_any_more(till: Till) -> None:
    till.feed(staff_change("sales1"), scope=Scope.STAFF)
    remember(till, "sales1", TODAY, Role.SALESPERSON)
    gone = staff_change("sales1").model_copy(update={"data": None})
    till.feed(gone, scope=Scope.STAFF)
    assert known(till) == []
    with till.storage.read() as books:
        assert books.staff.verifier("sales1") is None
