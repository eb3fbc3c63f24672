"""Lets tills live and die, each in a process of its own.

`python -m tests.crash.till_program` reads requests, a line of JSON each: a till's folder, what it
shall do, the number of the moment at which it is struck, and by which signal. For each it forks a
process that does so, and answers with how that one ended. One that is only stopped goes on when
another line is read. Knows nothing of what is checked afterwards.
"""

import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path

from pos_app.services.drafts import KeepDraft
from pos_app.sync.feeds import CHUNK_WHILE_SELLING
from pos_core.payment import TenderKind
from pos_core.permissions import Role
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from pos_core.till_session import CashMoveKind
from pos_core.wire.changes import Scope
from tests.builders import paid_in_cash, product_change
from tests.crash.fail_points import SAID, WOKEN
from tests.crash.moments import PAUSED, Act, Moments, live
from tests.crash.pieces import (
    CART,
    close_the_till,
    go_on_under_a_register_of_its_own,
    till_of_the_oldest_release,
)
from tests.fakes.till import SALES_1, TillRig


def sell(rig: TillRig, moments: Moments) -> None:
    """Keep a cart, sell it, print the receipt, wake the sync."""
    moments.doing = "cart"
    KeepDraft(rig.storage).keep(CART)
    moments.doing = "sale"
    paid = rig.checkout.complete(CART, paid_in_cash(CART), SALES_1)
    moments.tell(f"paid {paid.sale.receipt_number}")
    moments.at(SAID)
    rig.receipts.print(paid.sale.stamp.event_id)
    rig.engine.ask_now()
    moments.at(WOKEN)


def take_back(rig: TillRig, moments: Moments) -> None:
    """Take goods of the newest sale back."""
    moments.doing = "return"
    newest = rig.receipts.latest(1)[0]
    requests = [ReturnRequest(1, Quantity.pieces(1))]
    done = rig.returns.against(newest.event_id, requests, TenderKind.CASH, "unwanted", SALES_1)
    moments.tell(f"paid out {done.goods.receipt_number}")
    moments.at(SAID)


def reprint(rig: TillRig, moments: Moments) -> None:
    """Print the newest receipt again."""
    moments.doing = "reprint"
    rig.receipts.reprint(rig.receipts.latest(1)[0].event_id, SALES_1)


def sync(rig: TillRig, moments: Moments) -> None:
    """Send what is due, hear that it is posted, follow a feed whose page comes in two parts."""
    moments.doing = "sync"
    changes = [product_change(f"P{n}") for n in range(CHUNK_WHILE_SELLING + 1)]
    rig.server.publish(Scope.CATALOGUE, *changes)
    rig.engine.run_once()


def close(rig: TillRig, moments: Moments) -> None:
    """Count, close the till and print the report."""
    moments.doing = "close"
    closing = close_the_till(rig)
    moments.tell(f"closed {closing.z_number}")
    moments.at(SAID)
    rig.sessions.reports.print_z(closing.stamp.event_id)


def move_cash(rig: TillRig, moments: Moments) -> None:
    """Take cash out of the open till."""
    moments.doing = "move cash"
    rig.sessions.move_cash.move(CashMoveKind.DROP, 500, "", SALES_1, [Role.SALESPERSON])


def heal(rig: TillRig, moments: Moments) -> None:
    """Hear of the twin and go on as a register of its own."""
    moments.doing = "heal"
    go_on_under_a_register_of_its_own(rig)


def end(rig: TillRig, moments: Moments) -> None:
    """Sell in peace, tidy up, sell again, and end the program."""
    moments.doing = ""
    rig.sell()
    moments.doing = "tidying up"
    rig.storage.checkpoint()
    moments.doing = ""
    rig.sell()
    moments.doing = "end"
    rig.close()


def start(_rig: TillRig, _moments: Moments) -> None:
    """Do nothing: all that was to be done happened when the books were opened."""


ACTS: Mapping[str, Act] = {
    "sell": sell,
    "take back": take_back,
    "reprint": reprint,
    "sync": sync,
    "end": end,
    "close": close,
    "move cash": move_cash,
    "heal": heal,
    "start": start,
}


def main() -> None:
    """Answer every request with an exit code, a negative one for the signal that ended it."""
    _warm_up()
    for line in sys.stdin:
        folder, act, strike_at, signal_number = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(Path(folder), act, strike_at, signal_number)
        _, status = os.waitpid(child, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            _answer(PAUSED)
            sys.stdin.readline()
            os.kill(child, signal.SIGCONT)
            _, status = os.waitpid(child, 0)
        _answer(os.waitstatus_to_exitcode(status))


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _warm_up() -> None:
    """Live once and close: what that imports and prepares, every child has from its birth."""
    with tempfile.TemporaryDirectory() as folder:
        till_of_the_oldest_release(TillRig(Path(folder) / "till")).close()


def _live(folder: Path, act: str, strike_at: int, signal_number: int) -> None:
    """Be the forked process: it never comes back into the loop of its parent."""
    code = 1
    try:
        live(folder, ACTS[act], strike_at, signal_number)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


if __name__ == "__main__":
    main()
