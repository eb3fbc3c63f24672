"""What the books found remarkable.

GET /v1/findings (the watch's), GET /v1/registers/{register_id}/remarks (on a register's own facts).
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
from backend_lambdas.handlers.query import number_asked, text_if_asked
from backend_lambdas.wiring import wiring

app = http_api()


@app.get("/v1/findings")
def findings() -> Response[str]:
    """List open findings, or with `closed=1` all of them; `before` continues."""
    event = app.current_event
    caller = caller_of(event)
    before = text_if_asked(event, "before") or ""
    closed_too = number_asked(event, "closed", 0) > 0
    page = wiring().read_findings.findings(caller.roles, before, closed_too=closed_too)
    return message_answer(page)


@app.get("/v1/registers/<register_id>/remarks")
def remarks(register_id: str) -> Response[str]:
    """List remarks behind the entry `after`, for the register itself or a watcher."""
    caller = caller_of(app.current_event)
    if caller.register_id is not None:
        caller.require_register(register_id)
    after = number_asked(app.current_event, "after", 0)
    return message_answer(wiring().read_findings.remarks(caller.roles, register_id, after))


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function Findings."""
    return answer(app, event, context)
