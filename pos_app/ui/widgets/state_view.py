"""What stands in the place of content: empty, loading, error, offline, no permission."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import icons, theme, tokens
from pos_app.ui.tokens import SoftTone
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.progress import ProgressBar

PageState = Literal["empty", "error", "offline", "no-permission"]

_LOOKS: dict[PageState, tuple[str, SoftTone, str]] = {
    "empty": ("inbox", "accent", ""),
    "error": ("triangle-alert", "danger", "rotate-cw"),
    "offline": ("cloud-off", "warning", "search"),
    "no-permission": ("lock", "accent", "user-check"),
}
_TILE = 48
_TEXT_WIDTH = 320
_GHOST_ROWS = ((60, 40), (44, 24), (52, 32))


class IconTile(QWidget):
    """An icon of 24 px on a soft ground of 48 px."""

    def __init__(
        self, icon: str, tone: SoftTone = "accent", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setFixedSize(_TILE, _TILE)

    def set_look(self, icon: str, tone: SoftTone) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        soft, tint = tokens.SOFT[self._tone]
        painting.box(painter, self.rect(), soft)
        icons.paint(painter, self.rect(), self._icon, tint, tokens.ICON_LARGE)


class _GhostRows(QWidget):
    """Grey shapes where the rows will be, so that nothing jumps when they arrive."""

    def sizeHint(self) -> QSize:
        return QSize(160, 36 * len(_GHOST_ROWS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, (long, short) in enumerate(_GHOST_ROWS):
            row = painting.band(self.rect(), number * 36, 36)
            self._paint_row(painter, row, long, short)

    def _paint_row(self, painter: QPainter, row: QRect, long: int, short: int) -> None:
        strip = painting.Strip(painting.band(row, 2, 32), self.layoutDirection())
        painting.box(painter, strip.lead(32, tokens.S12), "sunken")
        painting.box(painter, painting.band(strip.trail(40, tokens.S12), 12, 8), "sunken", radius=4)
        room = strip.left_over
        for top, share in ((6, long), (22, short)):
            line = painting.Strip(strip.rest(), self.layoutDirection()).lead(room * share // 100)
            painting.box(painter, painting.band(line, top, 8), "sunken", radius=4)
        painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.colour("line"))


class StateView(QWidget):
    """A page state with its next step as a button. Signals: `acted()`, `cancelled()`."""

    acted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        column.addWidget(self._pages)
        self._pages.addWidget(self._make_message())
        self._pages.addWidget(self._make_loading())

    def _make_message(self) -> QWidget:
        page = QWidget()
        self._tile = IconTile("inbox")
        self._title = Label(role=tokens.NAME_STRONG, align=painting.CENTRE)
        self._text = Label(tone="secondary", wrap=True, align=painting.CENTRE)
        self._text.setMaximumWidth(_TEXT_WIDTH)
        self._button = Button()
        self._button.clicked.connect(self.acted)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S8)
        column.addStretch()
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._tile, 0, centre)
        column.addWidget(self._title)
        text = QHBoxLayout()
        text.addWidget(self._text, 1)
        column.addLayout(text)
        column.addWidget(self._button, 0, centre)
        column.addStretch()
        return page

    def _make_loading(self) -> QWidget:
        page = QWidget()
        page.setObjectName("state.loading")
        self._progress = ProgressBar("", role=tokens.TEXT_STRONG)
        self._note = Label(role=tokens.META, tone="secondary")
        self._cancel = Button(self.tr("Cancel"), "ghost")
        self._cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S4)
        column.addWidget(self._progress)
        column.addSpacing(tokens.S4)
        column.addWidget(_GhostRows())
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self._cancel)
        column.addLayout(foot)
        column.addStretch()
        return page

    def show_state(
        self,
        state: PageState,
        title: str,
        text: str = "",
        action: str = "",
        *,
        icon: str = "",
        action_icon: str = "",
    ) -> None:
        """Say what is so and what to do next. In an empty list the next step is the main one."""
        standard, tone, step = _LOOKS[state]
        self._tile.set_look(icon or standard, tone)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.set_kind("primary" if state == "empty" else "secondary")
        self._button.set_icon(action_icon or step)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {text}")
        self._pages.setCurrentIndex(0)

    def show_loading(
        self, label: str, figure: str = "", *, done: int = 0, total: int = 0, note: str = "",
        cancellable: bool = False,
    ) -> None:  # fmt: skip
        """Show progress; call it only for what takes longer than `tokens.PROGRESS_AFTER_MS`."""
        self._progress.set_label(label)
        self._progress.set_progress(done, total, figure)
        self._note.setText(note)
        self._cancel.setVisible(cancellable)
        self.setAccessibleName(f"{label}. {figure}")
        self._pages.setCurrentIndex(1)

    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()


class StatefulArea(QStackedWidget):
    """Content or a state in its place. `states` is the `StateView`."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.states = StateView()
        self.addWidget(content)
        self.addWidget(self.states)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_content(self) -> None:
        """Show the content again."""
        self.setCurrentIndex(0)

    def show_states(self) -> StateView:
        """Show the state view and return it, to say which state."""
        self.setCurrentIndex(1)
        return self.states
