"""The cards of a report: takings by hour, top products, staff, tenders. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.pictures import Pictures
from pos_app.ui.screens.reports.view import ProductRow, ReportView
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.bar_chart import BarChart, Legend, Series
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.initials import person_initials, product_initials
from pos_app.ui.widgets.share_bar import ShareBar

TOP_PRODUCTS = 5
ROW = 40
_ABOVE = 4
_AVERAGE, _SHARE = 2, 4
_SHARE_WIDTH = 240
_TITLE = tokens.CONTROL + _ABOVE
UPPER_HEIGHT = _TITLE + tokens.TABLE_HEAD + TOP_PRODUCTS * ROW + 2
LOWER_HEIGHT = _TITLE - tokens.S12 + tokens.TABLE_HEAD + 4 * ROW + 2
"""Four people or four tenders without scrolling."""


class TableCard(Card):
    """A card whose lower part is a table from edge to edge."""

    def __init__(self, above: int, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.column.setContentsMargins(0, above, 0, 0)

    def make_table(self, columns: list[Column], name: str, object_name: str) -> DataTable:
        """Return a table that leaves the card its round corners."""
        table = DataTable(columns, row_height=ROW, name=name)
        table.setObjectName(object_name)
        table.setProperty("bare", True)
        return table


class HoursCard(TableCard):
    """Takings by hour, as a chart or as a table, beside those of the week before."""

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(_ABOVE, parent)
        self._money = money
        self.chart = BarChart(
            money.amount, show_mark=money.short, empty_text=self.tr("No takings on this day")
        )
        self.chart.setObjectName("reports.chart")
        self.table = self._make_table()
        self.as_table = Button(self.tr("Table"), "ghost", end_icon="chevron-right")
        self.as_table.setObjectName("reports.as_table")
        self.as_table.clicked.connect(self.toggle)
        self.legend = Legend()
        title = SectionTitle(
            self.tr("Takings by hour"), self.legend, self.as_table, start=tokens.S16, end=tokens.S4
        )
        self.column.addWidget(title)
        self._views = QStackedWidget()
        self._views.addWidget(self._framed_chart())
        self._views.addWidget(self.table)
        self.column.addWidget(self._views, 1)

    def _make_table(self) -> DataTable:
        columns = [
            Column(self.tr("Hour")),
            Column(self.tr("Sales"), 104, numeric=True),
            Column(self.tr("Takings"), 144, numeric=True),
            Column(self.tr("A week before"), 160, numeric=True),
        ]
        return self.make_table(columns, self.tr("Takings by hour"), "reports.hours")

    def _framed_chart(self) -> QWidget:
        frame = QWidget()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.S8)
        inner.addWidget(self.chart)
        return frame

    def toggle(self) -> None:
        """Show the table instead of the chart, or the chart again."""
        as_table = self._views.currentIndex() == 0
        self._views.setCurrentIndex(1 if as_table else 0)
        self.as_table.set_text(self.tr("Chart") if as_table else self.tr("Table"))

    def show_hours(self, view: ReportView) -> None:
        """Show another report's hours."""
        values = [tuple(hour.takings_minor for hour in view.hours)]
        if len(view.series) > 1:
            values.append(tuple(hour.before_minor or 0 for hour in view.hours))
        series = [Series(name, row) for name, row in zip(view.series, values, strict=True)]
        self.chart.set_data([hour.label for hour in view.hours], series)
        self.legend.set_names(view.series if len(view.series) > 1 else ())
        amount, count = self._money.amount, self._money.count
        self.table.set_rows(
            [
                [
                    hour.label,
                    count(hour.sales),
                    Cell(amount(hour.takings_minor), strong=True),
                    Cell("" if hour.before_minor is None else amount(hour.before_minor)),
                ]
                for hour in view.hours
            ]
        )


class ProductsCard(TableCard):
    """The best products first; all of them on demand."""

    def __init__(
        self, money: MoneyText, pictures: Pictures | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_ABOVE, parent)
        self._money = money
        self._pictures = pictures
        self._thumbnails: dict[str, str] = {}
        self._rows: tuple[ProductRow, ...] = ()
        self._all = False
        self.more = Button("", "ghost", end_icon="chevron-right")
        self.more.setObjectName("reports.all_products")
        self.more.clicked.connect(self.toggle)
        self.table = self._make_table()
        title = SectionTitle(self.tr("Top products"), self.more, start=tokens.S16, end=tokens.S4)
        title.setMinimumHeight(tokens.CONTROL)
        self.column.addWidget(title)
        self.column.addWidget(self.table, 1)
        if pictures is not None:
            pictures.arrived.connect(self._picture_arrived)

    def _make_table(self) -> DataTable:
        columns = [
            Column(self.tr("Product"), tiles=True),
            Column(self.tr("Pieces"), 72, numeric=True),
            Column(self.tr("Takings"), 104, numeric=True),
        ]
        return self.make_table(columns, self.tr("Top products"), "reports.products")

    def toggle(self) -> None:
        """Show all products instead of the best, or the best alone again."""
        self._all = not self._all
        self._show()

    def show_products(self, view: ReportView) -> None:
        """Show another report's products."""
        self._rows = view.products
        self._show()

    def set_thumbnails(self, thumbnails: dict[str, str]) -> None:
        """Show these pictures, by SKU, in the place of initials."""
        self._thumbnails = thumbnails
        self._show()

    def _picture_arrived(self, sha256: str) -> None:
        if sha256 in self._thumbnails.values():
            self._show()

    def _show(self) -> None:
        shown = self._rows if self._all else self._rows[:TOP_PRODUCTS]
        self.table.set_rows([self._cells(row) for row in shown])
        count = self._money.count
        only = self.tr("Top {count} only").format(count=count(TOP_PRODUCTS))
        every = self.tr("All {count}").format(count=count(len(self._rows)))
        self.more.set_text(only if self._all else every)
        self.more.setVisible(len(self._rows) > TOP_PRODUCTS)

    def _cells(self, row: ProductRow) -> list[Cell | str]:
        sha256 = self._thumbnails.get(row.sku, "")
        picture = self._pictures.thumbnail(sha256) if self._pictures and sha256 else None
        initials = None if picture else (product_initials(row.name), row.sku)
        name = Cell(row.name, initials=initials, picture=squared(picture) if picture else None)
        return [name, row.pieces, Cell(row.takings, strong=True)]


def squared(picture: QPixmap) -> QPixmap:
    """Cut a picture to the square in its middle, which is where the product is."""
    side = min(picture.width(), picture.height())
    place: QRect = painting.middle(picture.rect(), side, side)
    return picture.copy(place)


class StaffCard(TableCard):
    """Everybody who sold: sales, average, takings, and their share of all takings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tokens.S8, parent)
        columns = [
            Column(self.tr("Person"), tiles=True),
            Column(self.tr("Sales"), 72, numeric=True),
            Column(self.tr("Average"), 96, numeric=True),
            Column(self.tr("Takings"), 112, numeric=True),
            Column(self.tr("Share of all takings"), _SHARE_WIDTH),
        ]
        self.table = self.make_table(columns, self.tr("Staff"), "reports.staff")
        self.column.addWidget(SectionTitle(self.tr("Staff"), start=tokens.S16, end=tokens.S16))
        self.column.addSpacing(tokens.S4)
        self.column.addWidget(self.table, 1)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the average, and shorten the bars, where names would have no room."""
        self.table.setColumnHidden(_AVERAGE, narrow)
        self.table.horizontalHeader().resizeSection(
            _SHARE, _SHARE_WIDTH * (2 if narrow else 3) // 3
        )

    def show_staff(self, view: ReportView) -> None:
        """Show another report's people."""
        self.table.set_rows(
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


class TendersCard(Card):
    """How the day was paid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S12, parent=parent)
        self.shares = ShareBar(empty_text=self.tr("No payment on this day"))
        self.shares.setObjectName("reports.tenders")
        self.column.setContentsMargins(tokens.S16, tokens.S8, tokens.S16, tokens.S16)
        self.column.addWidget(SectionTitle(self.tr("Tenders")))
        self.column.addWidget(self.shares)
        self.column.addStretch()

    def show_tenders(self, view: ReportView) -> None:
        """Show another report's tenders."""
        self.shares.set_shares(view.tenders)
