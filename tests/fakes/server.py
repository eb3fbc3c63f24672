"""A server with state: it accepts runs, verifies and posts them, and has feeds to follow.

Runs pos_core's own verification, so that a journal it posted is one that a real server would post.
What it accepted it posts when `post` is called: queue and poster are one method here.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pos_core.errors import Conflict, NotAllowed, NotFound, RuleBroken, SignInRefused, Unreachable
from pos_core.journal import (
    GENESIS,
    Entry,
    Head,
    public_key_of,
    read_entry,
    verify_run,
)
from pos_core.proof import Proof, proofs_by_day
from pos_core.wire.catalogue import ImportAnswer, ImportRequest, ImportRow
from pos_core.wire.changes import Change, ChangesPage, Scope, SnapshotLink
from pos_core.wire.convert import return_of, sale_of
from pos_core.wire.findings import RemarkItem, RemarksPage
from pos_core.wire.journal import MAX_RUN_ENTRIES, PushAnswer, WireEntry
from pos_core.wire.proof import DayProof, day_proof
from pos_core.wire.registers import EnrolAnswer, EnrolRequest, Position, SuccessorRequest
from pos_core.wire.reports import PostedTotals, TodayReport

REQUEST = "11111111-1111-4111-8111-111111111111"


@dataclass
class Ledger:
    """What the server knows of one register."""

    register_id: str
    public_key: str
    accepted_through: int = 0
    head: Head = GENESIS
    queue: list[list[Entry]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    revoked: bool = False
    remarks: list[RemarkItem] = field(default_factory=list)


@dataclass
class Feed:
    """One scope: its changes in the order of their versions."""

    changes: list[Change] = field(default_factory=list)
    oldest_cursor: int = 0

    @property
    def version(self) -> int:
        return self.changes[-1].version if self.changes else 0


@dataclass
class FakeServer:
    """Fits the port ServerApi."""

    ledgers: dict[str, Ledger] = field(default_factory=dict)
    feeds: dict[Scope, Feed] = field(default_factory=lambda: {s: Feed() for s in Scope})
    files: dict[str, bytes] = field(default_factory=dict)
    enrolments: dict[str, EnrolAnswer] = field(default_factory=dict)
    imported: list[ImportRequest] = field(default_factory=list)
    reachable: bool = True
    posts_at_once: bool = True
    page_size: int = 1000
    largest_run: int = MAX_RUN_ENTRIES
    unreadable: set[int] = field(default_factory=set)
    refused_tokens: set[str] = field(default_factory=set)
    not_booked: set[int] = field(default_factory=set)
    run_sizes: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    disturb: Callable[[str], None] | None = None
    epoch: str = ""
    open_account: Callable[[str, str], None] = lambda username, secret: None

    # ------------------------------------------------------------------------- registers, journal

    def enrol(self, token: str, request: EnrolRequest) -> EnrolAnswer:
        self._arrive("enrol", token)
        before = self.enrolments.get(request.request_id)
        used = self.ledgers.get(before.register_id) if before else None
        if used is not None and used.accepted_through:
            raise Conflict("register.request_reused")
        answer = self._enrolled(request)
        self._leave("enrol")
        return answer

    def _enrolled(self, request: EnrolRequest) -> EnrolAnswer:
        if request.request_id not in self.enrolments:
            number = len(self.enrolments) + 1
            register_id = f"register-{number}"
            self.ledgers[register_id] = Ledger(register_id, request.public_key)
            self.enrolments[request.request_id] = EnrolAnswer(
                register_id=register_id,
                code=f"T{number}",
                name=request.name,
                store_id=request.store_id,
                store_name="Store 1, High Street",
                username=f"register-t{number}",
                secret=f"secret-{number}",
            )
        return self.enrolments[request.request_id]

    def succeed(self, token: str, register_id: str, request: SuccessorRequest) -> EnrolAnswer:
        self._arrive("succeed", token)
        former = next(a for a in self.enrolments.values() if a.register_id == register_id)
        self._ledger(register_id)
        before = self.enrolments.get(request.request_id)
        if before is not None and self.ledgers[before.register_id].head.seq:
            raise Conflict("register.request_reused")
        enrol = EnrolRequest(store_id=former.store_id, name=former.name, **request.model_dump())
        answer = self._enrolled(enrol)
        secret = f"{answer.secret}-{self.asked.count('succeed')}"
        self.open_account(answer.username, secret)
        self._leave("succeed")
        return answer.model_copy(update={"secret": secret})

    def position(self, token: str, register_id: str) -> Position:
        self._arrive("position", token)
        ledger = self._ledger(register_id)
        return Position(
            accepted_through=max(ledger.accepted_through, ledger.head.seq),
            posted_through=ledger.head.seq,
            posted_hash=ledger.head.hash,
            epoch=self.epoch,
        )

    def push(self, token: str, register_id: str, run: Sequence[WireEntry]) -> PushAnswer:
        self._arrive("push", token)
        ledger = self._ledger(register_id)
        if len(run) > self.largest_run:
            raise RuleBroken("request.too_large")
        self.run_sizes.append(len(run))
        entries = [read_entry(e.body, e.prev_hash, e.hash, e.signature) for e in run]
        if self.unreadable.intersection(entry.seq for entry in entries):
            raise RuleBroken("request.invalid")
        before = Head(entries[0].seq - 1, entries[0].prev_hash)
        verify_run(entries, before, public_key_of(ledger.public_key))
        self._check_place(ledger, entries)
        ledger.queue.append(entries)
        ledger.accepted_through = max(ledger.accepted_through, entries[-1].seq)
        if self.posts_at_once:
            self.post()
        self._leave("push")
        return PushAnswer(
            request_id=REQUEST,
            accepted_through=entries[-1].seq,
            posted_through=ledger.head.seq,
            posted_hash=ledger.head.hash,
            epoch=self.epoch,
        )

    def _check_place(self, ledger: Ledger, entries: Sequence[Entry]) -> None:
        expected = max(ledger.accepted_through, ledger.head.seq) + 1
        if entries[0].seq > expected:
            raise Conflict("journal.gap", expected_seq=expected, seq=entries[0].seq)
        for entry in entries:
            held = self._held(ledger, entry.seq)
            if held and held != entry.hash:
                raise Conflict("journal.fork", seq=entry.seq, hash=held)

    def _held(self, ledger: Ledger, seq: int) -> str:
        return ledger.entries[seq - 1].hash if seq <= len(ledger.entries) else ""

    def post(self) -> None:
        """Post what was accepted: repeats are skipped, what does not follow waits to be resent."""
        for ledger in self.ledgers.values():
            for run in ledger.queue:
                for entry in run:
                    if entry.seq == ledger.head.seq + 1 and entry.prev_hash == ledger.head.hash:
                        self._apply(ledger, entry)
            ledger.queue.clear()

    def _apply(self, ledger: Ledger, entry: Entry) -> None:
        if entry.fact.type == "sale.completed":
            sale_of(entry.fact, entry.register_id)
        elif entry.fact.type == "sale.returned":
            return_of(entry.fact, entry.register_id)
        ledger.entries.append(entry)
        ledger.head = entry.head

    def restore(self, through: int, epoch: str) -> None:
        """Lose all that came after these entries, as books do that come from a backup."""
        self.epoch = epoch
        for ledger in self.ledgers.values():
            del ledger.entries[through:]
            ledger.head = ledger.entries[-1].head if ledger.entries else GENESIS
            ledger.accepted_through = ledger.head.seq
            ledger.queue.clear()

    def forget_queue(self) -> None:
        """Lose what was accepted and not posted, as a queue may."""
        for ledger in self.ledgers.values():
            ledger.queue.clear()

    # --------------------------------------------------------------------------------------- feeds

    def publish(self, scope: Scope, *changes: Change) -> None:
        """Add changes to a feed, each with the next version."""
        feed = self.feeds[scope]
        for change in changes:
            feed.changes.append(change.model_copy(update={"version": feed.version + 1}))

    def changes(self, token: str, scope: Scope, after: int) -> ChangesPage:
        self._arrive("changes", token)
        feed = self.feeds[scope]
        if after < feed.oldest_cursor:
            raise Conflict("cursor.expired")
        latest = {(c.kind, c.id): c for c in feed.changes}
        due = [c for c in latest.values() if c.version > after]
        due.sort(key=lambda change: change.version)
        page = due[: self.page_size]
        more = len(due) > len(page)
        return ChangesPage(
            scope=scope,
            after=after,
            cursor=page[-1].version if more else max(feed.version, after),
            more=more,
            changes=page,
        )

    def snapshot(self, token: str, scope: Scope) -> SnapshotLink:
        self._arrive("snapshot", token)
        feed = self.feeds[scope]
        if not feed.changes:
            raise NotFound("snapshot.none")
        present = {(c.kind, c.id): c for c in feed.changes}
        lines = [c.model_dump_json() for c in present.values() if c.data is not None]
        content = gzip.compress("\n".join(lines).encode(), mtime=0)
        url = f"https://snapshots.example/{scope.value}"
        self.files[url] = content
        return SnapshotLink(
            scope=scope,
            cursor=feed.version,
            url=url,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            count=len(lines),
        )

    # ------------------------------------------------------------------------------- files, others

    def download(self, url: str, sha256: str, size: int, to: Path) -> None:
        self._arrive("download", "")
        content = self.files.get(url)
        if content is None:
            raise NotFound("media.not_here")
        if (hashlib.sha256(content).hexdigest(), len(content)) != (sha256, size):
            raise Unreachable("server.file_damaged")
        to.write_bytes(content)

    def media_link(self, token: str, media_id: str) -> str:
        self._arrive("media_link", token)
        return f"https://media.example/{media_id}"

    def report_today(self, token: str, store_id: str, day: str) -> TodayReport:
        self._arrive("report_today", token)
        if not token.startswith("manager"):
            raise NotAllowed(act="read_store_report")
        return TodayReport.model_validate_json(
            json.dumps(
                {
                    "source": "server",
                    "store_id": store_id,
                    "day": day,
                    "currency": "GBP",
                    "as_of": "2026-11-21T12:00:00.000Z",
                    **dict.fromkeys(
                        (
                            "sales",
                            "returns",
                            "items_milli",
                            "sold_minor",
                            "returned_minor",
                            "tax_minor",
                            "rounding_minor",
                        ),
                        0,
                    ),
                    **{name: [] for name in ("by_hour", "by_tender", "by_product", "by_staff")},
                }
            )
        )

    def register_totals(
        self, token: str, register_id: str, first_day: str, last_day: str
    ) -> PostedTotals:
        self._arrive("register_totals", token)
        facts = [entry.fact for entry in self._ledger(register_id).entries]
        days = [fact for fact in facts if first_day <= fact.occurred_at[:10] <= last_day]
        sales = [sale_of(f, register_id) for f in days if f.type == "sale.completed"]
        returns = [return_of(f, register_id) for f in days if f.type == "sale.returned"]
        return PostedTotals(
            sales=len(sales),
            returns=len(returns),
            sold_minor=sum(sale.total_minor for sale in sales),
            returned_minor=sum(goods.total_minor for goods in returns),
            by_tender=[],
        )

    def proof(self, token: str, register_id: str, day: str) -> DayProof:
        self._arrive("proof", token)
        ledger = self._ledger(register_id)
        booked = [entry for entry in ledger.entries if entry.seq not in self.not_booked]
        proof = proofs_by_day(booked).get(day, Proof())
        return day_proof(
            register_id, day, proof, ledger.head.seq, quarantined=tuple(sorted(self.not_booked))
        )

    def remarks(self, token: str, register_id: str, after: int) -> RemarksPage:
        self._arrive("remarks", token)
        ledger = self._ledger(register_id)
        due = sorted((r for r in ledger.remarks if r.seq > after), key=lambda r: r.seq)
        page, more = due[: self.page_size], len(due) > self.page_size
        through = page[-1].seq if more else max(ledger.head.seq, after)
        return RemarksPage(register_id=register_id, remarks=page, through=through, more=more)

    def import_products(self, token: str, request: ImportRequest) -> ImportAnswer:
        self._arrive("import_products", token)
        if not token.startswith("admin"):
            raise NotAllowed(act="import_catalogue")
        if not request.dry_run:
            self.imported.append(request)
        rows = [
            ImportRow(index=i, sku=p.sku, outcome="refused", code="sku.taken")
            if p.sku == "TAKEN"
            else ImportRow(index=i, sku=p.sku, outcome="created")
            for i, p in enumerate(request.products)
        ]
        return ImportAnswer(rows=rows)

    # ------------------------------------------------------------------------------------- weather

    def _arrive(self, what: str, token: str) -> None:
        self.asked.append(what)
        if not self.reachable:
            raise Unreachable
        if token in self.refused_tokens:
            raise SignInRefused("auth.token_refused")
        if self.disturb:
            self.disturb(f"before {what}")

    def _leave(self, what: str) -> None:
        """Let the weather take the answer: what was asked is done all the same."""
        if self.disturb:
            self.disturb(f"after {what}")

    def _ledger(self, register_id: str) -> Ledger:
        ledger = self.ledgers.get(register_id)
        if ledger is None:
            raise NotAllowed("register.unknown", register_id=register_id)
        if ledger.revoked:
            raise NotAllowed("register.revoked", register_id=register_id)
        return ledger
