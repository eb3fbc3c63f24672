"""What the use cases need from the world, as Protocols; adapters and fakes stand behind them.

Knows nothing of AWS, SQL or HTTP. Each port says what an implementation promises under repetition
and failure, because queues deliver twice and answers get lost. An implementation raises
`pos_core.errors.EnvironmentFailed` when the service behind it fails.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_core.journal import GENESIS, Head

# A register's account is named for it, so that a token proves which register is calling.
REGISTER_ACCOUNT_PREFIX = "register-"

# How long a link to a file may be used.
LINK_SECONDS = 300


class RegisterStatus(StrEnum):
    """Whether a register may still send."""

    ACTIVE = "active"
    REVOKED = "revoked"
    NOT_IN_BOOKS = "not_in_books"
    """In the mirror only: the books come from a backup that is older than the register."""


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """What an enrolment asks for.

    `request_id` (a UUID made by the till) makes it repeatable; `public_key` is base64 of the
    register's 32 raw Ed25519 bytes; `requested_by` is the account of the person who enrols.
    Registers with codes up to the number `codes_seen` are known, whether the books have them or
    not.
    """

    request_id: str
    store_id: str
    name: str
    public_key: str
    requested_by: str
    codes_seen: int = 0


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A register as the books know it: its identity, and the short code on its receipts.

    `epoch` names the present life of the books.
    """

    register_id: str
    code: str
    name: str
    store_id: str
    store_name: str
    epoch: str = ""


# How often machines that go back to one register may get a new one within 24 hours: a shop whose
# machine is put back every morning needs one, somebody with a stolen secret shall not get many.
SUCCESSORS_PER_DAY = 8


class RegisterBook(Protocol):
    """The registers in the books (RDS)."""

    def enrol(self, request: EnrolmentRequest) -> Enrolled:
        """Create the register with the next free code, or return the one this request made before.

        Raises NotFound `store.unknown`, and Conflict `register.request_reused` when the same
        request_id comes with another key.
        """

    def succeed(
        self, register_id: str, request_id: str, public_key: str, codes_seen: int
    ) -> Enrolled:
        """Create a successor in the same store, or return the one this request made before.

        `codes_seen` is as in EnrolmentRequest.
        Raises NotAllowed `register.unknown` and `register.too_many_successors`, and Conflict
        `register.request_reused` when the same request_id comes with another key, for another
        register, or after its successor has begun its journal.
        """


@dataclass(frozen=True, slots=True)
class MirroredRegister:
    """What is known of a register without asking the books.

    `accepted_through` is the last entry that was put on the queue, `posted` the head in the
    books. `fork` is set when the poster refused a run: it is the entry that the books hold.
    `epoch` names the present life of the books; empty when it was added before lives had names.
    `code` is the one on its receipts.
    """

    register_id: str
    store_id: str
    public_key: str
    status: RegisterStatus = RegisterStatus.ACTIVE
    accepted_through: int = 0
    posted: Head = GENESIS
    fork: Head | None = None
    epoch: str = ""
    code: str = ""


class RegisterMirror(Protocol):
    """Keys, status and heads of registers beside the books, so that accepting needs no RDS."""

    def add(
        self, register_id: str, store_id: str, public_key: str, code: str = "", epoch: str = ""
    ) -> None:
        """Add a register that may send; a repeat changes nothing."""

    def every_register(self) -> Sequence[MirroredRegister]:
        """Return all registers that were ever added, in no order; each is read consistently."""

    def find(self, register_id: str) -> MirroredRegister | None:
        """Return the register as it is now (a consistent read), or None."""

    def note_accepted(self, register_id: str, through: int) -> None:
        """Move `accepted_through` forward; a smaller number changes nothing."""

    def note_posted(self, register_id: str, head: Head) -> None:
        """Move the posted head forward; an older head changes nothing."""

    def note_fork(self, register_id: str, held: Head) -> None:
        """Remember the entry in the books that a run contradicted."""

    def begin_epoch(self, register_id: str, epoch: str, head: Head) -> None:
        """Set accepted and posted back to what restored books hold, and forget a fork.

        A register that other books did not know may send again.
        """

    def mark_not_in_books(self, register_id: str) -> None:
        """Refuse this register until books know it again; one that was revoked stays so."""

    def revoke(self, register_id: str) -> None:
        """Refuse this register from now on; a repeat changes nothing."""


class RegisterIdentities(Protocol):
    """Accounts with which registers sign in."""

    def create(self, register_id: str) -> tuple[str, str]:
        """Create the register's account or give it a new secret; return user name and secret."""

    def disable(self, register_id: str) -> None:
        """Let this register sign in no more; a repeat changes nothing."""


@dataclass(frozen=True, slots=True)
class JournalRun:
    """A checked run of entries on its way to the books.

    `body` is the JSON of the request as it was sent (UTF-8, not compressed); `request_id` names
    the request in logs and is new for every sending, also of the same entries.
    """

    request_id: str
    register_id: str
    received_at: str
    body: bytes


class JournalQueue(Protocol):
    """The way from accepting to posting; in order per register."""

    def send(self, run: JournalRun) -> None:
        """Queue the run, never swallowing a repeat.

        Raises RuleBroken `request.too_large` when it does not fit into one message.
        """


class SideEffectBell(Protocol):
    """Wakes the delivery of side effects; the sweep finds what a lost ring did not announce."""

    def ring(self) -> None:
        """Announce that there is something in the outbox; a failure is logged, not raised."""


class DeadLetters(Protocol):
    """The queues of what was given up."""

    def counts(self) -> Mapping[str, int]:
        """Return how many messages wait in each, by the queue's name."""


class AlertTopic(Protocol):
    """The topic that administrators subscribe to (SNS)."""

    def publish(self, subject: str, text: str, attributes: Mapping[str, str]) -> None:
        """Publish one message; `subject` is at most 100 characters of plain ASCII."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail in two forms, plain text and HTML, to one address.

    `reference` names the wish for it: a second mail with the same reference is a repeat.
    """

    to: str
    subject: str
    text: str
    html: str
    reference: str = ""


class MailSender(Protocol):
    """Sends mail (SES); sender address and name are the implementation's own setting."""

    def send(self, mail: OutgoingMail) -> str:
        """Send it and return the service's message id.

        Raises RuleBroken `mail.refused` for an address or header that can never be sent.
        """


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A form upload that storage will accept: where to post and the fields to post with it."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExpectedMedia:
    """A file that somebody is about to upload for a product; `size` in bytes."""

    product_id: str
    kind: str
    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """A file as the books know it: where it is stored and how to tell that it is whole."""

    media_id: str
    key: str
    size: int
    sha256: str


class MediaShelf(Protocol):
    """The files of products in the books (RDS); the files themselves are in the MediaStore."""

    def expect(self, media: ExpectedMedia) -> StoredMedia:
        """Note a file that will come; until it has arrived, no feed and no product shows it.

        The same file for the same product gets the same id again. Raises NotFound
        `product.unknown`.
        """

    def note_arrival(self, key: str) -> None:
        """Show the file that has arrived under this key; an unknown key or a repeat is nothing."""

    def find(self, media_id: str) -> StoredMedia:
        """Return a file that has arrived; raises NotFound `media.unknown`."""


class MediaStore(Protocol):
    """Pictures and PDF specifications (S3), reached by short-lived links only."""

    def upload_form(self, media: StoredMedia, content_type: str) -> UploadForm:
        """Allow an upload of exactly this key, type, size and hash for LINK_SECONDS."""

    def download_link(self, key: str) -> str:
        """Allow reading the object for LINK_SECONDS."""


class SnapshotStore(Protocol):
    """Compressed snapshots of the feeds (S3), one object per scope and version."""

    def put(self, key: str, content: bytes) -> None:
        """Store gzip content under the key, replacing what was there."""

    def download_link(self, key: str) -> str:
        """Allow reading the object for LINK_SECONDS."""
