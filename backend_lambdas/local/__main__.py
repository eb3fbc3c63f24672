"""`python -m backend_lambdas.local`: runs the backend on this machine until it is told to stop.

Knows nothing of how the parts are started; speaks to people, and with `--json` to programs.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from backend_lambdas.local.accounts import accounts_from
from backend_lambdas.local.backend import LocalBackend, Wishes, local_backend
from backend_lambdas.local.demo_shop import DEMO
from pos_core.errors import EnvironmentFailed

WATCH_SECONDS = 0.25
# What went wrong, and the way out.
_SENTENCES = {
    "local.port_taken": (
        "Port {port} is taken by another program. Name another one with --port, or leave --port"
        " out to take any free one."
    ),
    "local.folder_in_use": (
        "Another backend is running in {folder}. Stop it, or name another folder with --state-dir."
    ),
    "local.no_mariadb": "MariaDB is not installed: {way_out}.",
    "local.database_unknown": (
        "{database} is no database that the books can live in. Say sqlite, mariadb, or an address"
        " like mysql://user:password@host:3306/salepoint."
    ),
    "local.server_failed": "A server ended before it was ready. The end of its log:\n{log}",
    "local.deployment_failed": "The template could not be deployed: {reason}",
}


def main(arguments: Sequence[str]) -> int:
    """Run until a signal, or until the process that started it is gone; return the exit status."""
    chosen = _parser().parse_args(arguments)
    wishes = Wishes(
        chosen.state_dir, chosen.database, chosen.port, demo=chosen.demo, media=chosen.media
    )
    parent = None if chosen.detached else os.getppid()
    for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(which, _stop)
    try:
        with local_backend(wishes) as backend:
            _announce(backend, as_json=chosen.json)
            _watch(backend, parent)
    except EnvironmentFailed as error:
        sentence = _SENTENCES.get(error.code, "The backend could not start: {code}")
        print(sentence.format(code=str(error), **error.data), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend_lambdas.local", description=__doc__)
    parser.add_argument("command", nargs="?", default="up", choices=["up"], help="start (default)")
    parser.add_argument("--state-dir", type=Path, help="keep everything here for the next start")
    parser.add_argument("--database", default="sqlite", help="sqlite, mariadb or mysql://…")
    parser.add_argument("--port", type=int, default=0, help="port of every service; 0: a free one")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="leave shop and accounts empty"
    )
    parser.add_argument(
        "--no-media", dest="media", action="store_false", help="leave the goods without pictures"
    )
    parser.add_argument("--json", action="store_true", help="say `ready` as one line of JSON")
    parser.add_argument("--detached", action="store_true", help="outlive the caller")
    return parser


def _stop(*_: object) -> NoReturn:
    """End in good order; a second signal must not cut that short."""
    for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(which, signal.SIG_IGN)
    raise SystemExit(0)


def _watch(backend: LocalBackend, parent: int | None) -> None:
    """Wait until the caller is gone; raise when the emulator has ended by itself."""
    while parent is None or os.getppid() == parent:
        if not backend.emulator.running:
            raise EnvironmentFailed("local.server_failed", log=str(backend.emulator.log))
        time.sleep(WATCH_SECONDS)


def _announce(backend: LocalBackend, *, as_json: bool) -> None:
    if as_json:
        print(backend.addresses.as_json(), flush=True)
        return
    where = backend.addresses
    rows = [
        ("API", where.api_url),
        ("Sign-in", f"{where.cognito_endpoint}  (pool {where.user_pool_id})"),
        ("Client id", where.client_id),
        ("Region", where.region),
        ("For a till", f"SALEPOINT_CLOUD={backend.addresses_file}"),
        ("Books", backend.books.opened.place),
        ("Mail that was sent", where.mail_url),
        ("Alerts that were sent", where.alerts_url),
    ]
    print("\nSalePoint's backend is ready.\n")
    _print_table(rows)
    print("\nDemo accounts:\n")
    _print_table(
        [("user", "password", "role"), *_accounts()],
    )
    print("\nPress Ctrl-C to stop.", flush=True)


def _accounts() -> list[tuple[str, str, str]]:
    return [(a.username, a.password, a.role) for a in accounts_from(DEMO / "staff.json")]


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  " + "   ".join(cells).rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
