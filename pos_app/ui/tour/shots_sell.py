"""Pictures of selling: an empty sale, lines, searches, pads, keys, what stands in the way."""

from PySide6.QtCore import Qt

from pos_app.ui.tour.colleague import LOOKED_UP_MS
from pos_app.ui.tour.earlier_sales import ring_up_day
from pos_app.ui.tour.studio import Shot, Studio
from pos_core.journal import Actor

_HEART, _JUMBO_BAG, _CAKESTAND = "85123A", "85099B", "22423"
_MARBLES, _ALARM_CLOCK, _LUNCH_BAG = "W1001", "22727", "20725"
_SELLING = ("sales1", "sales2", "manager1")
_UNKNOWN = "5012345678900"
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _empty(studio: Studio) -> None:
    """Begin to sell in the afternoon of a day like others, with all pictures here."""
    services = studio.till.services
    assert services is not None
    known = services.sign_in.known()
    people = [Actor(p.staff_id, p.name) for p in known if p.username in _SELLING]
    studio.work(
        lambda: ring_up_day(services, studio.clock, studio.plan.codes, people), "the earlier sales"
    )
    fetch = services.media.fetch_thumbnails
    studio.work(lambda: [None for _ in iter(lambda: fetch(100), 0)], "the pictures")
    studio.colleague.sign_in_after("sales1")
    assert studio.till.bridge is not None
    studio.till.bridge.thumbnails_arrived.emit()
    studio.till.bridge.sold()
    studio.colleague.wait_booked()


def _discount_pad(studio: Studio) -> None:
    colleague, driver = studio.colleague, studio.driver
    for code in (f"6*{_HEART}", f"3*{_JUMBO_BAG}", _CAKESTAND):
        colleague.put_in_cart(code)
    driver.key(Qt.Key.Key_F6)
    driver.need_visible("pad.figure")
    driver.type_keys("10")
    driver.write("pad.reason", "box dented")


def _weight_pad(studio: Studio) -> None:
    studio.driver.press("pad.apply")
    studio.colleague.put_in_cart(_MARBLES)
    studio.driver.need_visible("pad.figure")
    studio.driver.type_keys("0.485")


def _six_lines(studio: Studio) -> None:
    studio.driver.press("pad.apply")
    studio.colleague.put_in_cart(_ALARM_CLOCK)
    studio.colleague.put_in_cart(f"2*{_LUNCH_BAG}")
    studio.driver.rest(LOOKED_UP_MS)


def _keys(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_F1)
    studio.driver.need_visible("keys")


def _search_grid(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_F1)
    studio.colleague.search("regency")
    studio.driver.key(Qt.Key.Key_Down)


def _search_table(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_G, _CONTROL)
    studio.colleague.search("re")
    studio.driver.key(Qt.Key.Key_Down)


def _no_result(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_G, _CONTROL)
    studio.colleague.search("submarine")


def _price_locked(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_Escape)
    studio.driver.key(Qt.Key.Key_F7)
    studio.driver.need_visible("pad.amount")


def _unknown_barcode(studio: Studio) -> None:
    studio.driver.key(Qt.Key.Key_Escape)
    studio.driver.scan(_UNKNOWN)
    studio.driver.need_visible("sell.obstacle")


SHOTS = (
    Shot("sell", "empty", _empty),
    Shot("sell", "discount-pad", _discount_pad),
    Shot("sell", "weight-pad", _weight_pad),
    Shot("sell", "six-lines", _six_lines),
    Shot("sell", "keys", _keys),
    Shot("sell", "search-grid", _search_grid),
    Shot("sell", "search-table", _search_table),
    Shot("sell", "no-result", _no_result),
    Shot("sell", "price-locked", _price_locked),
    Shot("sell", "unknown-barcode", _unknown_barcode),
)
