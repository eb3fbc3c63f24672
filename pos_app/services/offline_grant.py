"""The grant that lets somebody sign in without a network: argon2id verifier, roles, time, seal.

Made after an online sign-in. The seal (HMAC-SHA256 with a key from the platform's key store) binds
the verifier to the person and the roles, so that nobody promotes themselves by editing the local
database. Knows nothing of attempts or of the server.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pos_app.services.ports import KeyStore
from pos_core.errors import SignInRefused
from pos_core.identifiers import moment_of, timestamp
from pos_core.journal import canonical_json
from pos_core.permissions import Role, roles_from

GRANT_KEY = "offline.grant_key"
MEMORY_KIB = 64 * 1024  # argon2id, 64 MiB, t=3, p=1: above the minimum of OWASP ASVS 5.0
TIME_COST = 3
PARALLELISM = 1


@dataclass(frozen=True, slots=True)
class Grant:
    """What the machine knows of somebody who may sign in here without the server."""

    staff_id: str
    username: str
    name: str
    roles: frozenset[Role]
    granted_at: str
    verifier: str

    def sealed_part(self) -> str:
        """Return the canonical text that the seal covers."""
        return canonical_json(
            {
                "staff_id": self.staff_id,
                "username": self.username,
                "name": self.name,
                "roles": sorted(role.value for role in self.roles),
                "granted_at": self.granted_at,
                "verifier": self.verifier,
            }
        )


class OfflineGrants:
    """Makes grants and checks them."""

    def __init__(self, key_store: KeyStore) -> None:
        """Keep the seal's key in this store."""
        self._key_store = key_store
        self._key = b""

    def issue(
        self,
        staff_id: str,
        username: str,
        name: str,
        roles: Iterable[Role],
        password: str,
        now: datetime,
    ) -> str:
        """Return a sealed grant as text, for the staff book."""
        from argon2 import PasswordHasher

        verifier = PasswordHasher(TIME_COST, MEMORY_KIB, PARALLELISM).hash(password)
        grant = Grant(staff_id, username, name, frozenset(roles), timestamp(now), verifier)
        part = grant.sealed_part()
        return json.dumps({"grant": part, "seal": self._seal(part)})

    def check(self, text: str, username: str, password: str, now: datetime, days: int) -> Grant:
        """Return the grant when seal, name, age and password are right.

        Raises SignInRefused `sign_in.offline_broken`, `sign_in.offline_expired` or `sign_in.wrong`.
        """
        grant = self._unsealed(text)
        if grant.username != username:
            raise SignInRefused("sign_in.offline_broken")
        if now > moment_of(grant.granted_at) + timedelta(days=days):
            raise SignInRefused("sign_in.offline_expired", days=days)
        if not _matches(grant.verifier, password):
            raise SignInRefused("sign_in.wrong")
        return grant

    def _unsealed(self, text: str) -> Grant:
        try:
            outer = json.loads(text)
            part, seal = str(outer["grant"]), str(outer["seal"])
            if not hmac.compare_digest(seal, self._seal(part)):
                raise SignInRefused("sign_in.offline_broken")
            inner = json.loads(part)
            return Grant(
                staff_id=str(inner["staff_id"]),
                username=str(inner["username"]),
                name=str(inner["name"]),
                roles=roles_from(inner["roles"]),
                granted_at=str(inner["granted_at"]),
                verifier=str(inner["verifier"]),
            )
        except (ValueError, KeyError, TypeError):
            raise SignInRefused("sign_in.offline_broken") from None

    def _seal(self, part: str) -> str:
        if not self._key:
            text = self._key_store.get(GRANT_KEY)
            if text is None:
                text = base64.b64encode(secrets.token_bytes(32)).decode()
                self._key_store.put(GRANT_KEY, text)
            self._key = base64.b64decode(text)
        return hmac.new(self._key, part.encode(), hashlib.sha256).hexdigest()


def _matches(verifier: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(verifier, password)
    except (VerificationError, InvalidHashError):
        return False
