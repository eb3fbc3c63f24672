"""The floor of a first fill: fetch the same snapshots and write their lines into a plain table.

Uses the bare driver, and does nothing that makes the lines findable.
"""

import gzip
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bench import seconds
from benchmarks.floors import raw_database

PAGE = 500


def fetched_and_written(folder: Path, urls: Sequence[str]) -> float:
    """Fetch files of lines and write each line into a plain table; return the seconds."""
    folder.mkdir()
    return seconds(lambda: _fetch_and_write(folder / "plain.db", urls))


def _fetch_and_write(file: Path, urls: Sequence[str]) -> None:
    with raw_database(file, "ab" * 32) as driver:
        driver.execute("CREATE TABLE plain (line BLOB)")
        for url in urls:
            lines = gzip.decompress(_fetched(url)).splitlines()
            for begin in range(0, len(lines), PAGE):
                driver.execute("BEGIN")
                rows = [(line,) for line in lines[begin : begin + PAGE]]
                driver.executemany("INSERT INTO plain VALUES (?)", rows)
                driver.execute("COMMIT")


def _fetched(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:  # noqa: S310  # links of the backend on this machine
        content: bytes = answer.read()
    return content
