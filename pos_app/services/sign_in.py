"""Sign-in: with the server by SRP, and without a network by the grant kept on this machine.

Attempts without a network are counted before the password is looked at, and the count stands in
the database: killing the program or setting the clock gives no further guess. Knows nothing of
Cognito or of screens.
"""

from datetime import datetime

from pos_app.services.offline_grant import Grant, OfflineGrants
from pos_app.services.ports import IdentityProvider, NewPasswordNeeded, SignedIn, Storage
from pos_app.services.records import KnownStaff, Session
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import DEFAULT_OFFLINE_DAYS
from pos_core.errors import EnvironmentFailed, RuleBroken, SignInRefused, Unreachable
from pos_core.identifiers import Clock, moment_of, timestamp
from pos_core.journal import Actor, EntryType
from pos_core.wire.journal import StaffSignedInV1

ATTEMPTS = 5
LATEST_SEEN = "sign_in.latest_seen"


class StaffTokens:
    """The token of whoever is signed in, in memory only."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._signed_in: SignedIn | None = None

    def take(self, signed_in: SignedIn | None) -> None:
        """Remember who signed in with the server, or that nobody did."""
        self._signed_in = signed_in

    def token(self) -> str | None:
        """Return a valid ID token; None when there is none or none can be had now."""
        if self._signed_in is None:
            return None
        try:
            return self._signed_in.token()
        except (EnvironmentFailed, SignInRefused):
            return None


class SignIn:
    """Lets staff in."""

    def __init__(
        self,
        storage: Storage,
        identity: IdentityProvider,
        clock: Clock,
        tokens: StaffTokens,
        grants: OfflineGrants,
        scribe: Scribe,
    ) -> None:
        """Ask `identity` first; keep and check `grants` for the time without a network."""
        self._storage = storage
        self._identity = identity
        self._clock = clock
        self._tokens = tokens
        self._grants = grants
        self._scribe = scribe

    def known(self) -> list[KnownStaff]:
        """Return who may sign in here, latest first."""
        with self._storage.read() as books:
            return books.staff.known(timestamp(self._clock.now()))

    def with_password(self, username: str, password: str) -> Session | NewPasswordNeeded:
        """Sign in with the server, or by the machine's own grant when it is out of reach.

        Raises SignInRefused: `sign_in.wrong`, `sign_in.disabled` and what else the server says;
        without a network `sign_in.unknown_here`, `sign_in.locked`, `sign_in.offline_expired`,
        `sign_in.offline_broken`. Raises RuleBroken `sign_in.incomplete` for an empty field.
        """
        username = username.strip().lower()  # the user pool ignores case
        if not username or not password:
            raise RuleBroken("sign_in.incomplete")
        self._tokens.take(None)
        try:
            answer = self._identity.sign_in(username, password)
        except Unreachable:
            return self._offline(username, password)
        if isinstance(answer, NewPasswordNeeded):
            return answer
        return self._online(answer, password)

    def answer(self, challenge: NewPasswordNeeded, new_password: str) -> Session:
        """Replace the temporary password and finish; raises SignInRefused `password.too_weak`."""
        return self._online(challenge.answer(new_password), new_password)

    def sign_out(self) -> None:
        """Forget the token; what was sold stays and is sent by the register itself."""
        self._tokens.take(None)

    def _online(self, proof: SignedIn, password: str) -> Session:
        now = self._clock.now()
        grant = self._grants.issue(
            proof.staff_id, proof.username, proof.name, proof.roles, password, now
        )
        session = Session(proof.staff_id, proof.username, proof.name, proof.roles, offline=False)
        with self._storage.begin() as books:
            books.staff.remember(
                proof.staff_id,
                proof.username,
                proof.name,
                sorted(proof.roles),
                grant,
                timestamp(now),
            )
            books.set_setting(LATEST_SEEN, timestamp(now))
        self._record(session)
        self._tokens.take(proof)
        return session

    def _offline(self, username: str, password: str) -> Session:
        now = self._latest_moment()
        with self._storage.begin() as books:
            kept = books.staff.verifier(username)
            if kept is None:
                raise SignInRefused("sign_in.unknown_here", username=username)
            left = books.staff.note_attempt(username, timestamp(now), ATTEMPTS)
            books.set_setting(LATEST_SEEN, timestamp(now))
            shop = books.catalogue.shop()
        if left < 0:
            raise SignInRefused("sign_in.locked", username=username)
        days = shop.offline_days if shop else DEFAULT_OFFLINE_DAYS
        grant = self._checked(kept[0], username, password, now, days, left)
        with self._storage.begin() as books:
            books.staff.forget_attempts(username)
        session = Session(grant.staff_id, grant.username, grant.name, grant.roles, offline=True)
        self._record(session)
        return session

    def _checked(
        self, kept: str, username: str, password: str, now: datetime, days: int, left: int
    ) -> Grant:
        try:
            return self._grants.check(kept, username, password, now, days)
        except SignInRefused as refused:
            if refused.code != "sign_in.wrong":
                raise
            code = "sign_in.wrong" if left else "sign_in.locked"
            raise SignInRefused(code, username=username, attempts_left=left) from None

    def _latest_moment(self) -> datetime:
        """Return now, or the latest time this machine has seen if its clock went back."""
        with self._storage.read() as books:
            seen = books.setting(LATEST_SEEN)
        now = self._clock.now()
        return max(now, moment_of(seen)) if seen else now

    def _record(self, session: Session) -> None:
        with self._storage.begin() as books:
            if books.register() is not None:
                self._scribe.write(
                    books,
                    EntryType.STAFF_SIGNED_IN,
                    StaffSignedInV1(offline=session.offline).model_dump(),
                    Actor(session.staff_id, session.name),
                )
