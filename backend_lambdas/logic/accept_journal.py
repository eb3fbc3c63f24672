"""Accepts a run of journal entries: proves that it is the register's own, then queues it.

Needs no books: key, status and heads come from the mirror, so that a database that is away stops
nobody. Accepting promises nothing; only `posted_through` with its hash does. Knows nothing of HTTP.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backend_lambdas.logic.ports import (
    JournalQueue,
    JournalRun,
    MirroredRegister,
    RegisterMirror,
    RegisterStatus,
)
from pos_core.errors import Conflict, NotAllowed, RuleBroken
from pos_core.identifiers import Clock, timestamp
from pos_core.journal import Entry, Head, public_key_of, read_entry, verify_run
from pos_core.wire.journal import PushAnswer, PushRequest
from pos_core.wire.message import PROTOCOL
from pos_core.wire.registers import Position


@dataclass(frozen=True, slots=True)
class AcceptJournal:
    """The use case and what it works with."""

    mirror: RegisterMirror
    queue: JournalQueue
    clock: Clock

    def __call__(self, register_id: str, body: bytes) -> PushAnswer:
        """Queue the run in `body` (UTF-8 JSON of a PushRequest) and say what the books have.

        Raises NotAllowed for a register that is unknown or revoked; Conflict `journal.gap`
        (`expected_seq`) and `journal.fork` (`seq`, `hash` of what the books hold); RuleBroken
        for a run that is not contiguous, not signed by this register or too large for the queue;
        pydantic's ValidationError for a body that is no PushRequest.
        """
        request = PushRequest.model_validate_json(body)
        if request.protocol != PROTOCOL:
            raise RuleBroken("protocol.unsupported", supported=PROTOCOL)
        register = sending_register(self.mirror, register_id)
        entries = _proven(request, register)
        _refuse_gap(entries[0], register)
        _refuse_fork(entries, register)
        received_at = timestamp(self.clock.now())
        self.queue.send(JournalRun(request.request_id, register_id, received_at, body))
        through = entries[-1].seq
        self.mirror.note_accepted(register_id, through)
        return PushAnswer(
            request_id=request.request_id,
            accepted_through=through,
            posted_through=register.posted.seq,
            posted_hash=register.posted.hash,
            epoch=register.epoch,
        )


def sending_register(mirror: RegisterMirror, register_id: str) -> MirroredRegister:
    """Return the register; raise NotAllowed unless it is known and may still send."""
    register = mirror.find(register_id)
    if register is None or register.status is RegisterStatus.NOT_IN_BOOKS:
        raise NotAllowed("register.unknown", register_id=register_id)
    if register.status is not RegisterStatus.ACTIVE:
        raise NotAllowed("register.revoked", register_id=register_id)
    return register


def position_of(mirror: RegisterMirror, register_id: str) -> Position:
    """Return how far this register's journal is accepted and posted; raises as above."""
    register = sending_register(mirror, register_id)
    return Position(
        accepted_through=max(register.accepted_through, register.posted.seq),
        posted_through=register.posted.seq,
        posted_hash=register.posted.hash,
        epoch=register.epoch,
    )


def _proven(request: PushRequest, register: MirroredRegister) -> Sequence[Entry]:
    """Read the entries and check owner, links and signatures inside the run."""
    entries = [read_entry(e.body, e.prev_hash, e.hash, e.signature) for e in request.entries]
    for entry in entries:
        if entry.register_id != register.register_id:
            raise RuleBroken("journal.wrong_register", seq=entry.seq)
    before = Head(entries[0].seq - 1, entries[0].prev_hash)
    verify_run(entries, before, public_key_of(register.public_key))
    return entries


def _refuse_gap(first: Entry, register: MirroredRegister) -> None:
    expected = max(register.accepted_through, register.posted.seq) + 1
    if first.seq > expected:
        raise Conflict("journal.gap", expected_seq=expected, seq=first.seq)


def _refuse_fork(entries: Sequence[Entry], register: MirroredRegister) -> None:
    """Compare what the run says about places that the books are known to hold."""
    said = {entry.seq: entry.hash for entry in entries}
    said[entries[0].seq - 1] = entries[0].prev_hash
    held = [register.posted] if register.fork is None else [register.posted, register.fork]
    for head in held:
        if said.get(head.seq, head.hash) != head.hash:
            raise Conflict("journal.fork", seq=head.seq, hash=head.hash)
