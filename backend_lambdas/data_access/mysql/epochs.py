"""The lives of the books.

Fits `Epochs`. Knows nothing of backups.
"""

from sqlalchemy import Connection, func, select

from backend_lambdas.data_access.mysql.rows import add
from backend_lambdas.data_access.mysql.watch_tables import epochs
from backend_lambdas.logic.books.epochs import Epoch


class SqlEpochs:
    """The lives of the books, one after the other."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def current(self) -> Epoch:
        """Return the present one."""
        newest = select(epochs.c.epoch, epochs.c.feeds_from).order_by(epochs.c.number.desc())
        return Epoch(*self._connection.execute(newest.limit(1)).one())

    def begin(self, epoch: Epoch, now: str) -> None:
        """Begin a new one; its name was never used before."""
        last = self._connection.execute(select(func.max(epochs.c.number))).scalar_one()
        row = {
            "number": last + 1,
            "epoch": epoch.name,
            "feeds_from": epoch.feeds_from,
            "begun_at": now,
        }
        add(self._connection, epochs, [row])
