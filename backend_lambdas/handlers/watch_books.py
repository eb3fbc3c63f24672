"""Looks into everything that must hold in the books, every hour and when somebody invokes it.

An event may say `{"full": true}` to verify every journal from its first entry.
"""

from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.http_api import LambdaAnswer, LambdaEvent
from backend_lambdas.observability import one_line
from backend_lambdas.wiring import wiring


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function WatchBooks.

    The line is what alarms are made from. `findings` is left out when not everything could be
    looked into: that the number is missing is an alarm too.
    """
    with one_line("books_watched", context.aws_request_id) as line:
        watched = wiring().watch_books(full=bool(event.get("full")))
        line |= {"entries": watched.entries, "not_looked": ",".join(watched.not_looked)}
        if not watched.not_looked:
            line["findings"] = watched.findings
        return dict(line)
