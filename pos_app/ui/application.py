"""The program with a window: a start as a checklist, and who hears what.

First a picture made of Qt alone; the database and then the network are imported in the background
while somebody types. Knows no layer below the services: whoever calls hands in how to make them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from pos_app.ui import theme
from pos_app.ui.background import Background
from pos_app.ui.main_window import MainWindow
from pos_app.ui.messages import message_for
from pos_app.ui.remembered import WindowMemory
from pos_app.ui.scanner import ScanFilter
from pos_app.ui.screens.sign_in.presenter import SignInPresenter
from pos_app.ui.screens.sign_in.screen import SignInScreen
from pos_app.ui.status_line import StatusLine
from pos_app.ui.tokens import Mode

if TYPE_CHECKING:
    from pos_app.services.records import RegisterIdentity, Session, SyncState
    from pos_app.ui.books_watch import BooksWatch
    from pos_app.ui.desk import Desk
    from pos_app.ui.first_window import FirstWindow
    from pos_app.ui.screens.enrol.screen import EnrolScreen
    from pos_app.ui.screens.start.screen import FaultScreen
    from pos_app.ui.sync_bridge import SyncBridge
    from pos_app.ui.till_pages import TillPages
    from pos_app.ui.till_services import TillServices

log = logging.getLogger("salepoint.window")


@dataclass(frozen=True, slots=True)
class StartPlan:
    """What a start needs: where the data are, how it looks, and how the services are made.

    `build` runs on the database worker and may take its time. `version` is asked when the first
    picture is there. `username` is filled in at sign-in.
    """

    data_dir: Path
    locale: str
    theme: str
    version: Callable[[], str]
    build: Callable[[], TillServices]
    username: str = ""


class TillApplication(QObject):
    """The running program. `start` shows the window; `shut_down` ends everything in order."""

    def __init__(self, app: QApplication, plan: StartPlan) -> None:
        super().__init__()
        self._app = app
        self._plan = plan
        self.memory = WindowMemory(plan.data_dir)
        theme.apply_theme(app, self._first_theme())
        self.window = MainWindow()
        self.sign_in_presenter = SignInPresenter(self)
        self.sign_in = SignInScreen(self.sign_in_presenter)
        self.status = StatusLine(self.window.status, self.window.rail, self)
        self.background = Background(self)
        self.scans = ScanFilter(self)
        self.services: TillServices | None = None
        self.bridge: SyncBridge | None = None
        self.desk: Desk | None = None
        self.pages: TillPages | None = None
        self.books_watch: BooksWatch | None = None
        self._enrol: EnrolScreen | None = None
        self._fault: FaultScreen | None = None
        self._waiting: Session | None = None
        self._is_connected = False
        self._first: FirstWindow | None = None
        self._connect()

    def _first_theme(self) -> Mode:
        wanted = self.memory.now.theme or self._plan.theme
        if wanted == "dark":
            return "dark"
        return "light" if wanted == "light" else theme.system_mode(self._app)

    def _connect(self) -> None:
        self.window.closing.connect(self._stop_syncing)
        self.window.theme_asked.connect(self.switch_theme)
        self.window.status.lock_clicked.connect(self.lock)
        self.sign_in.side.theme_asked.connect(self.switch_theme)
        self.sign_in_presenter.signed_in.connect(self._signed_in)
        self.scans.scanned.connect(self._scanned)
        self.status.printer_known.connect(self.sign_in.side.show_printer)
        self.scans.watch(self._app, self.window)

    # The checklist of a start.

    def start(self) -> None:
        """Show the first picture; everything else follows while somebody looks at it."""
        known = self.memory.now
        self.sign_in.side.show_register(known.register_name, known.store_name)
        self.window.show_page(self.sign_in)
        self.window.open_window()
        self.sign_in.begin()
        if self._plan.username:
            self.sign_in.cards.password.fill_in(self._plan.username)
        QTimer.singleShot(0, self._build)

    def _build(self) -> None:
        """Make the services: the database is imported and opened on its own worker."""
        self._listen()
        self.background.database(self._plan.build, self._built, self._not_built)

    def _listen(self) -> None:
        """Hear later starts of the same till, which then show this window."""
        from pos_app.ui.first_window import FirstWindow

        self._first = FirstWindow(self._plan.data_dir, self)
        self._first.asked.connect(self.window.bring_to_front)

    def _built(self, services: TillServices) -> None:
        self.services = services
        self.background.pool(services.connect, self._connected, self._not_connected)
        rules = services.shop_rules
        self.background.database(
            lambda: (rules.register(), rules.shop() is not None), self._place_known, self._broke
        )

    def _connected(self, _: None) -> None:
        """Sync begins when everything that speaks to the network is imported."""
        self._is_connected = True
        if self.bridge is not None:
            self.bridge.start()

    def _not_connected(self, error: Exception) -> None:
        log.error("the network's libraries did not load", exc_info=error)

    def _place_known(self, found: tuple[RegisterIdentity | None, bool]) -> None:
        """Go on as the machine is: not a register yet, not filled yet, or ready."""
        register, filled = found
        assert self.services is not None
        self.sign_in_presenter.attach(self.services, self.background)
        self.sign_in.side.show_version(self._plan.version())
        if register is None or not filled:
            self._show_enrolment(fill_only=register is not None)
        else:
            self.memory.note(register_name=register.name, store_name=register.store_name)
            self.sign_in.side.show_register(register.name, register.store_name)
            self._open_desk()

    def _open_desk(self) -> None:
        from pos_app.ui.desk import open_desk

        assert self.services is not None
        self._begin_syncing()
        open_desk(self.services, self.background, self._desk_open, self._broke)

    def _begin_syncing(self) -> None:
        from pos_app.ui.leaving import Leaving
        from pos_app.ui.sync_bridge import SyncBridge

        assert self.services is not None
        if self.bridge is None:
            self.bridge = SyncBridge(self.services, self.background, self)
            self.bridge.changed.connect(self._follow_sync)
            self.bridge.failed.connect(self._sync_broke)
            self.status.follow(self.bridge)
            Leaving(self.window, self.bridge, self)
        self.bridge.read_state()
        if self._is_connected:
            self.bridge.start()

    def _desk_open(self, desk: Desk) -> None:
        """Make the selling page while somebody still types."""
        from pos_app.ui.till_pages import TillPages

        assert self.bridge is not None
        self.desk = desk
        self.pages = TillPages(self.window, self.status, desk, self.bridge, self)
        self.pages.lock_asked.connect(self.lock)
        self.pages.sell.open()
        self._bind_lock()
        self._watch_books()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._signed_in(waiting)

    def _watch_books(self) -> None:
        from pos_app.ui.books_watch import BooksWatch

        assert self.services is not None
        assert self.pages is not None
        assert self.bridge is not None
        care, say = self.services.books_care, self.pages.sell.notices.say
        self.books_watch = BooksWatch(care, self.background, say, self)
        self.bridge.changed.connect(self.books_watch.tell_faults)
        self.books_watch.start()

    def _bind_lock(self) -> None:
        from pos_app.ui.shortcuts import Act, bind

        bind(self.window, Act.LOCK, self.lock)

    # Enrolment and faults.

    def _show_enrolment(self, *, fill_only: bool) -> None:
        from pos_app.ui.screens.enrol.presenter import EnrolPresenter
        from pos_app.ui.screens.enrol.screen import EnrolScreen

        assert self.services is not None
        self.status.show_not_a_register()
        presenter = EnrolPresenter(self.services, self.background, self)
        presenter.finished.connect(self._enrolled)
        self.sign_in_presenter.signed_in.connect(presenter.begin_for)
        self._enrol = EnrolScreen(presenter, self.sign_in_presenter)
        self._enrol.side.theme_asked.connect(self.switch_theme)
        self.window.show_page(self._enrol)
        self._enrol.begin()
        self._enrol.cards.password.take_over(self.sign_in.cards.password)
        if fill_only:
            presenter.fill()

    def _enrolled(self) -> None:
        """The machine is a register and full: go on as after any other start."""
        assert self.services is not None
        rules = self.services.shop_rules
        if self._enrol is not None:
            self.window.show_page(self.sign_in)
            self.window.drop_page(self._enrol)
            self._enrol = None
        self.sign_in_presenter.read_known()
        self.background.database(
            lambda: (rules.register(), rules.shop() is not None), self._place_known, self._broke
        )

    def _not_built(self, error: Exception) -> None:
        log.error("the till could not be opened", exc_info=error)
        self._show_fault(error)

    def _broke(self, error: Exception) -> None:
        log.error("the local books did not answer", exc_info=error)
        self._show_fault(error)

    def _show_fault(self, error: Exception) -> None:
        from pos_app.ui.screens.start.screen import FaultScreen

        fault = FaultScreen(message_for(error))
        fault.again_asked.connect(self._try_again)
        fault.leave_asked.connect(self.window.close)
        fault.side.theme_asked.connect(self.switch_theme)
        self._fault = fault
        self.status.show_not_ready()
        self.window.show_rail(False)
        self.window.show_page(fault)
        fault.setFocus()

    def _try_again(self) -> None:
        if self._fault is not None:
            self.window.show_page(self.sign_in)
            self.window.drop_page(self._fault)
            self._fault = None
        if self.services is None:
            self.background.database(self._plan.build, self._built, self._not_built)
        else:
            self._enrolled()

    # People come and go.

    def _signed_in(self, session: Session) -> None:
        if self._enrol is not None:
            return
        if self.desk is None or self.pages is None:
            self._waiting = session
            return
        self.desk.session = session
        self.sign_in.cards.password.forget()
        self.pages.open()
        self.scans.set_on(True)

    def lock(self) -> None:
        """Sign out and show who may sign in; the open sale stays where it is."""
        if self.desk is None or self.pages is None or self.desk.session is None:
            return
        self.scans.set_on(False)
        self.desk.services.sign_in.sign_out()
        self.desk.session = None
        self.pages.close()
        self.sign_in_presenter.read_known()
        self.window.show_page(self.sign_in)
        self.sign_in.begin()

    def _scanned(self, code: str) -> None:
        if self.pages is not None:
            self.pages.scan(code)

    def _follow_sync(self, state: SyncState) -> None:
        self.sign_in.show_sync(state, self.desk.offline_days if self.desk else None)

    def _sync_broke(self, error: Exception) -> None:
        log.error("a round of sync failed", exc_info=error)

    def switch_theme(self) -> None:
        """Show the other of the two appearances, and remember it."""
        wanted: Mode = "light" if theme.mode() == "dark" else "dark"
        theme.apply_theme(self._app, wanted)
        self.memory.note(theme=wanted)

    # The end.

    def _stop_syncing(self) -> None:
        if self.bridge is not None:
            self.bridge.stop()

    def shut_down(self) -> None:
        """Finish database work that was accepted, then close the books."""
        self._stop_syncing()
        self.status.stop()
        if self._first is not None:
            self._first.close()
        self.background.shut_down()
        if self.services is not None:
            self.services.close()


def run(plan: StartPlan, arguments: list[str]) -> int:
    """Run the program until its window is closed; returns the exit status."""
    app = QApplication(arguments)
    app.setApplicationName("SalePoint")
    app.setDesktopFileName("salepoint")
    translator = speak(app, plan.locale)
    till = TillApplication(app, plan)
    report_bugs(till)
    till.start()
    status = app.exec()
    till.shut_down()
    del translator
    return int(status)


def speak(app: QApplication, name: str) -> QTranslator | None:
    """Set the locale for figures, and texts where there is a translation."""
    from pos_app import resources

    locale = QLocale(name)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    translator = QTranslator(app)
    folder = str(resources.root() / "translations")
    if translator.load(locale, "salepoint", "_", folder):
        QCoreApplication.installTranslator(translator)
        return translator
    return None


def report_bugs(till: TillApplication) -> None:
    """Log what nobody caught and say so in the window, instead of dying with an open sale."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("a mistake of ours", exc_info=(kind, error, trace))
        if till.pages is not None and isinstance(error, Exception):
            from pos_app.ui.notices import Told

            till.pages.sell.notices.say(Told(message_for(error)))

    sys.excepthook = hook


def prefer_sharp_scaling() -> None:
    """Scale by fractions as the system says, without rounding; before the application is made."""
    policy = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QApplication.setHighDpiScaleFactorRoundingPolicy(policy)
