"""Sums of what is posted: a store's day, a register's days, and the proof of a register's day.

GET /v1/reports/today, /v1/registers/{register_id}/totals and /v1/registers/{register_id}/proof.
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
from backend_lambdas.handlers.query import text_asked
from backend_lambdas.wiring import wiring

app = http_api()


@app.get("/v1/reports/today")
def today() -> Response[str]:
    """Report a store's local day."""
    caller = caller_of(app.current_event)
    store, day = (text_asked(app.current_event, name) for name in ("store", "day"))
    return message_answer(wiring().report_today(caller.roles, store, day))


@app.get("/v1/registers/<register_id>/totals")
def totals(register_id: str) -> Response[str]:
    """Sum what is posted of a register, for itself or for whoever may read the store's report."""
    caller = caller_of(app.current_event)
    if caller.register_id is not None:
        caller.require_register(register_id)
    first, last = (text_asked(app.current_event, name) for name in ("first_day", "last_day"))
    return message_answer(wiring().total_posted(caller.roles, register_id, first, last))


@app.get("/v1/registers/<register_id>/proof")
def proof(register_id: str) -> Response[str]:
    """Prove a register's day, for itself or for whoever may watch the books."""
    caller = caller_of(app.current_event)
    if caller.register_id is not None:
        caller.require_register(register_id)
    day = text_asked(app.current_event, "day")
    return message_answer(wiring().prove_day(caller.roles, register_id, day))


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function Reports."""
    return answer(app, event, context)
