"""Who may sign in on this machine, and what lets them in without a network.

The staff feed says who works here now; a verifier says who has proved a password on this machine.
Knows nothing of argon2: a verifier is a text.
"""

import json
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection

from pos_app.services.records import KnownStaff
from pos_core.identifiers import moment_of
from pos_core.permissions import Role, roles_from

_OFFLINE_DAYS = "SELECT json_extract(body, '$.offline_days') FROM shop"
# Somebody whom the feed calls inactive is gone, whatever was remembered; somebody whom the feed
# does not know (it has not been here yet) stays as remembered.
_KNOWN = """SELECT coalesce(s.staff_id, v.staff_id), coalesce(s.username, v.username),
coalesce(s.name, v.name) AS shown, coalesce(s.roles, v.roles), coalesce(v.signed_in_at, '') AS last
FROM staff s FULL JOIN verifiers v ON v.staff_id = s.staff_id
WHERE coalesce(s.active, 1) = 1 ORDER BY last DESC, shown"""
_REMEMBER = """INSERT INTO verifiers VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (username) DO UPDATE SET
staff_id = excluded.staff_id, name = excluded.name, roles = excluded.roles,
verifier = excluded.verifier, signed_in_at = excluded.signed_in_at"""
_VERIFIER = """SELECT v.verifier, v.signed_in_at
FROM verifiers v LEFT JOIN staff s ON s.staff_id = v.staff_id
WHERE v.username = ? AND coalesce(s.active, 1) = 1"""
_COUNT = """INSERT INTO sign_in_attempts VALUES (?1, 1, ?2)
ON CONFLICT (username) DO UPDATE SET failed = failed + 1, last_at = ?2 RETURNING failed"""
_FORGET = "DELETE FROM sign_in_attempts WHERE username = ?"


class SqliteStaffBook:
    """Fits the port StaffBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def known(self, now: str) -> list[KnownStaff]:
        """Return staff for the sign-in screen: who was here last comes first, then by name.

        Without a network only those can work whose last sign-in here, with the server, is at most
        the shop's `offline_days` old at `now`.
        """
        days = self._run(_OFFLINE_DAYS).scalar() or 0
        oldest = moment_of(now) - timedelta(days=days)
        return [
            KnownStaff(
                staff_id=staff_id,
                username=username,
                name=name,
                roles=roles_from(json.loads(roles)),
                can_work_offline=bool(last) and moment_of(last) >= oldest,
                last_here=last,
            )
            for staff_id, username, name, roles, last in self._run(_KNOWN)
        ]

    def remember(
        self, staff_id: str, username: str, name: str, roles: Sequence[Role], verifier: str, at: str
    ) -> None:
        """Keep the verifier of a successful online sign-in and forget failed attempts."""
        groups = json.dumps(sorted(role.value for role in roles))
        self._run(_REMEMBER, (username, staff_id, name, groups, verifier, at))
        self.forget_attempts(username)

    def verifier(self, username: str) -> tuple[str, str] | None:
        """Return `(verifier, time of the last online sign-in)`; None for who has left the shop."""
        row = self._run(_VERIFIER, (username,)).first()
        return (row[0], row[1]) if row else None

    def note_attempt(self, username: str, at: str, limit: int) -> int:
        """Count an attempt before it is checked; return how many are left after this one.

        Below zero means that this one is over the limit already and must not be checked.
        """
        failed: int = self._run(_COUNT, (username, at)).scalar_one()
        return limit - failed

    def forget_attempts(self, username: str) -> None:
        """Start counting anew after a success."""
        self._run(_FORGET, (username,))
