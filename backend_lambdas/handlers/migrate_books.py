"""Brings the books' tables to this code's version; a deployment invokes it before traffic.

After the books were restored from a backup, whoever restored them invokes it with
`{"restored": true}`, which begins a new epoch.
"""

from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.http_api import LambdaAnswer, LambdaEvent
from backend_lambdas.observability import one_line
from backend_lambdas.wiring import wiring


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function MigrateBooks; raises when a step fails, which stops the rest."""
    with one_line("books_migrated", context.aws_request_id) as line:
        line["revision"] = wiring().migrate_books() or "empty"
        if event.get("restored"):
            line["epoch"] = wiring().begin_epoch()
        return dict(line)
