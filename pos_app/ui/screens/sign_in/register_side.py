"""The side of the sign-in page that says which register this is and how it is. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import icons, theme, tokens
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, Rule
from pos_app.ui.widgets.icon_mark import IconMark
from pos_app.ui.widgets.label import Label

WIDTH = 424
BESIDE = 942  # what is left beside it in the window of 1366 px
_NARROWEST = 288
_LOGO = 40
_ROW = 64


class _Logo(QWidget):
    """The program's sign and name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_LOGO)
        self.setAccessibleName("SalePoint")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        icons.paint_logo(painter, strip.lead(_LOGO, tokens.S12))
        painting.text(painter, strip.rest(), "SalePoint", tokens.TITLE)


class FactRow(QWidget):
    """An icon, what is so, and a line about it."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(_ROW)
        self._title = Label("", tokens.NAME, wrap=True)
        self._text = Label("", tokens.TEXT, "secondary", wrap=True)
        words = QVBoxLayout()
        words.setContentsMargins(0, tokens.S12, 0, tokens.S12)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        row.setSpacing(tokens.S16)
        row.addWidget(IconMark(icon))
        row.addLayout(words, 1)

    def show_fact(self, title: str, text: str) -> None:
        """Show another fact."""
        self._title.setText(title)
        self._text.setText(text)


class RegisterSide(QFrame):
    """Name and store of the register, what is safe here, the printer, the network.

    Signal: `theme_asked()` for the other appearance.
    """

    theme_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(WIDTH)
        self._about = Label(self.tr("This register"), tokens.NAME, "secondary")
        self.name = Label("", tokens.TOTAL)
        self.name.setObjectName("signin.register")
        self._store = Label("", tokens.LARGE, wrap=True)
        self.safe = FactRow("shield-check")
        self.printer = FactRow("printer")
        self._facts = Card(padding=0, gap=0)
        self._facts.column.addWidget(self.safe)
        self._facts.column.addWidget(Rule())
        self._facts.column.addWidget(self.printer)
        self._offline = Banner("warning", icon="cloud-off", two_lines=True)
        self.theme = Button("", icon="moon")
        self.theme.setObjectName("signin.theme")
        self._version = Label("", tokens.TEXT, "secondary", align=painting.TRAILING)
        self._arrange()
        self.theme.clicked.connect(self.theme_asked)
        self._facts.hide()
        self._offline.hide()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S32, tokens.S32, tokens.S32 + 1, tokens.S32)
        column.setSpacing(0)
        column.addWidget(_Logo())
        column.addSpacing(2 * tokens.S32)
        column.addWidget(self._about)
        column.addWidget(self.name)
        column.addSpacing(tokens.S4)
        column.addWidget(self._store)
        column.addSpacing(tokens.S32)
        column.addWidget(self._facts)
        column.addSpacing(tokens.S16)
        column.addWidget(self._offline)
        column.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self.theme, 0, Qt.AlignmentFlag.AlignLeading)
        foot.addWidget(self._version, 1)
        column.addLayout(foot)
        self._show_theme()

    def show_register(self, name: str, store: str) -> None:
        """Show which register this is."""
        self.name.setText(name)
        self._store.setText(store)

    def show_words(self, about: str, title: str, text: str) -> None:
        """Show other words than a register's, as before it is one."""
        self._about.setText(about)
        self.name.setText(title)
        self._store.setText(text)

    def show_safe(self, title: str, text: str) -> None:
        """Show what is safe here."""
        self.safe.show_fact(title, text)
        self._facts.show()

    def show_printer(self, status: str) -> None:
        """Show the printer: `ready`, `absent` or `failed`."""
        facts = {
            "ready": (
                self.tr("Receipt printer ready"),
                self.tr("Receipts are printed by themselves"),
            ),
            "failed": (self.tr("Printer does not answer"), self.tr("Check paper, cable and power")),
            "absent": (self.tr("No receipt printer"), self.tr("Receipts go by e-mail or PDF")),
        }
        title, text = facts.get(status, (self.tr("Receipt printer"), ""))
        self.printer.show_fact(title, text)

    def show_offline(self, days: int | None) -> None:
        """Say who may sign in without the network; None when there is one."""
        self._offline.setVisible(days is not None)
        if days is not None:
            words = self.tr(
                "People who signed in here in the last %n days can sign in now.", "", days
            )
            title = self.tr("No network, selling works")
            self._offline.show_message("warning", title, words, icon="cloud-off")

    def show_version(self, version: str) -> None:
        """Show which version this is."""
        self._version.setText(self.tr("Version {version}").format(version=version))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the appearance, whoever switches it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_theme()

    def _show_theme(self) -> None:
        """Name the appearance the button leads to."""
        dark = theme.mode() == "dark"
        self.theme.set_text(self.tr("Light") if dark else self.tr("Dark"))
        self.theme.set_icon("sun" if dark else "moon")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        edge = painting.Strip(self.rect(), self.layoutDirection()).trail(1)
        painter.fillRect(edge, theme.colour("line"))
