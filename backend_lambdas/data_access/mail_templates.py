"""Templates of mails and alerts, as files that are shipped with the code.

Knows nothing of what is filled into them.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "templates" / "mail"


@cache
def mail_template(name: str) -> str:
    """Return the template with this name, `receipt.html`; a missing one is a bug and raises."""
    return (FOLDER / name).read_text(encoding="utf-8")
