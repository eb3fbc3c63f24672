"""What keeps entries from the books, and what to do about it, in words: the sync page's banner.

The register signs in by itself, so a refusal of its own is not helped by a person's signing in
again. Knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.sync_text import age_text
from pos_app.ui.time_text import age_minutes, clock_text, day_text, local_moment
from pos_core.errors import EnvironmentFailed

if TYPE_CHECKING:
    from pos_app.services.records import SyncState

_ABOUT_PEOPLE = ("sign_in.", "auth.")
_ABOUT_REGISTERS_TOO = ("sign_in.too_many_attempts", "sign_in.token_unreadable")


def tr(text: str) -> str:
    """Translate a text about sync."""
    return QCoreApplication.translate("Sync", text)


@dataclass(frozen=True, slots=True)
class ReachNote:
    """What is in the way: how bad it is, its sentences, and what can be done here."""

    tone: Literal["warning", "danger"]
    icon: str
    title: str
    text: str
    action: str
    switches_on: bool = False


def reach_note(state: SyncState, desk: Desk, *, network_on: bool) -> ReachNote | None:
    """Say what is in the way; None when nothing is."""
    reach = state.reach.value
    if not network_on:
        title = tr("The network is switched off here.")
        text = tr("Selling goes on. Everything stays safe here and is sent when it is on again.")
        return ReachNote("warning", "cloud-off", title, text, tr("Switch on"), switches_on=True)
    if reach in ("online", "unknown", "switched_off"):
        return None
    again = tr("Try again")
    message = _message(state.last_error_code, desk)
    if reach == "refused":
        return ReachNote("danger", "cloud-alert", message.title, message.text, again)
    icon = "cloud-alert" if reach == "sign_in_again" else "cloud-off"
    return ReachNote("warning", icon, message.title, message.text, again)


def _message(code: str, desk: Desk) -> Message:
    if code.startswith(_ABOUT_PEOPLE) and code not in _ABOUT_REGISTERS_TOO:
        return Message(
            tr("The server does not let this register in."),
            tr("Selling goes on, all stays safe here. A manager or IT has to enrol it again."),
            code,
        )
    return desk.message(EnvironmentFailed(code or "server.unreachable"))


def contact_words(state: SyncState, now: datetime) -> str:
    """Say when the till last got through to the server: the time, and how long ago."""
    moment = local_moment(state.last_contact_at)
    if moment is None:
        return tr("It has not got through to the server yet.")
    if age_minutes(state.last_contact_at, now) < 1:
        return tr("Last got through just now.")
    age = age_text(state.last_contact_at, now)
    when = clock_text(moment)
    if moment.date() != now.astimezone().date():
        when = f"{day_text(moment)} {when}"
    return tr("Last got through {time}, {age} ago.").format(time=when, age=age)


def reach_words(
    state: SyncState, *, network_on: bool
) -> tuple[str, Literal["positive", "warning", "neutral"], str]:
    """Say in two words what the last attempt to reach the server came to: words, tone, icon."""
    reach = state.reach.value
    if not network_on:
        return tr("Switched off"), "warning", "cloud-off"
    if reach == "online":
        return tr("Server answers"), "positive", "circle-check"
    if reach == "offline":
        return tr("Offline"), "warning", "cloud-off"
    if reach in ("refused", "sign_in_again"):
        return tr("Server refuses"), "warning", "cloud-alert"
    return tr("Not asked yet"), "neutral", "hourglass"
