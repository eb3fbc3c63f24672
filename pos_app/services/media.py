"""Pictures and specifications on this machine: fetched once, found by their content, bounded.

Files are named by the SHA-256 of what is in them. Thumbnails stay for good; pictures and
specifications that were not looked at for longest go first when the room is used up. Knows nothing
of HTTP or of how pictures are shown.
"""

from pathlib import Path

from pos_app.services.ports import RegisterTokens, ServerApi, Storage
from pos_app.services.records import MediaRecord
from pos_core.errors import NotFound, StorageFailed

ROOM_BYTES = 512 * 1024 * 1024
THUMBNAIL = "thumbnail"
_KEPT_AT_ONCE = 50


class Media:
    """The machine's own copies of the shop's files."""

    def __init__(
        self,
        storage: Storage,
        server: ServerApi,
        tokens: RegisterTokens,
        cache_dir: Path,
        room_bytes: int = ROOM_BYTES,
    ) -> None:
        """Keep files below `cache_dir`, full media within `room_bytes`."""
        self._storage = storage
        self._server = server
        self._tokens = tokens
        self._thumbnails = cache_dir / "thumbnails"
        self._full = cache_dir / "full"
        self._room_bytes = room_bytes

    def local(self, sha256: str) -> Path | None:
        """Return the file with this content when it is on this machine."""
        for folder in (self._thumbnails, self._full):
            path = folder / sha256[:2] / sha256
            if sha256 and path.is_file():
                return path
        return None

    def fetch(self, sha256: str) -> Path:
        """Return the file with this content, fetched from the server if it is not here yet.

        Raises Unreachable without a network, NotFound `media.not_here` when no product names it
        or the server has it no more, and StorageFailed for a full disk and the like; a half
        fetched file is never seen.
        """
        here = self.local(sha256)
        if here is not None:
            here.touch()
            return here
        with self._storage.read() as books:
            record = books.catalogue.media(sha256)
        if record is None:
            raise NotFound("media.not_here", sha256=sha256)
        path = self._download(record, self._tokens.token())
        with self._storage.begin(urgent=False) as books:
            books.catalogue.media_arrived(sha256, str(path))
        self._make_room(path)
        return path

    def fetch_thumbnails(self, limit: int) -> int:
        """Fetch up to `limit` thumbnails that are missing, best sellers first.

        Returns how many the machine has now that it lacked before. Raises Unreachable; what
        arrived before it stays.
        """
        with self._storage.read() as books:
            missing = books.catalogue.media_missing(THUMBNAIL, limit)
        arrived: list[tuple[str, str]] = []
        count = 0
        try:
            for record in missing:
                path = self._thumbnail(record)
                if path is not None:
                    arrived.append((record.sha256, str(path)))
                    count += 1
                if len(arrived) >= _KEPT_AT_ONCE:
                    self._note(arrived)
        finally:
            self._note(arrived)
        return count

    def _thumbnail(self, record: MediaRecord) -> Path | None:
        here = self.local(record.sha256)
        if here is not None:
            return here
        try:
            return self._download(record, self._tokens.token())
        except NotFound:
            return None

    def _note(self, arrived: list[tuple[str, str]]) -> None:
        if not arrived:
            return
        with self._storage.begin(urgent=False) as books:
            for sha256, path in arrived:
                books.catalogue.media_arrived(sha256, path)
        arrived.clear()

    def _download(self, record: MediaRecord, token: str) -> Path:
        folder = self._thumbnails if record.kind == THUMBNAIL else self._full
        path = folder / record.sha256[:2] / record.sha256
        url = self._server.media_link(token, record.media_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed("storage.folder", folder=str(path.parent)) from error
        self._server.download(url, record.sha256, record.size, path)
        return path

    def _make_room(self, newest: Path) -> None:
        """Let go of the full files that were not looked at for longest; never of the newest."""
        files = [(path.stat(), path) for path in self._full.glob("??/*") if path.is_file()]
        used = sum(found.st_size for found, _ in files)
        gone: list[str] = []
        for found, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if used <= self._room_bytes:
                break
            if path != newest:
                path.unlink(missing_ok=True)
                used -= found.st_size
                gone.append(path.name)
        if gone:
            self._note([(sha256, "") for sha256 in gone])
