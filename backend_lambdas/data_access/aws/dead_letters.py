"""The dead-letter queues in SQS. Knows nothing of what was given up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_lambdas.data_access.service_failures import failing_as

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True, slots=True)
class SqsDeadLetters:
    """DeadLetters on the queues at these addresses, by name."""

    client: "SQSClient"
    urls: Mapping[str, str]

    def counts(self) -> Mapping[str, int]:
        """Return how many messages wait in each."""
        return {name: self._count(url) for name, url in self.urls.items()}

    def _count(self, url: str) -> int:
        with failing_as("sqs"):
            answer = self.client.get_queue_attributes(
                QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])
