"""The repository speaks of the shop and of itself, never of how or where it was made."""

import re
from pathlib import Path

from tests.architecture.source import ROOT, files, report

# One character of each word is in brackets, so that this file does not find itself.
PLACES_AND_NUMBERS = (
    r"\b[i]ssue #?\d",
    r"(?<![\w.])/([w]ork|[r]oot|opt/[p]ypi|home/\w+)/",
    r"\.\./[s]hared",
    r"[p]ypi\.org|[p]ythonhosted\.org",
)
STRANGE = re.compile("|".join(PLACES_AND_NUMBERS), re.IGNORECASE)
MOST_BYTES = 500_000


def strange_words(text: str) -> list[str]:
    """What a text says that does not belong into it, as `line: words`."""
    return [
        f"{number}: {found.group().strip()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for found in STRANGE.finditer(line)
    ]


def readable(path: Path) -> str:
    """The text of a file; nothing for pictures and the like, and for large data."""
    content = path.read_bytes()
    if len(content) > MOST_BYTES or b"\0" in content:
        return ""
    return content.decode("utf-8", errors="replace")


def test_nothing_speaks_of_how_or_where_it_was_made() -> None:
    complaints = [
        f"{path.relative_to(ROOT)}:{found}"
        for path in files()
        for found in strange_words(readable(path))
    ]
    assert not complaints, report("Say it so that it is true for every reader.", complaints)


def test_strange_words_are_seen() -> None:
    for text in (
        "see i" + "ssue 12",
        "cat /ro" + "ot/notes",
        'open("/wo' + 'rk/main")',
        "https://py" + "pi.org/simple",
        "read ../sha" + "red/data",
    ):
        assert strange_words(text), text
    for text in ("The token's issuer is unknown.", "User-Agent: SalePoint", "a root/branch"):
        assert not strange_words(text), text
