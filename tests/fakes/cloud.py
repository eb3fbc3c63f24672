"""The backend's ports in memory, with the promises that the real adapters keep.

The contract tests run the same examples against these and against the emulator.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from backend_lambdas.logic.ports import (
    REGISTER_ACCOUNT_PREFIX,
    Enrolled,
    EnrolmentRequest,
    ExpectedMedia,
    JournalRun,
    MirroredRegister,
    OutgoingMail,
    RegisterStatus,
    StoredMedia,
    UploadForm,
)
from pos_core.errors import Conflict, EnvironmentFailed, NotAllowed, NotFound, RuleBroken
from pos_core.journal import Head


@dataclass
class FakeRegisterMirror:
    """A RegisterMirror in a dictionary."""

    registers: dict[str, MirroredRegister] = field(default_factory=dict)

    def add(
        self, register_id: str, store_id: str, public_key: str, code: str = "", epoch: str = ""
    ) -> None:
        register = MirroredRegister(register_id, store_id, public_key, epoch=epoch, code=code)
        self.registers.setdefault(register_id, register)

    def find(self, register_id: str) -> MirroredRegister | None:
        return self.registers.get(register_id)

    def every_register(self) -> Sequence[MirroredRegister]:
        return list(self.registers.values())

    def note_accepted(self, register_id: str, through: int) -> None:
        known = self.registers.get(register_id)
        if known and known.accepted_through < through:
            self.registers[register_id] = replace(known, accepted_through=through)

    def note_posted(self, register_id: str, head: Head) -> None:
        known = self.registers.get(register_id)
        if known and known.posted.seq < head.seq:
            self.registers[register_id] = replace(known, posted=head)

    def note_fork(self, register_id: str, held: Head) -> None:
        known = self.registers.get(register_id)
        if known:
            self.registers[register_id] = replace(known, fork=held)

    def begin_epoch(self, register_id: str, epoch: str, head: Head) -> None:
        known = self.registers.get(register_id)
        if known:
            self.registers[register_id] = replace(
                known, accepted_through=head.seq, posted=head, fork=None, epoch=epoch
            )
            self._change(register_id, RegisterStatus.NOT_IN_BOOKS, RegisterStatus.ACTIVE)

    def mark_not_in_books(self, register_id: str) -> None:
        self._change(register_id, RegisterStatus.ACTIVE, RegisterStatus.NOT_IN_BOOKS)

    def _change(self, register_id: str, before: RegisterStatus, after: RegisterStatus) -> None:
        known = self.registers.get(register_id)
        if known and known.status is before:
            self.registers[register_id] = replace(known, status=after)

    def revoke(self, register_id: str) -> None:
        known = self.registers.get(register_id)
        if known:
            self.registers[register_id] = replace(known, status=RegisterStatus.REVOKED)


@dataclass
class FakeJournalQueue:
    """A JournalQueue as a list; `largest` bytes fit into a message."""

    runs: list[JournalRun] = field(default_factory=list)
    largest: int = 192 * 1024
    broken: bool = False

    def send(self, run: JournalRun) -> None:
        if self.broken:
            raise EnvironmentFailed("service.failed", service="sqs", reason="broken")
        if len(run.body) > self.largest:
            raise RuleBroken("request.too_large", largest_bytes=self.largest)
        self.runs.append(run)


@dataclass
class FakeSideEffectBell:
    """A SideEffectBell that counts."""

    rings: int = 0

    def ring(self) -> None:
        self.rings += 1


@dataclass
class FakeDeadLetters:
    """DeadLetters with counts that a test sets."""

    waiting: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    def counts(self) -> Mapping[str, int]:
        if self.broken:
            raise EnvironmentFailed("service.failed", service="sqs", reason="broken")
        return {"journal": 0, "side_effects": 0} | self.waiting


@dataclass
class FakeAlertTopic:
    """An AlertTopic that keeps what was published: subject, text, attributes."""

    published: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    broken: bool = False

    def publish(self, subject: str, text: str, attributes: Mapping[str, str]) -> None:
        if self.broken:
            raise EnvironmentFailed("service.failed", service="sns", reason="broken")
        self.published.append((subject, text, attributes))


@dataclass
class FakeMailSender:
    """A MailSender that keeps what was sent."""

    sent: list[OutgoingMail] = field(default_factory=list)
    broken: bool = False
    failure: str = "service.failed"

    def send(self, mail: OutgoingMail) -> str:
        if self.broken:
            raise EnvironmentFailed(self.failure, service="ses", reason="broken")
        if "\n" in mail.to + mail.subject or "@" not in mail.to:
            raise RuleBroken("mail.refused", reason="header")
        self.sent.append(mail)
        return f"message-{len(self.sent)}"


@dataclass
class FakeRegisterIdentities:
    """RegisterIdentities in a dictionary of user names and secrets."""

    secrets: dict[str, str] = field(default_factory=dict)
    disabled: set[str] = field(default_factory=set)
    made: int = 0

    def create(self, register_id: str) -> tuple[str, str]:
        self.made += 1
        username = f"{REGISTER_ACCOUNT_PREFIX}{register_id}"
        self.secrets[username] = f"secret-{self.made}"
        return username, self.secrets[username]

    def disable(self, register_id: str) -> None:
        self.disabled.add(f"{REGISTER_ACCOUNT_PREFIX}{register_id}")


@dataclass
class FakeRegisterBook:
    """A RegisterBook with one store, `S1`, that numbers its registers."""

    requests: dict[str, tuple[EnrolmentRequest, Enrolled]] = field(default_factory=dict)

    def enrol(self, request: EnrolmentRequest) -> Enrolled:
        if request.store_id != "S1":
            raise NotFound("store.unknown", store_id=request.store_id)
        if request.request_id in self.requests:
            before, enrolled = self.requests[request.request_id]
            if before.public_key != request.public_key:
                raise Conflict("register.request_reused", request_id=request.request_id)
            return enrolled
        number = max(len(self.requests), request.codes_seen) + 1
        enrolled = Enrolled(f"register-id-{number}", f"T{number}", request.name, "S1", "Store 1")
        self.requests[request.request_id] = (request, enrolled)
        return enrolled

    def succeed(
        self, register_id: str, request_id: str, public_key: str, codes_seen: int
    ) -> Enrolled:
        known = {enrolled.register_id: enrolled for _, enrolled in self.requests.values()}
        former = known.get(register_id)
        if former is None:
            raise NotAllowed("register.unknown", register_id=register_id)
        account = f"{REGISTER_ACCOUNT_PREFIX}{register_id}"
        wish = EnrolmentRequest(
            request_id, former.store_id, former.name, public_key, account, codes_seen
        )
        return self.enrol(wish)


@dataclass
class FakeMediaShelf:
    """A MediaShelf that knows one product, `P1`."""

    expected: dict[str, StoredMedia] = field(default_factory=dict)
    arrived: set[str] = field(default_factory=set)

    def expect(self, media: ExpectedMedia) -> StoredMedia:
        if media.product_id != "P1":
            raise NotFound("product.unknown", product_id=media.product_id)
        media_id = f"{media.product_id}-{media.sha256[:8]}"
        stored = StoredMedia(media_id, f"media/{media.sha256}", media.size, media.sha256)
        return self.expected.setdefault(media_id, stored)

    def note_arrival(self, key: str) -> None:
        self.arrived.add(key)

    def find(self, media_id: str) -> StoredMedia:
        stored = self.expected.get(media_id)
        if stored is None or stored.key not in self.arrived:
            raise NotFound("media.unknown", media_id=media_id)
        return stored


@dataclass
class FakeMediaStore:
    """A MediaStore that makes recognisable links."""

    def upload_form(self, media: StoredMedia, content_type: str) -> UploadForm:
        return UploadForm("https://media.example", {"key": media.key, "Content-Type": content_type})

    def download_link(self, key: str) -> str:
        return f"https://media.example/{key}?signed"


@dataclass
class FakeSnapshotStore:
    """A SnapshotStore in a dictionary."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def put(self, key: str, content: bytes) -> None:
        self.objects[key] = content

    def download_link(self, key: str) -> str:
        return f"https://snapshots.example/{key}?signed"
