"""Tables of a page: columns that line up, rows that are easy to hit, states as tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName, SoftTone
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.initials import paint_initials
from pos_app.ui.widgets.progress import paint_bar
from pos_app.ui.widgets.scaled_picture import covering, draw_clipped
from pos_app.ui.widgets.tag import paint_tag

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model gives a `Cell`; without one the display text is shown."""

_EDGE = tokens.S16
_PADDING = tokens.S8
_THUMB = 32


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, and how it is shown.

    `tag` draws the text as a tag of that tone. `permille` draws a bar before the text.
    `initials` (letters, key) or `picture` draw a small tile before the text.
    """

    text: str = ""
    strong: bool = False
    tone: ColourName = "text"
    icon: str = ""
    tag: SoftTone | None = None
    permille: int | None = None
    initials: tuple[str, str] | None = None
    picture: QPixmap | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in px (0 shares what is left), whether it holds numbers.

    In a column with `tiles` the title stands above the texts and not above the tiles.
    """

    title: str
    width: int = 0
    numeric: bool = False
    tiles: bool = False


class RowsModel(QAbstractTableModel):
    """A model over rows of cells that are all in memory. Long lists bring their own model."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[tuple[Cell, ...]] = []

    def set_rows(self, rows: Sequence[Sequence[Cell | str]]) -> None:
        """Show these rows; a plain text is a cell without anything special."""
        self.beginResetModel()
        self._rows = [tuple(c if isinstance(c, Cell) else Cell(c) for c in row) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  # Qt's own signature
        cell = self._rows[index.row()][index.column()]
        if role == CELL:
            return cell
        return cell.text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401  # Qt's own signature
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell. The first and the last column keep more distance from the edge."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        chosen = self._is_chosen(index)
        if chosen:
            painter.fillRect(rect, theme.colour("accent_soft"))
        painting.rule(painter, rect)
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            cell = Cell(str(index.data() or ""))
        self._paint_cell(painter, self._inside(painter, rect, index), cell, index, chosen)

    def _is_chosen(self, index: Index) -> bool:
        view = self.parent()
        assert isinstance(view, QTableView)
        return view.selectionModel().isRowSelected(index.row(), QModelIndex())

    def _inside(self, painter: QPainter, rect: QRect, index: Index) -> QRect:
        strip = painting.Strip(rect, painter.layoutDirection())
        view, last = self.parent(), len(self._columns) - 1
        assert isinstance(view, QTableView)
        first = all(view.isColumnHidden(column) for column in range(index.column()))
        strip.skip(_EDGE if first else _PADDING)
        strip.trail(_EDGE if index.column() == last else _PADDING)
        return strip.rest()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, index: Index, chosen: bool
    ) -> None:
        if cell.tag is not None:
            fill: ColourName | None = "surface" if chosen else None
            paint_tag(painter, rect, cell.text, cell.tag, cell.icon, fill)
            return
        role = tokens.TEXT_STRONG if cell.strong else tokens.TEXT
        strip = painting.Strip(rect, painter.layoutDirection())
        self._paint_before(painter, strip, cell)
        numeric = self._columns[index.column()].numeric
        if cell.icon:
            words = fonts.width(cell.text, role) + tokens.S8
            side = strip.trail(words) if numeric else None
            spot = strip.trail(tokens.ICON_SMALL) if numeric else strip.lead(16, tokens.S8)
            icons.paint(painter, spot, cell.icon, cell.tone, tokens.ICON_SMALL)
            strip = painting.Strip(side, painter.layoutDirection()) if side else strip
        align = painting.TRAILING if numeric else painting.LEADING
        painting.text(painter, strip.rest(), cell.text, role, cell.tone, align)

    def _paint_before(self, painter: QPainter, strip: painting.Strip, cell: Cell) -> None:
        if cell.permille is not None:
            words = fonts.width(cell.text, tokens.TEXT_STRONG)
            room = strip.lead(max(0, strip.left_over - words - tokens.S12), tokens.S12)
            bar = painting.middle(room, room.width(), 8)
            paint_bar(painter, bar, cell.permille)
        if cell.initials is not None:
            place = painting.middle(strip.lead(_THUMB, tokens.S12), _THUMB, _THUMB)
            paint_initials(painter, place, cell.initials[0], cell.initials[1], tokens.META_STRONG)
        elif cell.picture is not None:
            place = painting.middle(strip.lead(_THUMB, tokens.S12), _THUMB, _THUMB)
            whole = covering(place, cell.picture.width(), cell.picture.height())
            draw_clipped(painter, place, whole, cell.picture, tokens.RADIUS_SMALL)


class _Head(QHeaderView):
    """Column titles in small grey letters, aligned like their columns."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self.setFixedHeight(tokens.TABLE_HEAD)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.colour("surface"))
        painting.rule(painter, rect)
        column = self._columns[section]
        strip = painting.Strip(rect, self.layoutDirection())
        first = all(self.isSectionHidden(before) for before in range(section))
        strip.skip(_EDGE if first else _PADDING)
        strip.trail(_EDGE if section == len(self._columns) - 1 else _PADDING)
        strip.skip(_THUMB + tokens.S12 if column.tiles else 0)
        align = painting.TRAILING if column.numeric else painting.LEADING
        painting.text(painter, strip.rest(), column.title, tokens.META, "secondary", align)


class DataTable(QTableView):
    """A table of rows.

    Signals: `row_chosen(row)` on selection, `row_opened(row)` on Enter or a double click.
    Use `set_rows` for short lists, or `setModel` with a model of your own that answers `CELL`.
    """

    row_chosen = Signal(int)
    row_opened = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        row_height: int = tokens.ROW,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(columns, self))
        self.setHorizontalHeader(_Head(columns, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setModel(RowsModel(columns, self))
        self.doubleClicked.connect(self._open)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is None:
            return
        self.selectionModel().currentRowChanged.connect(self._choose)
        head = self.horizontalHeader()
        for number, column in enumerate(self._columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
            if column.width:
                head.resizeSection(number, column.width)

    def set_rows(self, rows: Sequence[Sequence[Cell | str]]) -> None:
        """Show these rows in the built-in model."""
        model = self.model()
        if not isinstance(model, RowsModel):
            raise TypeError("set_rows needs the built-in model; this table has its own")
        model.set_rows(rows)

    def chosen_row(self) -> int:
        """The selected row, or -1."""
        return self.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Select a row; -1 selects none."""
        # Not selectRow: right to left that needs a table that is already laid out.
        index = self.model().index(row, 0) if row >= 0 else QModelIndex()
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)

    def _choose(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.row())

    def _open(self, index: QModelIndex) -> None:
        self.row_opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_row() >= 0:
            self.row_opened.emit(self.chosen_row())
            return
        super().keyPressEvent(event)
