"""Enrolment of a register: it gets an identity of its own, apart from the staff who use it.

Knows nothing of where keys and secrets are kept.
"""

from pydantic import Field

from pos_core.wire.message import Identity, Message, ShortText


class EnrolRequest(Message):
    """A person with the right to do so enrols this machine. `public_key`: base64 of 32 bytes."""

    request_id: Identity
    store_id: Identity
    name: ShortText = Field(min_length=1)
    public_key: str = Field(min_length=44, max_length=44)


class SuccessorRequest(Message):
    """A register asks for one that goes on in its place, with a key of its own (base64)."""

    request_id: Identity
    public_key: str = Field(min_length=44, max_length=44)


class EnrolAnswer(Message):
    """The register's identity: `code` stands on receipts, user name and secret sign it in."""

    register_id: Identity
    code: str
    name: str
    store_id: Identity
    store_name: str
    username: str
    secret: str


class Position(Message):
    """How far the server has a register's journal: accepted, and posted with the hash there.

    `epoch` as in the answer to a push.
    """

    accepted_through: int = 0
    posted_through: int
    posted_hash: str
    epoch: str = ""
