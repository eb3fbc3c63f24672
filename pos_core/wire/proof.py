"""The daily proof on its way from the books to a register or a manager.

Knows nothing of how either end comes by its figures; see `pos_core.proof`.
"""

from pydantic import Field, StrictInt

from pos_core.journal import GENESIS_HASH, Head
from pos_core.proof import AMOUNTS, NOTHING, Figures, Proof, TenderSums, tender_sums
from pos_core.wire.journal import HexHash
from pos_core.wire.message import Identity, Message, Minor


class TenderProof(Message):
    """What came in and went out by one kind of tender, change taken off."""

    kind: str
    taken_minor: Minor = 0
    given_back_minor: Minor = 0


class DayFigures(Message):
    """Sums over sales and returns; those of returns are positive."""

    sales: StrictInt = 0
    returns: StrictInt = 0
    sold_minor: Minor = 0
    returned_minor: Minor = 0
    tax_minor: Minor = 0
    returned_tax_minor: Minor = 0
    rounding_minor: Minor = 0
    tenders: list[TenderProof] = Field(default_factory=list)


class DayProof(DayFigures):
    """What the books hold of one register's local day, from posted sales, payments and refunds.

    The figures are those of every fact that the register's journal carries through
    `posted_through`, read at the same moment: the register proves its own entries through that
    place and compares. `elsewhere` is the part of them that the books had already from another
    register's journal (the former one of the same machine), so a sum over registers is the sum of
    figures minus `elsewhere`. `quarantined` are places of this day's entries that are kept, but not
    booked: they are why figures may differ.
    """

    register_id: Identity
    day: str
    posted_through: StrictInt
    first_seq: StrictInt = 0
    last_seq: StrictInt = 0
    head_hash: HexHash = GENESIS_HASH
    elsewhere: DayFigures = DayFigures()
    quarantined: list[StrictInt] = Field(default_factory=list)


def day_figures(figures: Figures) -> DayFigures:
    """Write figures as a message."""
    tenders = [
        TenderProof(
            kind=part.kind,
            taken_minor=part.taken_minor,
            given_back_minor=part.given_back_minor,
        )
        for part in figures.tenders
    ]
    return DayFigures(**{name: getattr(figures, name) for name in AMOUNTS}, tenders=tenders)


def day_proof(
    register_id: str,
    day: str,
    proof: Proof,
    posted_through: int,
    elsewhere: Figures = NOTHING,
    quarantined: tuple[int, ...] = (),
) -> DayProof:
    """Write a proof as a message."""
    return DayProof(
        register_id=register_id,
        day=day,
        posted_through=posted_through,
        first_seq=proof.first_seq,
        last_seq=proof.last.seq,
        head_hash=proof.last.hash,
        elsewhere=day_figures(elsewhere),
        quarantined=list(quarantined),
        **dict(day_figures(proof.figures)),
    )


def figures_in(message: DayFigures) -> Figures:
    """Read figures back."""
    amounts = {name: getattr(message, name) for name in AMOUNTS}
    sums = (TenderSums(t.kind, t.taken_minor, t.given_back_minor) for t in message.tenders)
    return Figures(**amounts, tenders=tender_sums(sums))


def proof_in(message: DayProof) -> Proof:
    """Read a proof back, to hold it against one's own with `pos_core.proof.differences`."""
    return Proof(figures_in(message), message.first_seq, Head(message.last_seq, message.head_hash))
