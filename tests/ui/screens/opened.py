"""A whole window on services in memory, and hands to work with it: press, type, scan, look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.application import StartPlan, TillApplication
from pos_app.ui.screens.sell.screen import SellScreen
from tests.fakes.ui_services import PASSWORD, FakeTill

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 5000
SCANNER_MS, PERSON_MS = 2, 120


class Opened:
    """The program as somebody at the till sees it."""

    def __init__(
        self,
        app: QApplication,
        qtbot: QtBot,
        till: FakeTill,
        folder: Path,
        build: Callable[[], FakeTill] | None = None,
    ) -> None:
        self.till = till
        self.qtbot = qtbot
        self.clock_ms = 1_000_000
        plan = StartPlan(folder, "en_GB", "light", lambda: "1.2.3", build or (lambda: till))
        self.program = TillApplication(app, plan)
        self.window = self.program.window
        self.program.start()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def close(self) -> None:
        """End the program and everything of it, as its process would."""
        self.window.hide()
        self.program.shut_down()
        self.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def sell(self) -> SellScreen:
        assert self.program.pages is not None
        return self.program.pages.sell

    def until(self, what: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(what, timeout=PATIENCE_MS)

    def find(self, name: str) -> QWidget | None:
        found = (w for w in self.window.findChildren(QWidget, name) if w.isVisible())
        return next(found, None)

    def sees(self, name: str) -> bool:
        return self.find(name) is not None

    def widget(self, name: str, kind: type[W]) -> W:
        self.until(lambda: self.sees(name))
        found = self.find(name)
        assert isinstance(found, kind)
        return found

    def press(self, name: str) -> None:
        QTest.mouseClick(self.widget(name, QWidget), Qt.MouseButton.LeftButton)

    def enter(self, name: str, text: str) -> None:
        field = self.widget(name, QWidget)
        field.setFocus()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        none = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers or none)

    def keys(self, text: str, gap_ms: int = PERSON_MS) -> None:
        for character in text:
            self._send(Qt.Key(ord(character.upper())), character, gap_ms)

    def scan(self, code: str) -> None:
        self.keys(code, SCANNER_MS)
        self._send(Qt.Key.Key_Return, "\r", SCANNER_MS)

    def _send(self, key: Qt.Key, text: str, gap_ms: int) -> None:
        self.clock_ms += gap_ms
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self.clock_ms)
        QCoreApplication.sendEvent(QApplication.focusWidget() or self.window, event)

    def sign_in(self, username: str = "sales1") -> None:
        self.press(f"signin.person.{username}")
        self.enter("signin.password", PASSWORD)
        self.press("signin.submit")
        self.until(lambda: self.sees("sell.search"))
        self.until(lambda: self.sell.pages.catalogue.model.rowCount() > 0)

    def code(self, number: int) -> str:
        return self.till.find_products.cards[number].barcode

    def pieces(self) -> int:
        return self.sell.cart.piece_count

    def total(self) -> str:
        return self.sell.panel.sums.total_text()
