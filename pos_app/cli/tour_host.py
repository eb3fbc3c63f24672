"""Hosts the guided tour: a virtual screen, a wire that can be cut, and two lives of one till.

Reads what the tour notes down, asks the server's books for a second opinion, and compares. Knows
nothing of widgets.
"""

import csv
import json
import os
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pos_app import resources
from pos_app.cli.demo_till import PASSWORD, STORE, books_of_today, till_environment
from pos_app.cli.own_backend import addresses_in
from pos_app.cli.tour_summary import Summary, messages_at
from pos_app.cli.tour_wire import follow, wire_to
from pos_app.cli.virtual_screen import virtual_screen
from pos_app.services.till import Till
from pos_core.errors import SalePointError

MAIL_TO = "customer@example.com"
BEST_SELLERS = 5
KILLED = "first"  # the life that ends by SIGKILL right after a paid sale
LIVES = (KILLED, "second")


def run_tour(folder: Path, cloud: Path, build_till: Callable[[dict[str, str]], Till]) -> int:
    """Run the tour; writes pictures and `summary.json` into `folder`, returns the exit status."""
    summary = Summary()
    write_plan(folder)
    print("The guided tour, in a real window under a virtual screen:\n", flush=True)
    with wire_to(cloud, folder / "wire.json") as wire, virtual_screen() as screen:
        environment = dict(os.environ) | screen
        environment |= till_environment(folder / "till", folder / "wire.json")
        for life in LIVES:
            _live(life, environment, folder, summary, wire)
            if summary.failures:
                break
    with closing(build_till(till_environment(folder / "auditor", cloud))) as auditor:
        _ask_books(auditor, summary)
    addresses = addresses_in(cloud)
    summary.mails = messages_at(addresses["mail_url"])
    summary.alerts = messages_at(addresses["alerts_url"])
    summary.write(folder)
    print(summary.as_table(), flush=True)
    return 0 if summary.all_equal else 1


def write_plan(folder: Path, best_sellers: int = BEST_SELLERS) -> None:
    """Choose what is sold: best sellers, and what is nearest to its threshold."""
    with (resources.root() / "demo" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        goods = [row for row in csv.DictReader(file) if row["unit"] == "piece"]

    def spare(row: dict[str, str]) -> int:
        return int(row["opening_stock"]) - int(row["low_stock_threshold"])

    best = goods[:best_sellers]
    scarce = min((row for row in goods[best_sellers:] if spare(row) > 0), key=spare)
    plan = {
        "password": PASSWORD,
        "store_id": STORE,
        "codes": [row["barcode"] for row in best],
        "search": best[2]["name"].split()[1].lower(),
        "scarce": scarce["barcode"],
        "scarce_pieces": spare(scarce),
        "mail_to": MAIL_TO,
    }
    (folder / "tour.json").write_text(json.dumps(plan), encoding="utf-8")


def _live(
    life: str,
    environment: dict[str, str],
    folder: Path,
    summary: Summary,
    wire: "subprocess.Popen[str]",
) -> None:
    """Run one life of the till to its end, noting down and doing what it asks for."""
    log = folder / f"tour-{life}.log"
    status = follow(["tour", life, str(folder)], environment, wire, log, summary.note)
    expected = -9 if life == KILLED else 0
    if status != expected:
        summary.failures.append(f"the {life} life of the till ended with status {status}")


def _ask_books(auditor: Till, summary: Summary) -> None:
    """Ask the server's books, past the till that sold."""
    try:
        report = books_of_today(auditor)
    except SalePointError as error:
        summary.failures.append(f"the books could not be asked: {error}")
        return
    summary.sales_posted = report.sales
    summary.total_in_books_minor = report.sold_minor
