"""POST /v1/registers/{register_id}/journal: a register sends a run of its journal."""

from http import HTTPStatus

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
from backend_lambdas.handlers.request_body import read_bytes
from backend_lambdas.wiring import wiring
from pos_core.permissions import Act

app = http_api()


@app.post("/v1/registers/<register_id>/journal")
def push(register_id: str) -> Response[str]:
    """Accept the run for posting: 202, not yet in the books."""
    caller = caller_of(app.current_event)
    caller.require(Act.PUSH_JOURNAL)
    caller.require_register(register_id)
    accepted = wiring().accept_journal(register_id, read_bytes(app.current_event))
    return message_answer(accepted, HTTPStatus.ACCEPTED)


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function AcceptJournal."""
    return answer(app, event, context)
