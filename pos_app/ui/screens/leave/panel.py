"""The question before the window closes: what waits, that it is safe, and both ways on. Widgets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card
from pos_app.ui.widgets.icon_mark import IconMark
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.progress import ProgressBar

_WIDTH = 560
_FRAME = 4  # the border of the selected card, which no layout knows of


class LeavePanel(Card):
    """Over the page, in the middle. Signals: `now_asked()`, `wait_asked()`, `stay_asked()`."""

    now_asked = Signal()
    wait_asked = Signal()
    stay_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(padding=tokens.S24, gap=tokens.S16, parent=parent)
        self.setObjectName("leave")
        self._over = parent
        self.setAutoFillBackground(True)
        self.set_selected(True)
        self.title = Label("", tokens.NAME_STRONG)
        self.text = Label("", tokens.TEXT, "secondary", wrap=True)
        self.progress = ProgressBar(self.tr("Sending"))
        self.progress.setObjectName("leave.progress")
        self.now = Button(self.tr("Close now"), "primary")
        self.now.setObjectName("leave.now")
        self.wait = Button(self.tr("Send first, then close"), icon="cloud-upload")
        self.wait.setObjectName("leave.wait")
        self.stay = Button(self.tr("Stay"), "ghost")
        self.stay.setObjectName("leave.stay")
        self._arrange()
        self.now.clicked.connect(self.now_asked)
        self.wait.clicked.connect(self.wait_asked)
        self.stay.clicked.connect(self.stay_asked)
        parent.installEventFilter(self)
        self.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        row.addWidget(self.now)
        row.addWidget(self.wait)
        row.addStretch()
        row.addWidget(self.stay)
        head = QHBoxLayout()
        head.setSpacing(tokens.S12)
        head.addWidget(IconMark("hard-drive", "accent"))
        head.addWidget(self.title, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.text)
        self.column.addWidget(self.progress)
        self.column.addLayout(row)

    def ask(self, sales: int, *, can_send: bool) -> None:
        """Ask while so many sales wait; without a way to send them only closing is offered."""
        one, many = self.tr("1 sale waits"), self.tr("%n sales wait", "", sales)
        title = self.tr("{sales} on this laptop")
        self.title.setText(title.format(sales=one if sales == 1 else many))
        words = self.tr("Safe here, and sent at the next start when there is a network.")
        if can_send:
            words = self.tr("Safe here in any case: what is not sent now is sent next time.")
        self.text.setText(words)
        self.wait.setVisible(can_send)
        self.progress.hide()
        self._place()
        self.show()
        self.raise_()
        self.now.setFocus()

    def show_sending(self, done: int, total: int) -> None:
        """Show how many of the waiting sales are in the books."""
        figure = self.tr("{done} of {total}").format(done=done, total=total)
        self.progress.set_progress(done, total, figure)
        self.progress.show()
        self.wait.hide()
        self._place()

    def _place(self) -> None:
        area = self._over.rect()
        wide = min(_WIDTH, area.width() - 2 * tokens.S24)
        high = self.heightForWidth(wide) + _FRAME
        spot = QRect(0, 0, wide, high)
        spot.moveCenter(area.center())
        self.setGeometry(spot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for this panel, which lies over whatever else would take it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stay_asked.emit()
        else:
            super().keyPressEvent(event)
