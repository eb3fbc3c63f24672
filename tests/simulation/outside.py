"""Where wishes go: mail and alerts, at whose door the function that delivers them may die.

A deliverer that dies between sending and noting leaves a wish that is fulfilled once more, by
design; what went out twice for that reason is counted here. Knows nothing of the books.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backend_lambdas.logic.ports import OutgoingMail
from tests.fakes.cloud import FakeAlertTopic, FakeMailSender
from tests.simulation.world import World


class DelivererDied(BaseException):
    """The function that delivers was stopped; no Exception, so that nobody forgives it."""


@dataclass
class Deaths:
    """How often the deliverer dies before or after something goes out, as a share."""

    world: World
    share: float = 0.0
    repeated: int = 0

    def before(self) -> None:
        """Die before anything went out."""
        if self.world.happens(self.share / 2):
            raise DelivererDied

    def after(self) -> None:
        """Die when it went out and nobody has noted it."""
        if self.world.happens(self.share / 2):
            self.repeated += 1
            raise DelivererDied


@dataclass
class MortalMail(FakeMailSender):
    """Mail from a deliverer that may die; `again` lists who is written to once more."""

    deaths: Deaths = field(kw_only=True)
    again: list[str] = field(default_factory=list)

    def send(self, mail: OutgoingMail) -> str:
        """Send it; raises DelivererDied before or after."""
        self.deaths.before()
        sent = super().send(mail)
        self.again.append(mail.to)
        self.deaths.after()
        self.again.pop()
        return sent


@dataclass
class MortalTopic(FakeAlertTopic):
    """Alerts from a deliverer that may die; `again` lists what is told once more."""

    deaths: Deaths = field(kw_only=True)
    again: list[Mapping[str, str]] = field(default_factory=list)

    def publish(self, subject: str, text: str, attributes: Mapping[str, str]) -> None:
        """Publish it; raises DelivererDied before or after."""
        self.deaths.before()
        super().publish(subject, text, attributes)
        self.again.append(attributes)
        self.deaths.after()
        self.again.pop()


class Outside:
    """Mail and alerts, with a state of their own."""

    def __init__(self, world: World) -> None:
        """Begin with services that work and a deliverer that lives."""
        self.deaths = Deaths(world)
        self.mail = MortalMail(deaths=self.deaths)
        self.topic = MortalTopic(deaths=self.deaths)

    def fails(self, broken: bool) -> None:
        """Let both services refuse from now on, or work again."""
        self.mail.broken = self.topic.broken = broken
