"""`salepoint replay`: rings up real invoices on a new register and reconciles with the books.

Sells through the services that the screens use and syncs in between. Without `--cloud` it starts a
backend of its own. Ends with status 0 only when every line is accounted for and the server's books
agree to the penny. Knows no layer below the services; it is handed how to make a till.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pos_app.cli.own_backend import own_backend
from pos_app.services.import_catalogue import CatalogueRow
from pos_app.services.invoice_file import InvoiceLine, by_invoice, read_invoices
from pos_app.services.invoice_rules import GoodsLine, judge, name_of
from pos_app.services.reconcile import Reconciled, reconcile
from pos_app.services.records import RegisterIdentity, Session
from pos_app.services.replay_invoices import InvoiceClock, ReplayInvoices
from pos_app.services.till import Till
from pos_core.errors import EnvironmentFailed, RuleBroken, SignInRefused
from pos_core.journal import Actor
from pos_core.money import Currency
from pos_core.wire.catalogue import ProductWrite

ZONE = "Europe/London"  # where the data set's shop is
ACCOUNT = "admin1"
PASSWORD = "Lantern-2026!"  # noqa: S105 — the demo's accounts are public
STORE = "S1"
TAX_CODE = "standard"
SYNC_EVERY_INVOICES = 40
STUCK_SECONDS = 120.0
_PROGRESS_EVERY = 1000

BuildTill = Callable[[dict[str, str], InvoiceClock], Till]


def run_replay(arguments: Sequence[str], build_till: BuildTill) -> int:
    """Replay the invoices of some days; status 1 when the books differ."""
    chosen = _parser().parse_args(arguments)
    first, last = chosen.first, chosen.last
    lines = read_invoices(chosen.csv, first, last)
    if not lines:
        raise RuleBroken("replay.no_invoices", first=first.isoformat(), last=last.isoformat())
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="salepoint-")))
        options = ("--database", chosen.database)
        cloud = chosen.cloud or running.enter_context(own_backend(folder / "cloud", *options))
        clock = InvoiceClock(ZONE)
        till = running.enter_context(closing(build_till(_environment(folder, cloud), clock)))
        replay = _Replay(till, clock, lines, first, last)
        result = replay.run()
    _tell(result, chosen.json)
    return 1 if result.differences else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="salepoint replay", description="Ring up real invoices.")
    parser.add_argument("--csv", type=Path, required=True, help="the invoices, CSV or .csv.xz")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date.min)
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=date.max)
    parser.add_argument("--json", type=Path, required=True, help="write the result to this file")
    parser.add_argument("--cloud", type=Path, help="cloud.json of a backend that is running")
    parser.add_argument("--database", default="sqlite", help="books of an own backend")
    return parser


def _environment(folder: Path, cloud: Path) -> dict[str, str]:
    return {
        "SALEPOINT_DATA_DIR": str(folder / "till"),
        "SALEPOINT_CLOUD": str(cloud),
        "SALEPOINT_KEY_STORE": "file",
        "SALEPOINT_PRINTER": "none",
    }


@dataclass
class _Replay:
    """One replay from enrolment to the last penny."""

    till: Till
    clock: InvoiceClock
    lines: Sequence[InvoiceLine]
    first: date
    last: date

    def run(self) -> Reconciled:
        """Enrol, fill, import what is missing, ring everything up, wait for the books."""
        register = self._prepare()
        began = time.monotonic()
        invoices = ReplayInvoices(
            self.till.find_products,
            self.till.open_sale(),
            self.till.checkout,
            self.till.return_goods,
            self.clock,
        )
        for number, invoice in enumerate(by_invoice(self.lines), 1):
            invoices.ring_up(invoice)
            if number % SYNC_EVERY_INVOICES == 0:
                self.till.engine.run_once()
            if number % _PROGRESS_EVERY == 0:
                print(f"  {number} invoices, {time.monotonic() - began:.0f} s", flush=True)
        self._drain()
        seconds = time.monotonic() - began
        posted = self.till.server.register_totals(
            self._token(), register.register_id, self.first.isoformat(), self.last.isoformat()
        )
        return reconcile(invoices.account, len(self.lines), posted, seconds)

    def _prepare(self) -> RegisterIdentity:
        self.till.connect()
        session = self.till.sign_in.with_password(ACCOUNT, PASSWORD)
        if not isinstance(session, Session) or session.offline:
            raise SignInRefused("sign_in.needed")
        actor = Actor(session.staff_id, session.name)
        register = self.till.enrol_register.enrol(self._token(), STORE, "Replay", actor)
        self.till.first_fill.run(_quietly)
        missing = list(self._missing(self.till.shop_rules.pricing().currency))
        if missing:
            self.till.import_catalogue.run(missing, STORE, False)
            self.till.first_fill.run(_quietly)
        return register

    def _missing(self, currency: Currency) -> Iterator[CatalogueRow]:
        """Yield the articles of the invoices that the catalogue does not have, each once."""
        seen: set[str] = set()
        for line in self.lines:
            goods = judge(line, currency)
            if not isinstance(goods, GoodsLine) or goods.sku in seen:
                continue
            seen.add(goods.sku)
            if self.till.find_products.by_code(goods.sku) is None:
                yield CatalogueRow(line.line, _product(goods))

    def _token(self) -> str:
        token = self.till.tokens.token()
        if token is None:
            raise SignInRefused("sign_in.needed")
        return token

    def _drain(self) -> None:
        """Sync until all is in the books; give up when nothing moves for two minutes."""
        posted, moved_at = -1, time.monotonic()
        while True:
            outcome = self.till.engine.run_once()
            state = self.till.journal_view.state()
            if not state.unposted:
                return
            if outcome.posted_through > posted:
                posted, moved_at = outcome.posted_through, time.monotonic()
            elif time.monotonic() - moved_at > STUCK_SECONDS:
                raise EnvironmentFailed("replay.stuck", unposted=state.unposted)
            time.sleep(outcome.retry_after_seconds)


def _product(goods: GoodsLine) -> ProductWrite:
    return ProductWrite(
        sku=goods.sku,
        name=name_of(goods.line, goods.sku),
        price_minor=goods.price_minor,
        tax_code=TAX_CODE,
    )


def _quietly(_scope: str, _done: int, _expected: int) -> None:
    """Report progress to nobody."""


def _tell(result: Reconciled, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(result.as_json(), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise RuleBroken("csv.unwritable", file=str(file), reason=error.strerror) from None
    for name, value in result.as_json().items():
        if name != "refused":
            print(f"{name:<24}{value:>16}")
    for difference in result.differences:
        print(f"NOT EQUAL  {difference}")
    if not result.differences:
        print("Every line is accounted for, and the books agree to the penny.")
