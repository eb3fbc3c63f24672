"""POST /v1/registers: a manager or administrator enrols the machine in front of them.

POST /v1/registers/{register_id}/successors: a machine that was cloned or restored asks, as the
register it was, for one of its own.
"""

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
from backend_lambdas.handlers.request_body import read_message
from backend_lambdas.wiring import wiring
from pos_core.permissions import Act
from pos_core.wire.registers import EnrolRequest, SuccessorRequest

app = http_api()


@app.post("/v1/registers")
def enrol() -> Response[str]:
    """Create the register's identity; its secret is in this answer and nowhere else."""
    caller = caller_of(app.current_event)
    caller.require(Act.ENROL_REGISTER)
    request = read_message(app.current_event, EnrolRequest)
    enrolled = wiring().enrol_register(request, caller.username)
    return message_answer(enrolled, HTTPStatus.CREATED)


@app.post("/v1/registers/<register_id>/successors")
def succeed(register_id: str) -> Response[str]:
    """Create the register that goes on in this one's place; its secret is in this answer only."""
    caller = caller_of(app.current_event)
    caller.require(Act.PUSH_JOURNAL)
    caller.require_register(register_id)
    request = read_message(app.current_event, SuccessorRequest)
    return message_answer(wiring().succeed_register(register_id, request), HTTPStatus.CREATED)


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function EnrolRegister."""
    return answer(app, event, context)
