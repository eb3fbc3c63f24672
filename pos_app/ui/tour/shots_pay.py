"""Pictures of taking money and of what comes after: change, receipt, the next customer."""

from PySide6.QtCore import Qt

from pos_app.ui.tour.colleague import LOOKED_UP_MS
from pos_app.ui.tour.studio import Shot, Studio

_FORTY = 40


def _cash(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_Delete)  # the unknown barcode of the shot before
    studio.colleague.open_payment()
    studio.driver.press("pay.sum3")


def _card(studio: Studio) -> None:
    studio.colleague.refer_to_card("AUTH 004213")


def _split(studio: Studio) -> None:
    driver = studio.driver
    driver.press("pay.cash")
    driver.type_keys("2000")
    driver.press("pay.take")
    driver.need_visible("pay.take_back1")
    studio.colleague.refer_to_card("AUTH 004214")


def _paid(studio: Studio) -> None:
    driver = studio.driver
    driver.press("pay.take_back1")
    driver.press("pay.cash")
    driver.press("pay.sum3")
    studio.colleague.take_all()
    driver.need_visible("paid.print_again")
    studio.colleague.wait_booked()
    driver.rest(LOOKED_UP_MS)


def _mail(studio: Studio) -> None:
    studio.driver.press("paid.mail")
    studio.driver.write("paid.address", studio.plan.mail_to)


def _mailed(studio: Studio) -> None:
    studio.driver.press("paid.send")
    studio.driver.rest(LOOKED_UP_MS)
    studio.colleague.wait_booked()


def _receipt(studio: Studio) -> None:
    studio.driver.press("paid.look")
    studio.driver.need_visible("receipt.paper")


def _forty_lines(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_Escape)
    studio.driver.press("paid.new_sale")
    studio.colleague.scan_all(studio.plan.codes[:_FORTY])


def _pay_forty(studio: Studio) -> None:
    studio.colleague.open_payment()


SHOTS = (
    Shot("pay", "cash", _cash),
    Shot("pay", "card", _card),
    Shot("pay", "split", _split),
    Shot("paid", "change", _paid),
    Shot("paid", "mail", _mail),
    Shot("paid", "mailed", _mailed),
    Shot("receipt", "preview", _receipt),
    Shot("sell", "forty-lines", _forty_lines),
    Shot("pay", "forty-lines", _pay_forty),
)
