"""The page of today's report: figures, takings by hour, products, people, tenders. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.reports.presenter import TOP_PRODUCTS, ReportPresenter, ReportView
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.bar_chart import BarChart, Series
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.figure_card import FigureCard
from pos_app.ui.widgets.initials import person_initials, product_initials
from pos_app.ui.widgets.note_line import NoteLine
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.share_bar import ShareBar
from pos_app.ui.widgets.state_view import StatefulArea

_MOST_FIGURES = 6
_SIDE_WIDTH = 472
_ROW = 40
_UPPER_HEIGHT = 276


class ReportScreen(QWidget):
    """Today, from the server's books or from this register's own."""

    def __init__(
        self, desk: Desk, presenter: ReportPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reports")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._presenter = presenter
        self._all_products = False
        self._view: ReportView | None = None
        self.head = PageHead(self.tr("Today"))
        self.source = NoteLine("book-check", "positive")
        self.source.setObjectName("reports.source")
        self.refresh = Button(self.tr("Read again"), icon="rotate-cw")
        self.refresh.setObjectName("reports.refresh")
        self.figures = [FigureCard("") for _ in range(_MOST_FIGURES)]
        self.chart = BarChart(
            desk.money.amount,
            show_mark=desk.money.short,
            empty_text=self.tr("No sale yet today"),
        )
        self.chart.setObjectName("reports.chart")
        self._make_tables()
        self.tenders = ShareBar(empty_text=self.tr("No payment yet today"))
        self.tenders.setObjectName("reports.tenders")
        self._own = Banner("accent", icon="lock")
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(tokens.PROGRESS_AFTER_MS)
        self._arrange()
        self._connect()

    def _make_tables(self) -> None:
        takings, pieces = self.tr("Takings"), self.tr("Pieces")
        self.hours = DataTable(
            [
                Column(self.tr("Hour")),
                Column(self.tr("Sales"), 120, numeric=True),
                Column(takings, 160, numeric=True),
            ],
            row_height=_ROW,
            name=self.tr("Takings by hour"),
        )
        self.hours.setObjectName("reports.hours")
        self.products = DataTable(
            [
                Column(self.tr("Product")),
                Column(pieces, 80, numeric=True),
                Column(takings, 104, numeric=True),
            ],
            row_height=_ROW,
            name=self.tr("Top products"),
        )
        self.products.setObjectName("reports.products")
        self.staff = DataTable(
            [
                Column(self.tr("Person")),
                Column(self.tr("Sales"), 80, numeric=True),
                Column(self.tr("Average"), 104, numeric=True),
                Column(takings, 120, numeric=True),
                Column(self.tr("Share of takings"), 240),
            ],
            row_height=_ROW,
            name=self.tr("Staff today"),
        )
        self.staff.setObjectName("reports.staff")

    def _arrange(self) -> None:
        self.head.add_action(self.source)
        self.head.row.addSpacing(tokens.S8)
        self.head.add_action(self.refresh)
        figures = QHBoxLayout()
        figures.setSpacing(tokens.S12)
        for card in self.figures:
            figures.addWidget(card)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        body.setSpacing(tokens.S16)
        body.addWidget(self._own)
        body.addLayout(figures)
        self._cards = QWidget()
        grid = QGridLayout(self._cards)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(tokens.S16)
        grid.addWidget(self._make_hours(), 0, 0)
        grid.addWidget(self._make_products(), 0, 1)
        grid.addWidget(self._make_staff(), 1, 0)
        grid.addWidget(self._make_tenders(), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowMinimumHeight(0, _UPPER_HEIGHT)
        grid.setRowStretch(1, 1)
        body.addWidget(self._cards, 1)
        self._filler = QWidget()
        body.addWidget(self._filler, 1)
        self._area = StatefulArea(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._area, 1)

    def _make_hours(self) -> Card:
        card = Card(padding=0, gap=0)
        self.as_table = Button(self.tr("Table"), "ghost", end_icon="chevron-right")
        self.as_table.setObjectName("reports.as_table")
        self.as_table.clicked.connect(self._toggle_hours)
        title = SectionTitle(self.tr("Takings by hour"), self.as_table)
        title.setContentsMargins(tokens.S16, tokens.S4, tokens.S4, 0)
        chart = QWidget()
        inner = QVBoxLayout(chart)
        inner.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.S8)
        inner.addWidget(self.chart)
        self._hours = QStackedWidget()
        self._hours.addWidget(chart)
        self._hours.addWidget(self.hours)
        card.column.addWidget(title)
        card.column.addWidget(self._hours, 1)
        return card

    def _make_products(self) -> Card:
        card = Card(padding=0, gap=0)
        card.setFixedWidth(_SIDE_WIDTH)
        self.all_products = Button("", "ghost", end_icon="chevron-right")
        self.all_products.setObjectName("reports.all_products")
        self.all_products.clicked.connect(self._toggle_products)
        title = SectionTitle(self.tr("Top products"), self.all_products)
        title.setContentsMargins(tokens.S16, tokens.S4, tokens.S4, 0)
        card.column.addWidget(title)
        card.column.addWidget(self.products, 1)
        return card

    def _make_staff(self) -> Card:
        card = Card(padding=0, gap=0)
        title = SectionTitle(self.tr("Staff today"))
        title.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S8)
        card.column.addWidget(title)
        card.column.addWidget(self.staff, 1)
        return card

    def _make_tenders(self) -> Card:
        card = Card(padding=tokens.S16, gap=tokens.S12)
        card.setFixedWidth(_SIDE_WIDTH)
        card.column.addWidget(SectionTitle(self.tr("Tenders")))
        card.column.addWidget(self.tenders)
        card.column.addStretch()
        return card

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.loading.connect(self._begin_loading)
        presenter.shown.connect(self.show_report)
        presenter.failed.connect(self._show_failure)
        presenter.forbidden.connect(self._show_forbidden)
        self.refresh.clicked.connect(presenter.open)
        self._loading.timeout.connect(self._show_loading)
        self._area.states.acted.connect(presenter.open)

    def open(self) -> None:
        """Show the page with today's figures as they are now."""
        self.setFocus()
        self._presenter.open()

    def _begin_loading(self) -> None:
        """Show progress only when it takes long enough to wonder."""
        self._loading.start()
        self.refresh.set_busy(self.tr("Reading"))

    def _show_loading(self) -> None:
        if self._view is None:
            self._area.show_states().show_loading(self.tr("Reading today's figures"))

    def _end_loading(self) -> None:
        self._loading.stop()
        self.refresh.set_busy(None)

    def show_report(self, view: ReportView) -> None:
        """Show a report."""
        self._end_loading()
        self._view = view
        self.head.set_title(self.tr("Today"), view.about)
        if view.from_books:
            self.source.set_look("book-check", "positive")
        else:
            self.source.set_look("hard-drive", "warning")
        self.source.set_text(view.source)
        self._show_figures(view)
        self._own.setVisible(view.own_only)
        self._own.show_message(
            "accent",
            self.tr("Your own figures only."),
            self.tr("A manager sees the whole store."),
            icon="lock",
        )
        self._cards.setVisible(not view.own_only)
        self._filler.setVisible(view.own_only)
        self._show_hours(view)
        self._show_products(view)
        self._show_staff(view)
        self.tenders.set_shares(view.tenders)
        self._area.show_content()

    def _show_figures(self, view: ReportView) -> None:
        for number, card in enumerate(self.figures):
            there = number < len(view.figures)
            card.setVisible(there)
            if there:
                name, label, figure = view.figures[number]
                card.setObjectName(f"reports.{name}")
                card.setText(label)
                card.set_figure(figure)

    def _show_hours(self, view: ReportView) -> None:
        takings = tuple(max(0, hour.takings_minor) for hour in view.hours)
        labels = [hour.label for hour in view.hours]
        self.chart.set_data(labels, [Series(self.tr("Today"), takings)])
        money = self._desk.money
        self.hours.set_rows(
            [
                [h.label, money.count(h.sales), Cell(money.amount(h.takings_minor), strong=True)]
                for h in view.hours
            ]
        )

    def _toggle_hours(self) -> None:
        as_table = self._hours.currentIndex() == 0
        self._hours.setCurrentIndex(1 if as_table else 0)
        self.as_table.set_text(self.tr("Chart") if as_table else self.tr("Table"))

    def _show_products(self, view: ReportView) -> None:
        shown = view.products if self._all_products else view.products[:TOP_PRODUCTS]
        self.products.set_rows(
            [
                [
                    Cell(name, initials=(product_initials(name), sku)),
                    pieces,
                    Cell(takings, strong=True),
                ]
                for name, sku, pieces, takings in shown
            ]
        )
        count = self._desk.money.count(len(view.products))
        more = self.tr("Top {count} only").format(count=self._desk.money.count(TOP_PRODUCTS))
        self.all_products.set_text(
            more if self._all_products else self.tr("All {count}").format(count=count)
        )
        self.all_products.setVisible(len(view.products) > TOP_PRODUCTS)

    def _toggle_products(self) -> None:
        self._all_products = not self._all_products
        if self._view is not None:
            self._show_products(self._view)

    def _show_staff(self, view: ReportView) -> None:
        self.staff.set_rows(
            [
                [
                    Cell(row.name, initials=(person_initials(row.name), row.name)),
                    row.sales,
                    row.average,
                    Cell(row.takings, strong=True),
                    Cell(row.share, permille=row.permille),
                ]
                for row in view.staff
            ]
        )

    def _show_failure(self, message: Message) -> None:
        self._end_loading()
        self._view = None
        states = self._area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _show_forbidden(self) -> None:
        self._view = None
        states = self._area.show_states()
        states.show_state(
            "no-permission",
            self.tr("Reports are for staff who sell"),
            self.tr("Press F12 and let a manager sign in."),
        )
