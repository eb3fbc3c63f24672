"""Decides which entries of a run are new to the books, are repeats, or must not be applied.

Go-back-N: whatever was lost, doubled, reordered or repeated on the way, only the next entry of the
chain is ever applied, and the register's head is the one piece of state. Knows nothing of what
entries mean or where they are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pos_core.errors import RuleBroken
from pos_core.journal import Entry, Head, public_key_of, verify_link, verify_signature

GAP = "journal.gap"
FORK = "journal.fork"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The entries to apply, and why the rest of the run is left out (empty: nothing is).

    `held` is the entry in the books that a fork contradicts.
    """

    new: Sequence[Entry]
    stop: str = ""
    held: Head | None = None


def judge(
    entries: Sequence[Entry], head: Head, public_key: str, hashes: Mapping[int, str]
) -> Verdict:
    """Judge a run against the register's head; `hashes` are the books' at and below the head.

    A fork is found before anything is applied. Signatures of the new entries are checked here once
    more, because between accepting and posting lies a queue.
    """
    for entry in entries:
        held = hashes.get(entry.seq)
        if held is not None and held != entry.hash:
            return Verdict([], FORK, Head(entry.seq, held))
    ahead = [entry for entry in entries if entry.seq > head.seq]
    if ahead and ahead[0].seq == head.seq + 1 and ahead[0].prev_hash != head.hash:
        return Verdict([], FORK, head)
    return _following(ahead, head, public_key)


def _following(ahead: Sequence[Entry], head: Head, public_key: str) -> Verdict:
    """Take entries as long as each follows the one before; a repeat inside the run is skipped."""
    key = public_key_of(public_key)
    new: list[Entry] = []
    for entry in ahead:
        if new and entry.seq <= new[-1].seq:
            continue
        try:
            verify_link(entry, head)
            verify_signature(entry, key)
        except RuleBroken as error:
            return Verdict(new, error.code)
        new.append(entry)
        head = entry.head
    return Verdict(new)
