"""What every HTTP function shares: the resolver with the error table, and one log line per request.

Knows no route and no rule.
"""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

from backend_lambdas.handlers.http_errors import JSON, answer_of, refusal_for
from backend_lambdas.observability import handler_log, one_line
from pos_core.errors import NotFound

# What the runtime passes and takes back has no type of its own.
LambdaEvent = dict[str, Any]
LambdaAnswer = dict[str, Any]


def http_api() -> APIGatewayRestResolver:
    """Return a resolver that turns every exception into an answer of the one form."""
    app = APIGatewayRestResolver()

    def refused(error: Exception) -> Response[str]:
        correlation_id = app.current_event.request_context.request_id or ""
        refusal = refusal_for(error, correlation_id)
        told = {"event": "request_refused", "code": refusal.body.code}
        if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            handler_log().error("request_refused", exc_info=error, extra=told)
        else:
            handler_log().warning("request_refused", extra=told)
        return answer_of(refusal)

    def unknown_route(error: Exception) -> Response[str]:
        return refused(NotFound("route.unknown"))

    app.exception_handler(Exception)(refused)
    app.not_found(unknown_route)
    return app


def message_answer(message: BaseModel, status: int = 200) -> Response[str]:
    """Write one of the wire's messages as an answer; nobody may keep a copy."""
    return Response(
        status_code=status,
        content_type=JSON,
        body=message.model_dump_json(),
        headers={"Cache-Control": "no-store"},
    )


def answer(app: APIGatewayRestResolver, event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Resolve one request and write its line in the log."""
    context_of_request = event["requestContext"]
    with one_line("request", str(context_of_request["requestId"])) as line:
        line["route"] = f"{event['httpMethod']} {event['resource']}"
        answered: LambdaAnswer = app.resolve(event, context)
        line["status"] = int(answered["statusCode"])
        return answered
