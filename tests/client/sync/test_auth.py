"""Sign-in by SRP: what the tills make of the pool's answers, and when a token is renewed."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from pos_app.services.ports import NewPasswordNeeded
from pos_app.sync import cognito
from pos_app.sync.auth import (
    CognitoIdentity,
    CognitoSession,
    PoolAddress,
    RegisterTokens,
)
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import EnvironmentFailed, SignInRefused, Unreachable
from pos_core.permissions import Role
from tests.fakes.devices import MemoryKeyStore
from tests.fakes.identity import FakeIdentity

MADE_AT = 1_800_000_000  # by the pool's clock, which knows nothing of the till's
ADDRESS = PoolAddress("eu-west-2_abc", "client", "eu-west-2", "http://127.0.0.1:9")


@dataclass
class FakePool:
    """A conversation with the user pool; `renewals` counts, `refuses` ends it."""

    username: str = "sales1"
    valid_seconds: int = 3600
    groups: object = ("salesperson", "strangers")
    renewals: int = 0
    refuses: bool = False
    temporary: bool = False
    replaced: list[tuple[str, str]] = field(default_factory=list)

    @property
    def claims(self) -> Mapping[str, object]:
        return {
            "cognito:username": self.username,
            "name": "Sales 1",
            "cognito:groups": self.groups,
            "iat": MADE_AT,
            "exp": MADE_AT + self.valid_seconds,
        }

    @property
    def id_token(self) -> str:
        return f"token-{self.renewals}"

    def prove(self, password: str) -> bool:
        if password != "right":
            raise SignInRefused("sign_in.wrong")
        return not self.temporary

    def replace_password(self, temporary: str, new_password: str) -> None:
        self.replaced.append((temporary, new_password))

    def renew(self) -> None:
        if self.refuses:
            raise SignInRefused("sign_in.wrong")
        self.renewals += 1
        self.valid_seconds = 3600


def session(pool: FakePool, switch: NetworkSwitch | None = None) -> CognitoSession:
    return CognitoSession(pool, switch or NetworkSwitch())  # type: ignore[arg-type]  # a stand-in


def identity(pool: FakePool, monkeypatch: pytest.MonkeyPatch) -> CognitoIdentity:
    monkeypatch.setattr(cognito, "Pool", lambda *_: pool)
    return CognitoIdentity(ADDRESS, NetworkSwitch())


@pytest.mark.parametrize(
    "claim", [["salesperson", "x"], "salesperson,x", "[salesperson x]", "[salesperson]"]
)
def test_roles_are_read_from_every_form_of_the_claim(claim: object) -> None:
    assert session(FakePool(groups=claim)).roles == frozenset({Role.SALESPERSON})


def test_a_token_is_used_until_it_is_nearly_over() -> None:
    pool = FakePool()
    assert session(pool).token() == "token-0"
    pool.valid_seconds = 100
    assert session(pool).token() == "token-1"


@pytest.mark.fault(15, "Wall clock back 1 day / forward 1 year")
@pytest.mark.parametrize("seconds", [-86_400, 365 * 86_400])
def test_a_clock_that_is_wrong_neither_ends_a_token_nor_keeps_it_for_ever(
    seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, passed = time.time(), time.monotonic()
    monkeypatch.setattr("pos_app.sync.auth.time.time", lambda: right + seconds)
    pool = FakePool()
    signed_in = session(pool)
    assert signed_in.token() == "token-0", "the pool says how long, not the wall clock"
    monkeypatch.setattr("pos_app.sync.auth.time.monotonic", lambda: passed + 3600)
    assert [signed_in.token(), pool.renewals] == ["token-1", 1]


def test_a_token_that_ended_while_the_machine_slept_is_renewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, signed_in = time.time(), session(FakePool())
    monkeypatch.setattr("pos_app.sync.auth.time.time", lambda: now + 12 * 3600)
    assert signed_in.token() == "token-1"


def test_a_due_token_is_not_renewed_through_a_switched_off_network() -> None:
    switch = NetworkSwitch(on=False)
    pool = FakePool()
    assert session(pool, switch).token() == "token-0"
    pool.valid_seconds = 0
    with pytest.raises(Unreachable, match=r"network\.switched_off"):
        session(pool, switch).token()


def test_the_right_password_lets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in = identity(FakePool(), monkeypatch).sign_in("sales1", "right")
    assert not isinstance(signed_in, NewPasswordNeeded)
    assert (signed_in.staff_id, signed_in.name) == ("sales1", "Sales 1")


def test_a_temporary_password_is_asked_to_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = FakePool(temporary=True)
    challenge = identity(pool, monkeypatch).sign_in("sales1", "right")
    assert isinstance(challenge, NewPasswordNeeded)
    assert challenge.username == "sales1"
    challenge.answer("Candle-holder-1!")
    assert pool.replaced == [("right", "Candle-holder-1!")]


def test_nobody_is_asked_without_a_pool_or_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cognito, "Pool", lambda *_: pytest.fail("somebody was asked"))
    with pytest.raises(Unreachable, match=r"network\.not_set_up"):
        CognitoIdentity(PoolAddress("", "", ""), NetworkSwitch()).sign_in("a", "b")
    with pytest.raises(Unreachable, match=r"network\.switched_off"):
        CognitoIdentity(ADDRESS, NetworkSwitch(on=False)).sign_in("a", "b")


def test_a_pool_out_of_reach_is_unreachable() -> None:
    with pytest.raises(Unreachable, match=r"server\.unreachable"):
        CognitoIdentity(ADDRESS, NetworkSwitch()).sign_in("sales1", "right")


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("NotAuthorizedException", "Incorrect username or password.", "sign_in.wrong"),
        ("NotAuthorizedException", "User is disabled.", "sign_in.disabled"),
        ("NotAuthorizedException", "Password attempts exceeded", "sign_in.too_many_attempts"),
        ("UserNotFoundException", "", "sign_in.wrong"),
        ("PasswordResetRequiredException", "", "sign_in.reset_needed"),
        ("InvalidPasswordException", "", "password.too_weak"),
        ("TooManyRequestsException", "", "server.unreachable"),
        ("InternalErrorException", "", "server.unreachable"),
    ],
)
def test_the_pools_refusals_have_codes_of_ours(name: str, words: str, code: str) -> None:
    import botocore.exceptions

    said = {"Error": {"Code": name, "Message": words}}
    with pytest.raises((SignInRefused, Unreachable)) as refused, cognito.failures_told():
        raise botocore.exceptions.ClientError(said, "InitiateAuth")  # type: ignore[arg-type]  # only the error matters
    assert refused.value.code == code
    assert words not in str(refused.value) or not words


def registers(identity: FakeIdentity) -> RegisterTokens:
    secrets = {"register.username": "register-t1", "register.secret": "secret-1"}
    return RegisterTokens(MemoryKeyStore(secrets), identity)


def test_the_register_signs_in_once_and_again_when_its_token_was_refused() -> None:
    pool = FakeIdentity()
    pool.add("register-t1", "secret-1", Role.REGISTER)
    tokens = registers(pool)
    assert [tokens.token(), tokens.token()] == ["register-t1#1"] * 2
    tokens.renew()
    assert tokens.token() == "register-t1#2"


def test_a_register_without_its_secret_says_so() -> None:
    with pytest.raises(EnvironmentFailed, match=r"key_store\.secret_missing"):
        RegisterTokens(MemoryKeyStore(), FakeIdentity()).token()


def test_a_temporary_secret_is_no_secret() -> None:
    pool = FakeIdentity()
    pool.add("register-t1", "secret-1", Role.REGISTER, temporary=True)
    with pytest.raises(SignInRefused, match=r"register\.secret_temporary"):
        registers(pool).token()
