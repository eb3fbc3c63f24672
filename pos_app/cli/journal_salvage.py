"""`salepoint journal salvage`: saves what damaged, set-aside or locked books still hold.

Also `salepoint recovery-key`, which makes the key that locked books are opened with. For IT; the
till is closed meanwhile. Knows nothing of how anything is read or sealed.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from pos_app.services.records import Left, Salvaged
from pos_app.services.salvage_journal import SalvageJournal

_ABOUT = """Without --from: checks this till's own books completely and makes them anew where they
are damaged; with --recovery-key it first puts the keys back that the key store has lost. With
--from: only reads, and says what is left in a data folder or a database that was set aside."""
_ABOUT_KEY = """Makes the company's recovery key. Keep FILE in a safe and on no till; put the public
half, which is printed, into the setting recovery_key of every till."""


def run_salvage(arguments: Sequence[str], service: SalvageJournal) -> int:
    """Save what can be saved; 0 when nothing is missing, 1 when something is."""
    chosen = _parser().parse_args(arguments)
    if chosen.place is None:
        if chosen.recovery_key is not None:
            names = service.restore_keys(chosen.recovery_key)
            print(f"{len(names)} secrets are back in the key store: {', '.join(names)}.")
        missing = _say_mended(service.mend())
    else:
        missing = ()
    if chosen.place is None and chosen.export is None:
        return 1 if missing else 0
    left = service.look(chosen.place, chosen.recovery_key)
    _say_left(left)
    if chosen.export is not None:
        written = service.export(left, chosen.export)
        print(f"{written} entries are written to {chosen.export}.")
    return 1 if missing or left.missing else 0


def run_recovery_key(arguments: Sequence[str], make: Callable[[Path], str]) -> int:
    """Make a recovery key and print its public half."""
    parser = argparse.ArgumentParser(prog="salepoint recovery-key", description=_ABOUT_KEY)
    parser.add_argument("file", type=Path, help="where the private half is written")
    chosen = parser.parse_args(arguments)
    public = make(chosen.file)
    print(f"The private half is in {chosen.file}: keep it in a safe, and on no till.")
    print("Put this line into the settings file of every till:\n")
    print(f'recovery_key = "{public}"')
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="salepoint journal salvage", description=_ABOUT)
    parser.add_argument(
        "--from",
        dest="place",
        type=Path,
        metavar="PATH",
        help="a data folder, or a database that was set aside; it is only read",
    )
    parser.add_argument(
        "--recovery-key",
        type=Path,
        metavar="FILE",
        help="the private half of the company's recovery key",
    )
    parser.add_argument(
        "--export",
        type=Path,
        metavar="OUT",
        help="write what was found as a file that proves itself",
    )
    return parser


def _say_mended(told: Salvaged | None) -> tuple[tuple[int, int], ...]:
    """Say what came of this till's own books; return what is missing."""
    if told is None:
        print("The books of this till are whole.")
        return ()
    print(f"The books were made anew at {told.at} ({told.reason}).")
    if told.set_aside:
        print(f"The old file is kept as {told.set_aside}.")
    print(f"{told.entries} entries that are not in the server's books yet were brought over.")
    if told.missing:
        sure = "They are lost" if told.settled else "Unless the server has them, they are lost"
        print(f"Entries {_numbers(told.missing)} were not found. {sure}.")
    return told.missing


def _say_left(left: Left) -> None:
    if left.identity is None:
        print("No register is known here, and no entry was found.")
        return
    print(
        f"{left.identity.code} ({left.identity.name}): {left.entries} whole entries; up to"
        f" {left.posted_through} they are known to be in the server's books."
    )
    for run in left.runs:
        print(f"  {run[0].seq} to {run[-1].seq}")
    if left.missing:
        print(f"Not found: {_numbers(left.missing)}.")


def _numbers(spans: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
