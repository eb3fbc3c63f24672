"""Neither end writes down what opens an account or what somebody bought."""

import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pos_app.devices.key_store import key_store_for
from pos_app.sync.auth import REGISTER_SECRET
from tests.e2e.real_till import PASSWORD, enrolled_till, sell, sign_in, sync

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

CUSTOMER = "anna.fifty-eight@example.com"
NOBODYS = "Nobody-2026!"


@pytest.mark.fault(58, "logs of the till and of the functions")
def test_no_log_holds_a_secret_or_a_sale(
    cloud: "LocalBackend", tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    began = int(time.time() * 1000)
    kept = secrets_of_a_day(cloud, tmp_path)
    functions = said_by_functions(cloud, began)
    assert '"route":"POST /v1/registers"' in functions, "the API's lines are among them"
    assert '"message":"run_posted"' in functions, "and the poster's"
    for place, text in (("till", caplog.text), ("functions", functions)):
        found = [name for name, secret in kept.items() if secret in text]
        assert found == [], f"the log of the {place}"


def said_by_functions(cloud: "LocalBackend", since: int) -> str:
    """Return what functions have logged, as the log service kept it; `since` in milliseconds."""
    logs = cloud.emulator.client("logs")
    pages = [
        logs.filter_log_events(logGroupName=group["logGroupName"], startTime=since)["events"]
        for group in logs.describe_log_groups()["logGroups"]
    ]
    return "\n".join(event["message"] for page in pages for event in page)


def secrets_of_a_day(cloud: "LocalBackend", folder: Path) -> Mapping[str, str]:
    """Sell, mail a receipt, be refused once and sync; return what no log may hold."""
    with enrolled_till(folder, cloud, name="Till 58") as till:
        actor = sign_in(till, "manager1")
        token = till.tokens.token()
        assert token is not None
        paid = sell(till, actor)
        till.receipts.request_mail(paid.sale.stamp.event_id, CUSTOMER, actor)
        sync(till)
        with pytest.raises(Exception, match=r"sign_in\.wrong"):
            till.sign_in.with_password("sales1", NOBODYS)
    secret = key_store_for("file", folder / "data").get(REGISTER_SECRET)
    assert secret is not None
    return {
        "a password": PASSWORD,
        "a wrong password": NOBODYS,
        "a token": token,
        "the register's secret": secret,
        "a customer's address": CUSTOMER,
        "what was sold": paid.sale.lines[0].product.name,
    }
