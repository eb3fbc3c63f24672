"""Closes the till: what was counted beside what is expected, frozen with a number without gaps.

What is expected is worked out inside the transaction that closes. A sale that is paid at the same
moment is in the journal before the close and belongs to the session, or after it and does not;
there is no third way. Knows nothing of screens, printers or the network.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.services.checkout import place_of
from pos_app.services.free_text import checked_text
from pos_app.services.ports import Books, Storage
from pos_app.services.scribe import Scribe
from pos_app.services.shop_rules import enrolled, filled
from pos_core.cash_count import CashCount
from pos_core.errors import RuleBroken
from pos_core.journal import Actor, EntryType
from pos_core.permissions import Act, Role, Verdict, require, verdict_on
from pos_core.sale import Stamp
from pos_core.till_session import SessionFigures, TillClosing
from pos_core.wire.till import closed_payload


@dataclass(frozen=True, slots=True)
class DrawerStanding:
    """The open session as it is now, and what somebody who closes should know.

    `unposted` entries are not in the server's books yet: they are safe here and need no waiting.
    `open_lines` is how many lines the cart has that is being rung up: it may be paid before the
    close, or belongs to what comes after it. `z_number` is what the close will be called.
    """

    figures: SessionFigures
    unposted: int
    open_lines: int
    z_number: str
    difference_limit_minor: int


class CloseTill:
    """Ends sessions, each in one commit."""

    def __init__(self, storage: Storage, scribe: Scribe) -> None:
        """Write through `storage`, with entries by `scribe`."""
        self._storage = storage
        self._scribe = scribe

    def standing(self) -> DrawerStanding | None:
        """Return the open session as it stands, None when the till is closed."""
        with self._storage.read() as books:
            figures = books.till.figures()
            if figures is None:
                return None
            cart = books.drafts.load()
            return DrawerStanding(
                figures,
                books.journal.state().unposted,
                len(cart.lines) + len(cart.unknown_codes),
                books.till.next_z_number(),
                filled(books).difference_limit_minor,
            )

    def close(
        self,
        count: CashCount,
        actor: Actor,
        roles: Iterable[Role],
        reason: str = "",
        compared_minor: int | None = None,
    ) -> TillClosing:
        """Close with a count; a difference over the shop's limit needs a reason.

        Who may accept such a difference accepts it by closing; of anybody else it is left for a
        manager to look at. `compared_minor` is the expected cash that the person has seen beside
        the count. Raises NotAllowed, and RuleBroken `till.not_open`, `till.changed_meanwhile` when
        cash was taken or moved since they looked, `till.difference_unexplained`; then nothing has
        happened.
        """
        held = list(roles)
        require(held, Act.CLOSE_TILL)
        words = checked_text(reason)
        stamp = self._scribe.stamp(actor)
        with self._storage.begin() as books:
            figures = _figures(books, compared_minor)
            closing = _closing(books, figures, count, stamp, words, held)
            entry = self._scribe.write_stamped(
                books, EntryType.TILL_CLOSED, closed_payload(closing), stamp
            )
            books.till.record_closing(closing, entry.seq)
        return closing


def _figures(books: Books, compared_minor: int | None) -> SessionFigures:
    figures = books.till.figures()
    if figures is None:
        raise RuleBroken("till.not_open")
    expected = figures.cash.expected_minor
    if compared_minor is not None and expected != compared_minor:
        raise RuleBroken("till.changed_meanwhile", expected_minor=expected)
    return figures


def _closing(
    books: Books,
    figures: SessionFigures,
    count: CashCount,
    stamp: Stamp,
    reason: str,
    roles: Iterable[Role],
) -> TillClosing:
    difference = count.counted_minor - figures.cash.expected_minor
    over_limit = abs(difference) > filled(books).difference_limit_minor
    if over_limit and not reason:
        raise RuleBroken("till.difference_unexplained", difference_minor=difference)
    accepts = over_limit and verdict_on(roles, Act.ACCEPT_DIFFERENCE) is Verdict.ALLOWED
    return TillClosing(
        stamp=stamp,
        place=place_of(enrolled(books)),
        z_number=books.till.next_z_number(),
        figures=figures,
        count=count,
        reason=reason,
        accepted_by=stamp.actor if accepts else None,
        over_limit=over_limit,
        unposted=books.journal.state().unposted,
    )
