"""A user pool with state: accounts, passwords, temporary ones, and tokens that can be refused."""

from dataclasses import dataclass, field

from pos_app.services.ports import NewPasswordNeeded, SignedIn
from pos_core.errors import SignInRefused, Unreachable
from pos_core.permissions import Role

SHORTEST_PASSWORD = 12


@dataclass
class Account:
    """Somebody in the pool."""

    username: str
    password: str
    roles: frozenset[Role]
    temporary: bool = False
    disabled: bool = False


@dataclass
class FakeIdentity:
    """Fits the port IdentityProvider."""

    accounts: dict[str, Account] = field(default_factory=dict)
    reachable: bool = True
    sign_ins: int = 0

    def add(self, username: str, password: str, *roles: Role, temporary: bool = False) -> None:
        self.accounts[username] = Account(username, password, frozenset(roles), temporary)

    def sign_in(self, username: str, password: str) -> SignedIn | NewPasswordNeeded:
        self.check_network()
        account = self.accounts.get(username)
        if account is None or account.password != password:
            raise SignInRefused("sign_in.wrong")
        if account.disabled:
            raise SignInRefused("sign_in.disabled")
        if account.temporary:
            return FakeChallenge(self, account)
        return self.session(account)

    def session(self, account: Account) -> "FakeSignedIn":
        self.sign_ins += 1
        return FakeSignedIn(self, account, self.sign_ins)

    def check_network(self) -> None:
        if not self.reachable:
            raise Unreachable


@dataclass
class FakeSignedIn:
    """Fits the port SignedIn; its token names the account and the number of the sign-in."""

    identity: FakeIdentity
    account: Account
    number: int

    @property
    def staff_id(self) -> str:
        return f"staff-{self.account.username}"

    @property
    def username(self) -> str:
        return self.account.username

    @property
    def name(self) -> str:
        return self.account.username.title()

    @property
    def roles(self) -> frozenset[Role]:
        return self.account.roles

    def token(self) -> str:
        if self.account.disabled:
            raise SignInRefused("sign_in.disabled")
        return f"{self.account.username}#{self.number}"


@dataclass
class FakeChallenge:
    """Fits the port NewPasswordNeeded."""

    identity: FakeIdentity
    account: Account

    @property
    def username(self) -> str:
        return self.account.username

    def answer(self, new_password: str) -> SignedIn:
        self.identity.check_network()
        if len(new_password) < SHORTEST_PASSWORD:
            raise SignInRefused("password.too_weak")
        self.account.password, self.account.temporary = new_password, False
        return self.identity.session(self.account)
