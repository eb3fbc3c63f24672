"""Work that would hold up the window: the only place of the application that makes threads.

Database work runs on one worker, one piece after the other; network and devices share a small
pool. Results come back on the main thread. This module knows nothing of what the work is.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Event
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
OnFailed = Callable[[Exception], None]

_POOL_WORKERS = 3


class Task:
    """Work that was handed over. `cancel` means that nobody wants its result any more."""

    def __init__(
        self, work: Callable[[], Any], on_done: Callable[[Any], None], on_failed: OnFailed
    ) -> None:
        self._work = work
        self._on_done: Callable[[Any], None] | None = on_done
        self._on_failed: OnFailed | None = on_failed
        self._result: Any = None
        self._error: Exception | None = None
        self._cancelled = Event()

    @property
    def cancelled(self) -> bool:
        """Whether the result is not wanted any more. Long work asks this between its steps."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Drop the result: neither callback will be called. Cancelling is not an error."""
        self._cancelled.set()

    def run(self) -> None:
        """Do the work, on a worker. Work that was cancelled before it began is left out."""
        if self.cancelled:
            return
        try:
            self._result = self._work()
        except Exception as error:  # noqa: BLE001  # every error is the caller's to tell apart
            self._error = error

    def deliver(self) -> None:
        """Hand over the result, on the main thread.

        The callbacks are let go of here, so that no widget can die on a worker, and are not
        called when the widget they belong to is gone.
        """
        done, failed, self._on_done, self._on_failed = self._on_done, self._on_failed, None, None
        if self.cancelled or done is None or failed is None:
            return
        if self._error is not None:
            if _is_alive(failed):
                failed(self._error)
        elif _is_alive(done):
            done(self._result)


def _is_alive(callback: Callable[..., None]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class BackgroundWork(Protocol):
    """What screens use; `Background` is the real one, `Immediate` the one for tests."""

    @property
    def closing(self) -> bool:
        """Whether the application is being closed; long work stops at its next step."""

    def database(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed
    ) -> Task:
        """Do database work on the one worker, in the order of the calls."""

    def pool(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed
    ) -> Task:
        """Do work with network or devices beside other such work."""

    def post(self, call: Callable[[], None]) -> None:
        """Run a call on the main thread soon. May be used on any thread: progress, devices."""

    def shut_down(self) -> None:
        """Finish what was begun and take nothing new."""


class Background(QObject):
    """The threads of the application. Make it on the main thread, shut it down before leaving.

    At shutting down, database work that was accepted is done, because it may be a sale; work with
    the network that has not begun is dropped. Results that arrive then are not delivered.
    """

    _arrived = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._pool = ThreadPoolExecutor(_POOL_WORKERS, thread_name_prefix="pool")
        self._closing = Event()
        queued = Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._deliver, queued)
        self._posted.connect(self._run_posted, queued)

    @property
    def closing(self) -> bool:
        """Whether the application is being closed."""
        return self._closing.is_set()

    def database(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed
    ) -> Task:
        """Do database work on the one worker, in the order of the calls."""
        return self._start(self._database, Task(work, on_done, on_failed))

    def pool(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed
    ) -> Task:
        """Do work with network or devices beside other such work."""
        return self._start(self._pool, Task(work, on_done, on_failed))

    def post(self, call: Callable[[], None]) -> None:
        """Run a call on the main thread soon. May be used on any thread."""
        self._posted.emit(call)

    def shut_down(self) -> None:
        """Wait until accepted database work and begun network work is done; take nothing new."""
        self._closing.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._database.shutdown(wait=True)
        self._pool.shutdown(wait=True)

    def _start(self, workers: Executor, task: Task) -> Task:
        if self.closing:
            task.cancel()
        else:
            workers.submit(self._run, task)
        return task

    def _run(self, task: Task) -> None:
        task.run()
        self._arrived.emit(task)

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        if not self.closing:
            task.deliver()

    @Slot(object)
    def _run_posted(self, call: Callable[[], None]) -> None:
        if not self.closing and _is_alive(call):
            call()


class Immediate:
    """The same interface without threads: work is done, and its result delivered, at once."""

    def __init__(self) -> None:
        self.closing = False

    def database(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed
    ) -> Task:
        """Do the work and deliver its result now."""
        task = Task(work, on_done, on_failed)
        if self.closing:
            task.cancel()
        task.run()
        task.deliver()
        return task

    def pool(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed
    ) -> Task:
        """Do the work and deliver its result now."""
        return self.database(work, on_done, on_failed)

    def post(self, call: Callable[[], None]) -> None:
        """Run the call now."""
        call()

    def shut_down(self) -> None:
        """Take nothing new."""
        self.closing = True
