"""The journal's queue: what is sent comes out again, whole and as often as it was sent."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from backend_lambdas.data_access.aws.journal_queue import SqsJournalQueue
from backend_lambdas.logic.ports import JournalQueue, JournalRun
from pos_core.errors import RuleBroken
from tests.fakes.cloud import FakeJournalQueue

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

Received = Callable[[], list[JournalRun]]


def run(number: int, body: bytes = b'{"entries": []}') -> JournalRun:
    return JournalRun(f"request-{number}", "R1", "2026-11-21T09:00:00.000Z", body)


@pytest.fixture(params=["fake", "sqs"])
def queue(request: pytest.FixtureRequest) -> tuple[JournalQueue, Received]:
    if request.param == "fake":
        fake = FakeJournalQueue()
        return fake, lambda: fake.runs
    client: SQSClient = request.getfixturevalue("cloud").emulator.client("sqs")
    name = f"contract-{secrets.token_hex(4)}.fifo"
    url = client.create_queue(QueueName=name, Attributes={"FifoQueue": "true"})["QueueUrl"]
    real = SqsJournalQueue(client, url)
    return real, lambda: _drain(client, real)


def _drain(client: "SQSClient", queue: SqsJournalQueue) -> list[JournalRun]:
    runs = []
    while got := client.receive_message(QueueUrl=queue.url, MaxNumberOfMessages=1).get("Messages"):
        (message,) = got
        runs.append(queue.run_in(message["Body"]))
        client.delete_message(QueueUrl=queue.url, ReceiptHandle=message["ReceiptHandle"])
    return runs


def test_runs_come_out_as_they_went_in(queue: tuple[JournalQueue, Received]) -> None:
    sending, received = queue
    runs = [run(1), run(2, "Käse über 5 £".encode()), run(3)]

    for each in runs:
        sending.send(each)

    assert received() == runs


def test_the_same_run_sent_twice_comes_out_twice(queue: tuple[JournalQueue, Received]) -> None:
    sending, received = queue

    sending.send(run(1))
    sending.send(run(1))

    assert received() == [run(1), run(1)]


def test_a_run_that_cannot_fit_into_a_message_is_refused(
    queue: tuple[JournalQueue, Received],
) -> None:
    sending, received = queue

    with pytest.raises(RuleBroken, match=r"request\.too_large"):
        sending.send(run(1, secrets.token_bytes(200 * 1024)))

    assert received() == []
