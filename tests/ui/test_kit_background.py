"""Work in the background: where results arrive, what happens to errors, how it ends."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.background import Background, BackgroundWork, Immediate

pytestmark = pytest.mark.usefixtures("qapp")


class Listener(QObject):
    """A main-thread object that notes what it was told and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[threading.Thread] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.append(threading.current_thread())


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.shut_down()


@pytest.fixture
def listener() -> Listener:
    return Listener()


def explode() -> object:
    raise ValueError("no")


@pytest.mark.parametrize("place", ["database", "pool"])
def test_work_runs_on_a_worker_and_its_result_arrives_on_the_main_thread(
    background: Background, listener: Listener, qtbot: QtBot, place: str
) -> None:
    start = getattr(background, place)
    start(threading.current_thread, listener.done, listener.failed)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results[0] is not threading.main_thread()
    assert listener.threads == [threading.main_thread()]


def test_an_error_arrives_on_the_main_thread(
    background: Background, listener: Listener, qtbot: QtBot
) -> None:
    background.pool(explode, listener.done, listener.failed)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert str(listener.errors[0]) == "no"
    assert listener.threads == [threading.main_thread()]
    assert listener.results == []


def test_database_work_is_done_one_after_the_other_in_order(
    background: Background, listener: Listener, qtbot: QtBot
) -> None:
    seen: list[threading.Thread] = []

    def note(number: int) -> Callable[[], int]:
        def work() -> int:
            seen.append(threading.current_thread())
            return number

        return work

    for number in range(50):
        background.database(note(number), listener.done, listener.failed)
    qtbot.waitUntil(lambda: len(listener.results) == 50)
    assert listener.results == list(range(50))
    assert len(set(seen)) == 1


def test_a_cancelled_task_calls_nobody(
    background: Background, listener: Listener, qtbot: QtBot
) -> None:
    gate = threading.Event()
    task = background.pool(gate.wait, listener.done, listener.failed)
    task.cancel()
    gate.set()
    background.pool(lambda: "after", listener.done, listener.failed)
    qtbot.waitUntil(lambda: listener.results == ["after"])


def test_shutting_down_finishes_accepted_database_work(listener: Listener) -> None:
    background = Background()
    gate, done = threading.Event(), []
    background.database(gate.wait, listener.done, listener.failed)
    background.database(lambda: done.append("sale"), listener.done, listener.failed)
    threading.Timer(0.05, gate.set).start()
    background.shut_down()
    assert done == ["sale"]


def test_shutting_down_waits_for_begun_network_work_and_takes_nothing_new(
    listener: Listener,
) -> None:
    background = Background()
    begun, finished = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        while not background.closing:
            threading.Event().wait(0.001)
        finished.set()

    background.pool(work, listener.done, listener.failed)
    assert begun.wait(5)
    background.shut_down()
    assert finished.is_set()
    assert background.pool(explode, listener.done, listener.failed).cancelled


def test_a_result_for_a_widget_that_is_gone_is_dropped(
    background: Background, listener: Listener, qtbot: QtBot
) -> None:
    gate, gone = threading.Event(), Listener()
    background.database(gate.wait, gone.done, gone.failed)
    shiboken6.delete(gone)
    gate.set()
    background.database(lambda: "next", listener.done, listener.failed)
    qtbot.waitUntil(lambda: listener.results == ["next"])
    assert gone.results == []


def test_a_call_posted_by_a_worker_runs_on_the_main_thread(
    background: Background, listener: Listener, qtbot: QtBot
) -> None:
    def work() -> None:
        background.post(lambda: listener.done("half way"))

    background.pool(work, listener.done, listener.failed)
    qtbot.waitUntil(lambda: len(listener.results) == 2)
    assert listener.results == ["half way", None]
    assert set(listener.threads) == {threading.main_thread()}


def test_the_immediate_variant_delivers_before_it_returns(listener: Listener) -> None:
    work: BackgroundWork = Immediate()
    work.database(lambda: 1, listener.done, listener.failed)
    work.pool(explode, listener.done, listener.failed)
    work.post(lambda: listener.done("posted"))
    assert listener.results == [1, "posted"]
    assert str(listener.errors[0]) == "no"
    work.shut_down()
    assert work.closing
    assert work.database(lambda: 2, listener.done, listener.failed).cancelled


def test_the_real_one_has_the_same_interface(background: Background) -> None:
    work: BackgroundWork = background
    assert not work.closing


def test_calls_that_return_nothing_keep_the_count_of_references_to_none(qtbot: QtBot) -> None:
    """Some releases of the Qt binding lose one reference to None in each such call and abort."""
    widget, label = QWidget(), QLabel()
    qtbot.addWidget(widget)
    row = QHBoxLayout(widget)
    row.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(2000):
        label.setText("x")
        label.update()
        row.setSpacing(4)
        widget.setEnabled(True)
    assert abs(sys.getrefcount(None) - before) < 500
