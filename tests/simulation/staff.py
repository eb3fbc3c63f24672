"""Who works in the shop, and the grants that let them in without a network.

What argon2 promises is tested where grants are; a simulated day has no time for it. Knows nothing
of tills.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pos_app.services.offline_grant import Grant, OfflineGrants
from pos_core.errors import SignInRefused
from pos_core.identifiers import moment_of, timestamp
from pos_core.permissions import Role

PASSWORD = "Lantern-2026!"
STAFF: Mapping[str, Role] = {
    "sales1": Role.SALESPERSON,
    "sales2": Role.SALESPERSON,
    "manager1": Role.MANAGER,
}


class QuickGrants(OfflineGrants):
    """Grants with the real seal, whose verifier is the password itself."""

    def issue(
        self,
        staff_id: str,
        username: str,
        name: str,
        roles: Iterable[Role],
        password: str,
        now: datetime,
    ) -> str:
        """Return a sealed grant as text."""
        grant = Grant(staff_id, username, name, frozenset(roles), timestamp(now), password)
        part = grant.sealed_part()
        return json.dumps({"grant": part, "seal": self._seal(part)})

    def check(self, text: str, username: str, password: str, now: datetime, days: int) -> Grant:
        """Return the grant when seal, name, age and password are right."""
        grant = self._unsealed(text)
        if (grant.username, grant.verifier) != (username, password):
            raise SignInRefused("sign_in.wrong")
        if now > moment_of(grant.granted_at) + timedelta(days=days):
            raise SignInRefused("sign_in.offline_expired", days=days)
        return grant
