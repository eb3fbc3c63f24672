"""The sync page in a window of the size that is the reference, over a journal with remarks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Whereabouts
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
from pos_app.ui.screens.sync.presenter import SyncPresenter
from pos_app.ui.screens.sync.proof_presenter import ProofPresenter
from pos_app.ui.screens.sync.screen import SyncScreen
from pos_app.ui.sync_bridge import SyncBridge
from tests.fakes.ui_services import FakeTill
from tests.ui.hands import Stage
from tests.ui.screens.journalled import MadeUpJournal

Open = Callable[[], SyncScreen]


class MarkedJournal(MadeUpJournal):
    """Some entries of it were remarked about."""

    def __init__(self) -> None:
        super().__init__(1000, 999, 997)
        self.marks = {990: Whereabouts.QUARANTINED, 992: Whereabouts.REMARKED}

    def _state_of(self, seq: int) -> Whereabouts:
        return self.marks.get(seq) or super()._state_of(seq)


def marked(till: FakeTill) -> MarkedJournal:
    """Give the till a journal in which two entries are remarked about."""
    made = MarkedJournal()
    till.journal_view = till.engine = made
    till.journal_list.attention = 2
    return made


def opener(desk: Desk, till: FakeTill, qtbot: QtBot) -> Open:
    """Return what opens the page."""
    stage = Stage(qtbot)

    def opened() -> SyncScreen:
        bridge = SyncBridge(till, Immediate())
        bridge.start()
        presenters = EntryPresenter(desk, bridge), ProofPresenter(desk, bridge)
        screen = SyncScreen(desk, SyncPresenter(desk, bridge), *presenters)
        stage.show(screen, width=1302, height=728)
        screen.open()
        return screen

    return opened


def words(widget: QWidget) -> str:
    """What can be read on a widget."""
    QApplication.processEvents()  # labels that were just added are shown by the event loop
    labels = widget.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def part(page: QWidget, name: str) -> QWidget:
    """A part of the page by its name."""
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found
