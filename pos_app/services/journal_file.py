"""The journal as a file of JSON Lines, which proves itself wherever it is read.

A journal begins with a line that names the register, its public key, the entry before its first
one and its last one; every other line is one entry as it travels, its body word for word. Knows
nothing of the database and nothing of the server.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError

from pos_core.errors import RuleBroken, StorageFailed
from pos_core.journal import Entry, Head, public_key_of, read_entry, verify_link, verify_signature
from pos_core.wire.journal import WireEntry

FORM = 1
_FORM_NAME = "salepoint_journal"
_EVERY = 500

Walked = Callable[[int], None]
"""Called with the number of the line that was read."""


@dataclass(frozen=True, slots=True)
class JournalTitle:
    """The first line of a journal in a file: whose it is, and from where to where it goes."""

    register_id: str
    register_code: str
    public_key: str
    exported_at: str
    after: Head
    last: Head

    @property
    def entries(self) -> int:
        """How many entries follow."""
        return self.last.seq - self.after.seq


@dataclass(frozen=True, slots=True)
class Exported:
    """One journal to write: its title and its entries in order."""

    title: JournalTitle
    entries: Iterable[Entry]


def write_journals(journals: Iterable[Exported], out: TextIO) -> int:
    """Write journals one after the other; returns how many entries were written."""
    written = 0
    for journal in journals:
        _write_line(out, {_FORM_NAME: FORM, **asdict(journal.title)})
        for entry in journal.entries:
            _write_line(out, _on_the_wire(entry))
            written += 1
    return written


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """Open a file that appears whole under its name, or not at all.

    Raises StorageFailed `journal_file.unwritable` naming the file.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("w", encoding="utf-8") as out:
                yield out
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageFailed("journal_file.unwritable", file=str(path), reason=reason) from error


def verify_file(path: Path, progress: Walked = lambda line: None) -> list[JournalTitle]:
    """Walk chain and signatures of every journal in a file; returns their titles.

    That a key is the register's own cannot be read from the file: compare it with what the server
    or the machine says. Raises RuleBroken naming the entry (`journal.gap`,
    `journal.chain_broken`, `journal.hash_wrong`, `journal.signature_wrong`,
    `journal.wrong_register`, `journal.cut_off`), `journal_file.unreadable` naming the line, and
    StorageFailed `journal_file.missing`.
    """
    walk = _Walk(path)
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                walk.take(number, line)
                if number % _EVERY == 0:
                    progress(number)
    except OSError as error:
        raise StorageFailed("journal_file.missing", file=str(path)) from error
    except UnicodeDecodeError:
        raise walk.unreadable("it is not UTF-8") from None
    walk.end()
    if not walk.titles:
        raise walk.unreadable("no journal begins in it")
    return walk.titles


class _Walk:
    """Reads a file line by line, holding each entry against the one before."""

    def __init__(self, path: Path) -> None:
        self.titles: list[JournalTitle] = []
        self._path = path
        self._line = 0
        self._key: Ed25519PublicKey | None = None
        self._head = Head(0, "")

    def take(self, number: int, line: str) -> None:
        """Take in a line: the title of another journal, or the next entry of this one."""
        self._line = number
        found = self._object(line)
        if _FORM_NAME in found:
            self.end()
            self._begin(found)
        else:
            self._follow(found)

    def end(self) -> None:
        """End a journal: all that its title promises must have come."""
        if self.titles and self._head != self.titles[-1].last:
            raise RuleBroken("journal.cut_off", seq=self._head.seq + 1)

    def unreadable(self, reason: str) -> RuleBroken:
        """Say where the file cannot be read, and why."""
        return RuleBroken(
            "journal_file.unreadable", file=str(self._path), line=self._line, reason=reason
        )

    def _object(self, line: str) -> dict[str, Any]:
        try:
            found = json.loads(line)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise self.unreadable("it is no JSON object")
        return found

    def _begin(self, found: dict[str, Any]) -> None:
        if found[_FORM_NAME] != FORM:
            raise self.unreadable(f"this release reads form {FORM}")
        try:
            title = JournalTitle(
                register_id=str(found["register_id"]),
                register_code=str(found["register_code"]),
                public_key=str(found["public_key"]),
                exported_at=str(found["exported_at"]),
                after=Head(int(found["after"]["seq"]), str(found["after"]["hash"])),
                last=Head(int(found["last"]["seq"]), str(found["last"]["hash"])),
            )
        except (KeyError, TypeError, ValueError):
            raise self.unreadable("a part of the title is missing") from None
        self._key, self._head = public_key_of(title.public_key), title.after
        self.titles.append(title)

    def _follow(self, found: dict[str, Any]) -> None:
        if self._key is None:
            raise self.unreadable("no journal has begun yet")
        try:
            sent = WireEntry.model_validate(found)
        except ValidationError:
            raise self.unreadable("a part of the entry is missing") from None
        entry = read_entry(sent.body, sent.prev_hash, sent.hash, sent.signature)
        if entry.register_id != self.titles[-1].register_id:
            raise RuleBroken("journal.wrong_register", seq=entry.seq)
        verify_link(entry, self._head)
        verify_signature(entry, self._key)
        self._head = entry.head


def _on_the_wire(entry: Entry) -> dict[str, str]:
    return {
        "body": entry.body,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
        "signature": entry.signature,
    }


def _write_line(out: TextIO, record: dict[str, Any]) -> None:
    out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
