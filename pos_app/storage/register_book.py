"""This machine's identity, its receipt counter, and its local settings.

Keys and secrets are not here: they are in the platform's key store.
"""

from sqlalchemy import Connection

from pos_app.services.records import RegisterIdentity
from pos_core.errors import RuleBroken
from pos_core.identifiers import receipt_number

_READ = "SELECT register_id, code, name, store_id, store_name, username FROM register"
_KEEP = """INSERT INTO register VALUES (1, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET
register_id = excluded.register_id, code = excluded.code, name = excluded.name,
store_id = excluded.store_id, store_name = excluded.store_name, username = excluded.username"""
_NEXT = "UPDATE register SET receipts_issued = receipts_issued + 1 RETURNING code, receipts_issued"
_SET = """INSERT INTO settings VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value"""


class RegisterBook:
    """The register's own row and the local settings, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def identity(self) -> RegisterIdentity | None:
        """Return this machine's identity; None before enrolment."""
        row = self._run(_READ).first()
        return RegisterIdentity(*row) if row else None

    def keep(self, identity: RegisterIdentity) -> None:
        """Keep the identity that enrolment gave.

        Raises RuleBroken `register.journal_not_empty` when this journal belongs to another
        register: two registers in one chain could never be proved to the server.
        """
        before = self.identity()
        other = before is not None and before.register_id != identity.register_id
        if other and self._run("SELECT 1 FROM journal LIMIT 1").first():
            raise RuleBroken("register.journal_not_empty", register_id=identity.register_id)
        self._run(
            _KEEP,
            (
                identity.register_id,
                identity.code,
                identity.name,
                identity.store_id,
                identity.store_name,
                identity.username,
            ),
        )

    def next_receipt_number(self) -> str:
        """Allocate the next number, gapless; raises RuleBroken `register.not_enrolled`."""
        row = self._run(_NEXT).first()
        if row is None:
            raise RuleBroken("register.not_enrolled")
        return receipt_number(row[0], row[1])

    def setting(self, name: str) -> str:
        """Return a local setting, empty when not set."""
        return self._run("SELECT value FROM settings WHERE name = ?", (name,)).scalar() or ""

    def set_setting(self, name: str, value: str) -> None:
        """Keep a local setting."""
        self._run(_SET, (name, value))
