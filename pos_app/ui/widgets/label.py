"""Text on a page: one role of the type scale, one colour, one line or wrapped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pos_app.ui import fonts, tokens
from pos_app.ui.tokens import ColourName, Type
from pos_app.ui.widgets import painting

_WIDE = 16_000


class Label(QLabel):
    """Plain text in a role of the type scale.

    One line that ends in an ellipsis where room is short, or, with `wrap`, as many as it needs.
    With `tight` the line is written in that role where room is short: no figure may be cut off.
    It follows the theme by itself and never interprets mark-up.
    """

    def __init__(
        self,
        text: str = "",
        role: Type = tokens.TEXT,
        tone: ColourName = "text",
        *,
        wrap: bool = False,
        tight: Type | None = None,
        align: Qt.AlignmentFlag = painting.LEADING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align)
        self.setFont(fonts.font(role))
        self._role = role
        self._tight = tight
        self._tone: ColourName = tone
        self._bold: tuple[tuple[int, int], ...] = ()
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_tone(self, tone: ColourName) -> None:
        """Change the colour to another token."""
        self._tone = tone
        self.update()

    def set_parts(self, parts: Sequence[tuple[str, bool]]) -> None:
        """Show a text of several parts, each with whether it is emphasised."""
        start, bold = 0, []
        for part, strong in parts:
            if strong:
                bold.append((start, len(part)))
            start += len(part)
        self._bold = tuple(bold)
        self.setText("".join(part for part, _ in parts))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return self._role.line
        lines = painting.line_count(self.text(), self._role, max(width, 1), self._bold)
        return max(1, lines) * self._role.line

    def sizeHint(self) -> QSize:
        if not self._bold:
            return QSize(fonts.width(self.text(), self._role), self._role.line)
        # A line belongs to its layout: without a name of its own the layout would be gone first.
        layout = painting.lay_out(self.text(), self._role, _WIDE, bold=self._bold)
        return QSize(int(layout.lineAt(0).naturalTextWidth()) + 1, self._role.line)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._role.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone: ColourName = self._tone if self.isEnabled() else "secondary"
        if not self.wordWrap() and not self._bold:
            painting.text(
                painter, self.rect(), self.text(), self._fitting(), tone, self.alignment()
            )
            return
        high = min(self.heightForWidth(self.width()), self.height())
        most = max(1, high // self._role.line)
        spot = painting.middle(self.rect(), self.width(), most * self._role.line)
        painting.paragraph(
            painter, spot, self.text(), self._role, tone, most, self.alignment(), self._bold
        )

    def _fitting(self) -> Type:
        if self._tight is None or fonts.width(self.text(), self._role) <= self.width() + 1:
            return self._role
        return self._tight
