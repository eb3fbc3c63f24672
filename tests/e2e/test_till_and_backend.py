"""The real till against the real backend on its emulator: from the first sign-in to the books."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pos_app.cli.replay import run_replay
from pos_app.services.import_catalogue import read_catalogue
from pos_app.services.records import Reach, Session, Whereabouts
from pos_app.services.till import Till
from pos_core.errors import RuleBroken, SignInRefused
from pos_core.payment import TenderKind
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from tests.e2e.real_till import PASSWORD, enrolled_till, sell, sign_in, sync, till_for

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

WEEK = Path(__file__).parents[2] / "resources" / "demo" / "trading_week.csv"


@pytest.fixture(scope="module")
def till(cloud: "LocalBackend", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A register of store 1, filled from the demo shop."""
    with enrolled_till(tmp_path_factory.mktemp("till"), cloud) as made:
        yield made


def test_a_wrong_password_is_refused_by_the_pool(till: Till) -> None:
    with pytest.raises(SignInRefused, match=r"sign_in\.wrong"):
        till.sign_in.with_password("sales1", "Lantern-2025!")


def test_the_shop_is_here_after_the_first_fill(till: Till) -> None:
    assert till.find_products.count() > 3000
    shop = till.shop_rules.shop()
    assert shop is not None
    assert shop.name == "Lantern & Lace"
    assert {person.username for person in till.sign_in.known()} >= {"sales1", "manager1"}


def test_sales_returns_and_mails_reach_the_books(till: Till) -> None:
    actor = sign_in(till, "sales1")
    paid = sell(till, actor)
    event_id = paid.sale.stamp.event_id
    requests = [ReturnRequest(1, Quantity.pieces(1))]
    till.return_goods.against(event_id, requests, TenderKind.CASH, "unwanted", actor)
    till.receipts.request_mail(event_id, "anna@example.com", actor)
    assert till.journal_view.whereabouts(event_id) is Whereabouts.SAFE_HERE
    sync(till)
    assert till.journal_view.whereabouts(event_id) is Whereabouts.IN_THE_BOOKS
    assert till.journal_view.verify() == till.journal_view.state().posted_through


def test_selling_goes_on_without_a_network_and_catches_up(till: Till) -> None:
    actor = sign_in(till, "sales1")
    till.network_switch.on = False
    paid = [sell(till, actor) for _ in range(5)]
    till.engine.run_once()
    assert till.journal_view.state().reach is Reach.SWITCHED_OFF
    offline = till.sign_in.with_password("sales1", PASSWORD)
    assert isinstance(offline, Session)
    assert offline.offline
    till.network_switch.on = True
    sync(till)
    assert till.journal_view.state().reach is Reach.ONLINE
    last = paid[-1].sale.stamp.event_id
    assert till.journal_view.whereabouts(last) is Whereabouts.IN_THE_BOOKS


def test_a_manager_reads_the_servers_report_with_the_registers_sums(till: Till) -> None:
    actor = sign_in(till, "manager1")
    sell(till, actor)
    sync(till)
    report = till.read_report.read()
    register = till.shop_rules.register()
    assert register is not None
    token = till.tokens.token()
    assert token is not None
    posted = till.server.register_totals(token, register.register_id, report.day, report.day)
    till.sign_in.sign_out()
    own = till.read_report.read()
    assert (report.source, own.source) == ("server", "register")
    assert (posted.sales, posted.sold_minor) == (own.sales, own.sold_minor)
    assert posted.returned_minor == own.returned_minor


def test_pictures_arrive_and_stay(till: Till) -> None:
    assert till.media.fetch_thumbnails(3) == 3
    card = next(c for c in till.find_products.search("").cards if c.thumbnail_sha256)
    here = till.media.local(card.thumbnail_sha256)
    assert here is not None
    assert here.read_bytes()[:4] in (b"\x89PNG", b"RIFF", b"\xff\xd8\xff\xe0")


def test_a_catalogue_file_can_be_tried_before_it_is_imported(till: Till) -> None:
    rows, _ = read_catalogue(["sku,name,price,tax_class\n", "E2E-1,Lantern,12.00,standard\n"])
    sign_in(till, "admin1")
    tried = till.import_catalogue.run(rows, "S1", dry_run=True)
    assert tried.outcomes == {"created": 1}
    done = till.import_catalogue.run(rows, "S1", dry_run=False)
    again = till.import_catalogue.run(rows, "S1", dry_run=False)
    assert (done.outcomes, again.outcomes) == ({"created": 1}, {"unchanged": 1})


def test_a_second_register_of_one_machine_is_refused(till: Till) -> None:
    actor = sign_in(till, "manager1")
    token = till.tokens.token()
    assert token is not None
    with pytest.raises(RuleBroken, match=r"register\.already_enrolled"):
        till.enrol_register.enrol(token, "S1", "Till 1", actor)


def test_a_real_day_reconciles_to_the_penny(cloud: "LocalBackend", tmp_path: Path) -> None:
    addresses, out = tmp_path / "cloud.json", tmp_path / "out.json"
    addresses.write_text(cloud.addresses.as_json())
    arguments = ["--csv", str(WEEK), "--json", str(out), "--cloud", str(addresses)]
    days = ["--from", "2011-07-31", "--to", "2011-07-31"]
    assert run_replay([*arguments, *days], lambda _, clock: till_for(tmp_path, cloud, clock)) == 0
    said = json.loads(out.read_text())
    assert said["lines"] == said["lines_sold"] + said["lines_returned"] + said["lines_refused"]
    assert said["sold_minor"] == said["posted_sold_minor"] > 0
