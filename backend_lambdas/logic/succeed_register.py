"""Gives a register a successor: a machine that was cloned or restored goes on under its own name.

The register's own token suffices. It proves that the machine holds the secret of that register, and
all it gains is another register of the same store, bounded per day; nobody has to be there. The
register that is succeeded stays as it is, because a twin of the machine may be right to use it.
Each step can be repeated, as at enrolment. Knows nothing of HTTP.
"""

from dataclasses import dataclass

from backend_lambdas.logic.accept_journal import sending_register
from backend_lambdas.logic.enrol_register import admit, codes_seen
from backend_lambdas.logic.ports import RegisterBook, RegisterIdentities, RegisterMirror
from pos_core.journal import public_key_of
from pos_core.wire.registers import EnrolAnswer, SuccessorRequest


@dataclass(frozen=True, slots=True)
class SucceedRegister:
    """The use case and what it works with."""

    book: RegisterBook
    mirror: RegisterMirror
    identities: RegisterIdentities

    def __call__(self, register_id: str, request: SuccessorRequest) -> EnrolAnswer:
        """Make the successor of a register that is calling, as the caller has checked.

        Raises NotAllowed `register.unknown`, `register.revoked` and `register.too_many_successors`;
        RuleBroken `register.key_unreadable`; Conflict `register.request_reused`, also when the
        successor that this request made has begun its journal: then it is another machine's.
        """
        public_key_of(request.public_key)
        sending_register(self.mirror, register_id)
        enrolled = self.book.succeed(
            register_id, request.request_id, request.public_key, codes_seen(self.mirror)
        )
        return admit(self.mirror, self.identities, enrolled, request)
