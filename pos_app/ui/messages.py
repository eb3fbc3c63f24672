"""What went wrong, in a person's words: the one table from an error's code to its sentences.

Every message has two halves: what happened, and what to do about it. Knows no screen. A code that
is missing here is caught by a test; should one slip through, the kind of error still has a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.message_texts import BY_CODE, BY_KIND
from pos_core.errors import SalePointError

if TYPE_CHECKING:
    from pos_app.ui.money_text import MoneyText

_CONTEXT = "Messages"


@dataclass(frozen=True, slots=True)
class Message:
    """A title that says what happened and a text that says what to do."""

    title: str
    text: str
    code: str = ""

    @property
    def whole(self) -> str:
        """Both halves as one text, for a field's note or a spoken name."""
        return f"{self.title} {self.text}".strip()


def message_for(error: BaseException, money: MoneyText | None = None) -> Message:
    """Say an error in a person's words.

    Amounts and quantities in the error's data are written in `money`'s currency where it is given.
    An exception that is none of ours is a bug and is called that.
    """
    if not isinstance(error, SalePointError):
        title, text = BY_KIND["bug"]
        return _written("bug", title, text, {"kind": type(error).__name__})
    title, text = BY_CODE.get(error.code) or _by_kind(error)
    return _written(error.code, title, text, _shown(error.data, money))


def _by_kind(error: SalePointError) -> tuple[str, str]:
    for kind in type(error).__mro__:
        found = BY_KIND.get(kind.__name__)
        if found is not None:
            return found
    return BY_KIND["bug"]


def _written(code: str, title: str, text: str, data: Mapping[str, str]) -> Message:
    values = _Values({"code": code, **data})
    return Message(
        QCoreApplication.translate(_CONTEXT, title).format_map(values),
        QCoreApplication.translate(_CONTEXT, text).format_map(values),
        code,
    )


def _shown(data: Mapping[str, str | int | None], money: MoneyText | None) -> dict[str, str]:
    shown = {}
    for name, value in data.items():
        if isinstance(value, int) and money is not None and name.endswith("_minor"):
            shown[name] = money.amount(value)
        elif isinstance(value, int) and money is not None and name.endswith("_milli"):
            shown[name] = money.quantity(value)
        else:
            shown[name] = "" if value is None else str(value)
    return shown


class _Values(dict[str, str]):
    """Data for a sentence; what the error did not say stays out instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"
