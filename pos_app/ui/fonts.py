"""The bundled typeface, with figures of equal width, in the roles of the type scale.

It knows sizes only through `tokens`; it must not know any widget.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from pos_app import resources
from pos_app.ui.tokens import Type

FAMILY = "Inter"
_FILES = ("fonts/Inter-Regular.otf", "fonts/Inter-SemiBold.otf")


def install() -> None:
    """Make the bundled typeface known to Qt. Needs a running QGuiApplication."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources.path(name)))


@lru_cache(maxsize=32)
def font(role: Type) -> QFont:
    """The font of a role of text. Do not change the returned font: it is shared.

    Figures have equal widths, so that amounts line up and do not jump while they count.
    """
    made = QFont(FAMILY)
    made.setPixelSize(role.px)
    made.setWeight(QFont.Weight(role.weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role.tracking:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + role.tracking)
    return made


@lru_cache(maxsize=32)
def metrics(role: Type) -> QFontMetricsF:
    """The measures of a role of text."""
    return QFontMetricsF(font(role))


@lru_cache(maxsize=4096)
def width(text: str, role: Type) -> int:
    """The width of one line of text in px, rounded up so that it is never cut."""
    return int(metrics(role).horizontalAdvance(text)) + 1
