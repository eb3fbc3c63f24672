"""What happened to the till, as one sentence, what it means, and one button. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from pos_app.ui.sync_text import clock_sentence

if TYPE_CHECKING:
    from pos_app.services.till_notices import Notice


def tr(text: str) -> str:
    """Translate a notice."""
    return QCoreApplication.translate("Notices", text)


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """How a notice is told."""

    tone: Literal["accent", "warning", "danger"]
    icon: str
    title: str
    text: str
    action: str


def notice_words(notice: Notice) -> NoticeWords:
    """Say a notice in a person's words."""
    tone, icon, title, text = _words(notice)
    action = tr("Look again") if notice.lasts else tr("I have read it")
    values = _Values({name: str(value) for name, value in notice.data.items()})
    return NoticeWords(tone, icon, title.format_map(values), text.format_map(values), action)


def _words(notice: Notice) -> tuple[Literal["accent", "warning", "danger"], str, str, str]:
    match notice.kind.value:
        case "entries_missing":
            title = tr("Entries that could not be brought over: {missing}.")
            return "danger", "shield-alert", title, tr("The old file is kept. Tell IT now.")
        case "disk_full":
            text = tr("Selling goes on. Free some space soon; delete nothing of SalePoint.")
            return "danger", "hard-drive", tr("The disk is nearly full."), text
        case "salvaged":
            title = tr("The till's file was damaged or gone. Unsent entries rescued: {entries}.")
            return "warning", "shield-check", title, tr("Nothing is lost. The old file is kept.")
        case "new_number":
            title = tr("This till has a new number: {code}.")
            text = tr("It was a copy of {former_code}. Nothing is lost and nothing is doubled.")
            return "accent", "id-card", title, text
        case "copy_fails":
            title = tr("The second copy of unsent sales is not written.")
            return "warning", "hard-drive", title, tr("The sales are safe. Ask IT about the disk.")
        case "clock_wrong":
            title = clock_sentence(int(notice.data["ahead_seconds"]))
            text = tr("Sales are kept in order all the same. Set date and time of this laptop.")
            return "warning", "clock-alert", title, text
    title = tr("The till's data lie in a shared folder.")
    return "warning", "hard-drive", title, tr("Ask IT to move them to this laptop's own disk.")


class _Values(dict[str, str]):
    """Data for a sentence; what the notice did not say stays out instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"
