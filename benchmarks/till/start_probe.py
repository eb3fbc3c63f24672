"""Starts the program in its own process and does what a salesperson does first; tells when.

`python -m benchmarks.till.start_probe FOLDER USER PASSWORD CODE`: signs in offline, scans, and
prints the times (`perf_counter`) at which somebody could sign in, was signed in, and saw the line.
Imports nothing that the program would not import, and nothing before the program does.
"""

import json
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.till.person import Person
    from pos_app.ui.application import StartPlan, TillApplication


def main() -> None:
    """Run the program with a driver at its keyboard."""
    from pos_app.config import load_settings
    from pos_app.main import run_app
    from pos_app.ui import application

    application.run = run  # the program's own loop, with somebody at the keyboard
    run_app(load_settings())


def run(plan: "StartPlan", arguments: list[str]) -> int:
    """Do what the program's own `run` does, but instead of waiting for a person, be one."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.till.person import Person
    from pos_app.ui.application import TillApplication, speak

    app = QApplication(arguments)
    translator = speak(app, plan.locale)
    till = TillApplication(app, plan)
    till.start()
    till.window.activateWindow()  # a bare screen has no window manager that would
    told = first_sale(Person(app), till, *sys.argv[1:])
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    till.shut_down()
    del translator
    os._exit(0)  # what comes after the books are closed is nobody's wait


def first_sale(
    person: "Person", till: "TillApplication", username: str, password: str, code: str
) -> dict[str, float]:
    """Sign in and scan; return when each was so."""
    from benchmarks.till.person import Painted

    card = till.sign_in.cards.password
    asked = person.until(lambda: card.chosen == username, "the sign-in knows its people")
    card.password.edit.setText(password)
    card.submit.click()
    person.until(lambda: till.desk is not None and till.desk.session is not None, "sign-in")
    assert till.pages is not None
    sell = till.pages.sell
    signed_in = person.until(sell.isVisible, "the selling page")
    paints, lines = Painted(sell.panel.list.viewport()), sell.panel.list.model()
    till.scans.scanned.emit(code)
    seen = person.until_painted(paints, lambda: lines.rowCount() > 0, "the first line")
    return {"asked": asked, "signed_in": signed_in, "seen": seen}


if __name__ == "__main__":
    main()
