"""The days that `salepoint journal proof` is asked about, and what became of each.

Knows nothing of how it is shown.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.services.proved_day import Outcome, ProvedDay
from pos_app.services.till import Till
from pos_core.errors import EnvironmentFailed, NotAllowed, NotFound, RuleBroken, SignInRefused

LONGEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day's proof; `not_asked` is the code of what kept the books from answering."""

    proved: ProvedDay
    not_asked: str = ""

    @property
    def is_equal(self) -> bool:
        """Tell whether both ends say the same of the whole day."""
        return not self.not_asked and self.proved.outcome is Outcome.EQUAL


def days_since(first: str, today: str) -> list[str]:
    """Return every day from the first until today; raises RuleBroken `day.unreadable`."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(today)
    except ValueError:
        raise RuleBroken("day.unreadable", day=first) from None
    count = (end - begin).days + 1
    if not 1 <= count <= LONGEST_DAYS:
        raise RuleBroken("day.unreadable", day=first)
    return [(begin + timedelta(days=n)).isoformat() for n in range(count)]


def prove_days(till: Till, days: list[str]) -> list[AskedDay]:
    """Hold each day against the books; when they do not answer, our side stands alone.

    Once the books are out of reach they are not asked again. Raises RuleBroken
    `register.not_enrolled` and `day.unreadable`.
    """
    asked: list[AskedDay] = []
    silent = ""
    for day in days:
        own = till.daily_proof.own(day)
        if not silent:
            try:
                asked.append(AskedDay(till.daily_proof.prove(day)))
                continue
            except (EnvironmentFailed, SignInRefused, NotAllowed, NotFound) as error:
                silent = error.code
        asked.append(AskedDay(own, silent))
    return asked
