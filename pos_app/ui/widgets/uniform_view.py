"""A view of very many items of one size, in one or more columns, over a list model.

Everything is computed from the row number, so that a hundred thousand products cost as much as
fifteen. Subclasses say how large an item is and paint it.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScroller, QWidget

from pos_app.ui import tokens

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TRAVEL = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
_Move = QAbstractItemView.CursorAction


class UniformView(QAbstractItemView):
    """Items of one size. Signals: `chosen(row)` on click or Enter, `details_asked(row)` on the
    right button or Ctrl+Enter.

    It takes the keyboard by Tab only, so that a click leaves it in the search field, and leaves
    letters and digits to the window.
    """

    chosen = Signal(int)
    details_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.hovered_row = -1
        self.pressed_row = -1
        self.setModel(QStringListModel(self))

    # What subclasses say.

    def columns(self) -> int:
        """How many items stand side by side."""
        return 1

    def item_width(self) -> int:
        """The width of an item in px."""
        return self.viewport().width()

    def item_height(self) -> int:
        """The height of an item in px."""
        return tokens.ROW

    def gap(self) -> int:
        """The distance between items in px."""
        return 0

    def margin(self) -> int:
        """The distance from the leading edge in px."""
        return 0

    def paint_item(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Paint one item."""
        raise NotImplementedError

    # What screens use.

    def step(self, lines: int) -> None:
        """Move the current item by so many lines; from nowhere, to the first item."""
        if self._rows:
            here = self.current_row()
            wanted = here + lines * self.columns() if here >= 0 else 0
            self._go_to(max(0, min(self._rows - 1, wanted)))

    def current_row(self) -> int:
        """The row of the current item, or -1."""
        return self.currentIndex().row()

    def clear_current(self) -> None:
        """Have no current item, as after a new search."""
        self.selectionModel().clear()
        self.viewport().update()

    # Geometry.

    def _line_height(self) -> int:
        return self.item_height() + self.gap()

    def _content_height(self) -> int:
        lines = -(-self._rows // self.columns())
        return lines * self._line_height()

    def _rect_of(self, row: int) -> QRect:
        line, column = divmod(row, self.columns())
        x = self.margin() + column * (self.item_width() + self.gap())
        y = line * self._line_height() - self.verticalOffset()
        rect = QRect(x, y, self.item_width(), self.item_height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveLeft(self.viewport().width() - x - rect.width())
        return rect

    def visualRect(self, index: Index) -> QRect:
        return self._rect_of(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        x = point.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.viewport().width() - 1 - x
        column = (x - self.margin()) // (self.item_width() + self.gap())
        line = (point.y() + self.verticalOffset()) // self._line_height()
        row = line * self.columns() + column
        if not 0 <= column < self.columns() or not 0 <= row < self._rows:
            return QModelIndex()
        return self.model().index(row, 0) if self._rect_of(row).contains(point) else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > self.viewport().height():
            below = rect.bottom() + 1 - self.viewport().height()
            bar.setValue(bar.value() + below + self.gap())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._line_height() // 2)
        bar.setRange(0, max(0, self._content_height() - self.viewport().height()))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def setModel(self, model: QAbstractItemModel | None) -> None:
        shown = QStringListModel(self) if model is None else model
        super().setModel(shown)
        shown.rowsInserted.connect(self._relayout)
        shown.rowsRemoved.connect(self._relayout)
        shown.modelReset.connect(self._relayout)
        shown.layoutChanged.connect(self._relayout)
        self._relayout()

    def _relayout(self) -> None:
        self.hovered_row = self.pressed_row = -1
        self._rows = self.model().rowCount()
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    # Keyboard and pointer.

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows = self._rows
        if not rows:
            return QModelIndex()
        here, wide = max(0, self.current_row()), self.columns()
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        page = max(1, self.viewport().height() // self._line_height()) * wide
        steps = {
            _Move.MoveRight: ahead,
            _Move.MoveLeft: -ahead,
            _Move.MoveNext: 1,
            _Move.MovePrevious: -1,
            _Move.MoveDown: wide,
            _Move.MoveUp: -wide,
            _Move.MovePageDown: page,
            _Move.MovePageUp: -page,
            _Move.MoveHome: -rows,
            _Move.MoveEnd: rows,
        }
        step = steps[action] if self.current_row() >= 0 else 0
        return self.model().index(max(0, min(rows - 1, here + step)), 0)

    def _go_to(self, row: int) -> None:
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TRAVEL:
            super().keyPressEvent(event)
        elif key not in _ENTER or self.current_row() < 0:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.details_asked.emit(self.current_row())
        else:
            self.chosen.emit(self.current_row())

    def _row_at(self, event: QMouseEvent) -> int:
        return self.indexAt(event.position().toPoint()).row()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_row = self._row_at(event)
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, pressed = self._row_at(event), self.pressed_row
        self.pressed_row = -1
        super().mouseReleaseEvent(event)
        self.viewport().update()
        if row < 0 or row != pressed:
            return
        if event.button() == Qt.MouseButton.RightButton:
            self.details_asked.emit(row)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._row_at(event))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        for changed in (self.hovered_row, row):
            if changed >= 0:
                self.viewport().update(self._rect_of(changed))
        self.hovered_row = row

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        high, wide = self._line_height(), self.columns()
        first = max(0, (area.top() + self.verticalOffset()) // high) * wide
        last = ((area.bottom() + self.verticalOffset()) // high + 1) * wide
        for row in range(first, min(last, self._rows)):
            rect = self._rect_of(row)
            if rect.intersects(area):
                self.paint_item(painter, rect, self.model().index(row, 0))
