"""This machine's identity, its receipt counter, and its local settings.

Keys and secrets are not here: they are in the platform's key store.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from pos_app.services.records import RegisterIdentity
from pos_core.errors import RuleBroken
from pos_core.identifiers import receipt_number
from pos_core.journal import GENESIS, Head

_READ = "SELECT register_id, code, name, store_id, store_name, username FROM register"
_KEEP = """INSERT INTO register VALUES (1, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET
register_id = excluded.register_id, code = excluded.code, name = excluded.name,
store_id = excluded.store_id, store_name = excluded.store_name, username = excluded.username"""
_ENTRY_OF = "SELECT 1 FROM journal WHERE register_id = ? LIMIT 1"
_FORGET_EMPTY = "DELETE FROM journals WHERE current = 1 AND register_id <> ?"
_OPEN = """INSERT INTO journals VALUES (?, ?, '', ?, ?, ?, ?, ?, 1)
ON CONFLICT (register_id) DO UPDATE SET code = excluded.code"""
_CLOSE = """UPDATE journals SET current = 0, public_key = ?, posted_through = ?
WHERE current = 1"""
_START_COUNTING = "UPDATE register SET receipts_issued = ?"
_NEXT = "UPDATE register SET receipts_issued = receipts_issued + 1 RETURNING code, receipts_issued"
_SET = """INSERT INTO settings VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value"""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a journal begins in a file: what is before is in the books and is not here."""

    base: Head = GENESIS
    receipts: int = 0


BEGINNING = Beginning()


class RegisterBook:
    """The register's own row and the local settings, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def identity(self) -> RegisterIdentity | None:
        """Return this machine's identity; None before enrolment."""
        row = self._run(_READ).first()
        return RegisterIdentity(*row) if row else None

    def keep(self, identity: RegisterIdentity, begins: Beginning = BEGINNING) -> None:
        """Keep the identity that enrolment gave; its journal begins in this file as `begins` says.

        Raises RuleBroken `register.journal_not_empty` when this journal belongs to another
        register: two registers in one chain could never be proved to the server.
        """
        before = self.identity()
        other = before is not None and before.register_id != identity.register_id
        if before and other and self._run(_ENTRY_OF, (before.register_id,)).first():
            raise RuleBroken("register.journal_not_empty", register_id=identity.register_id)
        self._run(_FORGET_EMPTY, (identity.register_id,))
        self._keep(identity, begins)
        if before is None or other:
            self._run(_START_COUNTING, (begins.receipts,))

    def succeed(self, identity: RegisterIdentity, former_key: str, agreed_through: int) -> None:
        """Close the current journal and begin that of the register which succeeds it.

        `former_key` (base64) proves the former entries; those after `agreed_through` are to be
        carried over within this transaction.
        """
        self._run(_CLOSE, (former_key, agreed_through))
        self._keep(identity, BEGINNING)
        self._run(_START_COUNTING, (0,))

    def _keep(self, identity: RegisterIdentity, begins: Beginning) -> None:
        of, base = identity, begins.base
        start = (base.seq, base.hash, begins.receipts)
        self._run(_OPEN, (of.register_id, of.code, *start, base.seq, base.seq))
        self._run(
            _KEEP,
            (of.register_id, of.code, of.name, of.store_id, of.store_name, of.username),
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
