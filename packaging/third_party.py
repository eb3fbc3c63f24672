"""Writes what other people's libraries a bundle holds, in which version, under which licence.

Knows the locked requirements and the installed distributions, nothing of bundles.
"""

from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution

RULE = "=" * 100
LICENCE_FILES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def notices(names: Iterable[str]) -> str:
    """Return one text about every named distribution that is installed, with its licence texts."""
    return "\n".join(_notice(found) for name in sorted(names) if (found := _find(name)))


def _find(name: str) -> Distribution | None:
    """Return a distribution; None for one that is locked for another system."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _notice(found: Distribution) -> str:
    about = found.metadata.json
    licence = about.get("license_expression") or about.get("license") or _classified(found)
    head = f"{RULE}\n{about['name']} {found.version}\nLicence: {licence}\n"
    return "\n".join([head, *_texts(found)])


def _classified(found: Distribution) -> str:
    marked = [line for line in found.metadata.get_all("Classifier", []) if "License ::" in line]
    return ", ".join(line.rpartition(" :: ")[2] for line in marked) or "see below"


def _texts(found: Distribution) -> list[str]:
    return [
        f"--- {file.name}\n{file.read_text(encoding='utf-8')}"
        for file in found.files or []
        if ".dist-info" in file.parts[0] and file.name.upper().startswith(LICENCE_FILES)
    ]
