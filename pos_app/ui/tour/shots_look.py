"""Pictures of what is looked up: products, one product, reports, sync; with the network there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.ui.tour.colleague import FETCHED_MS, SEARCHED_MS
from pos_app.ui.tour.studio import Shot, Studio

_HEART, _LUNCH_BAG = "85123A", "20725"


def _products(studio: Studio) -> None:
    studio.colleague.take_all()
    studio.driver.press("paid.new_sale")
    studio.driver.press("rail.products")
    studio.driver.rest(SEARCHED_MS)


def _product(studio: Studio) -> None:
    studio.colleague.look_at_product(_HEART)
    studio.driver.need_visible("product.zoom")


def _specification(studio: Studio) -> None:
    studio.driver.press("product.open_specification")
    studio.driver.rest(FETCHED_MS)


def _zoomed(studio: Studio) -> None:
    studio.driver.press("back")
    studio.driver.press("product.zoom")
    studio.driver.need_visible("product.zoomed")


def _booked(studio: Studio) -> None:
    studio.driver.press("back")
    studio.driver.press("rail.sell")
    studio.colleague.wait_booked()
    studio.colleague.open_page("sync")


def _remarked(studio: Studio) -> None:
    """More is sold than the books have in stock: they remark it, and the sale stands."""
    driver, colleague = studio.driver, studio.colleague
    driver.press("rail.sell")
    colleague.put_in_cart(f"900*{_LUNCH_BAG}")
    colleague.open_payment()
    colleague.refer_to_card("AUTH 004217")
    colleague.take_all()
    driver.press("paid.new_sale")
    colleague.wait_booked()
    colleague.open_page("sync")
    driver.press("sync.send")
    driver.wait(lambda: driver.find("sync.standing_remarked", QWidget), "the remarks")
    driver.rest(FETCHED_MS)


def _verified(studio: Studio) -> None:
    studio.driver.press("sync.verify")
    studio.driver.need_visible("sync.banner")


def _own_day(studio: Studio) -> None:
    studio.colleague.open_page("reports")


def _day(studio: Studio) -> None:
    studio.colleague.sign_in_after("manager1")
    studio.colleague.open_page("reports")
    studio.colleague.wait_booked()


def _price_pad(studio: Studio) -> None:
    studio.driver.press("rail.sell")
    studio.colleague.put_in_cart(_HEART)
    studio.driver.key(Qt.Key.Key_F7)
    studio.driver.need_visible("pad.amount")
    studio.driver.type_keys("250")


def _report_beside_sale(studio: Studio) -> None:
    studio.driver.press("pad.apply")
    studio.colleague.open_page("reports")


SHOTS = (
    Shot("products", "list", _products),
    Shot("product", "details", _product),
    Shot("product", "specification", _specification),
    Shot("product", "zoomed", _zoomed),
    Shot("sync", "booked", _booked),
    Shot("sync", "remarked", _remarked),
    Shot("sync", "verified", _verified),
    Shot("reports", "own", _own_day),
    Shot("reports", "today", _day),
    Shot("sell", "price-pad", _price_pad),
    Shot("reports", "open-sale", _report_beside_sale),
)
