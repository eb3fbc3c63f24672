"""The demo's till: its settings, its account, its enrolment. Knows nothing of windows."""

from datetime import datetime
from pathlib import Path

from pos_app.services.records import Session
from pos_app.services.till import Till
from pos_core.errors import EnvironmentFailed
from pos_core.journal import Actor
from pos_core.wire.reports import TodayReport

PASSWORD = "Lantern-2026!"  # noqa: S105  # the demo's accounts exist on this machine only
MANAGER = "manager1"
SALESPERSON = "sales1"
STORE = "S1"


def till_environment(data_dir: Path, cloud: Path) -> dict[str, str]:
    """Return the settings of a demo till, as environment variables."""
    return {
        "SALEPOINT_DATA_DIR": str(data_dir),
        "SALEPOINT_CLOUD": str(cloud),
        "SALEPOINT_KEY_STORE": "file",
        "SALEPOINT_PRINTER": f"file:{data_dir.parent / 'receipts.escpos'}",
    }


def enrol(till: Till, name: str = "Till 1") -> None:
    """Make a till a register of the demo's first store, and fill it."""
    session, token = _signed_in(till)
    till.enrol_register.enrol(token, STORE, name, Actor(session.staff_id, session.name))
    till.first_fill.run(lambda scope, done, expected: None)


def books_of_today(till: Till) -> TodayReport:
    """Ask the server for the demo store's day."""
    day = datetime.now().astimezone().date().isoformat()
    return till.server.report_today(_signed_in(till)[1], STORE, day)


def _signed_in(till: Till) -> tuple[Session, str]:
    """Sign the manager in; gives the session and a token for the server."""
    till.connect()
    session = till.sign_in.with_password(MANAGER, PASSWORD)
    token = till.tokens.token()
    if not isinstance(session, Session) or token is None:
        raise EnvironmentFailed("sign_in.needed")
    return session, token
