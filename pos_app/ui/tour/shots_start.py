"""Pictures of a new register: enrolment, first fill, sign-in, reports before the first sale."""

import re

from pos_app.ui.tour.studio import Shot, Studio

_FIGURE_OF = re.compile(r"\d\D+\d{4}|\d\D+\d,\d{3}")


def _who(studio: Studio) -> None:
    studio.driver.need_visible("enrol")


def _where(studio: Studio) -> None:
    studio.colleague.enter("manager1")
    studio.colleague.name_register("Till 1")


def _filling(studio: Studio) -> None:
    driver = studio.driver
    driver.press("enrol.submit")
    driver.wait(lambda: _FIGURE_OF.search(driver.words("enrol.progress")), "the goods to arrive")


def _stopped(studio: Studio) -> None:
    studio.driver.press("progress.cancel")
    studio.driver.need_visible("enrol.fill_again")


def _staff(studio: Studio) -> None:
    studio.driver.press("enrol.fill_again")
    studio.colleague.wait_filled()
    studio.driver.need_visible("signin.person.sales1")
    studio.colleague.wait_booked()


def _wrong_password(studio: Studio) -> None:
    studio.colleague.enter("sales1", "Not-the-password-1")
    studio.driver.need_visible("signin.problem")


def _new_password(studio: Studio) -> None:
    studio.colleague.enter("newbie", "Welcome-2026!")
    studio.driver.need_visible("signin.new_password")


def _no_sales(studio: Studio) -> None:
    studio.driver.press("signin.new_password_back")
    studio.colleague.sign_in("manager1")
    studio.colleague.open_page("reports")


def _no_permission(studio: Studio) -> None:
    studio.colleague.sign_in_after("it1")
    studio.colleague.open_page("reports")


SHOTS = (
    Shot("enrol", "who", _who),
    Shot("enrol", "store", _where),
    Shot("enrol", "filling", _filling, fleeting=True),
    Shot("enrol", "stopped", _stopped),
    Shot("sign-in", "staff", _staff),
    Shot("sign-in", "wrong-password", _wrong_password),
    Shot("sign-in", "new-password", _new_password),
    Shot("reports", "empty", _no_sales),
    Shot("reports", "no-permission", _no_permission),
)
