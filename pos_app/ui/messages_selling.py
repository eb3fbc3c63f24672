"""What goes wrong while selling: code → (what happened, what to do).

Data only; `messages` writes them. Names in braces are the error's data; amounts arrive as text.
"""

from __future__ import annotations

from pos_app.ui.translation import QT_TRANSLATE_NOOP

SENTENCES: dict[str, tuple[str, str]] = {
    "cart.no_such_line": (
        QT_TRANSLATE_NOOP("Messages", "That line is no longer in the sale."),
        QT_TRANSLATE_NOOP("Messages", "Choose another line."),
    ),
    "currency.unknown": (
        QT_TRANSLATE_NOOP("Messages", "This version does not know the currency {currency}."),
        QT_TRANSLATE_NOOP("Messages", "Update SalePoint, or ask IT to check the shop's settings."),
    ),
    "discount.out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "A discount is at least nothing and at most everything."),
        QT_TRANSLATE_NOOP("Messages", "Enter 0 to 100 %, or an amount."),
    ),
    "mail.address_unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{address}” is no e-mail address."),
        QT_TRANSLATE_NOOP("Messages", "Enter an address such as name@example.com."),
    ),
    "mail.refused": (
        QT_TRANSLATE_NOOP("Messages", "The mail service refused the address."),
        QT_TRANSLATE_NOOP("Messages", "Check the address with the customer."),
    ),
    "money.too_precise": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” has too many decimals."),
        QT_TRANSLATE_NOOP("Messages", "Enter at most {decimals} decimals."),
    ),
    "money.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” is no amount."),
        QT_TRANSLATE_NOOP("Messages", "Enter an amount such as 12.30."),
    ),
    "price.out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "That price is out of range."),
        QT_TRANSLATE_NOOP("Messages", "Enter a price of 0.00 or more."),
    ),
    "product.opening_stock_needs_store": (
        QT_TRANSLATE_NOOP("Messages", "Opening stock needs a store."),
        QT_TRANSLATE_NOOP("Messages", "Name the store, then try again."),
    ),
    "product.sku_taken": (
        QT_TRANSLATE_NOOP("Messages", "Another product has the SKU {sku}."),
        QT_TRANSLATE_NOOP("Messages", "Choose another SKU."),
    ),
    "product.unknown": (
        QT_TRANSLATE_NOOP("Messages", "That product is not on this machine."),
        QT_TRANSLATE_NOOP("Messages", "Press Send now on the Sync page, then look again."),
    ),
    "product.version_missing": (
        QT_TRANSLATE_NOOP("Messages", "The change does not say which version it is for."),
        QT_TRANSLATE_NOOP("Messages", "Read the product again, then change it."),
    ),
    "product.version_moved": (
        QT_TRANSLATE_NOOP("Messages", "Somebody else changed this product meanwhile."),
        QT_TRANSLATE_NOOP("Messages", "Look at it again, then repeat your change."),
    ),
    "quantity.not_whole": (
        QT_TRANSLATE_NOOP("Messages", "This is sold by the piece."),
        QT_TRANSLATE_NOOP("Messages", "Enter a whole number."),
    ),
    "quantity.out_of_range": (
        QT_TRANSLATE_NOOP("Messages", "A quantity must be above 0 and at most 1,000,000."),
        QT_TRANSLATE_NOOP("Messages", "To take the line out, press Del."),
    ),
    "quantity.unreadable": (
        QT_TRANSLATE_NOOP("Messages", "“{text}” is no quantity."),
        QT_TRANSLATE_NOOP("Messages", "Enter a number such as 3 or 0.485."),
    ),
    "receipt.unknown": (
        QT_TRANSLATE_NOOP("Messages", "There is no such receipt on this register."),
        QT_TRANSLATE_NOOP("Messages", "Check the number, or look on the other registers."),
    ),
    "return.empty": (
        QT_TRANSLATE_NOOP("Messages", "Nothing was chosen to be returned."),
        QT_TRANSLATE_NOOP("Messages", "Choose at least one line."),
    ),
    "return.exceeds_sold": (
        QT_TRANSLATE_NOOP("Messages", "More would come back than was sold."),
        QT_TRANSLATE_NOOP("Messages", "Enter a smaller quantity."),
    ),
    "return.no_such_line": (
        QT_TRANSLATE_NOOP("Messages", "The receipt has no line {line_no}."),
        QT_TRANSLATE_NOOP("Messages", "Choose a line of the receipt."),
    ),
    "rule.broken": (
        QT_TRANSLATE_NOOP("Messages", "This is not possible."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed."),
    ),
    "sale.empty": (
        QT_TRANSLATE_NOOP("Messages", "There is nothing to pay yet."),
        QT_TRANSLATE_NOOP("Messages", "Scan or choose a product first."),
    ),
    "sale.not_paid": (
        QT_TRANSLATE_NOOP("Messages", "{left_minor} is still to be paid."),
        QT_TRANSLATE_NOOP("Messages", "Take the rest in cash or by card."),
    ),
    "sale.total_changed": (
        QT_TRANSLATE_NOOP("Messages", "The sale changed while it was being paid."),
        QT_TRANSLATE_NOOP("Messages", "Look at the new total and take the payment again."),
    ),
    "sale.unknown": (
        QT_TRANSLATE_NOOP("Messages", "There is no such sale on this register."),
        QT_TRANSLATE_NOOP("Messages", "Check the number, or look on the other registers."),
    ),
    "sale.unknown_codes": (
        QT_TRANSLATE_NOOP("Messages", "A scanned code is not known yet."),
        QT_TRANSLATE_NOOP("Messages", "Find its product or remove the line, then pay."),
    ),
    "shop.not_filled": (
        QT_TRANSLATE_NOOP("Messages", "The shop's goods are not on this machine yet."),
        QT_TRANSLATE_NOOP("Messages", "Connect to the network and fetch them."),
    ),
    "shop.not_set_up": (
        QT_TRANSLATE_NOOP("Messages", "The shop has no settings on the server yet."),
        QT_TRANSLATE_NOOP("Messages", "Ask an administrator to set it up."),
    ),
    "tender.card_amount": (
        QT_TRANSLATE_NOOP("Messages", "A card pays at most what is left: {left_minor}."),
        QT_TRANSLATE_NOOP("Messages", "Enter that amount or less."),
    ),
    "tender.card_number_refused": (
        QT_TRANSLATE_NOOP("Messages", "This looks like a card number. It is not kept."),
        QT_TRANSLATE_NOOP("Messages", "Enter the reference from the terminal's slip instead."),
    ),
    "tender.nothing_to_pay": (
        QT_TRANSLATE_NOOP("Messages", "There is nothing left to pay in cash."),
        QT_TRANSLATE_NOOP("Messages", "Complete the sale, or take a payment back first."),
    ),
    "tender.reference_too_long": (
        QT_TRANSLATE_NOOP("Messages", "The reference is too long."),
        QT_TRANSLATE_NOOP("Messages", "Enter at most {limit} characters."),
    ),
}
