"""Words of SVG that the demo's drawings are written with.

Everything returns SVG text and stays inside what Qt's renderer draws: shapes, strokes, transforms
and masks. A drawing fills a field of 400 by 300 units. Knows colours and shapes, no products.
"""

import hashlib

WIDTH, HEIGHT = 400, 300
_INK = "#1B1712"


def number(value: float) -> str:
    """A coordinate with at most two decimals, so that texts stay short and equal everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def circle(x: float, y: float, radius: float, fill: str) -> str:
    return ellipse(x, y, radius, radius, fill)


def ellipse(x: float, y: float, width: float, height: float, fill: str, opacity: float = 1) -> str:
    """`width` and `height` are radii."""
    return (
        f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(width)}" ry="{number(height)}" '
        f'fill="{fill}"{_opacity(opacity)}/>'
    )


def ring(x: float, y: float, radius: float, stroke: str, width: float) -> str:
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="none" '
        f'stroke="{stroke}" stroke-width="{number(width)}"/>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str, round_by: float = 0) -> str:
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" rx="{number(round_by)}" fill="{fill}"/>'
    )


def path(outline: str, fill: str, opacity: float = 1) -> str:
    return f'<path d="{outline}" fill="{fill}"{_opacity(opacity)}/>'


def stroke(outline: str, colour: str, width: float, opacity: float = 1) -> str:
    """A line with round ends along a path."""
    return (
        f'<path d="{outline}" fill="none" stroke="{colour}" stroke-width="{number(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"{_opacity(opacity)}/>'
    )


def placed(content: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """Content drawn around (0, 0), put at a place, turned by degrees and scaled."""
    return (
        f'<g transform="translate({number(x)} {number(y)}) rotate({number(turn)}) '
        f'scale({number(scale)})">{content}</g>'
    )


def clipped(outline: str, content: str) -> str:
    """Content where it lies inside the outline. The mask is named after the outline."""
    name = "m" + hashlib.sha256(outline.encode()).hexdigest()[:10]
    mask = f'<mask id="{name}"><path d="{outline}" fill="#fff"/></mask>'
    return f'{mask}<g mask="url(#{name})">{content}</g>'


def toned(outline: str, fill: str, shadow_from: float, over: str = "") -> str:
    """A filled shape with a print over it and its right part, from x on, a little darker."""
    shadow = path(f"M{number(shadow_from)} -200H410V310H{number(shadow_from)}Z", _INK, 0.09)
    return path(outline, fill) + clipped(outline, over + shadow)


def ground(x: float, width: float, y: float = 262) -> str:
    """The soft shadow under a thing that stands; `width` is its radius."""
    return ellipse(x, y, width, 7, _INK, 0.10)


def mixed(colour: str, other: str, share: float) -> str:
    """`#RRGGBB` moved by a share between 0 and 1 towards another colour."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def darker(colour: str, share: float = 0.25) -> str:
    return mixed(colour, "#1B1712", share)


def lighter(colour: str, share: float = 0.45) -> str:
    return mixed(colour, "#FFFFFF", share)


def picture(content: str, view: tuple[float, float, float, float]) -> str:
    """A whole SVG document that shows the given part (x, y, width, height) of a drawing."""
    box = " ".join(number(value) for value in view)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{content}</svg>'


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _opacity(value: float) -> str:
    return "" if value == 1 else f' opacity="{number(value)}"'
