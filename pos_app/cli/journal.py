"""`salepoint journal`: proves the journal on this machine, and lists what is not in the books yet.

Reads only. Knows nothing of how the journal is kept; it is handed how to make a till.
"""

import argparse
from collections.abc import Callable, Sequence
from contextlib import closing

from pos_app.services.till import Till


def run_journal(arguments: Sequence[str], build_till: Callable[[], Till]) -> int:
    """Verify or list the journal; a broken one is an error that names the entry."""
    parser = argparse.ArgumentParser(
        prog="salepoint journal", description="The register's journal."
    )
    parser.add_argument("act", choices=["verify", "list"], help="check all, or list the latest")
    parser.add_argument("--unposted", action="store_true", help="list only what is not posted")
    chosen = parser.parse_args(arguments)
    with closing(build_till()) as till:
        return _verify(till) if chosen.act == "verify" else _list(till, chosen.unposted)


def _verify(till: Till) -> int:
    checked = till.journal_view.verify()
    state = till.journal_view.state()
    print(f"{checked} entries checked: numbers, chain and signatures are right.")
    print(
        f"{state.posted_through} of them are in the server's books, {state.unposted} are not yet."
    )
    return 0


def _list(till: Till, unposted_only: bool) -> int:
    for row in reversed(till.journal_view.rows(unposted_only=unposted_only)):
        print(
            f"{row.seq:>8}  {row.occurred_at}  {row.type:<24}  {row.which:<12}  {row.state.value}"
        )
    return 0
