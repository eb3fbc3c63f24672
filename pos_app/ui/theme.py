"""The appearance of the application: style, font, palette and style sheet, light or dark.

It turns tokens into what Qt understands. It must not know any screen or widget of the till.
"""

from __future__ import annotations

from functools import lru_cache
from string import Template

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from pos_app import resources
from pos_app.ui import fonts, tokens
from pos_app.ui.tokens import APPEARANCES, ColourName, Mode

_PROPERTY = "salepoint_theme"

_ROLES: dict[QPalette.ColorRole, ColourName] = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "secondary",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def mode() -> Mode:
    """The appearance that is shown now. Before `apply_theme` it is the light one."""
    app = QCoreApplication.instance()
    dark = app is not None and app.property(_PROPERTY) == "dark"
    return "dark" if dark else "light"


@lru_cache(maxsize=128)
def _colour(name: ColourName, appearance: Mode) -> QColor:
    return QColor(APPEARANCES[appearance].value(name))


def colour(name: ColourName) -> QColor:
    """The colour of a token in the appearance that is shown now."""
    return _colour(name, mode())


def system_mode(app: QApplication) -> Mode:
    """What the desktop asks for; light when it says nothing."""
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def palette(appearance: Mode) -> QPalette:
    """The palette of an appearance, for everything the style sheet does not reach."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, _colour(name, appearance))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, _colour("secondary", appearance))
    return made


def style_sheet(appearance: Mode) -> str:
    """The style sheet of an appearance, made from `resources/styles/salepoint.qss`.

    Its placeholders are the names of colours and sizes in `tokens`; an unknown one is a KeyError.
    """
    colours = APPEARANCES[appearance]
    values = {name: getattr(colours, name) for name in colours.__slots__}
    sizes = {n.lower(): v for n, v in vars(tokens).items() if n.isupper() and isinstance(v, int)}
    return Template(resources.text("styles/salepoint.qss")).substitute(values, **sizes)


def apply_theme(app: QApplication, appearance: Mode) -> None:
    """Show the application light or dark. May be called again at any time to switch."""
    first = app.property(_PROPERTY) is None
    app.setProperty(_PROPERTY, appearance)
    if first:
        fonts.install()
        app.setStyle("Fusion")
        app.setFont(fonts.font(tokens.TEXT))
    app.setPalette(palette(appearance))
    app.setStyleSheet(style_sheet(appearance))
