"""Sign-in by SRP, for staff and for the register itself. Tokens stay in memory.

Fits the ports IdentityProvider and RegisterTokens. What is slow to import is imported when it is
first needed. Knows nothing of what somebody may do.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pos_app.services.ports import IdentityProvider, KeyStore, NewPasswordNeeded, SignedIn
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import EnvironmentFailed, SignInRefused, Unreachable
from pos_core.permissions import Role, roles_from

if TYPE_CHECKING:
    from pos_app.sync.cognito import Pool

REGISTER_USERNAME = "register.username"
REGISTER_SECRET = "register.secret"  # noqa: S105 — the name under which the secret is kept
RENEW_BEFORE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class PoolAddress:
    """Where staff and registers sign in; an empty endpoint is AWS itself."""

    user_pool_id: str
    client_id: str
    region: str
    endpoint: str = ""


class _Lifetime:
    """How long a token that has just arrived is good for, whatever this machine's clock says.

    Counted from its arrival, by the seconds that have passed and by the wall clock, which also
    counts those that the machine slept; the larger of both holds.
    """

    def __init__(self, claims: Mapping[str, Any]) -> None:
        """Begin to count; `claims` says when the token was made and when it ends."""
        self._seconds = int(claims["exp"]) - int(claims["iat"])
        self._since = time.monotonic(), time.time()

    @property
    def left_seconds(self) -> float:
        """Seconds until the token ends."""
        passed, by_the_clock = self._since
        return self._seconds - max(time.monotonic() - passed, time.time() - by_the_clock)


class CognitoSession:
    """Fits the port SignedIn: an account that has proved its password."""

    def __init__(self, pool: "Pool", switch: NetworkSwitch) -> None:
        """Take over a conversation that has its tokens."""
        self._pool = pool
        self._switch = switch
        self._lifetime = _Lifetime(pool.claims)
        claims = pool.claims
        self._username = str(claims["cognito:username"])
        self._name = str(claims.get("name") or self._username)
        self._roles = roles_from(_groups(claims.get("cognito:groups", ())))

    @property
    def staff_id(self) -> str:
        """The identity of the account: its user name, which Cognito never changes."""
        return self._username

    @property
    def username(self) -> str:
        """The name the account signs in with."""
        return self._username

    @property
    def name(self) -> str:
        """The person's name, for receipts."""
        return self._name

    @property
    def roles(self) -> frozenset[Role]:
        """The roles among the account's groups."""
        return self._roles

    def token(self) -> str:
        """Return a valid ID token, refreshed when due.

        Raises Unreachable when it is due and there is no network, SignInRefused when the account
        has been signed out or disabled.
        """
        if self._lifetime.left_seconds < RENEW_BEFORE_SECONDS:
            self._switch.check()
            self._pool.renew()
            self._lifetime = _Lifetime(self._pool.claims)
        return str(self._pool.id_token)


class TemporaryPassword:
    """Fits the port NewPasswordNeeded."""

    def __init__(self, pool: "Pool", password: str, switch: NetworkSwitch) -> None:
        """Remember what was proved, until the answer."""
        self._pool = pool
        self._password = password
        self._switch = switch

    @property
    def username(self) -> str:
        """Whose password it is."""
        return str(self._pool.username)

    def answer(self, new_password: str) -> SignedIn:
        """Set the password and finish; raises SignInRefused `password.too_weak`."""
        self._switch.check()
        self._pool.replace_password(self._password, new_password)
        return CognitoSession(self._pool, self._switch)


class CognitoIdentity:
    """Fits the port IdentityProvider."""

    def __init__(self, address: PoolAddress, switch: NetworkSwitch) -> None:
        """Sign in at this pool, as long as the switch is on."""
        self._address = address
        self._switch = switch

    def warm_up(self) -> None:
        """Import what is slow to import, while somebody types their password."""
        if self._address.user_pool_id:
            self._pool("")

    def sign_in(self, username: str, password: str) -> SignedIn | NewPasswordNeeded:
        """Prove knowledge of the password without sending it.

        Raises SignInRefused (`sign_in.wrong`, `sign_in.disabled`, …) and Unreachable.
        """
        self._switch.check()
        if not self._address.user_pool_id:
            raise Unreachable("network.not_set_up")
        pool = self._pool(username)
        if not pool.prove(password):
            return TemporaryPassword(pool, password, self._switch)
        return CognitoSession(pool, self._switch)

    def _pool(self, username: str) -> "Pool":
        from pos_app.sync.cognito import Pool

        at = self._address
        return Pool(at.user_pool_id, at.client_id, at.region, at.endpoint, username)


class RegisterTokens:
    """Fits the port RegisterTokens: signs the register in with the secret from the key store."""

    def __init__(self, key_store: KeyStore, identity: IdentityProvider) -> None:
        """Sign in through `identity` when a token is first needed."""
        self._key_store = key_store
        self._identity = identity
        self._session: SignedIn | None = None

    def token(self) -> str:
        """Return a valid ID token.

        Raises Unreachable, SignInRefused when the account is refused, and EnvironmentFailed
        `key_store.unavailable` or `key_store.secret_missing`.
        """
        if self._session is not None:
            try:
                return self._session.token()
            except SignInRefused:
                self._session = None  # the refresh token has expired; the secret has not
        self._session = self._signed_in()
        return self._session.token()

    def renew(self) -> None:
        """Forget the token at hand: the server refused it."""
        self._session = None

    def _signed_in(self) -> SignedIn:
        username = self._key_store.get(REGISTER_USERNAME)
        secret = self._key_store.get(REGISTER_SECRET)
        if not username or not secret:
            raise EnvironmentFailed("key_store.secret_missing", name=REGISTER_SECRET)
        answer = self._identity.sign_in(username, secret)
        if isinstance(answer, NewPasswordNeeded):
            raise SignInRefused("register.secret_temporary", username=username)
        return answer


def _groups(claim: object) -> list[str]:
    """Read the claim `cognito:groups`: a list, or a text that looks like one."""
    if isinstance(claim, str):
        return claim.strip("[]").replace(",", " ").split()
    return [str(group) for group in claim] if isinstance(claim, list | tuple) else []
