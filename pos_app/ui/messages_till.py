"""What goes wrong with the till's session: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "till.already_open": (
        QT_TRANSLATE_NOOP("Messages", "The till is open already: {name} opened it."),
        QT_TRANSLATE_NOOP("Messages", "Go on selling, or close it first."),
    ),
    "till.amount_out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "Cash in or out is more than nothing."),
        QT_TRANSLATE_NOOP("Messages", "Enter the amount."),
    ),
    "till.changed_meanwhile": (
        QT_TRANSLATE_NOOP("Messages", "Cash came in or went out since you compared."),
        QT_TRANSLATE_NOOP("Messages", "{expected_minor} is expected now. Look at it again."),
    ),
    "till.count_out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "No drawer holds that much."),
        QT_TRANSLATE_NOOP("Messages", "Count the notes and coins again."),
    ),
    "till.difference_unexplained": (
        QT_TRANSLATE_NOOP("Messages", "The difference is over the shop's limit."),
        QT_TRANSLATE_NOOP("Messages", "Count again, or give the reason."),
    ),
    "till.float_out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "A float is at least nothing."),
        QT_TRANSLATE_NOOP("Messages", "Enter what is in the drawer."),
    ),
    "till.not_open": (
        QT_TRANSLATE_NOOP("Messages", "The till is closed."),
        QT_TRANSLATE_NOOP("Messages", "Open it with a float first."),
    ),
    "till.reason_missing": (
        QT_TRANSLATE_NOOP("Messages", "Cash in or out needs a reason."),
        QT_TRANSLATE_NOOP("Messages", "Write what it is for."),
    ),
    "till.session_required": (
        QT_TRANSLATE_NOOP("Messages", "The till is not open, and this shop sells in an open till."),
        QT_TRANSLATE_NOOP("Messages", "Press Till in the rail and open it; this sale stays."),
    ),
    "till.unknown_close": (
        QT_TRANSLATE_NOOP("Messages", "That Z report is not on this machine."),
        QT_TRANSLATE_NOOP("Messages", "Choose one from the list."),
    ),
}
