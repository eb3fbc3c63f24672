"""The bell that wakes the delivery of side effects: an empty message on an SQS queue.

Knows nothing of the outbox. A ring that is lost is made good by the schedule that sweeps the
outbox, so a failure is logged and forgotten.
"""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_lambdas.data_access.service_failures import failing_as
from pos_core.errors import EnvironmentFailed

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_log = logging.getLogger("salepoint.side_effect_bell")


@dataclass(frozen=True, slots=True)
class SqsSideEffectBell:
    """A SideEffectBell on the queue at this address."""

    client: "SQSClient"
    url: str

    def ring(self) -> None:
        """Announce that there is something in the outbox."""
        try:
            with failing_as("sqs"):
                self.client.send_message(QueueUrl=self.url, MessageBody="{}")
        except EnvironmentFailed:
            _log.warning("bell_not_rung", exc_info=True)
