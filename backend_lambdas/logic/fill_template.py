"""Fills templates: every value is escaped for HTML unless it is HTML that was filled before.

Templates hold `$names` in the form of Python's string.Template and come from files that hold no
code. Knows nothing of mail or receipts.
"""

import html
from collections.abc import Callable, Iterable
from string import Template

Templates = Callable[[str], str]
"""Returns the template with a name, `receipt.html`."""


class Html(str):
    """Text that is HTML already and safe as it is."""

    __slots__ = ()


def fill_html(template: str, **values: str) -> Html:
    """Fill an HTML template; plain text among the values is escaped, its lines are kept."""
    return Html(Template(template).substitute({name: _safe(v) for name, v in values.items()}))


def fill_text(template: str, **values: str) -> str:
    """Fill a plain-text template."""
    return Template(template).substitute(values)


def joined(parts: Iterable[Html]) -> Html:
    """Put pieces of HTML one after the other."""
    return Html("".join(parts))


def _safe(value: str) -> Html:
    if isinstance(value, Html):
        return value
    return Html("<br>\n".join(html.escape(line) for line in value.splitlines()))
