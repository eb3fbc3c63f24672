"""Pictures of the till's drawer: closed, open, counted blind, compared, and its Z report."""

from PySide6.QtCore import Qt

from pos_app.ui.tour.colleague import LOOKED_UP_MS
from pos_app.ui.tour.studio import Shot, Studio

_COUNTED = (1, 3, 4, 2, 3, 2, 2, 2, 1, 1, 0, 0)
"""Pieces of each note and coin, largest first: a little less than what was put in and sold."""


def _closed(studio: Studio) -> None:
    studio.driver.press("rail.till")
    studio.driver.need_visible("till.float")
    studio.driver.rest(LOOKED_UP_MS)


def _open(studio: Studio) -> None:
    """Open with a float, sell what is in the cart, and take something out."""
    driver, colleague = studio.driver, studio.colleague
    driver.type_keys("15000")
    driver.press("till.open")
    driver.need_visible("till.count_and_close")
    driver.press("rail.sell")
    colleague.open_payment()
    driver.press("pay.sum3")
    colleague.take_all()
    driver.press("paid.new_sale")
    driver.press("rail.till")
    driver.need_visible("till.amount")
    driver.press("till.amount")
    driver.type_keys("2000")
    driver.write("till.reason", "Change from the bank")
    driver.press("till.move")
    driver.rest(LOOKED_UP_MS)


def _refused(studio: Studio) -> None:
    studio.driver.press("till.amount")
    studio.driver.type_keys("350")
    studio.driver.press("till.move")
    studio.driver.rest(LOOKED_UP_MS)


def _counted(studio: Studio) -> None:
    driver = studio.driver
    driver.press("till.count_and_close")
    driver.need_visible("till.pieces1")
    for pieces in _COUNTED:
        driver.type_keys(str(pieces))
        driver.key(Qt.Key.Key_Return)


def _compared(studio: Studio) -> None:
    studio.driver.press("till.compare")
    studio.driver.need_visible("till.expected")


def _z(studio: Studio) -> None:
    studio.driver.write("till.difference_reason", "Wrong change given")
    studio.driver.press("till.close")
    studio.driver.need_visible("till.z_sell")
    studio.driver.rest(LOOKED_UP_MS)


def _closes(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_Escape)
    studio.driver.need_visible("till.closes")


SHOTS = (
    Shot("till", "never-opened", _closed),
    Shot("till", "open", _open),
    Shot("till", "no-reason", _refused),
    Shot("till", "counted", _counted),
    Shot("till", "compared", _compared),
    Shot("till", "z-report", _z),
    Shot("till", "closed", _closes),
)
