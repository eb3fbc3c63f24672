"""Delivers what the outbox holds, when the bell rings and every minute anyway.

A failure is raised: the bell rings again, and the next sweep comes in a minute.
"""

from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.http_api import LambdaEvent
from backend_lambdas.observability import one_line
from backend_lambdas.wiring import wiring


def handler(event: LambdaEvent, context: LambdaContext) -> None:
    """Entry point of the function DeliverSideEffects; what the event says does not matter."""
    with one_line("side_effects_delivered", context.aws_request_id) as line:
        delivered = wiring().deliver_side_effects()
        line |= {"done": delivered.done, "postponed": delivered.postponed}
        line["given_up"] = delivered.given_up
