"""The daily proof: what a register's journal says of a day, in figures that both ends can compute.

A fact counts for the register whose journal carries it, on its own local day, and once: the same
identity met again in the journal adds nothing. Facts that a register carried over from its former
journal count as its own; where the books had them before, they say so beside the figures (see
`wire.proof`), so that sums over registers count nothing twice. Neither the order in which facts
arrived nor what the clock did between them matters, and the proof of two stretches of a journal is
the sum of their proofs. Knows nothing of where entries or posted sales are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from pos_core.errors import RuleBroken
from pos_core.identifiers import local_moment
from pos_core.journal import GENESIS, Entry, EntryType, Fact, Head

TRADE = frozenset({EntryType.SALE_COMPLETED, EntryType.SALE_RETURNED})
"""The facts that move money and goods across the counter."""


@dataclass(frozen=True, slots=True)
class TenderSums:
    """What came in and went out by one kind of tender, change taken off, in minor units."""

    kind: str
    taken_minor: int = 0
    given_back_minor: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over sales and returns in minor units; those of returns are positive.

    `tenders` is in the order of the kinds and names only those by which something moved; make it
    with `tender_sums`. Figures add up.
    """

    sales: int = 0
    returns: int = 0
    sold_minor: int = 0
    returned_minor: int = 0
    tax_minor: int = 0
    returned_tax_minor: int = 0
    rounding_minor: int = 0
    tenders: tuple[TenderSums, ...] = ()

    def __add__(self, other: Self) -> "Figures":
        """Return the figures of both together."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in AMOUNTS}
        return Figures(**sums, tenders=tender_sums((*self.tenders, *other.tenders)))


AMOUNTS = tuple(field.name for field in fields(Figures) if field.name != "tenders")
"""The names of the figures that are one number each."""

NOTHING = Figures()


def tender_sums(parts: Iterable[TenderSums]) -> tuple[TenderSums, ...]:
    """Add up parts by kind, in the order of the kinds; what came to nothing is left out."""
    sums: dict[str, TenderSums] = {}
    for part in parts:
        before = sums.get(part.kind, TenderSums(part.kind))
        sums[part.kind] = TenderSums(
            part.kind,
            before.taken_minor + part.taken_minor,
            before.given_back_minor + part.given_back_minor,
        )
    moved = (sums[kind] for kind in sorted(sums))
    return tuple(part for part in moved if part.taken_minor or part.given_back_minor)


@dataclass(frozen=True, slots=True)
class Proof:
    """Sales and returns of one register's day: their figures and their places in the journal.

    `first_seq` is the lowest place (0 for none) and `last` the highest with its hash, which by the
    chain speaks for all entries before it. A clock that was moved may put entries of other days in
    between. Proofs of one journal's stretches add up.
    """

    figures: Figures = NOTHING
    first_seq: int = 0
    last: Head = GENESIS

    def __add__(self, other: Self) -> "Proof":
        """Return the proof of both stretches together."""
        firsts = [seq for seq in (self.first_seq, other.first_seq) if seq]
        last = max(self.last, other.last, key=lambda head: head.seq)
        return Proof(self.figures + other.figures, min(firsts, default=0), last)


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure on which the two ends do not agree; `tender.cash.taken_minor` is one by tender."""

    name: str
    ours: int | str
    theirs: int | str


def business_day(fact: Fact) -> str:
    """Return the local day of a fact, `2026-11-21`, by the clock and zone of its register."""
    return local_moment(fact.occurred_at, fact.utc_offset_minutes).date().isoformat()


def figures_of(fact: Fact) -> Figures:
    """Return what one fact adds, as its register stated it; other facts than trade add nothing.

    Raises RuleBroken `proof.unreadable` for a payload without its amounts.
    """
    try:
        if fact.type == EntryType.SALE_COMPLETED:
            return _figures_of_sale(fact.payload)
        if fact.type == EntryType.SALE_RETURNED:
            return _figures_of_return(fact.payload)
    except (KeyError, TypeError) as error:
        raise RuleBroken("proof.unreadable", event_id=fact.event_id) from error
    return NOTHING


def _figures_of_sale(payload: Mapping[str, Any]) -> Figures:
    return Figures(
        sales=1,
        sold_minor=payload["total_minor"],
        tax_minor=payload["tax_minor"],
        rounding_minor=payload["rounding_minor"],
        tenders=tender_sums(
            TenderSums(tender["kind"], taken_minor=tender["amount_minor"])
            for tender in payload["tenders"]
        ),
    )


def _figures_of_return(payload: Mapping[str, Any]) -> Figures:
    return Figures(
        returns=1,
        returned_minor=payload["total_minor"],
        returned_tax_minor=sum(line["tax_minor"] for line in payload["lines"]),
        tenders=tender_sums(
            TenderSums(tender["kind"], given_back_minor=tender["amount_minor"])
            for tender in payload["tenders"]
        ),
    )


def proofs_by_day(entries: Iterable[Entry]) -> dict[str, Proof]:
    """Prove each local day on which these entries of one register's journal say it traded."""
    proofs: dict[str, Proof] = {}
    counted: set[str] = set()
    for entry in entries:
        if entry.fact.type in TRADE and entry.fact.event_id not in counted:
            counted.add(entry.fact.event_id)
            day = business_day(entry.fact)
            alone = Proof(figures_of(entry.fact), entry.seq, entry.head)
            proofs[day] = proofs.get(day, Proof()) + alone
    return proofs


def differences(ours: Proof, theirs: Proof) -> Sequence[Difference]:
    """Name every figure on which two proofs of one day do not agree; none means proven equal."""
    mine, other = _named(ours), _named(theirs)
    return [
        Difference(name, mine.get(name, 0), other.get(name, 0))
        for name in sorted(mine.keys() | other.keys())
        if mine.get(name, 0) != other.get(name, 0)
    ]


def _named(proof: Proof) -> dict[str, int | str]:
    named: dict[str, int | str] = {name: getattr(proof.figures, name) for name in AMOUNTS}
    for tender in proof.figures.tenders:
        named[f"tender.{tender.kind}.taken_minor"] = tender.taken_minor
        named[f"tender.{tender.kind}.given_back_minor"] = tender.given_back_minor
    named["first_seq"] = proof.first_seq
    named["last_seq"] = proof.last.seq
    named["head_hash"] = proof.last.hash
    return named
