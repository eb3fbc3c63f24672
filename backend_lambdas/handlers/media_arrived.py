"""S3 says that a file has been uploaded: from now on it is shown."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.http_api import LambdaEvent
from backend_lambdas.observability import one_line
from backend_lambdas.wiring import wiring


def handler(event: LambdaEvent, context: LambdaContext) -> None:
    """Entry point of the function MediaArrived; EventBridge repeats what fails."""
    with one_line("media_arrived", event["id"]):
        wiring().media_shelf.note_arrival(event["detail"]["object"]["key"])
