"""Failures of AWS services as one kind of error: the surroundings failed, try again later.

Knows nothing of any one service.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from pos_core.errors import EnvironmentFailed


@contextmanager
def failing_as(service: str) -> Iterator[None]:
    """Raise EnvironmentFailed `service.failed` for whatever the client of a service raises."""
    try:
        yield
    except ClientError as error:
        raise EnvironmentFailed("service.failed", service=service, reason=code_of(error)) from error
    except BotoCoreError as error:
        reason = type(error).__name__
        raise EnvironmentFailed("service.failed", service=service, reason=reason) from error


def code_of(error: ClientError) -> str:
    """Return the service's own code for what went wrong."""
    return str(error.response.get("Error", {}).get("Code", ""))
