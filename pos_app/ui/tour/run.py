"""Runs one life of the till with somebody in it who follows the tour's plan.

The window is the program's own; only the hands are not a person's. Knows no layer below the
services: the plan of the start brings them.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pos_app.ui.application import StartPlan, TillApplication, report_bugs, speak
from pos_app.ui.tour.book import TourBook
from pos_app.ui.tour.driver import Driver
from pos_app.ui.tour.plan import plan_in
from pos_app.ui.tour.steps import Tour
from pos_core.errors import EnvironmentFailed

SETTLE_MS = 300


def run_life(start: StartPlan, life: str, folder: Path) -> int:
    """Start the till, follow the `first` or `second` part of the tour, end; 0 when all went well.

    The plan is in `folder`, and so are the pictures afterwards. The first part does not return: it
    ends by being killed.
    """
    app = QApplication(["salepoint"])
    app.setApplicationName("SalePoint")
    translator = speak(app, start.locale)
    till = TillApplication(app, start)
    report_bugs(till)
    tour = Tour(Driver(till.window, folder, prefix=life), TourBook(), plan_in(folder))
    part = tour.first_part if life == "first" else tour.second_part
    statuses: list[int] = []
    QTimer.singleShot(SETTLE_MS, lambda: _follow(part, statuses, app))
    till.start()
    app.exec()
    till.shut_down()
    del translator
    return statuses[0] if statuses else 1


def _follow(part: Callable[[], None], statuses: list[int], app: QApplication) -> None:
    try:
        part()
        statuses.append(0)
    except EnvironmentFailed:
        statuses.append(1)
    app.quit()
