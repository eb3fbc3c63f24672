"""The lines of the cart: painted, so that two hundred stay fluid; only tools are real widgets."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.ui.widgets.cart_line import (
    CartLine,
    inside_of,
    line_height,
    paint_cart_line,
    tools_place,
)
from pos_app.ui.widgets.cart_tools import LineTools, UnknownTools

Index = QModelIndex | QPersistentModelIndex
_LINE = int(Qt.ItemDataRole.UserRole) + 1
_STEPS = {int(Qt.Key.Key_Plus): 1, int(Qt.Key.Key_Minus): -1}
_TRAVEL = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip


class _CartModel(QAbstractListModel):
    """The lines. Changes are told one by one, so that the view keeps its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[CartLine] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  # Qt's own signature
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        return line.spoken() if role == Qt.ItemDataRole.DisplayRole else None

    def row_of(self, line_id: str) -> int:
        """The row of a line, or -1."""
        return next((i for i, line in enumerate(self.lines) if line.line_id == line_id), -1)

    def replace(self, lines: Sequence[CartLine]) -> None:
        """Become these lines, keeping the rows that are the same at both ends."""
        old, new = [line.line_id for line in self.lines], [line.line_id for line in lines]
        short = min(len(old), len(new))
        head = next((i for i in range(short) if old[i] != new[i]), short)
        rest = short - head
        tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            del self.lines[head : len(old) - tail]
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self.lines[head:head] = lines[head : len(new) - tail]
            self.endInsertRows()
        for row, line in enumerate(lines):
            if self.lines[row] != line:
                self.lines[row] = line
                self.dataChanged.emit(self.index(row), self.index(row))


class _LineDelegate(QStyledItemDelegate):
    """Paints a line, and says how high it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cart = self.parent()
        assert isinstance(cart, CartList)
        line: CartLine = index.data(_LINE)
        shows_tools = cart.shows_tools_of(line)
        paint_cart_line(painter, option.rect, line, shows_tools, cart.scroll_bar_width())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cart = self.parent()
        assert isinstance(cart, CartList)
        line: CartLine = index.data(_LINE)
        return QSize(cart.viewport().width(), cart.height_of(line))


class CartList(QListView):
    """The lines of the sale; the selected one shows its tools.

    Signals, each with the id of the line: `line_selected(id)`, `stepped(id, +1 or -1)`, and
    `asked(id, act)` with act one of quantity, discount, price, note, remove, find.
    `set_editable(False)` shows the lines without selection and tools, as while paying.
    """

    line_selected = Signal(str)
    stepped = Signal(str, int)
    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = True
        self._changing = False
        self._heights: dict[str, int] = {}
        self._lines = _CartModel(self)
        self._unknown_tools: dict[str, UnknownTools] = {}
        self._tools = LineTools(self.viewport())
        self._tools.hide()
        self._tools.asked.connect(self._tool_asked)
        self._tools.stepped.connect(self._tool_stepped)
        self.setProperty("bare", True)
        self.setAccessibleName(self.tr("Cart"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_LineDelegate(self))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.setAutoScroll(False)  # it would lay out all lines before they are all there
        self.setModel(self._lines)
        self.selectionModel().currentChanged.connect(self._current_changed)

    # What screens use.

    def set_lines(self, lines: Sequence[CartLine], selected: str | None = None) -> None:
        """Show these lines. The selection stays on its line as long as that is there.

        With `selected` that line is selected; an empty id selects none.
        """
        self._changing = True
        self._lines.replace(lines)
        moved = selected is not None and selected != self.selected_line()
        if selected is not None and moved:
            self.select_line(selected)
        self._changing = False
        self._rebuild()
        if moved and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def lines(self) -> list[CartLine]:
        """The lines that are shown."""
        return list(self._lines.lines)

    def selected_line(self) -> str:
        """The id of the selected line; empty when there is none."""
        row = self.currentIndex().row()
        return self._lines.lines[row].line_id if 0 <= row < len(self._lines.lines) else ""

    def select_line(self, line_id: str) -> None:
        """Select a line and bring it into view; an empty id selects none."""
        row = self._lines.row_of(line_id)
        index = self._lines.index(row) if row >= 0 else QModelIndex()
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, how)

    def set_editable(self, editable: bool) -> None:
        """Whether lines can be selected and have tools."""
        if editable != self._editable:
            self._editable = editable
            self._rebuild()

    def shows_tools_of(self, line: CartLine) -> bool:
        """Whether a line is unfolded: the selected one, and every unknown barcode."""
        if not self._editable:
            return False
        return line.kind == "unknown" or line.line_id == self.selected_line()

    # Tools.

    def _current_changed(self, current: QModelIndex) -> None:
        self._rebuild()
        if current.isValid() and not self._changing:
            self.scrollTo(current)
        if self._editable and current.isValid():
            self.line_selected.emit(self.selected_line())

    def _rebuild(self) -> None:
        """Show the tools that are needed, drop the others, and lay out what has moved."""
        if self._changing:
            return
        lines = self._lines.lines if self._editable else []
        chosen = self.selected_line()
        selected = next((ln for ln in lines if ln.line_id == chosen), None)
        plain = selected is not None and selected.kind != "unknown"
        if selected is not None and plain:
            self._tools.set_line(selected)
        self._tools.setVisible(plain)
        unknown = [line.line_id for line in lines if line.kind == "unknown"]
        for line_id in [known for known in self._unknown_tools if known not in unknown]:
            gone = self._unknown_tools.pop(line_id)
            gone.hide()
            gone.deleteLater()
        for line_id in unknown:
            if line_id not in self._unknown_tools:
                self._unknown_tools[line_id] = self._make_unknown_tools(line_id)
        self._lay_out({line.line_id for line in lines if line.line_id in {chosen, *unknown}})

    def _lay_out(self, unfolded: Set[str]) -> None:
        """Lay all lines out again only when one of them came, went, or changed its height.

        Asking two hundred lines for their height at every key would cost more than painting them.
        """
        heights = {
            line.line_id: line_height(line, line.line_id in unfolded) for line in self._lines.lines
        }
        if heights != self._heights:
            self._heights = heights
            self.doItemsLayout()
            self.viewport().update()

    def height_of(self, line: CartLine) -> int:
        """How high a line is with its tools."""
        known = self._heights.get(line.line_id)
        return line_height(line, self.shows_tools_of(line)) if known is None else known

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Paint what has changed. A QListView would lay out all lines each time."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, roles)

    def _make_unknown_tools(self, line_id: str) -> UnknownTools:
        made = UnknownTools(self.viewport())
        made.setObjectName(line_id)
        made.asked.connect(self._unknown_asked)
        made.show()
        return made

    def _unknown_asked(self, act: str) -> None:
        self.asked.emit(self.sender().objectName(), act)

    def _tool_asked(self, act: str) -> None:
        self.asked.emit(self.selected_line(), act)

    def _tool_stepped(self, step: int) -> None:
        self.stepped.emit(self.selected_line(), step)

    def scroll_bar_width(self) -> int:
        """What the scroll bar takes of the width now."""
        return self.width() - self.viewport().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected line in sight, also when what stands below the list grows."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_tools()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_tools()

    def _place_tools(self) -> None:
        self._place(self._tools, self.selected_line())
        for line_id, tools in self._unknown_tools.items():
            self._place(tools, line_id)

    def _place(self, tools: QWidget, line_id: str) -> None:
        row = self._lines.row_of(line_id)
        if row >= 0:
            rect = self.visualRect(self._lines.index(row))
            inside = inside_of(rect, self.layoutDirection(), self.scroll_bar_width())
            tools.setGeometry(tools_place(self._lines.lines[row], inside))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line_id, key = self.selected_line(), event.key()
        if Qt.Key(key) in _TRAVEL:
            super().keyPressEvent(event)
        elif line_id and key in _STEPS:
            self.stepped.emit(line_id, _STEPS[key])
        elif line_id and key == Qt.Key.Key_Delete:
            self.asked.emit(line_id, "remove")
        else:
            event.ignore()
