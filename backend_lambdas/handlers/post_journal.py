"""Posts runs from the journal's queue into the books; each run by itself, in order per register."""

from aws_lambda_powertools.utilities.batch import (
    SqsFifoPartialProcessor,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.http_api import LambdaAnswer, LambdaEvent
from backend_lambdas.logic.post_journal import Posted
from backend_lambdas.observability import handler_log, one_line
from backend_lambdas.wiring import wiring


def post(record: SQSRecord) -> None:
    """Post one run; whatever goes wrong, it comes back soon and its successors wait for it."""
    queue = wiring().journal_queue
    try:
        run = queue.run_in(record.body)
        with one_line("run_posted", run.request_id) as line:
            posted = wiring().post_journal(run)
            line |= {"register": run.register_id, "head": posted.head.seq, "new": posted.applied}
            line |= {"remarks": posted.remarks, "stop": posted.stop}
        _raise_alarms(run.register_id, posted)
    except Exception:
        handler_log().exception("run_not_posted")
        attempt = int(record.attributes.approximate_receive_count)
        queue.retry_later(record.receipt_handle, attempt)
        raise


def _raise_alarms(register_id: str, posted: Posted) -> None:
    """Write the lines that alarms are made from."""
    register = {"register": register_id, "seq": posted.head.seq}
    if posted.quarantined:
        fields = register | {"event": "entry_quarantined", "entries": posted.quarantined}
        handler_log().error("entry_quarantined", extra=fields)
    if posted.held is not None:
        handler_log().error("journal_forked", extra=register | {"event": "journal_forked"})


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function PostJournal."""
    processor = SqsFifoPartialProcessor(skip_group_on_error=True)
    # An exception of the whole batch would hide which runs are to come back soon.
    processor.raise_on_entire_batch_failure = False
    failed = process_partial_response(event, post, processor, context)
    return dict(failed)
