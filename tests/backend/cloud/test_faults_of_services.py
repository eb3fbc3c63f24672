"""Faults of services: poison goes to the dead letters alone, one layer bears throttling."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    ReadTimeoutError,
)

from backend_lambdas import wiring as wired
from backend_lambdas.data_access.aws.journal_queue import message_from, run_from
from backend_lambdas.data_access.dynamodb.register_mirror import DynamoRegisterMirror
from backend_lambdas.data_access.service_failures import failing_as
from backend_lambdas.handlers import post_journal
from backend_lambdas.logic.accept_journal import AcceptJournal
from backend_lambdas.logic.ports import JournalRun
from backend_lambdas.logic.post_journal import Posted
from pos_core.errors import EnvironmentFailed
from pos_core.journal import Head
from tests.backend.cloud.api import api_as, enrolled_till
from tests.backend.cloud.requests import Context
from tests.backend.cloud.runs import REGISTER_ID, WritingRegister
from tests.backend.cloud.test_proof_over_http import watched
from tests.builders import FixedClock
from tests.fakes.cloud import FakeJournalQueue
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

LONG_ENOUGH = 40.0


@dataclass
class Poster:
    """What the handler is wired to: a queue that notes who comes back later, and a poster."""

    failing: str = "R2"
    posted: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)

    @property
    def journal_queue(self) -> "Poster":
        return self

    def run_in(self, message: str) -> JournalRun:
        return run_from(message)

    def retry_later(self, receipt_handle: str, receive_count: int) -> None:
        self.later.append(f"{receipt_handle} {receive_count}")

    def post_journal(self, run: JournalRun) -> Posted:
        if run.register_id == self.failing:
            raise EnvironmentFailed("books.unreachable")
        self.posted.append(run.register_id)
        return Posted(Head(1, "f" * 64), applied=1)


def message(number: int, register_id: str, body: str = "") -> dict[str, Any]:
    run = JournalRun(f"request-{number}", register_id, "2026-11-21T09:00:00.000Z", b"{}")
    return {
        "messageId": f"m{number}",
        "receiptHandle": f"handle-{number}",
        "body": body or message_from(run),
        "attributes": {"ApproximateReceiveCount": "3", "MessageGroupId": register_id},
        "eventSource": "aws:sqs",
    }


def left_over(event: list[dict[str, Any]], poster: Poster, patch: pytest.MonkeyPatch) -> list[str]:
    patch.setattr(post_journal, "wiring", lambda: poster)
    answer = post_journal.handler({"Records": event}, Context())
    return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


@pytest.mark.fault(26, "one message of a batch fails")
def test_only_the_register_that_fails_is_left_over_with_what_follows_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poster = Poster()
    batch = [message(1, "R1"), message(2, "R2"), message(3, "R2"), message(4, "R3")]

    assert left_over(batch, poster, monkeypatch) == ["m2", "m3"]
    assert poster.posted == ["R1", "R3"]
    assert poster.later == ["handle-2 3"]


@pytest.mark.fault(26, "a message that nobody can read")
@pytest.mark.parametrize("body", ["scribble", "{}", '{"v": 1, "run": "?"}'])
def test_a_message_that_nobody_can_read_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    poster = Poster(failing="")

    assert left_over([message(1, "R9", body), message(2, "R1")], poster, monkeypatch) == ["m1"]
    assert poster.posted == ["R1"]


@contextmanager
def quick_to_give_up(cloud: "LocalBackend") -> Iterator[Any]:
    """Let the journal's queue give a message up after two tries instead of a thousand."""
    sqs, url = cloud.emulator.client("sqs"), cloud.addresses.outputs["JournalQueueUrl"]
    wanted = ["RedrivePolicy"]
    usual = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=wanted)["Attributes"]
    policy = json.loads(usual["RedrivePolicy"]) | {"maxReceiveCount": 2}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": json.dumps(policy)})
    try:
        yield sqs
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes=usual)
        sqs.purge_queue(QueueUrl=cloud.addresses.outputs["JournalDeadLettersUrl"])


@pytest.mark.fault(26, "a poison message ends in the dead letters, others pass, and it is said")
def test_poison_ends_in_the_dead_letters_and_is_found_while_others_pass(
    cloud: "LocalBackend",
) -> None:
    outputs = cloud.addresses.outputs
    with quick_to_give_up(cloud) as sqs:
        sqs.send_message(
            QueueUrl=outputs["JournalQueueUrl"],
            MessageBody="poison",
            MessageGroupId="poisoner",
            MessageDeduplicationId=secrets.token_hex(8),
        )
        till = enrolled_till(cloud)
        till.push(till.journal.write(2).push())
        till.wait_until_posted(2)

        def dead() -> int:
            answer = sqs.get_queue_attributes(
                QueueUrl=outputs["JournalDeadLettersUrl"],
                AttributeNames=["ApproximateNumberOfMessages"],
            )
            return int(answer["Attributes"]["ApproximateNumberOfMessages"])

        wait_until(lambda: dead() == 1, "the poison is given up", LONG_ENOUGH)
        watched(cloud)
        found = api_as(cloud, "it1").ask("GET", "/findings").json()["findings"]

    (finding,) = [one for one in found if one["kind"] == "dead_letters"]
    assert finding["data"] == {"journal": 1}
    watched(cloud)
    still = api_as(cloud, "it1").ask("GET", "/findings").json()["findings"]
    assert "dead_letters" not in {one["kind"] for one in still}


class Throttled:
    """DynamoDB's end of the wire: refuses so many requests, then knows one register."""

    def __init__(self, times: int, till: WritingRegister) -> None:
        """Refuse so many times."""
        self.left, self.asked = times, 0
        self.item = {
            "register_id": {"S": REGISTER_ID},
            "store_id": {"S": "S1"},
            "public_key": {"S": till.public_key},
            "register_status": {"S": "active"},
        }

    def __call__(self, request: Any, **_: object) -> AWSResponse:  # noqa: ANN401 - botocore's own
        self.asked += 1
        self.left -= 1
        if self.left >= 0:
            refusal = {"__type": "x#ProvisionedThroughputExceededException", "message": "slowly"}
            return _answer(request.url, 400, refusal)
        asks = request.headers["X-Amz-Target"].decode().endswith("GetItem")
        return _answer(request.url, 200, {"Item": self.item} if asks else {})


@dataclass
class Raw:
    """The bytes of an answer as they come from the wire."""

    content: bytes

    def stream(self) -> Iterator[bytes]:
        yield self.content


def _answer(url: str, status: int, body: dict[str, Any]) -> AWSResponse:
    headers = HTTPHeaders.from_dict({"content-type": "application/x-amz-json-1.0"})
    return AWSResponse(url, status, headers, Raw(json.dumps(body).encode()))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client rested between its tries; nobody really waits."""
    rested: list[float] = []
    monkeypatch.setattr("botocore.endpoint.time.sleep", rested.append)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    return rested


def accepting(throttled: Throttled) -> AcceptJournal:
    client = wired.aws_client("dynamodb")
    client.meta.events.register("before-send.dynamodb.*", throttled)
    return AcceptJournal(DynamoRegisterMirror(client, "table"), FakeJournalQueue(), FixedClock())


@pytest.mark.fault(45, "DynamoDB is throttled for a moment")
def test_throttling_for_a_moment_is_borne_by_the_client_with_pauses_that_differ(
    pauses: list[float],
) -> None:
    till = WritingRegister()
    throttled = Throttled(2, till)

    answer = accepting(throttled)(REGISTER_ID, till.write(2).push())

    assert answer.accepted_through == 2
    assert (throttled.asked, len(pauses)) == (4, 2)


@pytest.mark.fault(45, "DynamoDB is throttled for long")
def test_throttling_for_long_is_given_up_after_three_tries_of_one_layer(
    pauses: list[float],
) -> None:
    till = WritingRegister()
    throttled = Throttled(1000, till)

    with pytest.raises(EnvironmentFailed, match=r"service\.failed .*Throughput"):
        accepting(throttled)(REGISTER_ID, till.write(2).push())

    assert (throttled.asked, len(pauses)) == (wired.ATTEMPTS, wired.ATTEMPTS - 1)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ReadTimeoutError(endpoint_url="u"), "service.unanswered"),
        (ConnectionClosedError(endpoint_url="u"), "service.unanswered"),
        (ConnectTimeoutError(endpoint_url="u"), "service.failed"),
        (ClientError({"Error": {"Code": "Throttling"}}, "Publish"), "service.failed"),
    ],
)
def test_only_what_may_have_been_done_counts_as_unanswered(error: Exception, code: str) -> None:
    with pytest.raises(EnvironmentFailed) as failed, failing_as("sns"):
        raise error

    assert failed.value.code == code


@pytest.mark.parametrize("service", sorted(wired.SENDING))
def test_what_sends_is_never_tried_again_by_the_library(pauses: list[float], service: str) -> None:
    """The outbox decides about another try, because it notes that there was a first one."""
    client = wired.aws_client(service)

    assert client.meta.config.retries["total_max_attempts"] == 1
    assert pauses == []
