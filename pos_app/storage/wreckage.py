"""Looks into damaged or set-aside books, wherever they lie, and changes nothing.

Knows nothing of what is done with what it finds.
"""

from pathlib import Path

from pos_app.services.ports import FindKey
from pos_app.services.records import Left
from pos_app.storage.entry_copy import COPY_FOLDER
from pos_app.storage.salvage import find
from pos_app.storage.salvage_choice import runs_of
from pos_app.storage.storage import DATABASE_NAME
from pos_core.errors import NotFound
from pos_core.journal import public_key_text

_DAMAGED = ".damaged-"


def look_into(place: Path, key: str, signing_key: FindKey) -> Left:
    """Read what a data folder, or one database file with the copy beside it, still holds.

    Raises NotFound `salvage.nothing_there` when there is no such file or folder.
    """
    file = place / DATABASE_NAME if place.is_dir() else place
    if not place.exists():
        raise NotFound("salvage.nothing_there", place=str(place))
    findings = find(file, key, _copy_of(file))
    own = signing_key(findings.identity) if findings.identity else None
    choice = findings.choice(own)
    runs = runs_of([*choice.run, *choice.strays])
    public_key = public_key_text(own) if own else ""
    return Left(findings.identity, runs, choice.missing, choice.posted, public_key)


def _copy_of(file: Path) -> str:
    """Return the name of the copy that belongs to a file: one set aside has its own."""
    stamp = file.name.partition(_DAMAGED)[2]
    aside = f"{COPY_FOLDER}{_DAMAGED}{stamp}"
    return aside if stamp and (file.parent / aside).exists() else COPY_FOLDER
