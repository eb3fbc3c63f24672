"""Puts the use cases together with their adapters, once per container and on first use.

The only place that knows both. Nothing is built before it is asked for: a function that accepts
journals never loads the books' libraries, which keeps its cold start short.
"""

import os
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from backend_lambdas.logic.accept_journal import AcceptJournal
from backend_lambdas.logic.ports import RegisterMirror
from backend_lambdas.settings import Settings
from pos_core.identifiers import SystemClock

if TYPE_CHECKING:
    from backend_lambdas.data_access.aws.journal_queue import SqsJournalQueue

CONNECT_SECONDS = 2
READ_SECONDS = 5
ATTEMPTS = 3


def aws_client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """Return a client that gives up within a function's time-out instead of hanging.

    Region, address and credentials come from the environment that Lambda prepares.
    """
    import boto3
    from botocore.config import Config

    patience = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        signature_version="s3v4" if service == "s3" else None,
    )
    return boto3.client(service, config=patience)


@dataclass(frozen=True)
class Wiring:
    """Everything one function may need, built when it is first asked for."""

    settings: Settings

    @cached_property
    def register_mirror(self) -> RegisterMirror:
        """Keys, status and heads of registers."""
        from backend_lambdas.data_access.dynamodb.register_mirror import DynamoRegisterMirror

        return DynamoRegisterMirror(aws_client("dynamodb"), self.settings.registers_table)

    @cached_property
    def journal_queue(self) -> "SqsJournalQueue":
        """The way from accepting to posting."""
        from backend_lambdas.data_access.aws.journal_queue import SqsJournalQueue

        return SqsJournalQueue(aws_client("sqs"), self.settings.journal_queue_url)

    @cached_property
    def accept_journal(self) -> AcceptJournal:
        """Accepts runs of journal entries."""
        return AcceptJournal(self.register_mirror, self.journal_queue, SystemClock())


@cache
def wiring() -> Wiring:
    """Return the container's wiring, from the environment the template gave it."""
    return Wiring(Settings(os.environ))
