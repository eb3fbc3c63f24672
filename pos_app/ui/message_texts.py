"""The sentences of `messages`: code → (what happened, what to do), ready for translation.

Data only. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

Sentences = tuple[str, str]


_SELLING: dict[str, Sentences] = {
    "cart.no_such_line": (
        QT_TRANSLATE_NOOP("Messages", "That line is no longer in the sale."),
        QT_TRANSLATE_NOOP("Messages", "Choose another line."),
    ),
    "quantity.out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "A quantity must be above 0 and at most 1,000,000."),
        QT_TRANSLATE_NOOP("Messages", "To take the line out, press Del."),
    ),
    "quantity.not_whole": (
        QT_TRANSLATE_NOOP("Messages", "This is sold by the piece."),
        QT_TRANSLATE_NOOP("Messages", "Enter a whole number."),
    ),
    "quantity.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” is no quantity."),
        QT_TRANSLATE_NOOP("Messages", "Enter a number such as 3 or 0.485."),
    ),
    "price.out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "That price is out of range."),
        QT_TRANSLATE_NOOP("Messages", "Enter a price of 0.00 or more."),
    ),
    "discount.out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "A discount is at least nothing and at most everything."),
        QT_TRANSLATE_NOOP("Messages", "Enter 0 to 100 %, or an amount."),
    ),
    "money.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” is no amount."),
        QT_TRANSLATE_NOOP("Messages", "Enter an amount such as 12.30."),
    ),
    "money.too_precise": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” has too many decimals."),
        QT_TRANSLATE_NOOP("Messages", "Enter at most {decimals} decimals."),
    ),
    "currency.unknown": (
        QT_TRANSLATE_NOOP("Messages", "This version does not know the currency {currency}."),
        QT_TRANSLATE_NOOP("Messages", "Update SalePoint, or ask IT to check the shop's settings."),
    ),
    "product.unknown": (
        QT_TRANSLATE_NOOP("Messages", "That product is not on this machine."),
        QT_TRANSLATE_NOOP("Messages", "Press Send now on the Sync page, then look again."),
    ),
    "sale.empty": (
        QT_TRANSLATE_NOOP("Messages", "There is nothing to pay yet."),
        QT_TRANSLATE_NOOP("Messages", "Scan or choose a product first."),
    ),
    "sale.unknown_codes": (
        QT_TRANSLATE_NOOP("Messages", "A scanned code is not known yet."),
        QT_TRANSLATE_NOOP("Messages", "Find its product or remove the line, then pay."),
    ),
    "sale.total_changed": (
        QT_TRANSLATE_NOOP("Messages", "The sale changed while it was being paid."),
        QT_TRANSLATE_NOOP("Messages", "Look at the new total and take the payment again."),
    ),
    "sale.not_paid": (
        QT_TRANSLATE_NOOP("Messages", "{left_minor} is still to be paid."),
        QT_TRANSLATE_NOOP("Messages", "Take the rest in cash or by card."),
    ),
    "tender.nothing_to_pay": (
        QT_TRANSLATE_NOOP("Messages", "There is nothing left to pay in cash."),
        QT_TRANSLATE_NOOP("Messages", "Complete the sale, or take a payment back first."),
    ),
    "tender.card_amount": (
        QT_TRANSLATE_NOOP("Messages", "A card pays at most what is left: {left_minor}."),
        QT_TRANSLATE_NOOP("Messages", "Enter that amount or less."),
    ),
    "tender.card_number_refused": (
        QT_TRANSLATE_NOOP("Messages", "This looks like a card number. It is not kept."),
        QT_TRANSLATE_NOOP("Messages", "Enter the reference from the terminal's slip instead."),
    ),
    "tender.reference_too_long": (
        QT_TRANSLATE_NOOP("Messages", "The reference is too long."),
        QT_TRANSLATE_NOOP("Messages", "Enter at most {limit} characters."),
    ),
    "return.exceeds_sold": (
        QT_TRANSLATE_NOOP("Messages", "More would come back than was sold."),
        QT_TRANSLATE_NOOP("Messages", "Enter a smaller quantity."),
    ),
    "return.no_such_line": (
        QT_TRANSLATE_NOOP("Messages", "The receipt has no line {line_no}."),
        QT_TRANSLATE_NOOP("Messages", "Choose a line of the receipt."),
    ),
}

_PEOPLE: dict[str, Sentences] = {
    "sign_in.refused": (
        QT_TRANSLATE_NOOP("Messages", "User name or password is wrong."),
        QT_TRANSLATE_NOOP("Messages", "Check both and try again. Capital letters count."),
    ),
    "sign_in.locked": (
        QT_TRANSLATE_NOOP("Messages", "Too many wrong passwords for this name."),
        QT_TRANSLATE_NOOP("Messages", "Connect to the network and sign in, or ask a manager."),
    ),
    "sign_in.unknown_here": (
        QT_TRANSLATE_NOOP("Messages", "This name has not signed in on this machine yet."),
        QT_TRANSLATE_NOOP("Messages", "The first time needs the network. Connect and try again."),
    ),
    "sign_in.offline_expired": (
        QT_TRANSLATE_NOOP("Messages", "The last sign-in with the network is too long ago."),
        QT_TRANSLATE_NOOP("Messages", "Connect this machine to the network and sign in once."),
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
    "register.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The server does not know this register."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "register.revoked": (
        QT_TRANSLATE_NOOP("Messages", "The server no longer accepts this register."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "register.not_yours": (
        QT_TRANSLATE_NOOP("Messages", "The server refused this register's identity."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Ask IT to enrol the machine again."),
    ),
    "register.key_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The server could not read this machine's key."),
        QT_TRANSLATE_NOOP("Messages", "Enrol the machine again."),
    ),
    "register.not_enrolled": (
        QT_TRANSLATE_NOOP("Messages", "This machine is not enrolled as a register yet."),
        QT_TRANSLATE_NOOP("Messages", "A manager or administrator enrols it at the first start."),
    ),
    "register.already_enrolled": (
        QT_TRANSLATE_NOOP("Messages", "This machine is a register already."),
        QT_TRANSLATE_NOOP("Messages", "Start SalePoint again to sign in."),
    ),
    "auth.token_refused": (
        QT_TRANSLATE_NOOP("Messages", "The server wants to see who you are again."),
        QT_TRANSLATE_NOOP("Messages", "Press F12 and sign in again. Selling goes on."),
    ),
}

_MACHINE: dict[str, Sentences] = {
    "server.unreachable": (
        QT_TRANSLATE_NOOP("Messages", "The server cannot be reached."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on. Check the network, or try again later."),
    ),
    "network.switched_off": (
        QT_TRANSLATE_NOOP("Messages", "The network is switched off here."),
        QT_TRANSLATE_NOOP("Messages", "Switch it on under Sync when you want to connect."),
    ),
    "network.captive_portal": (
        QT_TRANSLATE_NOOP("Messages", "The network asks for a sign-in of its own."),
        QT_TRANSLATE_NOOP("Messages", "Open a browser, sign in to the network, then try again."),
    ),
    "service.failed": (
        QT_TRANSLATE_NOOP("Messages", "A part of the server is down."),
        QT_TRANSLATE_NOOP("Messages", "Selling goes on; everything is sent when it is back."),
    ),
    "storage.failed": (
        QT_TRANSLATE_NOOP("Messages", "The local database did not answer."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Try again; if it stays, call IT."),
    ),
    "storage.disk_full": (
        QT_TRANSLATE_NOOP("Messages", "The disk is full. Nothing was recorded."),
        QT_TRANSLATE_NOOP("Messages", "The sale is still here. Free some space, then try again."),
    ),
    "storage.damaged": (
        QT_TRANSLATE_NOOP("Messages", "The local database is damaged."),
        QT_TRANSLATE_NOOP("Messages", "Delete nothing and call IT: paid sales can be rescued."),
    ),
    "storage.locked": (
        QT_TRANSLATE_NOOP("Messages", "Another program holds the local database."),
        QT_TRANSLATE_NOOP("Messages", "Close backup or virus scan programs, then try again."),
    ),
    "storage.newer": (
        QT_TRANSLATE_NOOP("Messages", "The data on this machine are from a newer SalePoint."),
        QT_TRANSLATE_NOOP("Messages", "Install that version or a later one. Nothing was changed."),
    ),
    "key_store.unavailable": (
        QT_TRANSLATE_NOOP("Messages", "The key store of this system cannot be opened."),
        QT_TRANSLATE_NOOP("Messages", "Unlock the keyring, or ask IT to set one up; try again."),
    ),
    "device.failed": (
        QT_TRANSLATE_NOOP("Messages", "The printer did not answer. The sale is recorded."),
        QT_TRANSLATE_NOOP("Messages", "Check paper, cable and power, then print again."),
    ),
    "printer.absent": (
        QT_TRANSLATE_NOOP("Messages", "No receipt printer is set up."),
        QT_TRANSLATE_NOOP("Messages", "Send the receipt by e-mail or save it as PDF."),
    ),
    "media.not_here": (
        QT_TRANSLATE_NOOP("Messages", "This file is not on this machine yet."),
        QT_TRANSLATE_NOOP("Messages", "It is fetched as soon as there is a network."),
    ),
    "mail.address_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{address}” is no e-mail address."),
        QT_TRANSLATE_NOOP("Messages", "Enter an address such as name@example.com."),
    ),
    "mail.refused": (
        QT_TRANSLATE_NOOP("Messages", "The mail service refused the address."),
        QT_TRANSLATE_NOOP("Messages", "Check the address with the customer."),
    ),
}

_SERVER: dict[str, Sentences] = {
    "cursor.expired": (
        QT_TRANSLATE_NOOP("Messages", "This machine was away for long."),
        QT_TRANSLATE_NOOP("Messages", "It fetches everything anew by itself."),
    ),
    "request.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The server did not understand this version."),
        QT_TRANSLATE_NOOP("Messages", "Update SalePoint. Selling goes on."),
    ),
    "request.too_large": (
        QT_TRANSLATE_NOOP("Messages", "That was more than the server takes at once."),
        QT_TRANSLATE_NOOP("Messages", "It is sent in smaller parts by itself."),
    ),
    "route.unknown": (
        QT_TRANSLATE_NOOP("Messages", "The server does not know this request."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT whether server and SalePoint match."),
    ),
    "protocol.unsupported": (
        QT_TRANSLATE_NOOP("Messages", "The server needs a newer SalePoint."),
        QT_TRANSLATE_NOOP("Messages", "Update it. Selling goes on, and everything is kept."),
    ),
    "settings.missing": (
        QT_TRANSLATE_NOOP("Messages", "A setting is missing: {name}."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to complete the configuration."),
    ),
    "settings.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "The setting {name} cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Ask IT to correct the configuration."),
    ),
    "sku.taken": (
        QT_TRANSLATE_NOOP("Messages", "Another product has the SKU {sku}."),
        QT_TRANSLATE_NOOP("Messages", "Choose another SKU."),
    ),
}

_JOURNAL: dict[str, Sentences] = {
    "journal.gap": (
        QT_TRANSLATE_NOOP("Messages", "The journal has a gap at entry {seq}."),
        QT_TRANSLATE_NOOP("Messages", "Call IT before doing anything else with this machine."),
    ),
    "journal.chain_broken": (
        QT_TRANSLATE_NOOP("Messages", "The journal's chain is broken at entry {seq}."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: somebody or something changed the file."),
    ),
    "journal.hash_wrong": (
        QT_TRANSLATE_NOOP("Messages", "Entry {seq} of the journal was changed."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: somebody or something changed the file."),
    ),
    "journal.signature_wrong": (
        QT_TRANSLATE_NOOP("Messages", "The signature of entry {seq} is not this register's."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: somebody or something changed the file."),
    ),
    "journal.fork": (
        QT_TRANSLATE_NOOP("Messages", "The server has another history of this register."),
        QT_TRANSLATE_NOOP("Messages", "This machine was copied or restored. Sell on; call IT."),
    ),
    "journal.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "An entry of the journal cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Call IT before doing anything else with this machine."),
    ),
    "journal.wrong_register": (
        QT_TRANSLATE_NOOP("Messages", "The journal holds an entry of another register."),
        QT_TRANSLATE_NOOP("Messages", "Call IT: data of two machines were mixed."),
    ),
    "journal.number_too_large": (
        QT_TRANSLATE_NOOP("Messages", "A number in this sale is too large to be recorded."),
        QT_TRANSLATE_NOOP("Messages", "Check quantities and prices."),
    ),
    "journal.text_not_unicode": (
        QT_TRANSLATE_NOOP("Messages", "A text in this sale cannot be recorded."),
        QT_TRANSLATE_NOOP("Messages", "Type the note or name again."),
    ),
    "journal.not_json": (
        QT_TRANSLATE_NOOP("Messages", "This sale could not be written down."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Tell IT the code {code}."),
    ),
    "journal.name_not_ascii": (
        QT_TRANSLATE_NOOP("Messages", "This sale could not be written down."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded. Tell IT the code {code}."),
    ),
}

BY_CODE: dict[str, Sentences] = _SELLING | _PEOPLE | _MACHINE | _SERVER | _JOURNAL

BY_KIND: dict[str, Sentences] = {
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
