"""The page of the till's drawer: closed, open, being counted, or its Z report. Widgets only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.save_panel import ask_where
from pos_app.ui.screens.till.close_page import ClosePage
from pos_app.ui.screens.till.closed_page import ClosedPage
from pos_app.ui.screens.till.open_page import OpenPage
from pos_app.ui.screens.till.presenter import TillPresenter
from pos_app.ui.screens.till.words import sales_text, when_text
from pos_app.ui.screens.till.z_page import ZPage
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.state_view import StatefulArea
from pos_app.ui.widgets.step_trail import Step, StepTrail
from pos_app.ui.widgets.toast import ToastArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.services.close_till import DrawerStanding
    from pos_core.till_report import TillReport
    from pos_core.till_session import TillClosing

_COUNT, _COMPARE = 1, 2
_ROOMY = 1180


class TillScreen(QWidget):
    """Signals: `sell_asked()`, `lock_asked()` to let somebody else sign in."""

    sell_asked = Signal()
    lock_asked = Signal()

    def __init__(self, desk: Desk, presenter: TillPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("till")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self.presenter = presenter
        self._comparing = False
        self._z = ""
        self._person = ""
        self._next: Callable[[], None] = presenter.read
        self.head = PageHead(desk.register.name)
        self.trail = StepTrail()
        self.head.add_action(self.trail)
        self.closed = ClosedPage(desk)
        self.opened = OpenPage(desk)
        self.close_page = ClosePage(desk)
        self.z_page = ZPage(desk)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.closed, self.opened, self.close_page, self.z_page):
            self._pages.addWidget(page)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        body.addWidget(self._pages)
        self.area = StatefulArea(content)
        # The width of the window decides what is shown, not what is shown the width.
        self.area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.toasts = ToastArea(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.toasts, 1)
        self.trail.hide()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.closed.connect(self.show_closed)
        presenter.standing.connect(self.show_standing)
        presenter.ended.connect(self._show_ended)
        presenter.report.connect(self.show_z)
        presenter.written.connect(self._written)
        presenter.refused.connect(self._show_refusal)
        presenter.failed.connect(self._show_failure)
        presenter.forbidden.connect(self._show_forbidden)
        presenter.printing.connect(self.z_page.show_printing)
        presenter.printed.connect(self._show_printed)
        presenter.not_printed.connect(self._show_not_printed)
        presenter.saved.connect(self._show_saved)
        presenter.not_saved.connect(self.z_page.show_not_saved)
        self.closed.open_asked.connect(presenter.open_till)
        self.closed.close_chosen.connect(presenter.show_z)
        self.opened.count_asked.connect(self.begin_count)
        self.opened.x_asked.connect(presenter.print_x)
        self.opened.move_asked.connect(presenter.move_cash)
        self.close_page.compare_asked.connect(self._compare)
        self.close_page.step.connect(self._show_step)
        self.close_page.x_asked.connect(presenter.print_x)
        self.close_page.close_asked.connect(presenter.close_till)
        self.z_page.print_asked.connect(self._print_copy)
        self.z_page.save_asked.connect(self.ask_where)
        self.z_page.sell_asked.connect(self.sell_asked)
        self.z_page.again_asked.connect(presenter.read)
        self.area.states.acted.connect(self._take_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _ROOMY
        self.opened.set_narrow(narrow)
        self.close_page.tenders.set_narrow(narrow)
        self.z_page.set_narrow(narrow)

    def open(self) -> None:
        """Show the till as it is now."""
        self.toasts.toast.dismiss()
        self.setFocus()
        self._comparing = False
        session = self._desk.session
        person, self._person = self._person, session.staff_id if session else ""
        if person == self._person and self._is_counting():
            self.close_page.go_on()
        else:
            self.presenter.open()

    def _is_counting(self) -> bool:
        """Whether a count was left for a moment: what was typed stays."""
        return not self.area.currentIndex() and self._pages.currentWidget() is self.close_page

    def step_back(self) -> bool:
        """Leave the count, or a report that is looked at; False when neither was shown."""
        page = self._pages.currentWidget()
        if self.area.currentIndex() or page not in (self.close_page, self.z_page):
            return False
        self.presenter.read()
        return True

    # How it stands.

    def _show(self, page: QWidget, about: str) -> None:
        self.area.show_content()
        self._pages.setCurrentWidget(page)
        self.trail.setVisible(page is self.close_page)
        self.head.set_title(self._desk.register.name, about)

    def show_closed(self, closes: list[TillClosing]) -> None:
        """Show a till that is closed."""
        self._comparing = False
        self.closed.closes.show_closes(closes)
        self._show(self.closed, self.tr("The till is closed"))
        self.closed.begin()

    def show_standing(self, standing: DrawerStanding, _: list[TillClosing]) -> None:
        """Show a till that is open, or hold the count against it."""
        if self._comparing:
            self._comparing = False
            self.close_page.show_compared(standing)
            return
        self.opened.show_standing(standing)
        self._show(self.opened, self._session_text(standing))
        self.setFocus()

    def _session_text(self, standing: DrawerStanding) -> str:
        opening, sales = standing.figures.opening, standing.figures.trade.sales
        words = self.tr("Open since {when} by {name} · {sales}")
        money = self._desk.money
        return words.format(
            when=when_text(opening.stamp, money),
            name=opening.stamp.actor.name,
            sales=sales_text(sales, money),
        )

    # Counting and closing.

    def begin_count(self) -> None:
        """Count the drawer."""
        self._show(self.close_page, self.tr("Nothing is closed before you say so"))
        self.close_page.begin()

    def _compare(self) -> None:
        self._comparing = True
        self.presenter.read()

    def _show_step(self, step: int) -> None:
        now, compare = (step == _COUNT), (step == _COMPARE)
        self.trail.set_steps(
            [
                Step(self.tr("Count"), self.tr("blind"), "now" if now else "done"),
                Step(self.tr("Compare"), self.tr("with what is expected"),
                     "now" if compare else "next"),
                Step(self.tr("Close"), self.tr("with a Z report"), "next"),
            ]
        )  # fmt: skip

    def _show_ended(self, closing: TillClosing) -> None:
        self._z = closing.stamp.event_id

    def show_z(self, report: TillReport) -> None:
        """Show a Z report, of the close just now or of an earlier one."""
        self._z = report.stamp.event_id
        self.z_page.banner.hide()
        self.z_page.show_report(report)
        self._show(self.z_page, self.tr("The till is closed"))

    def _print_copy(self) -> None:
        self.presenter.reprint_z(self._z)

    def ask_where(self) -> QFileDialog:
        """Ask for a place to save the report to."""
        title, kind = self.tr("Save the report as PDF"), self.tr("PDF files")
        name = self.presenter.suggested_file()
        return ask_where(self, title, name, kind, self.presenter.save_pdf)

    def _show_saved(self, path: Path) -> None:
        self.z_page.show_saved(path.name)

    def _show_printed(self) -> None:
        if self._pages.currentWidget() is self.z_page:
            self.z_page.show_printed()
        else:
            self.toasts.show_toast(self.tr("The report is printed."))

    def _show_not_printed(self, message: Message) -> None:
        if self._pages.currentWidget() is self.z_page:
            self.z_page.show_not_printed(message)
        else:
            self.toasts.show_toast(message.title, icon="triangle-alert", tone="danger")

    def _written(self) -> None:
        self.opened.form.clear()

    # What was refused, and states with a next step.

    def _show_refusal(self, message: Message) -> None:
        page = self._pages.currentWidget()
        if page is self.closed:
            self.closed.show_refusal(message)
        elif page is self.opened:
            self.opened.form.show_refusal(message)
        else:
            self.close_page.show_refusal(message)
            if message.code == "till.changed_meanwhile":
                self._compare()

    def _take_next(self) -> None:
        self._next()

    def _show_failure(self, message: Message) -> None:
        self._next = self.presenter.read
        self.trail.hide()
        self.area.show_states().show_state(
            "error", message.title, message.text, self.tr("Try again")
        )

    def _show_forbidden(self) -> None:
        self._next = self._lock
        self.trail.hide()
        self.head.set_title(self._desk.register.name)
        self.area.show_states().show_state(
            "no-permission",
            self.tr("The drawer is for those who sell"),
            self.tr("Your role does not open it. Somebody who sells can sign in here."),
            self.tr("Let somebody else sign in"),
        )

    def _lock(self) -> None:
        self.lock_asked.emit()
