"""GET /v1/changes and GET /v1/snapshots/{scope}: what a register follows."""

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
from backend_lambdas.handlers.query import number_asked, text_asked
from backend_lambdas.wiring import wiring
from pos_core.errors import NotFound
from pos_core.permissions import Act
from pos_core.wire.changes import Scope

app = http_api()


@app.get("/v1/changes")
def changes() -> Response[str]:
    """Answer the next page after a cursor."""
    caller = caller_of(app.current_event)
    caller.require(Act.READ_CATALOGUE)
    scope = _scope_named(text_asked(app.current_event, "scope"))
    after = number_asked(app.current_event, "after", 0)
    return message_answer(wiring().read_changes(scope, after, caller.register_id))


@app.get("/v1/snapshots/<scope>")
def snapshot(scope: str) -> Response[str]:
    """Say where the whole scope can be had as one file."""
    caller = caller_of(app.current_event)
    caller.require(Act.READ_CATALOGUE)
    return message_answer(wiring().link_snapshot(_scope_named(scope), caller.register_id))


def _scope_named(name: str) -> Scope:
    try:
        return Scope(name)
    except ValueError:
        raise NotFound("scope.unknown", scope=name[:20]) from None


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function Feeds."""
    return answer(app, event, context)
