"""The colours of a button by kind and state: one table, so that no two buttons disagree."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pos_app.ui.tokens import ColourName

Kind = Literal["primary", "secondary", "ghost", "danger", "danger-line", "slot"]
State = Literal["default", "hover", "pressed", "disabled", "selected"]


class Look(NamedTuple):
    """Fill, border, text colour and width of the border in px."""

    fill: ColourName
    border: ColourName
    text: ColourName
    width: int = 1


_DISABLED = Look("sunken", "line", "secondary")
_SELECTED = Look("accent_soft", "accent", "accent", 2)

_LOOKS: dict[tuple[Kind, State], Look] = {
    ("primary", "default"): Look("accent", "accent", "on_accent"),
    ("primary", "hover"): Look("accent_hover", "accent_hover", "on_accent"),
    ("primary", "pressed"): Look("accent_press", "accent_press", "on_accent"),
    ("secondary", "default"): Look("surface", "line", "text"),
    ("secondary", "hover"): Look("sunken", "line", "text"),
    ("secondary", "pressed"): Look("pressed", "line", "text"),
    ("ghost", "default"): Look("clear", "clear", "accent"),
    ("ghost", "hover"): Look("accent_soft", "clear", "accent"),
    ("ghost", "pressed"): Look("pressed", "clear", "accent_press"),
    ("ghost", "disabled"): Look("clear", "clear", "secondary"),
    ("danger", "default"): Look("danger", "danger", "on_danger"),
    ("danger", "hover"): Look("danger_hover", "danger_hover", "on_danger"),
    ("danger", "pressed"): Look("danger_press", "danger_press", "on_danger"),
    ("slot", "default"): Look("surface", "line_strong", "secondary"),
    ("slot", "hover"): Look("sunken", "line_strong", "secondary"),
    ("slot", "pressed"): Look("pressed", "line_strong", "text"),
    ("danger-line", "default"): Look("surface", "line", "danger"),
    ("danger-line", "hover"): Look("danger_soft", "danger", "danger"),
    ("danger-line", "pressed"): Look("danger", "danger", "on_danger"),
}


def button_look(kind: Kind, state: State) -> Look:
    """How a button of that kind looks in that state."""
    if state == "selected":
        return _SELECTED
    return _LOOKS.get((kind, state), _DISABLED)


def every_look() -> list[Look]:
    """All looks there are, for the test that computes their contrast."""
    return [*_LOOKS.values(), _DISABLED, _SELECTED]
