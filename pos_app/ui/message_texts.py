"""The sentences of `messages`, gathered: by code, and by kind of error for a code without one.

Data only. Each sentence stands in the file of what it is about.
"""

from __future__ import annotations

from pos_app.ui import (
    messages_commands,
    messages_disk,
    messages_journal,
    messages_machine,
    messages_people,
    messages_selling,
    messages_till,
)
from pos_app.ui.translation import QT_TRANSLATE_NOOP

BY_CODE: dict[str, tuple[str, str]] = {
    **messages_selling.SENTENCES,
    **messages_people.SENTENCES,
    **messages_machine.SENTENCES,
    **messages_journal.SENTENCES,
    **messages_commands.SENTENCES,
    **messages_disk.SENTENCES,
    **messages_till.SENTENCES,
}

BY_KIND: dict[str, tuple[str, str]] = {
    "NotAllowed": BY_CODE["permission.denied"],
    "SignInRefused": BY_CODE["sign_in.refused"],
    "Unreachable": BY_CODE["server.unreachable"],
    "StorageFailed": BY_CODE["storage.failed"],
    "DeviceFailed": BY_CODE["device.failed"],
    "NotFound": (
        QT_TRANSLATE_NOOP("Messages", "That does not exist any more."),
        QT_TRANSLATE_NOOP("Messages", "Go back and look again."),
    ),
    "Conflict": (
        QT_TRANSLATE_NOOP("Messages", "Somebody else changed this meanwhile."),
        QT_TRANSLATE_NOOP("Messages", "Look at it again, then repeat your change."),
    ),
    "RuleBroken": (
        QT_TRANSLATE_NOOP("Messages", "This is not possible ({code})."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed."),
    ),
    "EnvironmentFailed": (
        QT_TRANSLATE_NOOP("Messages", "Something this machine needs failed ({code})."),
        QT_TRANSLATE_NOOP("Messages", "Try again; if it stays, tell IT the code."),
    ),
    "bug": (
        QT_TRANSLATE_NOOP("Messages", "SalePoint made a mistake ({kind})."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Go on, and tell IT: the log knows."),
    ),
}
