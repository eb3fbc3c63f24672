"""The steps of the guided tour, in the order in which a shop would live them.

Two processes share it: the first ends by being killed right after a paid sale, the second starts
again on the same data. Knows the widgets by name only.
"""

import os
import signal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.ui.tour.book import TourBook
from pos_app.ui.tour.colleague import Colleague
from pos_app.ui.tour.driver import Driver
from pos_app.ui.tour.outside import Outside
from pos_app.ui.tour.plan import TourPlan


class Tour:
    """The guided tour of one window."""

    def __init__(self, driver: Driver, book: TourBook, plan: TourPlan) -> None:
        """Drive with `driver`, note into `book`."""
        self._driver = driver
        self._book = book
        self._plan = plan
        self._colleague = Colleague(driver, plan)
        self._outside = Outside(driver, book, plan.folder)

    # Before the crash.

    def first_part(self) -> None:
        """From an empty machine to the moment after a paid sale, when the process is killed."""
        driver, book, colleague = self._driver, self._book, self._colleague
        with book.step("enrol the register, fill it"):
            self._enrol()
        with book.step("refuse a wrong password"):
            self._refuse_wrong_password()
        with book.step("sign in"):
            colleague.sign_in("sales1")
            driver.picture("sell")
        with book.step("sell by scan, cash"):
            self._sell_by_scan()
        with book.step("sell by search, card"):
            self._sell_by_search()
        with book.step("sell with a discount, mail the receipt"):
            self._sell_with_discount_and_mail()
        with book.step("sell below the threshold"):
            self._sell(f"{self._plan.scarce_pieces}*{self._plan.scarce}", card=True)
        with book.step("deal with an unknown barcode, sell"):
            self._unknown_barcode()
        with book.step("wait until all is in the books"):
            colleague.wait_booked()
            driver.picture("in-the-books")
        with book.step("cut the network"):
            self._outside.ask("cut")
        with book.step("sell five without a network"):
            for number in range(5):
                self._sell(self._plan.codes[number], card=number % 2 == 1)
            driver.picture("offline")
        with book.step("pay, then be killed"):
            self._pay(self._plan.codes[0], card=False)
            driver.picture("paid-then-killed")
        os.kill(os.getpid(), signal.SIGKILL)

    # After the crash.

    def second_part(self) -> None:
        """From the start after the crash to the manager's report."""
        driver, book, colleague = self._driver, self._book, self._colleague
        with book.step("start again, sign in without a network"):
            colleague.sign_in("sales1")
            driver.press("rail.sync")
            driver.wait(lambda: driver.find("sync.journal", QWidget), "the journal")
            driver.picture("after-the-crash")
        with book.step("sell again without a network"):
            driver.key(Qt.Key.Key_Escape)
            driver.press("rail.sell")
            self._sell(self._plan.codes[1], card=False)
        with book.step("restore the network"):
            self._outside.ask("mend")
        with book.step("sell with the network back"):
            self._sell(self._plan.codes[2], card=True)
        with book.step("wait until everything is in the books"):
            colleague.wait_booked()
            driver.press("rail.sync")
            driver.picture("everything-in-the-books")
        with book.step("look at a product"):
            colleague.look_at_product(self._plan.search)
            driver.picture("product")
        with book.step("read the report as manager"):
            self._read_report()

    # What the steps are made of.

    def _enrol(self) -> None:
        driver = self._driver
        driver.need_visible("enrol")
        self._colleague.enter("manager1")
        self._colleague.name_register("Till 1")
        driver.picture("enrol")
        driver.press("enrol.submit")
        self._colleague.wait_filled()

    def _refuse_wrong_password(self) -> None:
        driver = self._driver
        self._colleague.enter("sales1", "Not-the-password-1")
        driver.wait(lambda: "password" in driver.text("signin.password").lower(), "the refusal")
        driver.wait(lambda: driver.find("signin.submit", QWidget), "the button to be back")
        driver.rest(1500)
        driver.picture("wrong-password-refused")

    def _sell_by_scan(self) -> None:
        driver = self._driver
        for code in self._plan.codes[:3]:
            driver.scan(code)
            driver.rest(200)
        driver.wait(lambda: driver.find("sell.pay", QWidget), "the amount")
        driver.picture("cart")
        total = self._colleague.open_payment()
        driver.press("pay.sum2")
        driver.picture("pay-cash")
        self._take(total)
        driver.picture("paid-cash")
        driver.press("paid.new_sale")

    def _sell_by_search(self) -> None:
        driver = self._driver
        self._colleague.search(self._plan.search)
        driver.picture("search")
        driver.key(Qt.Key.Key_Down)
        driver.key(Qt.Key.Key_Return)
        total = self._colleague.open_payment()
        self._colleague.refer_to_card("AUTH 004213")
        driver.picture("pay-card")
        self._take(total)
        driver.press("paid.new_sale")

    def _sell_with_discount_and_mail(self) -> None:
        driver = self._driver
        self._colleague.put_in_cart(f"4*{self._plan.codes[3]}")
        driver.press("sell.discount")
        driver.need_visible("pad.figure")
        driver.type_keys("10")
        driver.picture("discount")
        driver.press("pad.apply")
        total = self._colleague.open_payment()
        self._take(total)
        driver.press("paid.mail")
        driver.write("paid.address", self._plan.mail_to)
        driver.press("paid.send")
        driver.rest(500)
        driver.picture("receipt-by-mail")
        driver.press("paid.new_sale")

    def _unknown_barcode(self) -> None:
        driver = self._driver
        self._colleague.put_in_cart(self._plan.codes[4])
        driver.scan("5012345678900")
        driver.wait(lambda: driver.find("sell.obstacle", QWidget), "the reason that blocks paying")
        driver.picture("unknown-barcode")
        driver.key(Qt.Key.Key_Delete)
        self._take(self._colleague.open_payment())
        driver.press("paid.new_sale")

    def _read_report(self) -> None:
        driver = self._driver
        self._colleague.sign_in_after("manager1")
        driver.press("rail.reports")
        driver.wait(lambda: "books" in driver.text("reports.source"), "the report from the books")
        driver.point_away()
        driver.picture("report")
        self._book.note(
            "report",
            takings_minor=driver.amount_minor("reports.takings"),
            sales=int(driver.text("reports.sales").split()[-1]),
        )

    def _sell(self, code: str, *, card: bool) -> None:
        self._pay(code, card=card)
        self._driver.press("paid.new_sale")

    def _pay(self, code: str, *, card: bool) -> None:
        self._colleague.put_in_cart(code)
        total = self._colleague.open_payment()
        if card:
            self._colleague.refer_to_card("AUTH 004214")
        self._take(total)

    def _take(self, total_minor: int) -> None:
        receipt = self._colleague.take_all()
        self._book.note("sale", total_minor=total_minor, receipt=receipt)
