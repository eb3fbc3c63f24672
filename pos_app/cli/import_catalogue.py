"""`salepoint import catalogue FILE`: reads a catalogue file, sends it, and reports every refusal.

The file is read before anybody is asked to sign in, so that a broken one costs nothing. Knows
nothing of columns or of HTTP; it is handed how to make a till.
"""

import argparse
import csv
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from pos_app.cli.signed_in import signed_in
from pos_app.services.catalogue_file import spreadsheet_safe
from pos_app.services.import_catalogue import CatalogueRow, RefusedRow, lines_of, read_catalogue
from pos_app.services.till import Till
from pos_core.errors import RuleBroken

SHOWN = 20


def run_import(arguments: Sequence[str], build_till: Callable[[], Till]) -> int:
    """Import or try a catalogue file; status 1 when rows were refused."""
    chosen = _parser().parse_args(arguments)
    rows, refused = read_catalogue(lines_of(chosen.file))
    print(f"{len(rows)} rows can be read, {len(refused)} cannot.", flush=True)
    if rows:
        with closing(build_till()) as till:
            refused += _send(till, rows, chosen)
    _tell(refused, chosen.report)
    return 1 if refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="salepoint import", description="Import a catalogue.")
    parser.add_argument("what", choices=["catalogue"], help="what the file holds")
    parser.add_argument("file", type=Path, help="a CSV file in UTF-8")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, no more")
    parser.add_argument("--store", default="", help="store that gets the opening stock")
    parser.add_argument("--user", default="", help="an administrator's user name")
    parser.add_argument("--report", type=Path, help="write refused rows to this CSV file")
    return parser


def _send(till: Till, rows: Sequence[CatalogueRow], chosen: argparse.Namespace) -> list[RefusedRow]:
    store = chosen.store or _own_store(till)
    signed_in(till, chosen.user)
    report = till.import_catalogue.run(rows, store, chosen.dry_run, _show_progress)
    for outcome, count in sorted(report.outcomes.items()):
        print(f"{'would be ' if chosen.dry_run else ''}{outcome}: {count}")
    return report.refused


def _own_store(till: Till) -> str:
    register = till.shop_rules.register()
    if register is None:
        raise RuleBroken("import.store_missing")
    return register.store_id


def _show_progress(_scope: str, done: int, expected: int) -> None:
    print(f"  {done} of {expected} rows", flush=True)


def _tell(refused: Sequence[RefusedRow], report: Path | None) -> None:
    for row in refused[:SHOWN]:
        print(f"line {row.line} ({row.sku or 'no SKU'}), {row.field or 'row'}: {row.text}")
    if len(refused) > SHOWN:
        print(f"… and {len(refused) - SHOWN} more; --report FILE writes all of them.")
    if report is not None:
        _write(refused, report)


def _write(refused: Sequence[RefusedRow], report: Path) -> None:
    try:
        with report.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["line", "sku", "field", "code", "reason"])
            for row in refused:
                texts = (row.sku, row.field, row.code, row.text)
                table.writerow([row.line, *(spreadsheet_safe(text) for text in texts)])
    except OSError as error:
        raise RuleBroken("csv.unwritable", file=str(report), reason=error.strerror) from None
