"""`salepoint journal`: proves the journal on this machine, holds it against the books, writes it.

Needs no window. Knows nothing of how the journal is kept; it is handed how to make a till.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from pos_app.cli.journal_answers import (
    Sentence,
    say,
    say_exported,
    say_file,
    say_proofs,
    say_verified,
)
from pos_app.cli.journal_days import days_since, prove_days
from pos_app.services.till import Till
from pos_core.errors import SalePointError

_DESCRIPTION = """The register's journal: every sale as it was written down, signed and chained."""
_PROGRESS_FROM = 2_000


def run_journal(
    arguments: Sequence[str], build_till: Callable[[], Till], sentence: Sentence
) -> int:
    """Do one of the acts; 0 when all is proved or written, 1 with the exact place otherwise.

    `sentence` says an error in a person's words.
    """
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.act == "verify" and chosen.file is not None:
            return _verify_file(chosen)
        with closing(build_till()) as till:
            return _ACTS[chosen.act](till, chosen)
    except SalePointError as error:
        if not chosen.json:
            raise
        problem = {"code": error.code, "data": dict(error.data), "sentence": sentence(error)}
        say({"ok": False, "error": problem})
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="salepoint journal", description=_DESCRIPTION)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    machines = argparse.ArgumentParser(add_help=False)
    machines.add_argument("--json", action="store_true", help="answer with one JSON object")
    verify = acts.add_parser("verify", parents=[machines], help="walk chain and signatures")
    verify.add_argument("file", type=Path, nargs="?", help="an exported journal, not this machine")
    proof = acts.add_parser("proof", parents=[machines], help="hold days against the books")
    days = proof.add_mutually_exclusive_group()
    days.add_argument("--day", help="one local day such as 2026-11-21; today without it")
    days.add_argument("--since", help="every day from this one until today")
    export = acts.add_parser("export", parents=[machines], help="write it as JSON Lines")
    export.add_argument("file", type=Path, help="where to; - is the standard output")
    export.add_argument("--unsent", action="store_true", help="only what is not in the books")
    shown = acts.add_parser("list", parents=[machines], help="list the latest entries")
    shown.add_argument("--unposted", action="store_true", help="only what is not in the books")
    return parser


def _verify(till: Till, chosen: argparse.Namespace) -> int:
    checked = till.journal_view.verify(_progress)
    say_verified(checked, till.journal_view.state(), as_json=chosen.json)
    return 0


def _verify_file(chosen: argparse.Namespace) -> int:
    from pos_app.services.journal_file import verify_file

    titles = verify_file(chosen.file, lambda line: _progress(line, 0))
    say_file(chosen.file, titles, as_json=chosen.json)
    return 0


def _progress(done: int, of: int) -> None:
    """Show how far a long walk is, to whoever sits before a terminal."""
    if sys.stderr.isatty() and max(done, of) >= _PROGRESS_FROM:
        end = "\n" if done == of else ""
        sys.stderr.write(f"\r{done:,} entries checked{f' of {of:,}' if of else ''} …{end}")
        sys.stderr.flush()


def _proof(till: Till, chosen: argparse.Namespace) -> int:
    today = till.daily_proof.today()
    days = days_since(chosen.since, today) if chosen.since else [chosen.day or today]
    proved = prove_days(till, days)
    say_proofs(proved, as_json=chosen.json)
    return 0 if all(day.is_equal for day in proved) else 1


def _export(till: Till, chosen: argparse.Namespace) -> int:
    if str(chosen.file) == "-":
        till.export_journal.to_stream(sys.stdout, unsent_only=chosen.unsent)
        return 0
    written = till.export_journal.to_file(chosen.file, unsent_only=chosen.unsent)
    say_exported(chosen.file, written, as_json=chosen.json)
    return 0


def _list(till: Till, chosen: argparse.Namespace) -> int:
    rows = till.journal_view.rows(unposted_only=chosen.unposted)[::-1]
    if chosen.json:
        names = ("seq", "event_id", "type", "occurred_at", "which", "amount_minor", "state")
        say({"ok": True, "entries": [{n: getattr(row, n) for n in names} for row in rows]})
        return 0
    for row in rows:
        print(
            f"{row.seq:>8}  {row.occurred_at}  {row.type:<24}  {row.which:<12}  {row.state.value}"
        )
    return 0


_ACTS: dict[str, Callable[[Till, argparse.Namespace], int]] = {
    "verify": _verify,
    "proof": _proof,
    "export": _export,
    "list": _list,
}
