"""Finds what a bundle of Linux programs needs from the system, and which packages bring it.

Reads ELF files with objdump, and packaging/debian/libraries.txt. Knows nothing of how a bundle is
made.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "debian" / "libraries.txt"
ELF = b"\x7fELF"
C_LIBRARY = "libc6"


class UnknownLibrary(Exception):
    """The bundle needs a library that it does not hold and that the table does not name."""

    def __init__(self, libraries: set[str]) -> None:
        super().__init__(
            f"no package is known for {', '.join(sorted(libraries))}: "
            f"name it in packaging/debian/{TABLE.name}, or let bundle_contents.py keep the library"
        )


@dataclass(frozen=True, slots=True)
class Needs:
    """Libraries by their sonames, and the release of the C library that they ask for."""

    libraries: frozenset[str]
    c_library: str


def needs_of(folder: Path) -> Needs:
    """Read what the programs and libraries under a folder need and do not find in it."""
    files = [path for path in sorted(folder.rglob("*")) if _is_elf(path)]
    described = subprocess.run(
        ["objdump", "-p", *map(str, files)], check=True, capture_output=True, text=True
    ).stdout
    return read_needs(described, {path.name for path in files})


def read_needs(described: str, present: set[str]) -> Needs:
    """Read the same from objdump's words; `present` are the libraries that the bundle holds."""
    wanted = set(re.findall(r"^ +NEEDED +(\S+)", described, re.MULTILINE))
    releases = re.findall(r"\bGLIBC_(\d+)\.(\d+)", described)
    newest = max(((int(major), int(minor)) for major, minor in releases), default=(0, 0))
    return Needs(frozenset(wanted - present), "{}.{}".format(*newest))


def packages_for(needs: Needs, table: str) -> list[str]:
    """Name the packages that bring what is needed, as Debian writes dependencies.

    Raises UnknownLibrary.
    """
    known = dict(
        line.split(maxsplit=1) for line in table.splitlines() if line and line[0] not in "# "
    )
    if unknown := needs.libraries - known.keys():
        raise UnknownLibrary(set(unknown))
    packages = {known[library].strip() for library in needs.libraries}
    return sorted(
        f"{package} (>= {needs.c_library})" if package == C_LIBRARY else package
        for package in packages
    )


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(ELF)) == ELF
