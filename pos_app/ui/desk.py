"""The desk: what every screen works with once the till is ready.

The services, the background workers, the shop's figures, and who is signed in. Screens get it
handed in; it knows no screen and draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.ui.background import BackgroundWork
from pos_app.ui.messages import Message, message_for
from pos_app.ui.money_text import MoneyText
from pos_core.errors import NotAllowed
from pos_core.identifiers import Clock
from pos_core.journal import Actor
from pos_core.permissions import Act, Verdict, verdict_on
from pos_core.pricing import PricingRules

if TYPE_CHECKING:
    from pos_app.services.records import RegisterIdentity, Session
    from pos_app.ui.till_services import TillServices


@dataclass
class Desk:
    """One register with somebody at it. `session` is None while the screen is locked."""

    services: TillServices
    background: BackgroundWork
    money: MoneyText
    rules: PricingRules
    register: RegisterIdentity
    shop_name: str
    offline_days: int
    clock: Clock
    session: Session | None = None

    @property
    def actor(self) -> Actor:
        """Who does what is done now; raises NotAllowed while nobody is signed in."""
        if self.session is None:
            raise NotAllowed("sign_in.needed")
        return Actor(self.session.staff_id, self.session.name)

    def verdict(self, act: Act) -> Verdict:
        """Tell whether the person who is signed in may do it."""
        return verdict_on(self.session.roles if self.session else (), act)

    def refusal(self, act: Act) -> Message | None:
        """Return why the person may not do it, or None when it is allowed."""
        verdict = self.verdict(act)
        if verdict is Verdict.ALLOWED:
            return None
        needs = verdict is Verdict.NEEDS_APPROVAL
        code = "permission.needs_approval" if needs else "permission.denied"
        return self.message(NotAllowed(code, act=act.value))

    def message(self, error: BaseException) -> Message:
        """Say an error in a person's words, with amounts in the shop's currency."""
        return message_for(error, self.money)


def open_desk(
    services: TillServices,
    background: BackgroundWork,
    ready: Callable[[Desk], None],
    failed: Callable[[Exception], None],
) -> None:
    """Read what the desk needs and hand it over; fails with `shop.not_filled` and the like."""

    def read() -> Desk:
        rules = services.shop_rules.pricing()
        register = services.shop_rules.register()
        shop = services.shop_rules.shop()
        assert register is not None
        assert shop is not None
        return Desk(
            services,
            background,
            MoneyText(rules.currency),
            rules,
            register,
            shop.name,
            shop.offline_days,
            services.clock,
        )

    background.database(read, ready, failed)
