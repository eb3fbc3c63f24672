"""The journal's way to the books as an SQS FIFO queue: one message per run, grouped by register.

Knows nothing of what a run says. SQS takes 256 KiB per message, so the run travels as gzip in
base64; a run that is still too large is refused and the till halves it.
"""

import base64
import gzip
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_lambdas.data_access.service_failures import failing_as
from backend_lambdas.logic.ports import JournalRun
from pos_core.errors import RuleBroken

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

SERVICE = "sqs"
LARGEST_MESSAGE = 256 * 1024
LONGEST_WAIT_SECONDS = 120
_MESSAGE_VERSION = 1


@dataclass(frozen=True, slots=True)
class SqsJournalQueue:
    """A JournalQueue on the queue at this address."""

    client: "SQSClient"
    url: str

    def send(self, run: JournalRun) -> None:
        """Queue the run; the deduplication id is new every time, so SQS swallows no repeat."""
        message = message_from(run)
        if len(message) > LARGEST_MESSAGE:
            raise RuleBroken("request.too_large", largest_bytes=LARGEST_MESSAGE)
        with failing_as(SERVICE):
            self.client.send_message(
                QueueUrl=self.url,
                MessageBody=message,
                MessageGroupId=run.register_id,
                MessageDeduplicationId=str(uuid.uuid4()),
            )

    def retry_later(self, receipt_handle: str, receive_count: int) -> None:
        """Let a run that could not be posted come back after 2, 4, 8 … 120 seconds.

        Without this it would stay away for the queue's whole visibility time-out, although the
        database may be back at once.
        """
        seconds = min(2 ** min(receive_count, 10), LONGEST_WAIT_SECONDS)
        with failing_as(SERVICE):
            self.client.change_message_visibility(
                QueueUrl=self.url, ReceiptHandle=receipt_handle, VisibilityTimeout=seconds
            )

    def run_in(self, message: str) -> JournalRun:
        """Read the run in a message; raises ValueError or KeyError for one we did not write."""
        return run_from(message)


def message_from(run: JournalRun) -> str:
    """Write a run as the text of a message."""
    return json.dumps(
        {
            "v": _MESSAGE_VERSION,
            "request_id": run.request_id,
            "register_id": run.register_id,
            "received_at": run.received_at,
            "run": base64.b64encode(gzip.compress(run.body, mtime=0)).decode(),
        }
    )


def run_from(message: str) -> JournalRun:
    """Read back what `message_from` wrote."""
    fields = json.loads(message)
    return JournalRun(
        request_id=fields["request_id"],
        register_id=fields["register_id"],
        received_at=fields["received_at"],
        body=gzip.decompress(base64.b64decode(fields["run"])),
    )
