"""The proof of a day, remarks, findings and the quarantine, over HTTP and in deployed functions."""

import json
from typing import TYPE_CHECKING, Any

from pos_core.proof import differences, proofs_by_day
from pos_core.wire.proof import DayProof, proof_in
from tests.backend.cloud.api import api_as
from tests.backend.cloud.test_sale_over_http import DAY, alerts_about, on_sale, shop_till
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend


def watched(cloud: "LocalBackend", **event: bool) -> dict[str, Any]:
    """Let the watch look into everything, as the schedule does every hour."""
    answer = cloud.emulator.client("lambda").invoke(
        FunctionName=cloud.addresses.outputs["WatchBooksFunctionName"],
        Payload=json.dumps(event).encode(),
    )
    result: dict[str, Any] = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, result
    return result


def test_a_register_proves_its_day_against_the_books(cloud: "LocalBackend") -> None:
    till, goods = shop_till(cloud), on_sale(cloud, pieces=100, low_at=0)
    sale = till.sell((goods, 3))
    till.sell((goods, 1), card=True)
    till.take_back(sale, {1: 1})
    till.push_all()

    answer = till.own.api.ask("GET", f"{till.own.path}/proof?day={DAY}")

    proof = DayProof.model_validate_json(answer.content)
    assert differences(proofs_by_day(till.entries)[DAY], proof_in(proof)) == []
    assert proof.posted_through == 3
    manager = api_as(cloud, "manager1").ask("GET", f"{till.own.path}/proof?day={DAY}")
    assert manager.json() == answer.json()


def test_a_register_may_not_ask_about_another(cloud: "LocalBackend") -> None:
    till, other = shop_till(cloud), shop_till(cloud)

    for question in (f"/proof?day={DAY}", "/remarks"):
        answer = till.own.api.ask("GET", other.own.path + question)
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "register.not_yours"


def test_a_quarantined_entry_is_remarked_listed_and_found_and_stays_when_still_refused(
    cloud: "LocalBackend",
) -> None:
    till = shop_till(cloud)
    till.write("till.levitated", {})
    till.push_all()
    register_id, it = till.register_id, api_as(cloud, "it1")

    (remark,) = till.own.api.ask("GET", f"{till.own.path}/remarks?after=0").json()["remarks"]
    assert (remark["seq"], remark["code"]) == (1, "entry.quarantined")
    before = f"after_register={register_id[:-1]}"
    listed = it.ask("GET", f"/quarantine?{before}").json()["entries"]
    assert (register_id, 1) in [(entry["register_id"], entry["seq"]) for entry in listed]
    again = it.ask("POST", f"/quarantine/{register_id}/1/post-again")
    assert (again.status_code, again.json()["error"]["code"]) == (400, "entry.still_refused")
    unknown = it.ask("POST", f"/quarantine/{register_id}/7/post-again")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "entry.not_quarantined")

    line = watched(cloud)

    assert line["not_looked"] == ""
    found = it.ask("GET", "/findings").json()["findings"]
    assert line["findings"] == len(found)
    (mine,) = [finding for finding in found if finding["register_id"] == register_id]
    assert (mine["kind"], mine["data"]["count"]) == ("quarantined", 1)
    wait_until(lambda: len(alerts_about(cloud, register_id)) == 2, "entry and finding are told")
    watched(cloud, full=True)
    assert len(alerts_about(cloud, register_id)) == 2
    log = cloud.emulator.log.read_text()
    assert '"event":"books_watched"' in log
