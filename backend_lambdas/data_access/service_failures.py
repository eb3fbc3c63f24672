"""Failures of AWS services as one kind of error: the surroundings failed, try again later.

Knows nothing of any one service.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ReadTimeoutError,
)

from pos_core.errors import EnvironmentFailed


@contextmanager
def failing_as(service: str) -> Iterator[None]:
    """Raise EnvironmentFailed for whatever the client of a service raises.

    `service.failed` says that nothing was done; `service.unanswered` that the request was made and
    no answer came, so that nobody knows.
    """
    try:
        yield
    except ClientError as error:
        raise EnvironmentFailed("service.failed", service=service, reason=code_of(error)) from error
    except (ReadTimeoutError, ConnectionClosedError) as error:
        reason = type(error).__name__
        raise EnvironmentFailed("service.unanswered", service=service, reason=reason) from error
    except BotoCoreError as error:
        reason = type(error).__name__
        raise EnvironmentFailed("service.failed", service=service, reason=reason) from error


def code_of(error: ClientError) -> str:
    """Return the service's own code for what went wrong."""
    return str(error.response.get("Error", {}).get("Code", ""))
