"""The lives of the books.

Fits `Epochs`. Knows nothing of backups.
"""

from sqlalchemy import Connection, func, select

from backend_lambdas.data_access.mysql.rows import add
from backend_lambdas.data_access.mysql.watch_tables import epochs


class SqlEpochs:
    """The lives of the books, one after the other."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def current(self) -> str:
        """Return the name of the present one."""
        newest = select(epochs.c.epoch).order_by(epochs.c.number.desc()).limit(1)
        return str(self._connection.execute(newest).scalar_one())

    def begin(self, epoch: str, now: str) -> None:
        """Begin a new one; its name was never used before."""
        last = self._connection.execute(select(func.max(epochs.c.number))).scalar_one()
        row = {"number": last + 1, "epoch": epoch, "begun_at": now}
        add(self._connection, epochs, [row])
