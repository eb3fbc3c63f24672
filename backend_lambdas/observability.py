"""One JSON line per request or batch: what was done, how it ended, how long it took.

Knows nothing of shops. Lines hold names, codes and counts only: never a body, an address, a token
or an amount. Every part of the backend logs to a child of the logger `salepoint`, which inherits
the JSON form and the correlation id; alarms are made from the field `event`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from aws_lambda_powertools import Logger

LOGGER_NAME = "salepoint"


@cache
def handler_log() -> Logger:
    """Return the container's logger; made on first use."""
    return Logger(service=LOGGER_NAME, log_uncaught_exceptions=False)


@contextmanager
def one_line(event: str, correlation_id: str) -> Iterator[dict[str, str | int]]:
    """Write one line for a piece of work; the caller adds fields to the dictionary it gets."""
    log = handler_log()
    log.set_correlation_id(correlation_id)
    fields: dict[str, str | int] = {"event": event}
    begun = time.perf_counter()
    try:
        yield fields
    finally:
        fields["milliseconds"] = round((time.perf_counter() - begun) * 1000)
        log.info(event, extra=fields)
