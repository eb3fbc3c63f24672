"""Where the shipped data files are: icons, fonts, styles, translations, templates, demo data.

The only module with path logic for resources. It works from the source tree, from an installed
wheel and inside a PyInstaller bundle. It knows nothing of what the files mean.
"""

from __future__ import annotations

from pathlib import Path


class ResourceMissing(FileNotFoundError):
    """A file that is shipped with the application is not where it should be: a broken install."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing from the installation; install the application again")
        self.path = path


def root() -> Path:
    """The folder that holds all shipped data files.

    It lies beside the package everywhere: in the source tree, in site-packages after a wheel was
    installed, and in the folder to which a frozen application unpacks.
    """
    return Path(__file__).resolve().parent.parent / "resources"


def path(relative: str) -> Path:
    """The full path of one shipped file, such as `icons/search.svg`.

    Raises ResourceMissing when it is absent, because that is a broken installation.
    """
    found = root() / relative
    if not found.exists():
        raise ResourceMissing(found)
    return found


def text(relative: str) -> str:
    """The content of one shipped UTF-8 text file."""
    return path(relative).read_text(encoding="utf-8")
