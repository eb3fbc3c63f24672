"""What a presenter wants to be said: a short confirmation or a message that stays.

Knows no widget: a page shows a confirmation as a toast and a message as a banner next to what it
concerns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pos_app.ui.messages import Message

Tone = Literal["accent", "positive", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Said:
    """A short confirmation, with a way to take it back or to look."""

    text: str
    icon: str = "circle-check"
    action: str = ""
    on_action: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A message that stays until something else happens, with at most one thing to do."""

    message: Message
    tone: Tone = "danger"
    action: str = ""
    on_action: Callable[[], None] | None = None
    icon: str = ""
