"""What goes wrong with people and registers: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "auth.token_refused": (
        QT_TRANSLATE_NOOP("Messages", "The server wants to see who you are again."),
        QT_TRANSLATE_NOOP("Messages", "Press F12 and sign in again. Selling goes on."),
    ),
    "enrol.not_allowed": (
        QT_TRANSLATE_NOOP("Messages", "Your role may not set up a register."),
        QT_TRANSLATE_NOOP("Messages", "Let a manager or administrator sign in here."),
    ),
    "password.too_weak": (
        QT_TRANSLATE_NOOP("Messages", "That password is too weak."),
        QT_TRANSLATE_NOOP("Messages", "Take 12 characters or more: capital, small, digit, sign."),
    ),
    "permission.denied": (
        QT_TRANSLATE_NOOP("Messages", "Your role may not do this."),
        QT_TRANSLATE_NOOP("Messages", "Ask a manager to sign in and do it."),
    ),
    "permission.needs_approval": (
        QT_TRANSLATE_NOOP("Messages", "This needs a manager."),
        QT_TRANSLATE_NOOP("Messages", "Press F12 and let a manager sign in; the sale stays."),
    ),
    "register.already_enrolled": (
        QT_TRANSLATE_NOOP("Messages", "This machine is a register already."),
        QT_TRANSLATE_NOOP("Messages", "Only one that the server refuses is enrolled again."),
    ),
    "register.journal_not_empty": (
        QT_TRANSLATE_NOOP("Messages", "This machine's journal belongs to another register."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: it must not be enrolled anew."),
    ),
    "register.key_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The server could not read this machine's key."),
        QT_TRANSLATE_NOOP("Messages", "Enrol the machine again."),
    ),
    "register.name_missing": (
        QT_TRANSLATE_NOOP("Messages", "The register needs a name."),
        QT_TRANSLATE_NOOP("Messages", "Enter a short name such as Till 2."),
    ),
    "register.not_enrolled": (
        QT_TRANSLATE_NOOP("Messages", "This machine is not enrolled as a register yet."),
        QT_TRANSLATE_NOOP("Messages", "A manager or administrator enrols it at the first start."),
    ),
    "register.not_yours": (
        QT_TRANSLATE_NOOP("Messages", "The server refused this register's identity."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "register.request_reused": (
        QT_TRANSLATE_NOOP("Messages", "This machine asked to be enrolled twice."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again, then try once more."),
    ),
    "register.revoked": (
        QT_TRANSLATE_NOOP("Messages", "The server no longer accepts this register."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "register.secret_temporary": (
        QT_TRANSLATE_NOOP("Messages", "The server has not finished this register."),
        QT_TRANSLATE_NOOP("Messages", "Wait a minute, then try again."),
    ),
    "register.too_many_successors": (
        QT_TRANSLATE_NOOP("Messages", "This machine needed a new register number too often today."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Tell IT that copies of it are in use."),
    ),
    "register.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The server does not know this register."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "sign_in.disabled": (
        QT_TRANSLATE_NOOP("Messages", "This account is switched off."),
        QT_TRANSLATE_NOOP("Messages", "Ask an administrator to switch it on again."),
    ),
    "sign_in.incomplete": (
        QT_TRANSLATE_NOOP("Messages", "User name and password are both needed."),
        QT_TRANSLATE_NOOP("Messages", "Fill in the empty field."),
    ),
    "sign_in.locked": (
        QT_TRANSLATE_NOOP("Messages", "Too many wrong passwords for this name."),
        QT_TRANSLATE_NOOP("Messages", "Connect to the network and sign in, or ask a manager."),
    ),
    "sign_in.needed": (
        QT_TRANSLATE_NOOP("Messages", "Nobody is signed in."),
        QT_TRANSLATE_NOOP("Messages", "Sign in, then do it again."),
    ),
    "sign_in.offline_broken": (
        QT_TRANSLATE_NOOP("Messages", "The note for signing in offline was changed."),
        QT_TRANSLATE_NOOP("Messages", "Connect to the network and sign in once."),
    ),
    "sign_in.offline_expired": (
        QT_TRANSLATE_NOOP("Messages", "The last sign-in with the network is too long ago."),
        QT_TRANSLATE_NOOP("Messages", "Connect this machine to the network and sign in once."),
    ),
    "sign_in.refused": (
        QT_TRANSLATE_NOOP("Messages", "User name or password is wrong."),
        QT_TRANSLATE_NOOP("Messages", "Check both and try again. Capital letters count."),
    ),
    "sign_in.reset_needed": (
        QT_TRANSLATE_NOOP("Messages", "The password of this account has to be reset."),
        QT_TRANSLATE_NOOP("Messages", "Ask an administrator for a new temporary password."),
    ),
    "sign_in.second_factor": (
        QT_TRANSLATE_NOOP("Messages", "This account wants a second factor."),
        QT_TRANSLATE_NOOP("Messages", "This version cannot ask for it yet. Ask IT."),
    ),
    "sign_in.token_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The sign-in service answered in an unknown way."),
        QT_TRANSLATE_NOOP("Messages", "Try again; if it stays, tell IT the code {code}."),
    ),
    "sign_in.too_many_attempts": (
        QT_TRANSLATE_NOOP("Messages", "Too many attempts for this account."),
        QT_TRANSLATE_NOOP("Messages", "Wait some minutes, then try again."),
    ),
    "sign_in.unknown_here": (
        QT_TRANSLATE_NOOP("Messages", "This name has not signed in on this machine yet."),
        QT_TRANSLATE_NOOP("Messages", "The first time needs the network. Connect and try again."),
    ),
    "sign_in.wrong": (
        QT_TRANSLATE_NOOP("Messages", "User name or password is wrong."),
        QT_TRANSLATE_NOOP("Messages", "Check both and try again. Capital letters count."),
    ),
}
