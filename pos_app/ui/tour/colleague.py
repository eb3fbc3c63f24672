"""What somebody at the till does, made of the driver's hands: enrol, sign in, sell, pay, look.

The tour and the pictures are told in these words. Knows the widgets by name only, and no text on
them: it works in every language.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.ui.tour.driver import Driver
from pos_app.ui.tour.plan import TourPlan
from pos_app.ui.widgets.cart_list import CartList
from pos_app.ui.widgets.sync_indicator import SyncIndicator, SyncState

SLOW_MS = 90_000
SEARCHED_MS = 400  # a search waits until somebody stops typing, and then for its answer
LOOKED_UP_MS = 200
BETWEEN_SCANS_MS = 120
LOADING_AFTER_MS = 400
FETCHED_MS = 1500


class Colleague:
    """Somebody who works at one till."""

    def __init__(self, driver: Driver, plan: TourPlan) -> None:
        """Work with `driver`'s hands in the shop that `plan` describes."""
        self._driver = driver
        self._plan = plan

    # Coming and going.

    def name_register(self, name: str) -> None:
        """Choose the store and name the register, as the manager who just signed in."""
        self._driver.press(f"enrol.store.{self._plan.store_id}")
        self._driver.write("enrol.name", name)

    def wait_filled(self) -> None:
        """Wait until the first fill has ended."""
        driver = self._driver
        driver.wait(lambda: driver.find("signin", QWidget), "the first fill to end", SLOW_MS)

    def enter(self, username: str, password: str = "") -> None:
        """Say who one is; without a password, the one that the demo's accounts have."""
        driver = self._driver
        driver.need_visible("signin.card")
        if driver.find("signin", QWidget) is not None:
            driver.press(f"signin.person.{username}")
        else:  # a machine that is no register yet knows nobody
            driver.write("signin.username", username)
        driver.write("signin.password", password or self._plan.password)
        driver.press("signin.submit")

    def sign_in(self, username: str) -> None:
        """Sign in and wait for the selling page."""
        self.enter(username)
        self._driver.wait(
            lambda: self._driver.find("sell.search", QWidget), "the selling page", SLOW_MS
        )

    def sign_in_after(self, username: str) -> None:
        """Take over from a colleague."""
        self.lock()
        self.sign_in(username)

    def lock(self) -> None:
        """Leave the till to others."""
        self._driver.key(Qt.Key.Key_F12)
        self._driver.need_visible("signin.card")

    # Selling.

    def put_in_cart(self, code: str) -> None:
        """Type a code as somebody would whose scanner is broken."""
        self._driver.write("sell.search", code)
        self._driver.key(Qt.Key.Key_Return)
        self._driver.rest(LOOKED_UP_MS)

    def search(self, text: str, where: str = "sell") -> None:
        """Search the catalogue of `sell` or of `products` and wait for the answer."""
        self._driver.write(f"{where}.search", text)
        self._driver.rest(SEARCHED_MS)

    def scan_all(self, codes: Sequence[str]) -> None:
        """Scan one code after the other, each of another product, and wait for all lines."""
        lines = self._lines() + len(codes)
        for code in codes:
            self._driver.scan(code)
            self._driver.rest(BETWEEN_SCANS_MS)
        self._driver.wait(lambda: self._lines() == lines, f"{lines} lines")

    def empty_cart(self) -> None:
        """Remove what is in the cart, line by line."""
        self._driver.key(Qt.Key.Key_F2)
        while before := self._lines():
            self._remove_one_of(before)

    def _remove_one_of(self, before: int) -> None:
        self._driver.key(Qt.Key.Key_Delete)
        self._driver.wait(lambda: self._lines() < before, "a line to be gone")

    def _lines(self) -> int:
        cart = self._driver.find("cart.lines", CartList)
        return len(cart.lines()) if cart is not None else 0

    def open_payment(self) -> int:
        """Open the payment and return the amount that the button showed, in minor units."""
        driver = self._driver
        driver.need("sell.pay", QWidget)
        total = driver.amount_minor("sell.pay")
        driver.key(Qt.Key.Key_F10)
        driver.need_visible("pay.left")
        return total

    def refer_to_card(self, reference: str) -> None:
        """Choose the card terminal and type what its slip says."""
        self._driver.press("pay.card")
        self._driver.write("pay.reference", reference)

    def take_all(self) -> str:
        """Take what is left to pay; returns the receipt's number as the page shows it."""
        self._driver.press("pay.take")
        return self._driver.text("paid.number")

    # Looking.

    def look_at_product(self, text: str) -> None:
        """Find a product on its own page and open the first one found."""
        driver = self._driver
        driver.press("rail.products")
        self.search(text, "products")
        driver.key(Qt.Key.Key_Down)
        driver.key(Qt.Key.Key_Return)
        driver.wait(lambda: driver.find("product.price", QWidget), "the product")
        driver.rest(FETCHED_MS)

    def open_page(self, section: str) -> None:
        """Go to a place of the rail and wait until it has read what it shows."""
        driver = self._driver
        driver.press(f"rail.{section}")
        driver.need_visible(section)
        driver.rest(LOADING_AFTER_MS)
        driver.wait(lambda: driver.find("state.loading", QWidget) is None, f"{section} to be read")

    def wait_booked(self) -> None:
        """Wait until all that was sold is in the books."""
        self._driver.rest(LOOKED_UP_MS)  # what was just sold is counted on the database's worker
        self._wait_sync("booked", "everything to be in the books")

    def wait_offline(self) -> None:
        """Wait until the till has noticed that the network is gone."""
        self._wait_sync("offline", "the till to miss the network")

    def _wait_sync(self, state: SyncState, what: str) -> None:
        indicator = self._driver.need("status.sync", SyncIndicator)
        self._driver.wait(lambda: indicator.shown_state() == state, what, SLOW_MS)
