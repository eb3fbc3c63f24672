"""The window: the rail, one page at a time, and the status row that is always there.

Knows where things stand and nothing of what they do; `application.py` decides what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.ui import tokens
from pos_app.ui.navigation import rail_items
from pos_app.ui.shortcuts import Act, bind, key_of
from pos_app.ui.widgets.nav_rail import NavRail
from pos_app.ui.widgets.status_row import StatusRow

if TYPE_CHECKING:
    from pos_app.ui.screens.keys.screen import KeysPanel

_SIZE = QSize(1366, 768)
_SMALLEST = QSize(960, 540)
_KEYS_WIDTH = 776


class MainWindow(QMainWindow):
    """One window for everything.

    Signals: `closing()` before the window goes; `back_asked()` for Esc where no panel is open;
    `theme_asked()`. `may_close` is asked before it closes.
    """

    closing = Signal()
    back_asked = Signal()
    theme_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("SalePoint")
        self.setMinimumSize(_SMALLEST)
        self.rail = NavRail(rail_items())
        self.rail.setObjectName("rail")
        self.status = StatusRow(
            keys_key=key_of(Act.KEYS).shown(), lock_key=key_of(Act.LOCK).shown()
        )
        self.status.setObjectName("status")
        self.status.sync.setObjectName("status.sync")
        self._pages = QStackedWidget()
        self._keys: KeysPanel | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self._arrange()
        self.status.keys_clicked.connect(self.toggle_keys)
        bind(self, Act.KEYS, self.toggle_keys)
        bind(self, Act.BACK, self._back)
        self.show_rail(False)

    def _arrange(self) -> None:
        central = QWidget()
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self._pages, 1)
        side.addWidget(self.status)
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(side, 1)
        self.setCentralWidget(central)

    def open_window(self) -> None:
        """Show the window: as large as the screen where that is small."""
        screen = self.screen().availableSize()
        if screen.width() <= _SIZE.width() or screen.height() <= _SIZE.height():
            self.resize(screen)
            self.showMaximized()
        else:
            self.resize(_SIZE)
            self.show()

    def bring_to_front(self) -> None:
        """Come to the front, because somebody started the program once more."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_rail(self, shown: bool) -> None:
        """Show the rail, or hide it before somebody has signed in."""
        self.rail.setVisible(shown)
        self.status.set_signed_in(shown)

    def show_page(self, page: QWidget) -> None:
        """Show a page in the place of the one before."""
        self.close_keys()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Forget a page that will not be needed again."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    # The panel with the keys.

    def toggle_keys(self) -> None:
        """Show or hide the panel with all keys."""
        if self._keys is not None and self._keys.isVisible():
            self.close_keys()
            return
        if self._keys is None:
            self._keys = self._make_keys()
        self._place_keys()
        self._keys.show()
        self._keys.raise_()

    def _make_keys(self) -> KeysPanel:
        from pos_app.ui.screens.keys.screen import KeysPanel

        keys = KeysPanel(self._pages)
        keys.closed.connect(self.close_keys)
        keys.theme_asked.connect(self.theme_asked)
        return keys

    def close_keys(self) -> None:
        """Hide the panel with all keys."""
        if self._keys is not None:
            self._keys.hide()

    def _place_keys(self) -> None:
        """Over the catalogue and below the page's head, so that the cart stays in sight."""
        if self._keys is None:
            return
        area = self._pages.rect()
        gap = tokens.S16
        beside_cart = area.width() * (100 - tokens.CART_PERCENT) // 100
        wide = min(beside_cart - 2 * gap, _KEYS_WIDTH)
        top = tokens.HEAD + tokens.S12
        place = QRect(QPoint(gap, top), QSize(wide, area.height() - top - gap))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveRight(area.right() - gap)
        self._keys.setGeometry(place)

    def _back(self) -> None:
        if self._keys is not None and self._keys.isVisible():
            self.close_keys()
        else:
            self.back_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_keys()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_keys()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()
        QApplication.quit()
