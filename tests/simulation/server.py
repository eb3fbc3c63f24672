"""The server of a simulated day: the real use cases on real books, behind HTTP answers.

What is simulated is around them: services in trouble, a poster that dies, a queue that delivers
twice, in the wrong order, or never. Only the delivery of side effects is spared a death between
sending and noting: then a mail goes out twice, by design. Knows nothing of tills but their
registers.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from pydantic import ValidationError
from sqlalchemy import Engine

from backend_lambdas.data_access.mail_templates import mail_template
from backend_lambdas.handlers.http_errors import refusal_for
from backend_lambdas.handlers.request_body import read_bytes
from backend_lambdas.logic.accept_journal import AcceptJournal, position_of
from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
from backend_lambdas.logic.fulfil_wish import FulfilWish
from backend_lambdas.logic.post_journal import PostJournal
from backend_lambdas.logic.read_changes import ReadChanges
from pos_app.sync.answers import Answer
from pos_core.errors import EnvironmentFailed, NotFound, SalePointError
from pos_core.wire.changes import Scope
from pos_core.wire.error import ErrorAnswer
from pos_core.wire.message import Message as WireMessage
from tests.backend.books.shop import Shop, open_shop
from tests.fakes.cloud import FakeAlertTopic, FakeMailSender, FakeSideEffectBell
from tests.simulation.cloud_in_trouble import (
    Message,
    PosterDied,
    Trouble,
    TroubledBooks,
    TroubledMirror,
    TroubledQueue,
)
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


@dataclass(frozen=True)
class Outside:
    """Where wishes go: mail and alerts, with a state of their own."""

    mail: FakeMailSender
    topic: FakeAlertTopic

    def fails(self, broken: bool) -> None:
        """Let both services refuse from now on, or work again."""
        self.mail.broken = self.topic.broken = broken


class SimulatedServer:
    """Accepts, posts, answers and delivers, each by the code that runs in the cloud."""

    def __init__(self, engine: Engine, world: World) -> None:
        """Open a shop in empty books."""
        self.world = world
        self.trouble = Trouble(world)
        self.deliveries = QUIET
        self.mirror = TroubledMirror(self.trouble)
        self.queue = TroubledQueue(self.trouble, world.chance.choice(_LARGEST_MESSAGES))
        self.outside = Outside(FakeMailSender(), FakeAlertTopic())
        self.shop = Shop(engine, open_shop(engine).books, self.mirror)
        self.books = TroubledBooks(self.shop.books, self.trouble)
        self._accept = AcceptJournal(self.mirror, self.queue, world.time)
        self._changes = ReadChanges(self.books)
        self._post = self.poster()
        self._deliver = self.deliverer()

    def poster(self) -> PostJournal:
        """Make what posts runs; planted bugs make others of these two."""
        return PostJournal(self.books, self.mirror, FakeSideEffectBell())

    def deliverer(self) -> DeliverSideEffects:
        """Make what delivers side effects; its books are in no trouble, see the module's head."""
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
        register_id = request.token.partition("#")[0]
        if request.what == "journal":
            return self._accept(register_id, _sent_body(request))
        if request.what == "position":
            return position_of(self.mirror, register_id)
        if request.what == "changes":
            scope, after = Scope(request.params["scope"]), int(request.params["after"])
            return self._changes(scope, after, register_id)
        raise NotFound("snapshot.none")

    # ------------------------------------------------------------------------------------ posting

    def post_next(self, register_id: str) -> bool:
        """Let the poster take the register's next message; False when none may be taken yet."""
        waiting = self.queue.waiting(register_id)
        if not waiting or waiting[0].visible_at > self.world.time.seconds:
            return False
        kinds = list(self.deliveries)
        (kind,) = self.world.chance.choices(kinds, [self.deliveries[kind] for kind in kinds])
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
        done = f"{posted.applied} entries applied, head {posted.head.seq} {posted.stop}".rstrip()
        self._note(message, f"posted {kind.value}: {done}")
        return True

    def _note(self, message: Message, what: str) -> None:
        self.world.diary.note(f"message {message.number} of {message.run.register_id} {what}")

    # --------------------------------------------------------------------------------- side effects

    def deliver(self) -> None:
        """Deliver what the outbox wishes for."""
        delivered = self._deliver()
        if delivered.done or delivered.postponed or delivered.given_up:
            self.world.diary.note(
                f"side effects: {delivered.done} done, {delivered.postponed} postponed"
            )


def _sent_body(request: Request) -> bytes:
    body = base64.b64encode(request.body).decode()
    return read_bytes(APIGatewayProxyEvent({"body": body, "isBase64Encoded": True}))
