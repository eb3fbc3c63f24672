"""A server that only serves feeds, for what is measured on the till alone.

Snapshots are files that were made before; after them, when asked to be endless, each page of the
catalogue's changes is followed by another one. Runs in a process of its own and costs next to
nothing; the real backend is measured elsewhere.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from benchmarks.bench import Bench
from benchmarks.synthetic_catalogue import (
    catalogue_changes,
    settings_changes,
    staff_changes,
    stock_changes,
)
from pos_core.wire.changes import Change, ChangesPage, Scope, SnapshotLink

PAGE = 1_000
DIFFERENT_CHANGES = 20_000
_LEVEL = 1


class Served(NamedTuple):
    """What one server serves: snapshot files by scope, and the changes that never end."""

    folder: Path
    endless: Sequence[str]


@contextmanager
def feed_server(bench: Bench, products: int = 0, *, endless: bool = False) -> Iterator[str]:
    """Serve the feeds of a shop with so many products; yield the API's address."""
    folder = snapshots(bench, products or bench.products)
    command = [sys.executable, "-m", "benchmarks.feed_server", str(folder)]
    server = subprocess.Popen(
        [*command, *(["--endless"] if endless else [])], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def snapshots(bench: Bench, products: int) -> Path:
    """Return the folder with the snapshot files; they are made once in a run."""
    folder = bench.shared / f"feeds-{products}"
    if not folder.exists():
        half = folder.with_suffix(".part")
        half.mkdir(parents=True)
        for scope, changes in (
            (Scope.SETTINGS, settings_changes()),
            (Scope.STAFF, staff_changes()),
            (Scope.CATALOGUE, catalogue_changes(products)),
            (Scope.STOCK, stock_changes(products)),
        ):
            write_snapshot(half / scope.value, changes)
        half.rename(folder)
    return folder


def write_snapshot(file: Path, changes: Iterator[Change]) -> None:
    """Write a snapshot as the backend does, and beside it what its link says."""
    lines = [change.model_dump_json() for change in changes]
    content = gzip.compress("".join(f"{line}\n" for line in lines).encode(), _LEVEL)
    file.write_bytes(content)
    link = SnapshotLink(
        scope=Scope(file.name),
        cursor=len(lines),
        url="",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        count=len(lines),
    )
    file.with_suffix(".json").write_text(link.model_dump_json(), encoding="utf-8")


class FeedRequests(BaseHTTPRequestHandler):
    """Answers the three questions a till that follows feeds has."""

    protocol_version = "HTTP/1.1"
    served: Served

    def do_GET(self) -> None:
        """Answer a question for a snapshot's link, its file, or a page of changes."""
        asked = urlsplit(self.path)
        kind, _, name = asked.path.removeprefix("/v1/").partition("/")
        if kind == "snapshots":
            self._answer(self._link(Scope(name)).encode())
        elif kind == "files":
            self._send((self.served.folder / Scope(name).value).read_bytes(), {})
        else:
            query = parse_qs(asked.query)
            self._answer(self._page(Scope(query["scope"][0]), int(query["after"][0])))

    def _link(self, scope: Scope) -> str:
        told = (self.served.folder / scope.value).with_suffix(".json").read_text(encoding="utf-8")
        link = SnapshotLink.model_validate_json(told)
        url = f"http://{self.headers['Host']}/v1/files/{scope.value}"
        return link.model_copy(update={"url": url}).model_dump_json()

    def _page(self, scope: Scope, after: int) -> bytes:
        endless = self.served.endless if scope is Scope.CATALOGUE else ()
        if not endless:
            page = ChangesPage(scope=scope, after=after, cursor=after, more=False, changes=[])
            return page.model_dump_json().encode()
        versions = range(after + 1, after + 1 + PAGE)
        changes = ",".join(f'{{"version":{v},{endless[v % len(endless)]}' for v in versions)
        head = {"scope": scope.value, "after": after, "cursor": after + PAGE, "more": True}
        return f'{json.dumps(head)[:-1]},"changes":[{changes}]}}'.encode()

    def _answer(self, body: bytes) -> None:
        self._send(
            gzip.compress(body, _LEVEL),
            {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        )

    def _send(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Keep silent."""


def endless_changes(folder: Path) -> list[str]:
    """Return changes of products without their versions, as the end of a JSON object."""
    with gzip.open(folder / Scope.CATALOGUE.value, "rt", encoding="utf-8") as lines:
        products = (line for line in lines if '"kind":"product"' in line)
        found = [line.strip().partition(",")[2] for line in products]
    return found[:DIFFERENT_CHANGES]


def main() -> None:
    """Serve until the end, on a free port that is told in the first line of the output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--endless", action="store_true")
    given = parser.parse_args()
    FeedRequests.served = Served(
        given.folder, endless_changes(given.folder) if given.endless else ()
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), FeedRequests) as server:
        print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
