"""The page of a day's report: figures, takings by hour, products, people, tenders. Widgets only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.pictures import Pictures
from pos_app.ui.save_panel import ask_where
from pos_app.ui.screens.reports.cards import (
    LOWER_HEIGHT,
    UPPER_HEIGHT,
    HoursCard,
    ProductsCard,
    StaffCard,
    TendersCard,
)
from pos_app.ui.screens.reports.day_chooser import DayChooser
from pos_app.ui.screens.reports.presenter import ReportPresenter
from pos_app.ui.screens.reports.view import ReportView
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.figure_card import FigureCard
from pos_app.ui.widgets.note_line import NoteLine
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.state_view import StatefulArea
from pos_app.ui.widgets.toast import ToastArea

_MOST_FIGURES = 6
_LEAST_FIGURE = 128
_ROOMY = 1160
_LEFT_OUT_NARROW = "tax"
_SIDE, _NARROW_SIDE = 480, 376


class ReportScreen(QWidget):
    """A day, from the server's books or from this register's own.

    Signals: `sell_asked()` from a day without sales, `lock_asked()` to let somebody else sign in.
    """

    sell_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        presenter: ReportPresenter,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reports")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self.presenter = presenter
        self._view: ReportView | None = None
        self._person = ""
        self._next: Callable[[], None] = presenter.read
        self._mend: Callable[[], None] = presenter.read
        self._make_head()
        self.figures = [FigureCard("") for _ in range(_MOST_FIGURES)]
        self.hours = HoursCard(desk.money)
        self.products = ProductsCard(desk.money, pictures)
        self.staff = StaffCard()
        self.tenders = TendersCard()
        self.banner = Banner("accent", icon="lock")
        self.banner.setObjectName("reports.banner")
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(tokens.PROGRESS_AFTER_MS)
        self._arrange()
        self._connect()

    # The parts and their places.

    def _make_head(self) -> None:
        self.head = PageHead(self.tr("Today"))
        self.source = NoteLine("book-check", "positive")
        self.source.setObjectName("reports.source")
        self.days = DayChooser(self._desk)
        self.export = Button(self.tr("Export CSV"), icon="download")
        self.export.setObjectName("reports.export")
        self.refresh = IconButton("rotate-cw", self.tr("Read again"))
        self.refresh.setObjectName("reports.refresh")
        self.head.add_action(self.source)
        self.head.row.addSpacing(tokens.S8)
        for widget in (self.days, self.export, self.refresh):
            self.head.add_action(widget)

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._make_content())
        self.area = StatefulArea(scroll)
        self.toasts = ToastArea(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.toasts, 1)

    def _make_content(self) -> QWidget:
        figures = QHBoxLayout()
        figures.setSpacing(tokens.S12)
        for card in self.figures:
            card.setMinimumWidth(_LEAST_FIGURE)
            figures.addWidget(card)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        body.setSpacing(tokens.S16)
        body.addWidget(self.banner)
        body.addLayout(figures)
        body.addWidget(self._make_cards(), 1)
        self._filler = QWidget()
        body.addWidget(self._filler, 1)
        return content

    def _make_cards(self) -> QWidget:
        self._cards = QWidget()
        grid = QGridLayout(self._cards)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(tokens.S16)
        grid.addWidget(self.hours, 0, 0)
        grid.addWidget(self.products, 0, 1)
        grid.addWidget(self.staff, 1, 0)
        grid.addWidget(self.tenders, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowMinimumHeight(0, UPPER_HEIGHT)
        grid.setRowMinimumHeight(1, LOWER_HEIGHT)
        grid.setRowStretch(0, 2)
        grid.setRowStretch(1, 1)
        return self._cards

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._is_narrow()
        for card in (self.products, self.tenders):
            card.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        self.staff.set_narrow(narrow)
        if self._view is not None:
            self._show_figures(self._view)

    def _is_narrow(self) -> bool:
        return self.width() < _ROOMY

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.loading.connect(self._begin_loading)
        presenter.shown.connect(self.show_report)
        presenter.pictured.connect(self.products.set_thumbnails)
        presenter.failed.connect(self._show_failure)
        presenter.forbidden.connect(self._show_forbidden)
        presenter.saved.connect(self._show_saved)
        presenter.not_saved.connect(self._show_not_saved)
        self.refresh.clicked.connect(presenter.read)
        self.export.clicked.connect(self.ask_where)
        self.days.stepped.connect(presenter.step)
        self.days.chosen.connect(presenter.choose)
        self.banner.acted.connect(self._take_banner)
        self._loading.timeout.connect(self._show_loading)
        self.area.states.acted.connect(self._take_next)

    def open(self) -> None:
        """Show the page with today's figures as they are now, and nothing of the last person's."""
        self.toasts.toast.dismiss()
        self.setFocus()
        session = self._desk.session
        person = session.staff_id if session else ""
        if person != self._person:
            self._person, self._view = person, None
            self.export.setEnabled(False)
            self.area.hide()
        self.presenter.open()

    def _take_next(self) -> None:
        self._next()

    # Reading.

    def _begin_loading(self) -> None:
        """Show progress only when it takes long enough to wonder."""
        self._loading.start()
        self._show_controls(True)
        self.days.show_day(self.presenter.day, self.presenter.today)

    def _show_loading(self) -> None:
        self.area.show()
        self.refresh.setEnabled(False)
        if self._view is None or self._view.day != self.presenter.day.isoformat():
            self.area.show_states().show_loading(
                self.tr("Reading the figures"), note=self.tr("Selling goes on")
            )

    def _show_controls(self, shown: bool) -> None:
        for widget in (self.days, self.export, self.refresh):
            widget.setVisible(shown)

    def _end_loading(self, *, can_export: bool) -> None:
        self._loading.stop()
        self.area.show()
        self.refresh.setEnabled(True)
        self.export.setEnabled(can_export)

    def show_report(self, view: ReportView) -> None:
        """Show a report; a day without sales has a page of its own."""
        self._end_loading(can_export=not view.is_empty)
        self._view = view
        self.head.set_title(view.title, view.about)
        if view.from_books:
            self.source.set_look("book-check", "positive")
        else:
            self.source.set_look("hard-drive", "secondary" if view.own_only else "warning")
        self.source.set_text(view.source)
        self._show_banner(view)
        self._show_figures(view)
        self._cards.setVisible(not view.own_only)
        self._filler.setVisible(view.own_only)
        self.hours.show_hours(view)
        self.products.show_products(view)
        self.staff.show_staff(view)
        self.tenders.show_tenders(view)
        if view.is_empty:
            self._show_empty(view)
        else:
            self.area.show_content()

    def _show_banner(self, view: ReportView) -> None:
        register = self._desk.register.name
        if view.own_only:
            title = self.tr("Your own figures at {register}.").format(register=register)
            words = self.tr("A manager sees the whole store.")
            self.banner.show_message("accent", title, words, icon="lock")
        elif not view.from_books:
            title = self.tr("Only {register} is in these figures.").format(register=register)
            words, action, self._mend = self._way_to_all_registers()
            self.banner.show_message("warning", title, words, icon="cloud-off", action=action)
        self.banner.setVisible(view.own_only or not view.from_books)

    def _way_to_all_registers(self) -> tuple[str, str, Callable[[], None]]:
        """Say why others are not in it, and what helps: without a token only a new sign-in."""
        session = self._desk.session
        if session is not None and session.offline:
            words = self.tr("You signed in without the network. Sign in again when it is back.")
            return words, self.tr("Lock now"), self._lock
        words = self.tr(
            "The server is out of reach. The other registers are in it when it is back."
        )
        return words, self.tr("Read again"), self.presenter.read

    def _take_banner(self) -> None:
        self._mend()

    def _lock(self) -> None:
        self.lock_asked.emit()

    def _show_figures(self, view: ReportView) -> None:
        left_out = _LEFT_OUT_NARROW if self._is_narrow() else ""
        shown = [figure for figure in view.figures if figure.name != left_out]
        for number, card in enumerate(self.figures):
            card.setVisible(number < len(shown))
            if number < len(shown):
                figure = shown[number]
                card.setObjectName(f"reports.{figure.name}")
                card.setText(figure.label)
                card.set_figure(figure.text)
                card.set_delta(figure.delta, figure.note, up=figure.up, tone=figure.tone)

    # States with a next step.

    def _show_empty(self, view: ReportView) -> None:
        states = self.area.show_states()
        if view.is_today:
            title, text = self.tr("No sales yet today"), self.tr("The first sale shows up here.")
            action, icon, self._next = self.tr("Back to selling"), "shopping-cart", self._sell
        else:
            title = self.tr("No sales on {day}").format(day=view.title)
            text = self.tr("Nothing was sold or returned.")
            action, icon, self._next = self.tr("Show today"), "calendar", self.presenter.open
        if not view.from_books and not view.own_only:
            text = self.tr("At least not here: other registers are not in these figures.")
        words = f"{text} {view.before_words}".strip()
        states.show_state("empty", title, words, action, icon="receipt-text", action_icon=icon)

    def _sell(self) -> None:
        self.sell_asked.emit()

    def _show_failure(self, message: Message) -> None:
        self._end_loading(can_export=False)
        self._view = None
        self._next = self.presenter.read
        self.source.set_text("")
        self.head.set_title(self.days.name.text())
        states = self.area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _show_forbidden(self) -> None:
        self._end_loading(can_export=False)
        self._view = None
        self._next = self._lock
        self.source.set_text("")
        self.head.set_title(self.tr("Reports"))
        self._show_controls(False)
        self.area.show_states().show_state(
            "no-permission",
            self.tr("Reports are for those who sell"),
            self.tr("Your role has none. A manager can sign in here; the open sale stays."),
            self.tr("Let somebody else sign in"),
        )

    # The table.

    def ask_where(self) -> QFileDialog:
        """Ask for a place to save to."""
        title, kind = self.tr("Save the report as a table"), self.tr("Tables")
        name = self.presenter.suggested_file()
        return ask_where(self, title, name, kind, self.presenter.save)

    def _ask_again(self) -> None:
        self.ask_where()

    def _show_saved(self, path: Path) -> None:
        def look() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        words = self.tr("Saved as {file}").format(file=path.name)
        self.toasts.show_toast(words, self.tr("Show the folder"), look)

    def _show_not_saved(self, message: Message) -> None:
        self.toasts.show_toast(
            message.title, self.tr("Choose again"), self._ask_again,
            icon="triangle-alert", tone="danger",
        )  # fmt: skip
