"""Where selling says things: a banner under the search field, a toast at the bottom.

Never a box, and never over the cart. Widgets only.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from pos_app.ui import tokens
from pos_app.ui.notices import Said, Told
from pos_app.ui.screens.sell.pages import Page, SellPages
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.toast import ToastArea


class NoticeArea(QObject):
    """Shows what presenters want to be said, where the person looks."""

    def __init__(self, pages: SellPages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._notice: Told | None = None
        self._seeking = False
        self.toasts = ToastArea(pages)
        self.toasts.setObjectName("sell.toasts")
        self.banner = Banner()
        self.banner.setObjectName("sell.banner")
        self.banner.acted.connect(self._act)
        self._room: QVBoxLayout = pages.catalogue.notices
        self._room.addWidget(self.banner)
        self._show_banner(False)

    @property
    def has_message(self) -> bool:
        """Whether a message stands that Esc can take away."""
        return self._notice is not None

    def say(self, notice: Said | Told) -> None:
        """Show a confirmation for a moment, or a message until something else happens."""
        if isinstance(notice, Said):
            self.toasts.show_toast(
                notice.text, notice.action, notice.on_action, icon=notice.icon, tone="text"
            )
        elif self._pages.current is Page.EDIT:
            self._pages.edit.show_refusal(notice.message)
        elif self._pages.current is Page.CATALOGUE:
            self._notice = notice
            message = notice.message
            self.banner.show_message(
                notice.tone, message.title, message.text, icon=notice.icon, action=notice.action
            )
            self._show_banner(True)
        else:
            icon = notice.icon or "triangle-alert"
            self.toasts.show_toast(notice.message.whole, icon=icon, tone="danger")

    def seek(self, code: str) -> None:
        """Ask for the product of an unknown barcode; an empty code takes the question back."""
        self._seeking = bool(code)
        if not code:
            self.settle()
            return
        title = self.tr("Choose the product of {code}.").format(code=code)
        how = self.tr("Search for it and press Enter, or click it.")
        self.banner.show_message("accent", title, how, icon="search")
        self._show_banner(True)

    def page_changed(self) -> None:
        """Take a confirmation away that belonged to the page before."""
        if self.toasts.toast.isVisible():
            self.toasts.toast.dismiss()

    def settle(self) -> None:
        """Take the message away: what it was about has passed."""
        self._notice = None
        self._show_banner(self._seeking)

    def _act(self) -> None:
        if self._notice is not None and self._notice.on_action is not None:
            self._notice.on_action()

    def _show_banner(self, there: bool) -> None:
        self.banner.setVisible(there)
        self._room.setContentsMargins(tokens.S16, tokens.S12 if there else 0, tokens.S16, 0)
