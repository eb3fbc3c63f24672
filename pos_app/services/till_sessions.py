"""All that is done with a till's session, by name, as `bootstrap.py` puts it together.

Knows how none of it works.
"""

from dataclasses import dataclass

from pos_app.services.close_till import CloseTill
from pos_app.services.move_cash import MoveCash
from pos_app.services.open_till import OpenTill
from pos_app.services.ports import ReceiptPrinter, Storage
from pos_app.services.scribe import Scribe
from pos_app.services.till_reports import TillReports


@dataclass(frozen=True)
class TillSessions:
    """The use cases of sessions."""

    open_till: OpenTill
    move_cash: MoveCash
    close_till: CloseTill
    reports: TillReports


def till_sessions(storage: Storage, scribe: Scribe, printer: ReceiptPrinter) -> TillSessions:
    """Make the use cases on one storage, one scribe and one printer."""
    return TillSessions(
        open_till=OpenTill(storage, scribe),
        move_cash=MoveCash(storage, scribe),
        close_till=CloseTill(storage, scribe),
        reports=TillReports(storage, scribe, printer),
    )
