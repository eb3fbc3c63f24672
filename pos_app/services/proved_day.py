"""One proved day: both ends' figures, what they came to, and how it is kept on this machine.

Pure but for the local setting it is kept in. Knows nothing of how the books were asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from pos_app.services.ports import Books
from pos_core.proof import Difference, Proof, differences
from pos_core.wire.message import Message
from pos_core.wire.proof import DayProof, day_proof, proof_in

KEPT_DAYS = 31
_KEPT_AS = "proofs."


class Outcome(StrEnum):
    """What a proof came to."""

    EQUAL = "equal"
    DIFFERENT = "different"
    WAITING = "waiting"
    PARTIAL = "partial"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class ProvedDay:
    """One local day of this register, as both ends see it.

    `ours` are this journal's figures through the place that the books have reached (all of them
    while the books were not asked), `theirs` the books', None until they were asked, at
    `proved_at`. `waiting` of this day's sales and returns were not in the books yet; `quarantined`
    are places of entries that the books keep without having booked them. `begins_after` is the
    entry after which the journal begins on this machine: what the books have of the day before it,
    a salvage left to them, and the day's figures cannot be compared. `epoch` is the life of the
    books that were asked: books out of a backup have another one.
    """

    day: str
    register_id: str
    ours: Proof
    theirs: Proof | None = None
    proved_at: str = ""
    waiting: int = 0
    quarantined: tuple[int, ...] = ()
    begins_after: int = 0
    epoch: str = ""

    @property
    def is_partly_here(self) -> bool:
        """Tell whether a part of the day is in the books alone."""
        return self.theirs is not None and 0 < self.theirs.first_seq <= self.begins_after

    @property
    def differences(self) -> Sequence[Difference]:
        """Name every figure on which both ends do not agree."""
        if self.theirs is None or self.is_partly_here:
            return ()
        return differences(self.ours, self.theirs)

    @property
    def outcome(self) -> Outcome:
        """Say in one word what it came to; a difference is said before anything else."""
        if self.theirs is None:
            return Outcome.NOT_ASKED
        if self.is_partly_here:
            return Outcome.PARTIAL
        if self.differences:
            return Outcome.DIFFERENT
        return Outcome.WAITING if self.waiting else Outcome.EQUAL


class _Record(Message):
    """How a proved day is written down."""

    ours: DayProof
    theirs: DayProof
    proved_at: str
    waiting: int
    begins_after: int = 0
    epoch: str = ""


_RECORDS = TypeAdapter(list[_Record])


def kept_days(books: Books, register_id: str) -> list[ProvedDay]:
    """Return the days of a register whose proofs are kept, the newest first."""
    return [_read(record) for record in _RECORDS.validate_json(_setting(books, register_id))]


def keep_day(books: Books, proved: ProvedDay) -> None:
    """Keep what a proof came to in the place of what was kept of its day; the oldest go."""
    records = _RECORDS.validate_json(_setting(books, proved.register_id))
    others = [record for record in records if record.ours.day != proved.day]
    newest = sorted([*others, _written(proved)], key=lambda kept: kept.ours.day, reverse=True)
    text = _RECORDS.dump_json(newest[:KEPT_DAYS]).decode()
    books.set_setting(_KEPT_AS + proved.register_id, text)


def _setting(books: Books, register_id: str) -> str:
    return books.setting(_KEPT_AS + register_id) or "[]"


def _written(proved: ProvedDay) -> _Record:
    of, day = proved.register_id, proved.day
    return _Record(
        ours=day_proof(of, day, proved.ours, 0),
        theirs=day_proof(of, day, proved.theirs or Proof(), 0, quarantined=proved.quarantined),
        proved_at=proved.proved_at,
        waiting=proved.waiting,
        begins_after=proved.begins_after,
        epoch=proved.epoch,
    )


def _read(record: _Record) -> ProvedDay:
    return ProvedDay(
        day=record.ours.day,
        register_id=record.ours.register_id,
        ours=proof_in(record.ours),
        theirs=proof_in(record.theirs),
        proved_at=record.proved_at,
        waiting=record.waiting,
        quarantined=tuple(record.theirs.quarantined),
        begins_after=record.begins_after,
        epoch=record.epoch,
    )
