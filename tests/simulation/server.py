"""The server of a simulated day: the real use cases on real books, behind HTTP answers.

What is simulated is around them: services in trouble, functions that die, a release with a bug, a
queue that delivers twice, in the wrong order, or never. Knows nothing of tills but their registers.
"""

import base64
from collections.abc import Mapping
from enum import Enum

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from pydantic import ValidationError
from sqlalchemy import Engine

from backend_lambdas.data_access.mail_templates import mail_template
from backend_lambdas.data_access.mysql.registers import SqlRegisterBook
from backend_lambdas.handlers.http_errors import refusal_for
from backend_lambdas.handlers.request_body import read_bytes
from backend_lambdas.logic.accept_journal import AcceptJournal, position_of
from backend_lambdas.logic.books.work import Books
from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
from backend_lambdas.logic.fulfil_wish import FulfilWish
from backend_lambdas.logic.ports import REGISTER_ACCOUNT_PREFIX
from backend_lambdas.logic.post_again import PostAgain
from backend_lambdas.logic.post_journal import PostJournal
from backend_lambdas.logic.read_changes import ReadChanges
from backend_lambdas.logic.snapshots import LinkSnapshot, RebuildSnapshots
from backend_lambdas.logic.succeed_register import SucceedRegister
from pos_app.sync.answers import Answer
from pos_core.errors import Conflict, EnvironmentFailed, NotFound, RuleBroken, SalePointError
from pos_core.permissions import Role
from pos_core.wire.changes import Scope
from pos_core.wire.error import ErrorAnswer
from pos_core.wire.message import Message as WireMessage
from pos_core.wire.registers import SuccessorRequest
from tests.backend.books.shop import Shop, open_shop
from tests.fakes.cloud import FakeSideEffectBell, FakeSnapshotStore
from tests.fakes.identity import Account
from tests.simulation.cloud_in_trouble import (
    Message,
    PooledRegisters,
    PosterDied,
    Trouble,
    TroubledBooks,
    TroubledMirror,
    TroubledQueue,
    TroubledRegisterBook,
    Troubles,
)
from tests.simulation.faulty_release import Bug, BugOfTheRelease, StumblingBooks
from tests.simulation.outside import DelivererDied, Outside
from tests.simulation.staff import PASSWORD, STAFF
from tests.simulation.wire import Request
from tests.simulation.world import World

VISIBILITY_SECONDS = 180.0
LONGEST_RETRY_SECONDS = 120.0
# Small ones make tills divide their runs; the smallest still holds the largest single sale.
_LARGEST_MESSAGES = (8_000, 20_000, 192 * 1024)


class Delivery(Enum):
    """What becomes of a message of the queue."""

    ONCE = "once"
    TWICE = "and stays on the queue"
    NEVER = "is lost by the queue"
    OUT_OF_ORDER = "overtakes the one before"
    POSTER_DIES = "and the poster dies before the mirror knows"


QUIET: Mapping[Delivery, int] = {Delivery.ONCE: 1}
RESTLESS: Mapping[Delivery, int] = {
    Delivery.ONCE: 50,
    Delivery.TWICE: 15,
    Delivery.NEVER: 12,
    Delivery.OUT_OF_ORDER: 15,
    Delivery.POSTER_DIES: 8,
}


class SimulatedServer:
    """Accepts, posts, answers and delivers, each by the code that runs in the cloud."""

    def __init__(self, engine: Engine, world: World) -> None:
        """Open a shop in empty books."""
        self.world = world
        self.troubles = Troubles(Trouble(world), Trouble(world), Trouble(world))
        self.deliveries = QUIET
        self.bug = Bug()
        self.mirror = TroubledMirror(self.troubles.mirror)
        self.queue = TroubledQueue(self.troubles.queue, world.chance.choice(_LARGEST_MESSAGES))
        self.outside = Outside(world)
        self.files = FakeSnapshotStore()
        self.accounts = {
            username: Account(username, PASSWORD, frozenset({role}))
            for username, role in STAFF.items()
        }
        self.shop = Shop(engine, open_shop(engine).books, self.mirror)
        self.books = TroubledBooks(self.release(engine), self.troubles.books)
        self._accept = AcceptJournal(self.mirror, self.queue, world.time)
        self._changes = self.reader()
        book = SqlRegisterBook(engine, world.time, world.new_name)
        self._succeed = SucceedRegister(
            TroubledRegisterBook(book, self.troubles.books),
            self.mirror,
            PooledRegisters(self.accounts),
        )
        self._link = LinkSnapshot(self.books, self.files)
        self._post = self.poster()
        self._deliver = self.deliverer()
        self._forgotten: dict[Scope, int] = {}

    def release(self, engine: Engine) -> Books:
        """Make the books as the code sees them; planted bugs make others of these four."""
        return StumblingBooks(engine, self.bug)

    def reader(self) -> ReadChanges:
        """Make what reads the feeds."""
        return ReadChanges(self.books)

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        return PostJournal(self.books, self.mirror, FakeSideEffectBell())

    def deliverer(self) -> DeliverSideEffects:
        """Make what delivers side effects; its books are in no trouble, but it may die."""
        fulfil = FulfilWish(self.shop.books, self.outside.mail, self.outside.topic, mail_template)
        return DeliverSideEffects(self.shop.books, fulfil, self.world.time)

    # ------------------------------------------------------------------------------------ answers

    def answer(self, request: Request) -> Answer:
        """Answer as the routes do; what is a bug of the server's own ends the simulation."""
        try:
            found = self._found(request)
        except (SalePointError, ValidationError) as error:
            refusal = refusal_for(error, "simulated")
            body = ErrorAnswer(error=refusal.body).model_dump_json().encode()
            return Answer(int(refusal.status), "application/json", "", body)
        return Answer(200, "application/json", "", found.model_dump_json().encode())

    def _found(self, request: Request) -> WireMessage:
        username = request.token.partition("#")[0]
        register_id = username.removeprefix(REGISTER_ACCOUNT_PREFIX)
        if request.what == "journal":
            return self._accept(register_id, _sent_body(request))
        if request.what == "position":
            return position_of(self.mirror, register_id)
        if request.what == "changes":
            scope, after = Scope(request.params["scope"]), int(request.params["after"])
            if after < self._forgotten.get(scope, 0):
                raise Conflict("cursor.expired", after=after)
            return self._changes(scope, after, register_id)
        if request.what == "successors":
            return self._succeed(register_id, SuccessorRequest.model_validate_json(request.body))
        if request.what == "snapshot":
            return self._link(Scope(request.path.rpartition("/")[2]), register_id)
        raise NotFound("route.unknown")

    def file(self, url: str) -> bytes:
        """Return a snapshot by its link."""
        return self.files.objects[url.removeprefix("https://snapshots.example/").partition("?")[0]]

    def forget_old_changes(self) -> None:
        """Rebuild the snapshots; a cursor from before them has expired from now on."""
        rebuild = RebuildSnapshots(self.shop.books, self.files, self.world.time)
        for snapshot in rebuild(fresh_within=0):
            self._forgotten[snapshot.scope] = snapshot.cursor

    # ------------------------------------------------------------------------------------ posting

    def post_next(self, register_id: str) -> bool:
        """Let the poster take the register's next message; False when none may be taken yet."""
        waiting = self.queue.waiting(register_id)
        if not waiting or waiting[0].visible_at > self.world.time.seconds:
            return False
        kind = self.world.chosen(self.deliveries)
        at = 1 if kind is Delivery.OUT_OF_ORDER and len(waiting) > 1 else 0
        message = waiting[at]
        if kind is Delivery.NEVER:
            self._note(message, kind.value)
            waiting.remove(message)
        elif self._posted(message, kind) and kind is not Delivery.TWICE:
            waiting.remove(message)
        return True

    def _posted(self, message: Message, kind: Delivery) -> bool:
        """Post a message; False when it has to come back."""
        self.mirror.poster_dies = kind is Delivery.POSTER_DIES
        now = self.world.time.seconds
        message.attempts += 1
        try:
            posted = self._post(message.run)
        except EnvironmentFailed as error:
            pause = min(2.0 ** min(message.attempts, 10), LONGEST_RETRY_SECONDS)
            message.visible_at = now + pause
            self._note(message, f"fails and comes back: {error.code}")
            return False
        except PosterDied:
            message.visible_at = now + VISIBILITY_SECONDS
            self._note(message, kind.value)
            return False
        finally:
            self.mirror.poster_dies = False
        done = f"{posted.applied} entries applied, {posted.quarantined} quarantined, "
        self._note(message, f"posted {kind.value}: {done}head {posted.head.seq} {posted.stop}")
        return True

    def post_again(self, register_id: str, seq: int) -> bool:
        """Post a quarantined entry again, as somebody asks for; False when it stays as it is."""
        try:
            again = PostAgain(self.books, FakeSideEffectBell(), self.world.time)
            again([Role.IT], register_id, seq)
        except (RuleBroken, BugOfTheRelease, EnvironmentFailed) as error:
            self.world.diary.note(f"{seq} of {register_id} stays quarantined: {error}")
            return False
        self.world.diary.note(f"{seq} of {register_id} is posted again")
        return True

    def _note(self, message: Message, what: str) -> None:
        self.world.diary.note(f"message {message.number} of {message.run.register_id} {what}")

    # --------------------------------------------------------------------------------- side effects

    def deliver(self) -> None:
        """Deliver what the outbox wishes for."""
        try:
            delivered = self._deliver()
        except DelivererDied:
            self.world.diary.note("side effects: the deliverer dies")
            return
        if delivered.done or delivered.postponed or delivered.given_up:
            self.world.diary.note(
                f"side effects: {delivered.done} done, {delivered.postponed} postponed"
            )


def _sent_body(request: Request) -> bytes:
    body = base64.b64encode(request.body).decode()
    return read_bytes(APIGatewayProxyEvent({"body": body, "isBase64Encoded": True}))
