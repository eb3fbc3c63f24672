"""The real program on a filled till: its window, its workers, somebody who has signed in.

What a person or a scanner does comes in as keys; what counts as done is the paint of the list that
shows it. Knows no figure.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.prepared_till import PASSWORD, USERNAME, settings_of
from benchmarks.till.keyboard import Keyboard
from benchmarks.till.person import Painted, Person
from pos_app.bootstrap import build_till
from pos_app.services.till import Till
from pos_app.ui.application import StartPlan, TillApplication, prefer_sharp_scaling, speak
from pos_app.ui.background import Background
from pos_app.ui.screens.sell.screen import SellScreen


class SellingWindow(Person):
    """A till, its window, and the person at it."""

    def __init__(self, app: QApplication, running: TillApplication, till: Till) -> None:
        """Look at a program that has been signed in to."""
        super().__init__(app)
        assert running.pages is not None
        self.keyboard = Keyboard(app)
        self.till = till
        self.background: Background = running.background
        self.sell: SellScreen = running.pages.sell
        self.catalogue = self.sell.pages.catalogue
        self.cart_paints = Painted(self.sell.panel.list.viewport())
        self.grid_paints = Painted(self.catalogue.grid.viewport())

    def come_to_rest(self) -> None:
        """Wait until the search field has the keyboard and nothing is under way."""
        edit = self.catalogue.search.edit
        self.until(lambda: QApplication.focusWidget() is edit, "the search has the keyboard")
        self.settle()

    def settle(self) -> None:
        """Let everything finish that was begun: database work and the events it brings."""
        ended: list[bool] = []
        self.background.database(lambda: True, ended.append, lambda _: None)
        self.until(lambda: bool(ended), "the database worker is idle")
        self.app.processEvents()

    def begin_next(self) -> None:
        """Begin with an empty cart and the best sellers."""
        self.sell.begin_next()
        self.settle()


@contextmanager
def selling_window(
    folder: Path, around: Callable[[Till], Till] = lambda till: till
) -> Iterator[SellingWindow]:
    """Run the program on the till in this folder and sign its salesperson in, without a network.

    `around` may put a watch on one of the till's services.
    """
    till = around(build_till(settings_of(folder)))
    till.network_switch.on = False
    prefer_sharp_scaling()
    app = QApplication([])
    translator = speak(app, "en_GB")
    plan = StartPlan(folder, "en_GB", "light", str, lambda: till)
    running = TillApplication(app, plan)
    running.start()
    running.window.activateWindow()  # a bare screen has no window manager that would
    try:
        _sign_in(Person(app), running)
        window = SellingWindow(app, running, till)
        window.come_to_rest()
        yield window
        window.keyboard.put_away()
    finally:
        running.shut_down()
        del translator


def _sign_in(person: Person, running: TillApplication) -> None:
    person.until(lambda: running.pages is not None, "the selling pages")
    running.sign_in_presenter.submit(USERNAME, PASSWORD)
    person.until(lambda: running.desk is not None and running.desk.session is not None, "sign-in")
