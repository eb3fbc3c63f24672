"""The row along the lower edge: sync state, devices, keys, clock, and the open sale."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.press_target import PressTarget
from pos_app.ui.widgets.sync_indicator import SyncIndicator


class _StatusPart(PressTarget):
    """Icon or key, and words; pressed where that does something."""

    ringed = False

    def __init__(self, icon: str = "", key: str = "", text: str = "") -> None:
        super().__init__()
        self._icon, self._key = icon, key
        self.tone: ColourName = "secondary"
        self.strong = False
        self.fill: ColourName | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self.show_text(text)

    def show_text(self, text: str, icon: str = "", tone: ColourName = "secondary") -> None:
        """Show other words; without any it disappears."""
        self._icon = icon or self._icon
        self.tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:  # without one it would be a window of its own
            self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        role = tokens.TEXT_STRONG if self.strong else tokens.TEXT
        wide = fonts.width(self.text(), role) + 2 * tokens.S8
        wide += tokens.ICON + tokens.S8 if self._icon else 0
        wide += painting.key_hint_width(self._key) + tokens.S8 if self._key else 0
        return QSize(wide, tokens.STATUS - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "sunken" if self.state() in ("hover", "pressed") else self.fill
        if fill is not None:
            painter.fillRect(self.rect(), theme.colour(fill))
        if self.hasFocus():
            painting.box(painter, self.rect(), "clear", "accent", tokens.FOCUS_WIDTH, 0)
        inside = self.rect().adjusted(tokens.S8, 0, -tokens.S8, 0)
        strip = painting.Strip(inside, self.layoutDirection())
        if self._icon:
            icons.paint(painter, strip.lead(tokens.ICON, tokens.S8), self._icon, self.tone)
        if self._key:
            place = strip.lead(painting.key_hint_width(self._key), tokens.S8)
            painting.key_hint(painter, place, self._key, "secondary", "line")
        role = tokens.TEXT_STRONG if self.strong else tokens.TEXT
        painting.text(painter, strip.rest(), self.text(), role, self.tone)


class StatusRow(QWidget):
    """The status of this register. `sync` is the `SyncIndicator`.

    Signals: `sync_clicked()`, `keys_clicked()`, `lock_clicked()`, `sale_clicked()`.
    """

    sync_clicked = Signal()
    keys_clicked = Signal()
    lock_clicked = Signal()
    sale_clicked = Signal()

    def __init__(
        self, *, keys_key: str = "F1", lock_key: str = "F12", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(tokens.STATUS)
        self.sync = SyncIndicator()
        self._note = Label(tone="secondary")
        self._printer = _StatusPart("printer")
        self._printer.setFocusPolicy(self.focusPolicy())
        self._keys = _StatusPart(key=keys_key, text=self.tr("Keys"))
        self._lock = _StatusPart(key=lock_key, text=self.tr("Lock"))
        self._clock = Label()
        self._sale = _StatusPart("shopping-cart")
        self._sale.strong, self._sale.fill = True, "accent_soft"
        for part, name in ((self._keys, "keys"), (self._lock, "lock"), (self._sale, "sale")):
            part.setObjectName(f"status.{name}")
        self._arrange()
        self.sync.clicked.connect(self.sync_clicked)
        self._keys.clicked.connect(self.keys_clicked)
        self._lock.clicked.connect(self.lock_clicked)
        self._sale.clicked.connect(self.sale_clicked)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S8, 1, tokens.S8, 0)
        row.setSpacing(tokens.S4)
        row.addWidget(self.sync)
        row.addSpacing(tokens.S8)
        row.addWidget(self._note, 1)
        for part in (self._printer, self._keys, self._lock):
            row.addWidget(part)
        row.addSpacing(tokens.S8)
        row.addWidget(self._clock)
        row.addSpacing(tokens.S8)
        row.addWidget(self._sale)

    def set_note(self, text: str) -> None:
        """Show what belongs to the sync state, such as "Last entry 14:31"."""
        self._note.setText(text)

    def set_printer(self, text: str, *, trouble: bool = False) -> None:
        """Show the printer's state; empty hides it."""
        self._printer.show_text(text, tone="danger" if trouble else "secondary")

    def set_clock(self, text: str) -> None:
        """Show date and time."""
        self._clock.setText(text)

    def set_signed_in(self, signed_in: bool) -> None:
        """Offer the lock only while somebody is signed in."""
        self._lock.setVisible(signed_in)

    def set_open_sale(self, text: str) -> None:
        """Show the open sale on pages without the cart; empty hides it."""
        self._sale.show_text(text, tone="accent")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
