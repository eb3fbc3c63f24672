"""The one line about sync: what is in the books, what is safe here, and since when.

Offline is a state and no alarm. Knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from pos_app.ui.time_text import age_minutes, clock_text, local_moment

if TYPE_CHECKING:
    from pos_app.services.records import SyncState

Look = Literal["booked", "sending", "offline", "attention"]
_CLOCK_WRONG_SECONDS = 300
_DAY_MINUTES = 24 * 60
_HOUR_MINUTES = 60


def tr(text: str, number: int = -1) -> str:
    """Translate a text about sync."""
    return QCoreApplication.translate("Sync", text, "", number)


@dataclass(frozen=True, slots=True)
class SyncLine:
    """How the indicator looks, its sentence, and the note behind it."""

    look: Look
    text: str
    note: str


def sync_line(state: SyncState, now: datetime) -> SyncLine:
    """Say how far everything has come."""
    reach = state.reach.value
    contact = clock_text(local_moment(state.last_contact_at))
    note = tr("Last contact {time}").format(time=contact) if contact else ""
    if abs(state.clock_ahead_seconds) > _CLOCK_WRONG_SECONDS:
        note = " · ".join(filter(None, (_clock_words(state.clock_ahead_seconds), note)))
    if reach == "sign_in_again":
        return SyncLine("attention", _with_waiting(tr("Register must sign in"), state, now), note)
    if reach == "refused":
        return SyncLine("attention", _with_waiting(tr("Sending is refused"), state, now), note)
    if reach in ("offline", "switched_off"):
        start = tr("Offline") if reach == "offline" else tr("Network switched off")
        return SyncLine("offline", _with_waiting(start, state, now), note)
    if state.unposted == 0:
        return SyncLine("booked", tr("All in the books"), note)
    return SyncLine("sending", _sending(state, now), note)


def _with_waiting(start: str, state: SyncState, now: datetime) -> str:
    if state.unposted == 0:
        return tr("{start}: all in the books").format(start=start)
    count, age = state.unsent or state.unposted, age_text(state.oldest_unposted_at, now)
    if not state.unsent:
        words = tr("1 sent, not yet in the books")
        many = tr("%n sent, not yet in the books", count)
    else:
        words, many = tr("1 safe here, not yet sent"), tr("%n safe here, not yet sent", count)
    return f"{start}: {words if count == 1 else many} · {age}"


def _sending(state: SyncState, now: datetime) -> str:
    age = age_text(state.oldest_unposted_at, now)
    if state.unsent:
        one, many = tr("1 safe here, being sent"), tr("%n safe here, being sent", state.unsent)
        return f"{one if state.unsent == 1 else many} · {age}"
    one = tr("1 sent, not yet in the books")
    many = tr("%n sent, not yet in the books", state.unposted)
    return f"{one if state.unposted == 1 else many} · {age}"


def age_text(at: str, now: datetime) -> str:
    """Say how long ago something was: `now`, `12 min`, `3 h`, `2 d`."""
    minutes = age_minutes(at, now)
    if minutes < 1:
        return tr("now")
    if minutes < _HOUR_MINUTES:
        return tr("%n min", minutes)
    if minutes < _DAY_MINUTES:
        return tr("%n h", minutes // _HOUR_MINUTES)
    return tr("%n d", minutes // _DAY_MINUTES)


def clock_sentence(ahead_seconds: int) -> str:
    """Say how wrong this machine's clock is: `This laptop's clock is 12 minutes slow.`"""
    words = tr("This laptop's clock is {time} slow.")
    if ahead_seconds > 0:
        words = tr("This laptop's clock is {time} fast.")
    return words.format(time=_span_text(ahead_seconds))


def _clock_words(ahead_seconds: int) -> str:
    """Say the same in passing: `Clock 12 minutes slow`."""
    words = tr("Clock {time} fast") if ahead_seconds > 0 else tr("Clock {time} slow")
    return words.format(time=_span_text(ahead_seconds))


def _span_text(seconds: int) -> str:
    minutes = max(1, round(abs(seconds) / 60))
    if minutes < 2 * _HOUR_MINUTES:
        return tr("1 minute") if minutes == 1 else tr("%n minutes", minutes)
    if minutes < 2 * _DAY_MINUTES:
        return tr("%n hours", minutes // _HOUR_MINUTES)
    return tr("%n days", minutes // _DAY_MINUTES)
