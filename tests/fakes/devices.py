"""A printer and a key store with state, instead of hardware and the desktop's own."""

from dataclasses import dataclass, field

from pos_core.errors import DeviceFailed, EnvironmentFailed
from pos_core.receipt import Receipt
from pos_core.till_report import TillReport


@dataclass
class FakePrinter:
    """Keeps what it printed; `broken` makes it fail like one without paper."""

    printed: list[Receipt] = field(default_factory=list)
    reports: list[TillReport] = field(default_factory=list)
    drawer_opened: int = 0
    broken: bool = False

    def print_receipt(self, receipt: Receipt, *, open_drawer: bool) -> None:
        if self.broken:
            raise DeviceFailed("printer.failed")
        self.printed.append(receipt)
        self.drawer_opened += open_drawer

    def print_till_report(self, report: TillReport) -> None:
        if self.broken:
            raise DeviceFailed("printer.failed")
        self.reports.append(report)

    def status(self) -> str:
        return "failed" if self.broken else "ready"


@dataclass
class MemoryKeyStore:
    """Secrets in a dictionary; `locked` makes it refuse like a keyring nobody unlocked."""

    secrets: dict[str, str] = field(default_factory=dict)
    locked: bool = False

    def get(self, name: str) -> str | None:
        self._check()
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        self._check()
        self.secrets[name] = secret

    def _check(self) -> None:
        if self.locked:
            raise EnvironmentFailed("key_store.unavailable")
