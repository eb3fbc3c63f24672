"""The program in its own process, working a day at the speed of the machine; waits to be weighed.

`python -m benchmarks.till.memory_probe USER PASSWORD PRODUCTS SALES`: says `idle` when somebody has
signed in and nothing happens, then `worked` after so many sales; each time it waits for a line.
Imports nothing that the program would not import.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.till.person import Person
    from pos_app.ui.application import StartPlan, TillApplication
    from pos_app.ui.screens.sell.screen import SellScreen

REST_SECONDS = 3.0
STEP = 7919
SCANS_OF_A_SALE = 3
WORDS = ("lantern", "heart", "red", "cake", "bag")


def main() -> None:
    """Run the program with a driver at its keyboard."""
    from pos_app.config import load_settings
    from pos_app.main import run_app
    from pos_app.ui import application

    application.run = run  # the program's own loop, with somebody at the keyboard
    run_app(load_settings())


def run(plan: "StartPlan", arguments: list[str]) -> int:
    """Do what the program's own `run` does, with somebody at work."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.till.person import Person
    from pos_app.ui.application import TillApplication, speak

    app = QApplication(arguments)
    translator = speak(app, plan.locale)
    till = TillApplication(app, plan)
    till.start()
    till.window.activateWindow()  # a bare screen has no window manager that would
    work(Person(app), till)
    till.shut_down()
    del translator
    return 0


def work(person: "Person", till: "TillApplication") -> None:
    """Sign in, be weighed, sell, be weighed again."""
    username, password, products, sales = sys.argv[1:]
    person.until(lambda: till.pages is not None, "the selling pages")
    till.sign_in_presenter.submit(username, password)
    person.until(lambda: till.desk is not None and till.desk.session is not None, "sign-in", 60)
    assert till.pages is not None
    weighed(person, "idle")
    for number in range(int(sales)):
        one_sale(person, till.pages.sell, number, int(products))
    weighed(person, "worked")


def weighed(person: "Person", when: str) -> None:
    """Rest, say so, and wait until somebody has looked."""
    person.rest(REST_SECONDS)
    sys.stdout.write(f"{when}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def one_sale(person: "Person", sell: "SellScreen", number: int, products: int) -> None:
    """Search for something, scan a few things, take the money, begin anew."""
    from pos_app.ui.screens.sell.pages import Page

    catalogue = sell.pages.catalogue
    word = WORDS[number % len(WORDS)]
    catalogue.search.set_text(word)
    person.until(lambda: catalogue.model.text == word, "what was searched for")
    catalogue.search.set_text("")
    for scan in range(SCANS_OF_A_SALE):
        sell.scan(f"B{(number * SCANS_OF_A_SALE + scan) * STEP % products + 1:07d}")
    person.until(lambda: len(sell.cart.cart.lines) == SCANS_OF_A_SALE, "the scanned lines")
    sell.show_pay()
    sell.pages.pay.take.click()
    person.until(lambda: sell.page is Page.PAID, "a paid sale")
    sell.begin_next()


if __name__ == "__main__":
    main()
