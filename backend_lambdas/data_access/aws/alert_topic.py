"""Alerts for administrators as an SNS topic. Knows nothing of stock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from backend_lambdas.data_access.service_failures import failing_as

LONGEST_SUBJECT = 100


class SnsClient(Protocol):
    """The part of boto3's SNS client that is used here."""

    def publish(self, **request: object) -> Mapping[str, object]:
        """Publish to a topic."""


@dataclass(frozen=True, slots=True)
class SnsAlertTopic:
    """An AlertTopic with this ARN."""

    client: SnsClient
    arn: str

    def publish(self, subject: str, text: str, attributes: Mapping[str, str]) -> None:
        """Publish one message; SNS wants a short subject in plain ASCII, so it is made so."""
        plain = subject.encode("ascii", "replace").decode()[:LONGEST_SUBJECT]
        with failing_as("sns"):
            self.client.publish(
                TopicArn=self.arn,
                Subject=" ".join(plain.split()),
                Message=text,
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value}
                    for name, value in attributes.items()
                },
            )
