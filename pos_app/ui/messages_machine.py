"""What goes wrong with this machine: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "csv.columns_missing": (
        QT_TRANSLATE_NOOP("Messages", "Columns are missing: {columns}"),
        QT_TRANSLATE_NOOP("Messages", "Add them to the first row, then try again."),
    ),
    "csv.no_such_file": (
        QT_TRANSLATE_NOOP("Messages", "There is no file {file}."),
        QT_TRANSLATE_NOOP("Messages", "Check the name and the folder."),
    ),
    "csv.too_large": (
        QT_TRANSLATE_NOOP("Messages", "The file is too large."),
        QT_TRANSLATE_NOOP("Messages", "Split it, then import the parts."),
    ),
    "csv.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The file cannot be read as a table: {reason}"),
        QT_TRANSLATE_NOOP("Messages", "Save it as CSV in UTF-8, then try again."),
    ),
    "csv.unwritable": (
        QT_TRANSLATE_NOOP("Messages", "The file could not be saved there."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder, or free some space."),
    ),
    "device.failed": (
        QT_TRANSLATE_NOOP("Messages", "The printer did not answer. The sale is recorded."),
        QT_TRANSLATE_NOOP("Messages", "Check paper, cable and power, then print again."),
    ),
    "environment.failed": (
        QT_TRANSLATE_NOOP("Messages", "Something this machine needs failed."),
        QT_TRANSLATE_NOOP("Messages", "Try again; if it stays, tell IT."),
    ),
    "key_store.key_missing": (
        QT_TRANSLATE_NOOP("Messages", "The key of the local database is missing."),
        QT_TRANSLATE_NOOP(
            "Messages", "Delete nothing. IT: salepoint journal salvage --recovery-key FILE."
        ),
    ),
    "key_store.secret_missing": (
        QT_TRANSLATE_NOOP("Messages", "This register's secret is missing."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "key_store.unavailable": (
        QT_TRANSLATE_NOOP("Messages", "The key store of this system cannot be opened."),
        QT_TRANSLATE_NOOP("Messages", "Unlock the keyring, or ask IT to set one up; try again."),
    ),
    "media.link_refused": (
        QT_TRANSLATE_NOOP("Messages", "The address of this file is not allowed."),
        QT_TRANSLATE_NOOP("Messages", "Tell IT the code {code}."),
    ),
    "media.not_here": (
        QT_TRANSLATE_NOOP("Messages", "This file is not on this machine yet."),
        QT_TRANSLATE_NOOP("Messages", "It is fetched as soon as there is a network."),
    ),
    "media.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The server no longer has this file."),
        QT_TRANSLATE_NOOP("Messages", "Ask an administrator to upload it again."),
    ),
    "network.captive_portal": (
        QT_TRANSLATE_NOOP("Messages", "The network asks for a sign-in of its own."),
        QT_TRANSLATE_NOOP("Messages", "Open a browser, sign in to the network, then try again."),
    ),
    "network.not_set_up": (
        QT_TRANSLATE_NOOP("Messages", "No server is set up for this till."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT for the address of the server."),
    ),
    "network.switched_off": (
        QT_TRANSLATE_NOOP("Messages", "The network is switched off here."),
        QT_TRANSLATE_NOOP("Messages", "Switch it on under Sync when you want to connect."),
    ),
    "network.certificate_dates": (
        QT_TRANSLATE_NOOP(
            "Messages", "By the clock here, the server's certificate is out of date."
        ),
        QT_TRANSLATE_NOOP(
            "Messages", "Selling goes on. Set date and time; if they are right, tell IT."
        ),
    ),
    "network.tls_refused": (
        QT_TRANSLATE_NOOP("Messages", "The server's certificate is not trusted."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was sent. Check date and time here, or ask IT."),
    ),
    "pdf.not_written": (
        QT_TRANSLATE_NOOP("Messages", "The file could not be saved there."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder, or free some space."),
    ),
    "pdf.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "This file is not a readable PDF."),
        QT_TRANSLATE_NOOP("Messages", "Ask an administrator to upload it again."),
    ),
    "printer.absent": (
        QT_TRANSLATE_NOOP("Messages", "No receipt printer is set up."),
        QT_TRANSLATE_NOOP("Messages", "Send the receipt by e-mail or save it as PDF."),
    ),
    "printer.failed": (
        QT_TRANSLATE_NOOP("Messages", "The printer did not answer. The sale is recorded."),
        QT_TRANSLATE_NOOP("Messages", "Check paper, cable and power, then print again."),
    ),
    "settings.file_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The settings file cannot be read: {file}"),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to correct it."),
    ),
    "settings.missing": (
        QT_TRANSLATE_NOOP("Messages", "A setting is missing: {name}."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to complete the configuration."),
    ),
    "settings.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The setting {name} cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to correct the configuration."),
    ),
    "storage.cannot_open": (
        QT_TRANSLATE_NOOP("Messages", "The local database cannot be opened."),
        QT_TRANSLATE_NOOP("Messages", "Check the rights of the data folder, then try again."),
    ),
    "storage.damaged": (
        QT_TRANSLATE_NOOP("Messages", "The local database is damaged."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again: it brings paid sales over."),
    ),
    "storage.disk_full": (
        QT_TRANSLATE_NOOP("Messages", "The disk is full. Nothing was recorded."),
        QT_TRANSLATE_NOOP("Messages", "The sale is still here. Free some space, then try again."),
    ),
    "storage.failed": (
        QT_TRANSLATE_NOOP("Messages", "The local database did not answer."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Try again; if it stays, call IT."),
    ),
    "storage.folder": (
        QT_TRANSLATE_NOOP("Messages", "The data folder cannot be used."),
        QT_TRANSLATE_NOOP("Messages", "Make {folder} writable, then try again."),
    ),
    "storage.in_use": (
        QT_TRANSLATE_NOOP("Messages", "SalePoint is open already on this machine."),
        QT_TRANSLATE_NOOP("Messages", "Use the other window, or close it and try again."),
    ),
    "storage.index_damaged": (
        QT_TRANSLATE_NOOP("Messages", "An index of the local database is damaged."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again: it is made anew from the data."),
    ),
    "storage.io": (
        QT_TRANSLATE_NOOP("Messages", "The disk failed. Nothing was recorded."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again; if it stays, call IT."),
    ),
    "storage.locked": (
        QT_TRANSLATE_NOOP("Messages", "Another program holds the local database."),
        QT_TRANSLATE_NOOP("Messages", "Close backup or virus scan programs, then try again."),
    ),
    "storage.newer_schema": (
        QT_TRANSLATE_NOOP("Messages", "The data on this machine are from a newer SalePoint."),
        QT_TRANSLATE_NOOP("Messages", "Install that version or a later one. Nothing changed."),
    ),
    "storage.read_only": (
        QT_TRANSLATE_NOOP("Messages", "The local database is write-protected."),
        QT_TRANSLATE_NOOP("Messages", "Make the data folder writable, then try again."),
    ),
    "storage.sqlite_too_old": (
        QT_TRANSLATE_NOOP("Messages", "The database library here is too old ({found})."),
        QT_TRANSLATE_NOOP("Messages", "Install SalePoint again: it brings the right one."),
    ),
    "storage.wrong_key": (
        QT_TRANSLATE_NOOP("Messages", "The local database does not open with its key."),
        QT_TRANSLATE_NOOP(
            "Messages", "Delete nothing. IT: salepoint journal salvage --recovery-key FILE."
        ),
    ),
}
