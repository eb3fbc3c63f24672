"""The first fill: settings, staff, catalogue and stock, from snapshots and then the changes since.

Can be broken off between two steps and begun again; what is here already is not fetched twice.
Knows nothing of windows: whoever shows the progress may end it by raising from `progress`.
"""

from pathlib import Path

from pos_app.services.ports import Progress, RegisterTokens, ServerApi, Storage
from pos_app.sync.feeds import Feeds, quietly
from pos_core.errors import NotFound
from pos_core.wire.changes import Scope

ORDER = (Scope.SETTINGS, Scope.STAFF, Scope.CATALOGUE, Scope.STOCK)


class FirstFill:
    """Fills an empty till so that it can sell; brings one that is not empty up to date."""

    def __init__(
        self, storage: Storage, api: ServerApi, tokens: RegisterTokens, folder: Path
    ) -> None:
        """Fill `storage` with what `api` has; snapshots rest in `folder` while they are read."""
        self._storage = storage
        self._tokens = tokens
        self._feeds = Feeds(storage, api, folder)

    def run(self, progress: Progress = quietly) -> None:
        """Fetch everything; `progress` gets scope, done, and expected (0 when not known).

        Raises Unreachable, SignInRefused, NotAllowed, StorageFailed; begun again, it goes on.
        """
        for scope in ORDER:
            done = self._first(scope, progress)
            more = True
            while more:
                changes, more = self._feeds.next_page(self._tokens.token(), scope)
                done += changes
                progress(scope.value, done, 0 if more else done)

    def _first(self, scope: Scope, progress: Progress) -> int:
        """Begin with the snapshot, where there is one and nothing is here yet."""
        with self._storage.read() as books:
            if books.catalogue.cursor(scope):
                return 0
        try:
            return self._feeds.snapshot(self._tokens.token(), scope, progress)
        except NotFound:
            return 0
