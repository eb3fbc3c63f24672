"""The names of tenders and roles as people read them. Knows no screen and no amount."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pos_core.payment import TenderKind
from pos_core.permissions import Role


def tr(text: str) -> str:
    """Translate a name."""
    return QCoreApplication.translate("Names", text)


def tender_text(kind: str, reference: str = "") -> str:
    """Name a tender, with the terminal's reference where there is one: `Card (TX 4471)`."""
    names = {TenderKind.CASH.value: tr("Cash"), TenderKind.CARD.value: tr("Card")}
    name = names.get(str(kind), str(kind))
    return f"{name} ({reference})" if reference else name


def role_text(roles: Iterable[Role]) -> str:
    """Name what somebody is, by the strongest role."""
    names = {
        Role.ADMIN: tr("Administrator"),
        Role.MANAGER: tr("Manager"),
        Role.IT: tr("IT"),
        Role.SALESPERSON: tr("Salesperson"),
    }
    held = set(roles)
    return next((name for role, name in names.items() if role in held), tr("No role"))
