"""Enrols a register: a place in the books, a mirror entry, and an account of its own.

Each step can be repeated, so a request whose answer was lost is sent again with the same
`request_id` and leads to the same register; its secret is new then, because a secret is handed out
once and kept nowhere. Knows nothing of HTTP.
"""

from dataclasses import dataclass

from backend_lambdas.logic.ports import (
    Enrolled,
    EnrolmentRequest,
    RegisterBook,
    RegisterIdentities,
    RegisterMirror,
)
from pos_core.errors import Conflict
from pos_core.identifiers import register_number
from pos_core.journal import public_key_of
from pos_core.wire.registers import EnrolAnswer, EnrolRequest, SuccessorRequest


@dataclass(frozen=True, slots=True)
class EnrolRegister:
    """The use case and what it works with."""

    book: RegisterBook
    mirror: RegisterMirror
    identities: RegisterIdentities

    def __call__(self, request: EnrolRequest, requested_by: str) -> EnrolAnswer:
        """Enrol for the account `requested_by`, whose permission the caller has checked.

        Raises RuleBroken `register.key_unreadable`, NotFound `store.unknown` and Conflict
        `register.request_reused`.
        """
        public_key_of(request.public_key)
        enrolled = self.book.enrol(
            EnrolmentRequest(
                request.request_id,
                request.store_id,
                request.name,
                request.public_key,
                requested_by,
                codes_seen(self.mirror),
            )
        )
        return admit(self.mirror, self.identities, enrolled, request)


def codes_seen(mirror: RegisterMirror) -> int:
    """Return the highest number among the codes that were given out in any life of the books."""
    return max((register_number(each.code) for each in mirror.every_register()), default=0)


def admit(
    mirror: RegisterMirror,
    identities: RegisterIdentities,
    enrolled: Enrolled,
    request: EnrolRequest | SuccessorRequest,
) -> EnrolAnswer:
    """Let a register that is in the books send and sign in; its secret is new every time.

    Raises Conflict `register.request_reused` when it sends already: a request that comes again so
    late must not take the secret away from who uses it.
    """
    known = mirror.find(enrolled.register_id)
    if known is not None and known.accepted_through:
        raise Conflict("register.request_reused", request_id=request.request_id)
    mirror.add(
        enrolled.register_id, enrolled.store_id, request.public_key, enrolled.code, enrolled.epoch
    )
    username, secret = identities.create(enrolled.register_id)
    return EnrolAnswer(
        register_id=enrolled.register_id,
        code=enrolled.code,
        name=enrolled.name,
        store_id=enrolled.store_id,
        store_name=enrolled.store_name,
        username=username,
        secret=secret,
    )
