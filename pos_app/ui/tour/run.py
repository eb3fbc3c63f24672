"""Runs one life of the till with somebody in it who follows a plan: the tour's, or the pictures'.

The window is the program's own; only the hands are not a person's. Knows no layer below the
services: the plan of the start brings them.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from pos_app.ui.application import StartPlan, TillApplication, report_bugs, speak
from pos_app.ui.tour.book import TourBook
from pos_app.ui.tour.colleague import Colleague
from pos_app.ui.tour.day_clock import DayClock
from pos_app.ui.tour.driver import Driver
from pos_app.ui.tour.outside import Outside
from pos_app.ui.tour.plan import order_in, plan_in
from pos_app.ui.tour.pseudo import PseudoTranslator
from pos_app.ui.tour.shots import SCENES
from pos_app.ui.tour.steps import Tour
from pos_app.ui.tour.studio import Studio
from pos_core.errors import EnvironmentFailed

SETTLE_MS = 300


def run_life(start: StartPlan, life: str, folder: Path) -> int:
    """Start the till, follow the `first` or `second` part of the tour, end; 0 when all went well.

    The plan is in `folder`, and so are the pictures afterwards. The first part does not return: it
    ends by being killed.
    """

    def follow(till: TillApplication) -> None:
        tour = Tour(Driver(till.window, folder, prefix=life), TourBook(), plan_in(folder))
        if life == "first":
            tour.first_part()
        else:
            tour.second_part()

    return _live(start, follow)


def run_shots(start: StartPlan, clock: DayClock, scene: str, folder: Path) -> int:
    """Start the till and take the pictures of a scene; 0 when all were taken.

    Plan and order are in `folder`. `clock` is the one that the till lives by.
    """
    order, plan, book = order_in(folder), plan_in(folder), TourBook()

    def follow(till: TillApplication) -> None:
        driver = Driver(till.window, order.out, prefix=f"failed-{order.size}")
        colleague, outside = Colleague(driver, plan), Outside(driver, book, folder)
        with book.step(scene):
            Studio(till, driver, colleague, outside, clock, plan, order).take_all(SCENES[scene])

    return _live(start, follow, pseudo=order.pseudo)


def _live(
    start: StartPlan, follow: Callable[[TillApplication], None], *, pseudo: bool = False
) -> int:
    app = QApplication(["salepoint"])
    app.setApplicationName("SalePoint")
    app.setCursorFlashTime(0)  # the caret is in every picture, or in none by chance
    translators = [speak(app, start.locale), _speak_pseudo(app) if pseudo else None]
    till = TillApplication(app, start)
    report_bugs(till)
    statuses: list[int] = []
    QTimer.singleShot(SETTLE_MS, lambda: _follow(lambda: follow(till), statuses, app))
    till.start()
    app.exec()
    till.shut_down()
    del translators
    return statuses[0] if statuses else 1


def _speak_pseudo(app: QApplication) -> QTranslator:
    translator = PseudoTranslator(app)
    QCoreApplication.installTranslator(translator)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return translator


def _follow(part: Callable[[], None], statuses: list[int], app: QApplication) -> None:
    try:
        part()
        statuses.append(0)
    except EnvironmentFailed:
        statuses.append(1)
    finally:
        app.exit()  # at once: `quit` would ask the window first, which may have a question
