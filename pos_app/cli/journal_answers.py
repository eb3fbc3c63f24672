"""What `salepoint journal` answers: for people as lines and tables, for machines as one object.

Knows nothing of how the answers are found.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from pos_app.cli.journal_days import AskedDay
from pos_app.services.journal_file import JournalTitle
from pos_app.services.proved_day import Outcome, ProvedDay
from pos_app.services.records import SyncState
from pos_core.errors import SalePointError

Sentence = Callable[[SalePointError], str]

_WORDS = {
    Outcome.EQUAL: "equal",
    Outcome.DIFFERENT: "DIFFERENT",
    Outcome.WAITING: "equal so far",
    Outcome.PARTIAL: "not all here",
    Outcome.NOT_ASKED: "not asked",
}


def say(answer: object) -> None:
    """Print one JSON object."""
    print(json.dumps(answer, indent=2, ensure_ascii=False, default=str))


def say_verified(checked: int, state: SyncState, *, as_json: bool) -> None:
    """Say that the journal of this machine is whole."""
    if as_json:
        say(
            {
                "ok": True,
                "entries": checked,
                "in_the_books": state.posted_through,
                "not_in_the_books": state.unposted,
            }
        )
        return
    print(f"{checked} entries checked: numbers, chain and signatures are right.")
    print(
        f"{state.posted_through} of them are in the server's books, {state.unposted} are not yet."
    )


def say_file(path: Path, titles: Sequence[JournalTitle], *, as_json: bool) -> None:
    """Say that the journals of a file are whole, and by whose keys."""
    if as_json:
        say({"ok": True, "file": str(path), "journals": [_title(title) for title in titles]})
        return
    for title in titles:
        first = title.after.seq + 1
        print(
            f"{title.register_code}: {title.entries} entries ({first} to {title.last.seq}) checked:"
            " numbers, chain and signatures are right."
        )
        print(f"  Written {title.exported_at}; its public key has the mark {mark(title)}.")


def mark(title: JournalTitle) -> str:
    """Return the start of a public key's SHA-256, by which people compare keys."""
    digest = hashlib.sha256(title.public_key.encode()).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def _title(title: JournalTitle) -> dict[str, object]:
    return {
        "register_id": title.register_id,
        "register_code": title.register_code,
        "public_key": title.public_key,
        "key_mark": mark(title),
        "entries": title.entries,
        "first_seq": title.after.seq + 1,
        "last_seq": title.last.seq,
        "last_hash": title.last.hash,
    }


def say_exported(path: Path, written: int, *, as_json: bool) -> None:
    """Say where the journal was written."""
    if as_json:
        say({"ok": True, "file": str(path), "entries": written})
        return
    print(f"{written} entries written to {path}.")
    print(f"Anybody can prove them: salepoint journal verify {path}")


def say_proofs(days: Sequence[AskedDay], *, as_json: bool) -> None:
    """Say of each day what both ends make of it, and name every difference."""
    if as_json:
        say({"ok": all(day.is_equal for day in days), "days": [_day(day) for day in days]})
        return
    print(f"{'day':<12}{'sales':>8}{'returns':>9}{'sold':>14}{'returned':>12}  the books")
    for day in days:
        _say_day(day)
    if silent := next((day.not_asked for day in days if day.not_asked), ""):
        unasked = sum(1 for day in days if day.not_asked)
        print(f"The books did not answer for {unasked} of {len(days)} days ({silent}).")


def _say_day(asked: AskedDay) -> None:
    proved = asked.proved
    ours = proved.ours.figures
    print(
        f"{proved.day:<12}{ours.sales:>8}{ours.returns:>9}{_plain(ours.sold_minor):>14}"
        f"{_plain(ours.returned_minor):>12}  {_outcome(asked)}"
    )
    for difference in proved.differences:
        print(f"    {difference.name:<36}here {_side(difference.name, difference.ours)},", end="")
        print(f" in the books {_side(difference.name, difference.theirs)}")
    if proved.quarantined:
        places = ", ".join(str(seq) for seq in proved.quarantined)
        print(f"    kept by the books, but not booked: entries {places}")


def _outcome(asked: AskedDay) -> str:
    if asked.not_asked:
        return _WORDS[Outcome.NOT_ASKED]
    waits = f", {asked.proved.waiting} not there yet" if asked.proved.waiting else ""
    return _WORDS[asked.proved.outcome] + waits


def _side(name: str, value: int | str) -> str:
    return _plain(int(value)) if name.endswith("_minor") else str(value)


def _plain(minor: int) -> str:
    """Write an amount whose currency has hundredths, for a table."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100:,}.{abs(minor) % 100:02d}"


def _day(asked: AskedDay) -> dict[str, object]:
    proved: ProvedDay = asked.proved
    return {
        "day": proved.day,
        "outcome": (Outcome.NOT_ASKED if asked.not_asked else proved.outcome).value,
        "not_asked_because": asked.not_asked,
        "waiting": proved.waiting,
        "quarantined": list(proved.quarantined),
        "sales": proved.ours.figures.sales,
        "returns": proved.ours.figures.returns,
        "sold_minor": proved.ours.figures.sold_minor,
        "returned_minor": proved.ours.figures.returned_minor,
        "last_seq": proved.ours.last.seq,
        "last_hash": proved.ours.last.hash,
        "differences": [
            {"name": d.name, "here": d.ours, "in_the_books": d.theirs} for d in proved.differences
        ],
    }
