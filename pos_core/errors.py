"""The one tree of errors: a rule was broken, the surroundings failed, or it is our own bug.

Errors carry a stable code and data, never a sentence for a person: one table turns codes into what
the salesperson reads, another into an HTTP answer. Cancelling something is not an error.
"""

from collections.abc import Mapping


class SalePointError(Exception):
    """Base of every error SalePoint raises on purpose: a stable `code` and its `data`."""

    code = "salepoint.error"

    def __init__(self, code: str | None = None, **data: str | int | None) -> None:
        """Keep the code (the class's own when none is given) and the data that explain it."""
        self.code = code or type(self).code
        self.data: Mapping[str, str | int | None] = data
        super().__init__(self.code)

    def __str__(self) -> str:
        """Code and data, for logs; people read the sentence made from them elsewhere."""
        details = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.code} ({details})" if details else self.code


class RuleBroken(SalePointError):
    """A rule of the shop or of the wire forbids it; asking again will not help."""

    code = "rule.broken"


class NotAllowed(RuleBroken):
    """The person's role lacks the permission named in the data."""

    code = "permission.denied"


class NotFound(RuleBroken):
    """What was asked for does not exist (or not for the person who asks)."""

    code = "not_found"


class Conflict(RuleBroken):
    """The state has moved on: another version, another head, an identity that is taken."""

    code = "conflict"


class SignInRefused(RuleBroken):
    """The name, the password or the offline grant was not accepted."""

    code = "sign_in.refused"


class EnvironmentFailed(SalePointError):
    """Disk, network, printer or another machine failed; the same act may work later."""

    code = "environment.failed"


class Unreachable(EnvironmentFailed):
    """The server gave no answer that is its own: no network, time-out, 5xx, a captive portal."""

    code = "server.unreachable"


class StorageFailed(EnvironmentFailed):
    """The local database could not be read or written."""

    code = "storage.failed"


class DeviceFailed(EnvironmentFailed):
    """A printer, drawer or terminal did not do its part; the sale stands regardless."""

    code = "device.failed"
