"""The pages behind the sign-in: selling, reports, sync; made once, shown as the rail says.

Selling is made first; the others when they are first asked for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.main_window import MainWindow
from pos_app.ui.navigation import KEYS, Section
from pos_app.ui.pictures import Pictures
from pos_app.ui.screens.sell.screen import SellScreen
from pos_app.ui.shortcuts import bind
from pos_app.ui.status_line import StatusLine
from pos_app.ui.sync_bridge import SyncBridge

if TYPE_CHECKING:
    from pos_app.ui.screens.reports.screen import ReportScreen
    from pos_app.ui.screens.sync.screen import SyncScreen
    from pos_app.ui.screens.till.screen import TillScreen

_WITHOUT_CART = (Section.TILL, Section.REPORTS, Section.SYNC)


class TillPages(QObject):
    """What can be reached by the rail. Signal: `lock_asked()`."""

    lock_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        status: StatusLine,
        desk: Desk,
        bridge: SyncBridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._status = status
        self._desk = desk
        self._bridge = bridge
        self._section = Section.SELL
        self._open = False
        self.pictures = Pictures(desk.services.media, desk.background, self)
        self.sell = SellScreen(desk, self.pictures)
        self._reports: ReportScreen | None = None
        self._sync: SyncScreen | None = None
        self._till: TillScreen | None = None
        self._connect()
        for act, section in KEYS.items():
            bind(window, act, partial(self.go, section))
        self._ask_printer()

    def _connect(self) -> None:
        window, bridge = self._window, self._bridge
        window.rail.chosen.connect(self._chosen)
        window.rail.person_clicked.connect(self.lock_asked)
        window.status.sale_clicked.connect(self._to_sale)
        window.back_asked.connect(self.go_back)
        self._status.sync_page_asked.connect(self._to_sync)
        self.sell.sold.connect(self._sold)
        self.sell.section_changed.connect(self._mark)
        self.sell.fetch_asked.connect(bridge.wake)
        self.sell.cart.changed.connect(self._show_open_sale)
        bridge.changed.connect(self.sell.follow)
        bridge.catalogue_changed.connect(self._catalogue_changed)
        bridge.thumbnails_arrived.connect(self._thumbnails_arrived)

    def open(self) -> None:
        """Show the till to whoever has just signed in."""
        self._open = True
        session = self._desk.session
        name = session.name if session else ""
        self._window.rail.set_person(name, self._desk.register.name)
        self._window.show_rail(True)
        self._status.set_signed_in(True)
        self.go(Section.SELL)
        self.sell.panel.show_cart()

    def close(self) -> None:
        """Lock: nothing behind the sign-in can be reached; the open sale stays."""
        self._open = False
        self._window.show_rail(False)
        self._window.status.set_open_sale("")
        self._status.set_signed_in(False)
        self._leave_sync()

    def _chosen(self, key: str) -> None:
        self.go(Section(key))

    def go(self, section: Section) -> None:
        """Show a place of the rail."""
        if not self._open:
            return
        if self._section is Section.SYNC and section is not Section.SYNC:
            self._leave_sync()
        self._section = section
        if section is Section.SELL:
            self._window.show_page(self.sell)
            self.sell.show_catalogue()
        elif section is Section.PRODUCTS:
            self._window.show_page(self.sell)
            self.sell.show_products()
        elif section is Section.TILL:
            self._show_till()
        elif section is Section.REPORTS:
            self._show_reports()
        else:
            self._show_sync()
        self._mark()

    def _show_till(self) -> None:
        if self._till is None:
            from pos_app.ui.screens.till.presenter import TillPresenter
            from pos_app.ui.screens.till.screen import TillScreen

            presenter = TillPresenter(self._desk, self)
            presenter.written.connect(self._bridge.sold)
            self._till = TillScreen(self._desk, presenter)
            self._till.sell_asked.connect(self._to_sale)
            self._till.lock_asked.connect(self.lock_asked)
        self._window.show_page(self._till)
        self._till.open()

    def _show_reports(self) -> None:
        if self._reports is None:
            from pos_app.ui.screens.reports.presenter import ReportPresenter
            from pos_app.ui.screens.reports.screen import ReportScreen

            presenter = ReportPresenter(self._desk, self)
            self._reports = ReportScreen(self._desk, presenter, self.pictures)
            self._reports.sell_asked.connect(self._to_sale)
            self._reports.lock_asked.connect(self.lock_asked)
        self._window.show_page(self._reports)
        self._reports.open()

    def _show_sync(self) -> None:
        if self._sync is None:
            from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
            from pos_app.ui.screens.sync.presenter import SyncPresenter
            from pos_app.ui.screens.sync.proof_presenter import ProofPresenter
            from pos_app.ui.screens.sync.screen import SyncScreen

            presenter = SyncPresenter(self._desk, self._bridge, self)
            entries = EntryPresenter(self._desk, self._bridge, self)
            proofs = ProofPresenter(self._desk, self._bridge, self)
            self._sync = SyncScreen(self._desk, presenter, entries, proofs)
            self._sync.sell_asked.connect(self._to_sale)
        self._window.show_page(self._sync)
        self._sync.open()

    def _leave_sync(self) -> None:
        if self._sync is not None:
            self._sync.close_page()

    def _mark(self) -> None:
        if self._section in (Section.SELL, Section.PRODUCTS):
            self._section = Section.PRODUCTS if self.sell.in_products else Section.SELL
        self._window.rail.set_current(self._section)
        self._show_open_sale()

    def _show_open_sale(self) -> None:
        """On pages without the cart, say in the status row that a sale is open."""
        beside_cart = self._section in (Section.SELL, Section.PRODUCTS)
        pieces = 0 if self.sell.paid_is_shown else self.sell.cart.piece_count
        if beside_cart or not pieces or not self._open:
            self._window.status.set_open_sale("")
            return
        total = self._desk.money.amount(self.sell.cart.totals.total_minor)
        one, many = self.tr("1 item"), self.tr("%n items", "", pieces)
        words = self.tr("Open sale, {items}: {total}")
        items = one if pieces == 1 else many
        self._window.status.set_open_sale(words.format(items=items, total=total))

    def _to_sale(self) -> None:
        self.go(Section.SELL)

    def _to_sync(self) -> None:
        self.go(Section.SYNC)

    def go_back(self) -> None:
        """One step back; from a page without the cart, to selling."""
        if not self._open:
            return
        if self._section is Section.SYNC and self._sync is not None and self._sync.step_back():
            return
        if self._section is Section.TILL and self._till is not None and self._till.step_back():
            return
        if self._section in _WITHOUT_CART:
            self.go(Section.SELL)
        else:
            self.sell.go_back()

    def scan(self, code: str) -> None:
        """Take a scan, wherever one is."""
        if not self._open:
            return
        if self._section in _WITHOUT_CART:
            self.go(Section.SELL)
        self.sell.scan(code)

    def _sold(self) -> None:
        self._bridge.sold()
        self._ask_printer()

    def _catalogue_changed(self) -> None:
        self.sell.presenter.catalogue.refresh()

    def _thumbnails_arrived(self) -> None:
        self.pictures.forget_missing()
        self.sell.presenter.catalogue.refresh()

    def _ask_printer(self) -> None:
        status = self._desk.services.receipts.printer_status
        self._desk.background.pool(status, self._status.show_printer, self._printer_failed)

    def _printer_failed(self, _: Exception) -> None:
        self._status.show_printer("failed")
