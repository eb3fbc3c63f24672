"""Entries that could not be applied: GET /v1/quarantine, and posting one again after a mend.

POST /v1/quarantine/{register_id}/{seq}/post-again.
"""

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
from backend_lambdas.handlers.query import number_asked, number_in, text_if_asked
from backend_lambdas.wiring import wiring
from pos_core.permissions import Act
from pos_core.wire.findings import PostedAgain

app = http_api()


@app.get("/v1/quarantine")
def quarantine() -> Response[str]:
    """List quarantined entries behind `after_register` and `after_seq`."""
    event = app.current_event
    caller = caller_of(event)
    after = (text_if_asked(event, "after_register") or "", number_asked(event, "after_seq", 0))
    return message_answer(wiring().read_findings.quarantine(caller.roles, after))


@app.post("/v1/quarantine/<register_id>/<seq>/post-again")
def post_again(register_id: str, seq: str) -> Response[str]:
    """Post one entry again and say what became of it."""
    caller = caller_of(app.current_event)
    caller.require(Act.MEND_BOOKS)
    place = number_in(seq, "seq")
    outcome = wiring().post_again(caller.roles, register_id, place)
    return message_answer(PostedAgain(register_id=register_id, seq=place, outcome=outcome.value))


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function Quarantine."""
    return answer(app, event, context)
