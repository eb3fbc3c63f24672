"""Pictures of a till whose network is gone, and of one that cannot open its own books."""

from PySide6.QtCore import Qt

from pos_app.services.records import CLOCK_AHEAD, SALVAGED, Salvaged
from pos_app.services.till import Till
from pos_app.ui.tour.studio import Shot, Studio
from pos_core.identifiers import timestamp

_HEART, _JUMBO_BAG, _NEVER_OPENED = "85123A", "85099B", "22423"
_UNKNOWN = "5012345678900"


def _offline(studio: Studio) -> None:
    """Sell twice without a network, then stand before an unknown barcode."""
    driver, colleague = studio.driver, studio.colleague
    driver.press("rail.sell")
    colleague.empty_cart()
    colleague.sign_in_after("sales1")
    studio.outside.ask("cut")
    for code in (_HEART, f"3*{_JUMBO_BAG}"):
        colleague.put_in_cart(code)
        colleague.open_payment()
        colleague.take_all()
        driver.press("paid.new_sale")
    colleague.wait_offline()
    colleague.put_in_cart(f"6*{_HEART}")
    driver.scan(_UNKNOWN)
    driver.need_visible("sell.obstacle")
    colleague.put_in_cart(f"3*{_JUMBO_BAG}")
    driver.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    colleague.search("re")


def _paid_offline(studio: Studio) -> None:
    driver, colleague = studio.driver, studio.colleague
    driver.key(Qt.Key.Key_Escape)
    colleague.empty_cart()
    colleague.put_in_cart(f"6*{_HEART}")
    colleague.open_payment()
    driver.press("pay.sum2")
    colleague.take_all()


def _product_offline(studio: Studio) -> None:
    studio.driver.press("paid.new_sale")
    studio.colleague.look_at_product(_NEVER_OPENED)


def _sync_offline(studio: Studio) -> None:
    studio.colleague.open_page("sync")


def _clock_wrong(studio: Studio) -> None:
    """The machine's clock is slow, as the server said when it last answered."""
    _note(studio, CLOCK_AHEAD, "-720")
    _look_again(studio)


def _salvaged(studio: Studio) -> None:
    """The start found a damaged file and brought over what was not in the books."""
    at = timestamp(studio.clock.now())
    _note(studio, CLOCK_AHEAD, "0")
    _note(studio, SALVAGED, Salvaged(at, "storage.damaged", "till.db.damaged", 3).text())
    _look_again(studio)


def _leaving(studio: Studio) -> None:
    studio.driver.press("sync.notice_read")
    studio.till.window.close()
    studio.driver.need_visible("leave")


def _note(studio: Studio, name: str, value: str) -> None:
    """Write down what happened to the till, where its services find it."""
    services = studio.till.services
    assert isinstance(services, Till)

    def write() -> None:
        with services.storage.begin() as books:
            books.set_setting(name, value)

    studio.work(write, f"{name} to be noted")


def _look_again(studio: Studio) -> None:
    studio.driver.press("rail.sell")
    studio.colleague.open_page("sync")


def _sign_in_offline(studio: Studio) -> None:
    studio.driver.press("leave.stay")
    studio.colleague.lock()


def _own_books(studio: Studio) -> None:
    studio.colleague.sign_in("manager1")
    studio.colleague.open_page("reports")


def _fault(studio: Studio) -> None:
    studio.driver.need_visible("fault")


SHOTS = (
    Shot("sell", "offline", _offline),
    Shot("paid", "offline", _paid_offline),
    Shot("product", "offline", _product_offline),
    Shot("sync", "offline", _sync_offline),
    Shot("sync", "clock-wrong", _clock_wrong),
    Shot("sync", "salvaged", _salvaged),
    Shot("sync", "leaving", _leaving),
    Shot("sign-in", "offline", _sign_in_offline),
    Shot("reports", "own-books", _own_books),
)
FAULT = (Shot("fault", "disk", _fault),)
