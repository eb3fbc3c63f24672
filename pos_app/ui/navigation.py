"""The places one can go, in the order of the rail. Only those that exist now.

Knows no widget of the pages.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from pos_app.ui.shortcuts import Act
from pos_app.ui.widgets.nav_rail import NavItem


class Section(StrEnum):
    """A place of the rail."""

    SELL = "sell"
    PRODUCTS = "products"
    TILL = "till"
    REPORTS = "reports"
    SYNC = "sync"


KEYS = {
    Act.SELL: Section.SELL,
    Act.PRODUCTS: Section.PRODUCTS,
    Act.TILL: Section.TILL,
    Act.REPORTS: Section.REPORTS,
    Act.SYNC: Section.SYNC,
}


def tr(text: str) -> str:
    """Translate the name of a place."""
    return QCoreApplication.translate("Rail", text)


def rail_items() -> list[NavItem]:
    """Return the places with icons and names."""
    return [
        NavItem(Section.SELL, "shopping-cart", tr("Sell")),
        NavItem(Section.PRODUCTS, "tag", tr("Products")),
        NavItem(Section.TILL, "banknote", tr("Till")),
        NavItem(Section.REPORTS, "chart-column", tr("Reports")),
        NavItem(Section.SYNC, "refresh-cw", tr("Sync")),
    ]
