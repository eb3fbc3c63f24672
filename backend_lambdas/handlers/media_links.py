"""POST /v1/media and GET /v1/media/{media_id}: short-lived links to files of products."""

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
from pos_core.wire.catalogue import MediaLinkRequest

app = http_api()


@app.post("/v1/media")
def upload() -> Response[str]:
    """Allow an upload of one file for a product."""
    caller_of(app.current_event).require(Act.EDIT_PRODUCT)
    request = read_message(app.current_event, MediaLinkRequest)
    return message_answer(wiring().media_links.for_upload(request), HTTPStatus.CREATED)


@app.get("/v1/media/<media_id>")
def download(media_id: str) -> Response[str]:
    """Allow reading one file."""
    caller_of(app.current_event).require(Act.READ_CATALOGUE)
    return message_answer(wiring().media_links.for_download(media_id))


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function MediaLinks."""
    return answer(app, event, context)
