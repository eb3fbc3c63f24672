"""What goes wrong with the till's files and is put right: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "recovery.file_unwritable": (
        QT_TRANSLATE_NOOP("Messages", "The file {file} could not be written."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder, or free some space."),
    ),
    "recovery.key_exists": (
        QT_TRANSLATE_NOOP("Messages", "There is a file {file} already; a key is never replaced."),
        QT_TRANSLATE_NOOP("Messages", "Name another file."),
    ),
    "recovery.key_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "This is no recovery key."),
        QT_TRANSLATE_NOOP("Messages", "Use what “salepoint recovery-key” wrote, unchanged."),
    ),
    "recovery.no_file": (
        QT_TRANSLATE_NOOP("Messages", "There is no recovery file {file}."),
        QT_TRANSLATE_NOOP("Messages", "Look for it in the till's own data folder or its backup."),
    ),
    "recovery.no_key_file": (
        QT_TRANSLATE_NOOP("Messages", "The recovery key {file} cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Name the file that “salepoint recovery-key” wrote."),
    ),
    "recovery.not_sealed": (
        QT_TRANSLATE_NOOP("Messages", "The recovery file {file} could not be written."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Free some space on the disk."),
    ),
    "recovery.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The recovery file is damaged."),
        QT_TRANSLATE_NOOP("Messages", "Look for one in a backup of the data folder."),
    ),
    "recovery.wrong_key": (
        QT_TRANSLATE_NOOP("Messages", "This till was sealed to another recovery key: {sealed_to}"),
        QT_TRANSLATE_NOOP("Messages", "Use the private half that belongs to it."),
    ),
    "salvage.nothing_there": (
        QT_TRANSLATE_NOOP("Messages", "There is nothing at {place}."),
        QT_TRANSLATE_NOOP("Messages", "Name a data folder, or a file such as till.db.damaged-…."),
    ),
    "storage.behind": (
        QT_TRANSLATE_NOOP("Messages", "The local database is older than its second copy."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again: it brings the sales over."),
    ),
    "storage.copy_behind": (
        QT_TRANSLATE_NOOP("Messages", "The second copy of new sales cannot be written."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Free some space, or tell IT."),
    ),
    "storage.gone": (
        QT_TRANSLATE_NOOP("Messages", "The local database is gone."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again: it brings the sales over."),
    ),
    "storage.in_synced_folder": (
        QT_TRANSLATE_NOOP("Messages", "The till's data lie in a folder that is synchronised."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to move {folder} to this machine's own disk."),
    ),
    "storage.no_room_to_upgrade": (
        QT_TRANSLATE_NOOP("Messages", "There is no room on the disk for the new version's data."),
        QT_TRANSLATE_NOOP("Messages", "Nothing changed. Free {megabytes} MB, then start again."),
    ),
    "storage.on_network": (
        QT_TRANSLATE_NOOP("Messages", "The till's data lie on a network drive."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to move {folder} to this machine's own disk."),
    ),
    "storage.salvaged": (
        QT_TRANSLATE_NOOP("Messages", "The local database was damaged and is made anew."),
        QT_TRANSLATE_NOOP("Messages", "No sale is lost: {entries} unsent entries came over."),
    ),
    "storage.salvaged_in_part": (
        QT_TRANSLATE_NOOP("Messages", "The local data were damaged; entries {missing} are lost."),
        QT_TRANSLATE_NOOP("Messages", "Tell your manager: those sales must be entered again."),
    ),
    "storage.salvaged_unsure": (
        QT_TRANSLATE_NOOP("Messages", "The local data were damaged; entries {missing} are gone."),
        QT_TRANSLATE_NOOP("Messages", "Connect to the network: the server says if it has them."),
    ),
    "storage.space_low": (
        QT_TRANSLATE_NOOP("Messages", "The disk is almost full."),
        QT_TRANSLATE_NOOP("Messages", "Sales use the last reserve now. Free some space soon."),
    ),
}
