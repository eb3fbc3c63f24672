"""Rebuilds the feeds' snapshots that are missing or old; on schedule, and when somebody invokes it.

An event may say `{"fresh_within": 0}` to rebuild whatever has changed at all, after bulk changes.
"""

from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.http_api import LambdaAnswer, LambdaEvent
from backend_lambdas.logic.snapshots import FRESH_WITHIN
from backend_lambdas.observability import one_line
from backend_lambdas.wiring import wiring


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function RebuildSnapshots."""
    with one_line("snapshots_rebuilt", context.aws_request_id) as line:
        fresh_within = int(event.get("fresh_within", FRESH_WITHIN))
        built = wiring().rebuild_snapshots(fresh_within=fresh_within)
        line["scopes"] = ",".join(snapshot.scope.value for snapshot in built)
        return {"scopes": [snapshot.scope.value for snapshot in built]}
