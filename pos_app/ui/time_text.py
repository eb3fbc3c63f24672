"""Dates, times and ages as people read them, by locale.

Needs Qt alone, so that the first picture of the program can show the time. Knows no widget.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QLocale


def local_moment(at: str, utc_offset_minutes: int | None = None) -> datetime | None:
    """Read a UTC text as local time of the register that wrote it, or of this machine.

    Answers None for an empty text: it never happened.
    """
    if not at:
        return None
    moment = datetime.fromisoformat(at)
    if utc_offset_minutes is None:
        return moment.astimezone()
    return moment.astimezone(timezone(timedelta(minutes=utc_offset_minutes)))


def clock_text(moment: datetime | None) -> str:
    """Write hours and minutes: `14:32`; empty when it never happened."""
    return moment.strftime("%H:%M") if moment else ""


def seconds_text(moment: datetime | None) -> str:
    """Write hours, minutes and seconds: `14:32:08`."""
    return moment.strftime("%H:%M:%S") if moment else ""


def milliseconds_text(moment: datetime | None) -> str:
    """Write a time of day to the millisecond: `14:32:08.214`."""
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03d}" if moment else ""


def day_text(moment: datetime, locale: QLocale | None = None) -> str:
    """Write weekday, day and month in the locale's words: `Thu 8 Dec`."""
    date = QDate(moment.year, moment.month, moment.day)
    return (locale or QLocale()).toString(date, "ddd d MMM")


def age_minutes(at: str, now: datetime) -> int:
    """Tell how many whole minutes have passed since a UTC text; 0 for an empty one."""
    if not at:
        return 0
    passed = now.astimezone(UTC) - datetime.fromisoformat(at)
    return max(0, int(passed.total_seconds()) // 60)


def counted(number: int, locale: QLocale | None = None) -> str:
    """Write a whole number with its groups where no currency is known yet: `4,070`."""
    return (locale or QLocale()).toString(number)
