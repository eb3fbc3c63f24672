"""Puts the use cases together with their adapters, once per container and on first use.

The only place that knows both. Nothing is built before it is asked for: a function that accepts
journals never loads the books' libraries, which keeps its cold start short.
"""

import os
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from backend_lambdas.settings import Settings
from pos_core.identifiers import SystemClock

if TYPE_CHECKING:
    from backend_lambdas.data_access.aws.journal_queue import SqsJournalQueue
    from backend_lambdas.data_access.aws.object_stores import S3SnapshotStore
    from backend_lambdas.data_access.opened_books import OpenedBooks
    from backend_lambdas.logic.accept_journal import AcceptJournal
    from backend_lambdas.logic.begin_epoch import BeginEpoch
    from backend_lambdas.logic.books.work import Books
    from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
    from backend_lambdas.logic.enrol_register import EnrolRegister
    from backend_lambdas.logic.import_products import ImportProducts
    from backend_lambdas.logic.media_links import MediaLinks
    from backend_lambdas.logic.ports import (
        MediaShelf,
        RegisterIdentities,
        RegisterMirror,
        SideEffectBell,
    )
    from backend_lambdas.logic.post_again import PostAgain
    from backend_lambdas.logic.post_journal import PostJournal
    from backend_lambdas.logic.products import Products
    from backend_lambdas.logic.prove_day import ProveDay
    from backend_lambdas.logic.read_changes import ReadChanges
    from backend_lambdas.logic.read_findings import ReadFindings
    from backend_lambdas.logic.report_today import ReportToday, TotalPosted
    from backend_lambdas.logic.snapshots import LinkSnapshot, RebuildSnapshots
    from backend_lambdas.logic.succeed_register import SucceedRegister
    from backend_lambdas.logic.watch_books import WatchBooks

CONNECT_SECONDS = 2
READ_SECONDS = 5
ATTEMPTS = 3
# What sends must not be sent again by a library that merely got no answer: the outbox decides.
SENDING = frozenset({"ses", "sns"})
SENDING_READ_SECONDS = 15


def aws_client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """Return a client that gives up within a function's time-out instead of hanging.

    Region, address and credentials come from the environment that Lambda prepares.
    """
    import boto3
    from botocore.config import Config

    sends = service in SENDING
    attempts = 1 if sends else ATTEMPTS
    patience = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=SENDING_READ_SECONDS if sends else READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": attempts},
        signature_version="s3v4" if service == "s3" else None,
    )
    return boto3.client(service, config=patience)


@dataclass(frozen=True)
class Wiring:
    """Everything one function may need, built when it is first asked for."""

    settings: Settings

    @cached_property
    def register_mirror(self) -> "RegisterMirror":
        """Keys, status and heads of registers."""
        from backend_lambdas.data_access.dynamodb.register_mirror import DynamoRegisterMirror

        return DynamoRegisterMirror(aws_client("dynamodb"), self.settings.registers_table)

    @cached_property
    def journal_queue(self) -> "SqsJournalQueue":
        """The way from accepting to posting."""
        from backend_lambdas.data_access.aws.journal_queue import SqsJournalQueue

        return SqsJournalQueue(aws_client("sqs"), self.settings.journal_queue_url)

    @cached_property
    def side_effect_bell(self) -> "SideEffectBell":
        """Wakes the delivery of side effects."""
        from backend_lambdas.data_access.aws.side_effect_bell import SqsSideEffectBell

        return SqsSideEffectBell(aws_client("sqs"), self.settings.side_effects_queue_url)

    @cached_property
    def opened_books(self) -> "OpenedBooks":
        """Connections to the books."""
        from backend_lambdas.data_access.aws.database_secret import DatabaseSecret
        from backend_lambdas.data_access.opened_books import OpenedBooks

        secret = DatabaseSecret(
            aws_client("secretsmanager"),
            self.settings.database_secret_arn,
            self.settings.database_host,
        )
        return OpenedBooks(secret.read())

    @property
    def books(self) -> "Books":
        """The books."""
        return self.opened_books.books

    @cached_property
    def snapshot_store(self) -> "S3SnapshotStore":
        """Where snapshots of the feeds are kept."""
        from backend_lambdas.data_access.aws.object_stores import S3SnapshotStore

        return S3SnapshotStore(aws_client("s3"), self.settings.snapshot_bucket)

    @property
    def media_shelf(self) -> "MediaShelf":
        """The files of products, as the books know them."""
        return self.opened_books.media_shelf

    def migrate_books(self) -> str | None:
        """Bring the books' tables to the newest revision and return it."""
        return self.opened_books.migrate()

    @cached_property
    def begin_epoch(self) -> "BeginEpoch":
        """Begins a new life of the books."""
        from backend_lambdas.logic.begin_epoch import BeginEpoch

        return BeginEpoch(self.books, self.register_mirror, SystemClock())

    @cached_property
    def accept_journal(self) -> "AcceptJournal":
        """Accepts runs of journal entries."""
        from backend_lambdas.logic.accept_journal import AcceptJournal

        return AcceptJournal(self.register_mirror, self.journal_queue, SystemClock())

    @cached_property
    def post_journal(self) -> "PostJournal":
        """Posts runs of journal entries into the books."""
        from backend_lambdas.logic.post_journal import PostJournal

        return PostJournal(self.books, self.register_mirror, self.side_effect_bell)

    @cached_property
    def enrol_register(self) -> "EnrolRegister":
        """Enrols registers."""
        from backend_lambdas.logic.enrol_register import EnrolRegister

        book = self.opened_books.registers(SystemClock())
        return EnrolRegister(book, self.register_mirror, self.register_identities)

    @cached_property
    def succeed_register(self) -> "SucceedRegister":
        """Gives registers successors."""
        from backend_lambdas.logic.succeed_register import SucceedRegister

        book = self.opened_books.registers(SystemClock())
        return SucceedRegister(book, self.register_mirror, self.register_identities)

    @cached_property
    def register_identities(self) -> "RegisterIdentities":
        """Accounts of registers."""
        from backend_lambdas.data_access.aws.register_identities import CognitoRegisterIdentities

        return CognitoRegisterIdentities(aws_client("cognito-idp"), self.settings.user_pool_id)

    @cached_property
    def media_links(self) -> "MediaLinks":
        """Hands out links to files of products."""
        from backend_lambdas.data_access.aws.object_stores import S3MediaStore
        from backend_lambdas.logic.media_links import MediaLinks

        store = S3MediaStore(aws_client("s3"), self.settings.media_bucket)
        return MediaLinks(self.media_shelf, store)

    @cached_property
    def deliver_side_effects(self) -> "DeliverSideEffects":
        """Delivers what the outbox holds."""
        from backend_lambdas.data_access.aws.alert_topic import SnsAlertTopic
        from backend_lambdas.data_access.aws.mail_sender import SesMailSender
        from backend_lambdas.data_access.mail_templates import mail_template
        from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
        from backend_lambdas.logic.fulfil_wish import FulfilWish

        sender = SesMailSender(
            aws_client("ses"),
            self.settings.mail_sender_address,
            self.settings.mail_sender_name,
            self.settings.mail_configuration_set,
        )
        topic = SnsAlertTopic(aws_client("sns"), self.settings.low_stock_topic_arn)
        fulfil = FulfilWish(self.books, sender, topic, mail_template)
        return DeliverSideEffects(self.books, fulfil, SystemClock())

    @cached_property
    def read_changes(self) -> "ReadChanges":
        """Reads the feeds."""
        from backend_lambdas.logic.read_changes import ReadChanges

        return ReadChanges(self.books)

    @cached_property
    def link_snapshot(self) -> "LinkSnapshot":
        """Says where a snapshot is."""
        from backend_lambdas.logic.snapshots import LinkSnapshot

        return LinkSnapshot(self.books, self.snapshot_store)

    @cached_property
    def rebuild_snapshots(self) -> "RebuildSnapshots":
        """Builds snapshots."""
        from backend_lambdas.logic.snapshots import RebuildSnapshots

        return RebuildSnapshots(self.books, self.snapshot_store, SystemClock())

    @cached_property
    def products(self) -> "Products":
        """Looks after single products."""
        from backend_lambdas.logic.products import Products

        return Products(self.books, SystemClock())

    @cached_property
    def import_products(self) -> "ImportProducts":
        """Imports catalogue files."""
        from backend_lambdas.logic.import_products import ImportProducts

        return ImportProducts(self.books, SystemClock())

    @cached_property
    def report_today(self) -> "ReportToday":
        """Reports a store's day."""
        from backend_lambdas.logic.report_today import ReportToday

        return ReportToday(self.books, SystemClock())

    @cached_property
    def prove_day(self) -> "ProveDay":
        """Proves a register's day."""
        from backend_lambdas.logic.prove_day import ProveDay

        return ProveDay(self.books)

    @cached_property
    def read_findings(self) -> "ReadFindings":
        """Reads findings, remarks and the quarantine."""
        from backend_lambdas.logic.read_findings import ReadFindings

        return ReadFindings(self.books)

    @cached_property
    def post_again(self) -> "PostAgain":
        """Posts quarantined entries again."""
        from backend_lambdas.logic.post_again import PostAgain

        return PostAgain(self.books, self.side_effect_bell, SystemClock())

    @cached_property
    def watch_books(self) -> "WatchBooks":
        """Looks into everything that must hold."""
        from backend_lambdas.data_access.aws.dead_letters import SqsDeadLetters
        from backend_lambdas.logic.watch_books import WatchBooks

        urls = {
            "journal": self.settings.journal_dead_letters_url,
            "side_effects": self.settings.side_effects_dead_letters_url,
        }
        dead_letters = SqsDeadLetters(aws_client("sqs"), urls)
        return WatchBooks(
            self.books, self.register_mirror, dead_letters, self.side_effect_bell, SystemClock()
        )

    @cached_property
    def total_posted(self) -> "TotalPosted":
        """Sums what is posted of a register."""
        from backend_lambdas.logic.report_today import TotalPosted

        return TotalPosted(self.books)


@cache
def wiring() -> Wiring:
    """Return the container's wiring, from the environment the template gave it."""
    return Wiring(Settings(os.environ))
