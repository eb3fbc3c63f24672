"""What goes wrong with journal and server: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "books.busy": (
        QT_TRANSLATE_NOOP("Messages", "The books are busy."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on; everything is sent when they are free."),
    ),
    "books.unreachable": (
        QT_TRANSLATE_NOOP("Messages", "The books are out of reach."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on; everything is sent when they are back."),
    ),
    "cursor.expired": (
        QT_TRANSLATE_NOOP("Messages", "This machine was away for long."),
        QT_TRANSLATE_NOOP("Messages", "It fetches everything anew by itself."),
    ),
    "cursor.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The server did not understand where to go on."),
        QT_TRANSLATE_NOOP("Messages", "Tell IT the code {code}."),
    ),
    "day.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{day}” is no day."),
        QT_TRANSLATE_NOOP("Messages", "Enter a day such as 2026-11-21."),
    ),
    "entry.not_quarantined": (
        QT_TRANSLATE_NOOP("Messages", "Entry {seq} is not in quarantine."),
        QT_TRANSLATE_NOOP("Messages", "Look at the list again."),
    ),
    "entry.still_refused": (
        QT_TRANSLATE_NOOP("Messages", "Entry {seq} still cannot be posted."),
        QT_TRANSLATE_NOOP("Messages", "It is kept whole. Tell IT: {reason}"),
    ),
    "feed.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The server sent something this version cannot read."),
        QT_TRANSLATE_NOOP("Messages", "Update SalePoint. Selling goes on."),
    ),
    "journal.chain_broken": (
        QT_TRANSLATE_NOOP("Messages", "The journal's chain is broken at entry {seq}."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: somebody or something changed the file."),
    ),
    "journal.cut_off": (
        QT_TRANSLATE_NOOP("Messages", "Entries are missing at the end of the journal."),
        QT_TRANSLATE_NOOP("Messages", "Call IT before doing anything else with this machine."),
    ),
    "journal.fork": (
        QT_TRANSLATE_NOOP("Messages", "The server has another history of this register."),
        QT_TRANSLATE_NOOP(
            "Messages", "This machine was copied or restored. Sell on: it mends itself."
        ),
    ),
    "journal.gap": (
        QT_TRANSLATE_NOOP("Messages", "The journal has a gap at entry {seq}."),
        QT_TRANSLATE_NOOP("Messages", "Call IT before doing anything else with this machine."),
    ),
    "journal.hash_wrong": (
        QT_TRANSLATE_NOOP("Messages", "Entry {seq} of the journal was changed."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: somebody or something changed the file."),
    ),
    "journal.name_not_ascii": (
        QT_TRANSLATE_NOOP("Messages", "This sale could not be written down."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Tell IT the code {code}."),
    ),
    "journal.no_such_entry": (
        QT_TRANSLATE_NOOP("Messages", "There is no such entry in the journal."),
        QT_TRANSLATE_NOOP("Messages", "Go back and look again."),
    ),
    "journal.not_json": (
        QT_TRANSLATE_NOOP("Messages", "This sale could not be written down."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Tell IT the code {code}."),
    ),
    "journal.not_next": (
        QT_TRANSLATE_NOOP("Messages", "The journal refused an entry out of order."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Start SalePoint again."),
    ),
    "journal.number_too_large": (
        QT_TRANSLATE_NOOP("Messages", "A number in this sale is too large to be recorded."),
        QT_TRANSLATE_NOOP("Messages", "Check quantities and prices."),
    ),
    "journal.receipt_gap": (
        QT_TRANSLATE_NOOP("Messages", "A receipt number is missing before {number}."),
        QT_TRANSLATE_NOOP("Messages", "Call IT before doing anything else with this machine."),
    ),
    "journal.signature_wrong": (
        QT_TRANSLATE_NOOP("Messages", "The signature of entry {seq} is not this register's."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: somebody or something changed the file."),
    ),
    "journal.text_not_unicode": (
        QT_TRANSLATE_NOOP("Messages", "A text in this sale cannot be recorded."),
        QT_TRANSLATE_NOOP("Messages", "Type the note or name again."),
    ),
    "journal.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "An entry of the journal cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Call IT before doing anything else with this machine."),
    ),
    "journal.wrong_register": (
        QT_TRANSLATE_NOOP("Messages", "The journal holds an entry of another register."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: data of two machines were mixed."),
    ),
    "journal_file.missing": (
        QT_TRANSLATE_NOOP("Messages", "The file {file} cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Check the name, the folder and your rights there."),
    ),
    "journal_file.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "{file} is no journal: line {line}, {reason}."),
        QT_TRANSLATE_NOOP("Messages", "Export it again, and copy the whole file."),
    ),
    "journal_file.unwritable": (
        QT_TRANSLATE_NOOP("Messages", "{file} could not be written: {reason}."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder, or free some space."),
    ),
    "proof.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "An entry of this day has no amounts to be proved."),
        QT_TRANSLATE_NOOP("Messages", "Nothing is lost. Tell IT the code {code}."),
    ),
    "protocol.unsupported": (
        QT_TRANSLATE_NOOP("Messages", "The server needs a newer SalePoint."),
        QT_TRANSLATE_NOOP("Messages", "Update it. Selling goes on, and everything is kept."),
    ),
    "request.invalid": (
        QT_TRANSLATE_NOOP("Messages", "The server refused the field {field}."),
        QT_TRANSLATE_NOOP("Messages", "Correct it: {problem}"),
    ),
    "request.reused": (
        QT_TRANSLATE_NOOP("Messages", "The server has seen this request with other content."),
        QT_TRANSLATE_NOOP("Messages", "Start again from the beginning."),
    ),
    "request.too_large": (
        QT_TRANSLATE_NOOP("Messages", "That was more than the server takes at once."),
        QT_TRANSLATE_NOOP("Messages", "It is sent in smaller parts by itself."),
    ),
    "request.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The server did not understand this version."),
        QT_TRANSLATE_NOOP("Messages", "Update SalePoint. Selling goes on."),
    ),
    "route.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The server does not know this request."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT whether server and SalePoint match."),
    ),
    "scope.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The server does not know the feed {scope}."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT whether server and SalePoint match."),
    ),
    "server.answer_too_large": (
        QT_TRANSLATE_NOOP("Messages", "The server's answer was too large."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Tell IT the code {code}."),
    ),
    "server.file_damaged": (
        QT_TRANSLATE_NOOP("Messages", "A file arrived damaged and was thrown away."),
        QT_TRANSLATE_NOOP("Messages", "It is fetched again by itself."),
    ),
    "server.page_broken": (
        QT_TRANSLATE_NOOP("Messages", "A page from the server was broken."),
        QT_TRANSLATE_NOOP("Messages", "It is fetched again by itself."),
    ),
    "server.unreachable": (
        QT_TRANSLATE_NOOP("Messages", "The server cannot be reached."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Check the network, or try again later."),
    ),
    "service.failed": (
        QT_TRANSLATE_NOOP("Messages", "A part of the server is down."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on; everything is sent when it is back."),
    ),
    "service.unanswered": (
        QT_TRANSLATE_NOOP("Messages", "A service behind the server did not answer in time."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. It is tried again by itself."),
    ),
    "snapshot.missing": (
        QT_TRANSLATE_NOOP("Messages", "The server has no snapshot yet."),
        QT_TRANSLATE_NOOP("Messages", "It is fetched in pages by itself."),
    ),
    "store.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The shop has no store {store_id}."),
        QT_TRANSLATE_NOOP("Messages", "Choose another store."),
    ),
}
