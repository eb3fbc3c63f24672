"""GET /v1/registers/{register_id}/position: how far a register's journal has come."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.caller import caller_of
from backend_lambdas.handlers.http_api import (
    LambdaAnswer,
    LambdaEvent,
    answer,
    http_api,
    message_answer,
)
from backend_lambdas.logic.accept_journal import position_of
from backend_lambdas.wiring import wiring
from pos_core.permissions import Act

app = http_api()


@app.get("/v1/registers/<register_id>/position")
def position(register_id: str) -> Response[str]:
    """Say what is accepted and what is in the books."""
    caller = caller_of(app.current_event)
    caller.require(Act.PUSH_JOURNAL)
    caller.require_register(register_id)
    return message_answer(position_of(wiring().register_mirror, register_id))


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function RegisterPosition."""
    return answer(app, event, context)
