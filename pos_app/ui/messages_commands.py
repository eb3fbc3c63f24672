"""What goes wrong with commands, which are told on a terminal: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "backend.did_not_start": (
        QT_TRANSLATE_NOOP("Messages", "The demo's server did not start: {reason}"),
        QT_TRANSLATE_NOOP("Messages", "Free its ports and some memory, then try again."),
    ),
    "backend.not_here": (
        QT_TRANSLATE_NOOP("Messages", "The demo's server does not come with this installation."),
        QT_TRANSLATE_NOOP("Messages", "Run the command from a checkout of the source."),
    ),
    "enrol.store_missing": (
        QT_TRANSLATE_NOOP("Messages", "The command does not say which store this register is in."),
        QT_TRANSLATE_NOOP("Messages", "Add --store with the code of the store, such as S1."),
    ),
    "import.store_missing": (
        QT_TRANSLATE_NOOP("Messages", "The import does not say which store's stock it brings."),
        QT_TRANSLATE_NOOP("Messages", "Add --store with the code of the store, such as S1."),
    ),
    "replay.no_invoices": (
        QT_TRANSLATE_NOOP("Messages", "The file has no invoice from {first} to {last}."),
        QT_TRANSLATE_NOOP("Messages", "Choose other days with --from and --to."),
    ),
    "replay.stuck": (
        QT_TRANSLATE_NOOP("Messages", "{unposted} entries did not get into the books in time."),
        QT_TRANSLATE_NOOP("Messages", "They are safe here. Look at the server, then run it again."),
    ),
    "screen.did_not_start": (
        QT_TRANSLATE_NOOP("Messages", "The virtual screen did not start."),
        QT_TRANSLATE_NOOP("Messages", "Free some memory, then try again."),
    ),
    "screen.not_installed": (
        QT_TRANSLATE_NOOP("Messages", "The program {program} is not installed."),
        QT_TRANSLATE_NOOP("Messages", "Install it, then try again."),
    ),
    "sign_in.password_temporary": (
        QT_TRANSLATE_NOOP("Messages", "The password of {username} is a temporary one."),
        QT_TRANSLATE_NOOP("Messages", "Sign in once in the window and choose your own."),
    ),
    "tour.no_amount": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” on {widget} is no amount."),
        QT_TRANSLATE_NOOP("Messages", "The window has changed: let the tour's steps follow it."),
    ),
    "tour.waited_in_vain": (
        QT_TRANSLATE_NOOP("Messages", "The tour waited for this in vain: {what}."),
        QT_TRANSLATE_NOOP("Messages", "Look at its last picture and its log."),
    ),
}
