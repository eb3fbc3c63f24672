"""`salepoint`: opens the till, or runs one of its commands.

Imports nothing before it knows what is wanted: `--version` answers at once, and the window's first
picture waits for nothing that it does not need.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_app.services.replay_invoices import InvoiceClock
    from pos_app.services.till import Till
    from pos_core.errors import SalePointError

USAGE = """Usage: salepoint [COMMAND] [OPTIONS]

Without a command the till opens. Commands; each explains itself with --help:

  import catalogue FILE   import a catalogue from a CSV file
  enrol                   make this machine a register, again when its own is refused
  journal verify [FILE]   prove the journal on this machine, or an exported one
  journal proof           hold a day against the server's books, today without --day
  journal export FILE     write the journal as a file that proves itself
  journal salvage         save what damaged, set-aside or locked books still hold
  recovery-key FILE       make the company's key that opens tills whose keys are lost
  replay --csv FILE …     ring up real invoices and reconcile with the books
  demo                    the demo shop, with a server of its own
  screenshots --out DIR   take a picture of every screen, from the demo shop

  --version               say which version this is
  --help                  show this
"""
_NO_SCREEN = """SalePoint needs a screen and found none (DISPLAY and WAYLAND_DISPLAY are not set).
Start it from a desktop session, or run a command that needs no window: salepoint --help
"""


def main() -> None:
    """Entry point of the program."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit status: 0 good, 1 failed, 2 not understood."""
    name = arguments[0] if arguments else ""
    command = _COMMANDS.get(name)
    if command is None:
        sys.stderr.write(f"salepoint: there is no command {name}\n\n{USAGE}")
        return 2
    from pos_core.errors import SalePointError

    try:
        return command(arguments[1:])
    except SalePointError as error:
        sys.stderr.write(f"{_sentence_for(error)}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _open(_arguments: Sequence[str]) -> int:
    if not _has_screen():
        sys.stderr.write(_NO_SCREEN)
        return 1
    from pos_app.config import load_settings
    from pos_app.main import run_app

    return run_app(load_settings())


def _has_screen() -> bool:
    """Tell whether Qt will find a platform; without one it would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _version(_arguments: Sequence[str]) -> int:
    from importlib.metadata import version

    sys.stdout.write(f"SalePoint {version('salepoint')}\n")
    return 0


def _help(_arguments: Sequence[str]) -> int:
    sys.stdout.write(USAGE)
    return 0


def _import(arguments: Sequence[str]) -> int:
    from pos_app.cli.import_catalogue import run_import

    return run_import(arguments, _till)


def _enrol(arguments: Sequence[str]) -> int:
    from pos_app.cli.enrol import run_enrol

    return run_enrol(arguments, _till)


def _journal(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["salvage"]:
        return _salvage(arguments[1:])
    from pos_app.cli.journal import run_journal

    return run_journal(arguments, _till, _sentence_for)


def _salvage(arguments: Sequence[str]) -> int:
    from pos_app.bootstrap import build_salvage
    from pos_app.cli.journal_salvage import run_salvage
    from pos_app.config import load_settings

    return run_salvage(arguments, build_salvage(load_settings()))


def _recovery_key(arguments: Sequence[str]) -> int:
    from pos_app.cli.journal_salvage import run_recovery_key
    from pos_app.devices.recovery_seal import new_recovery_key

    return run_recovery_key(arguments, new_recovery_key)


def _replay(arguments: Sequence[str]) -> int:
    from pos_app.cli.replay import run_replay

    return run_replay(arguments, _till_of_the_past)


def _demo(arguments: Sequence[str]) -> int:
    from pos_app.cli.demo import DemoParts, run_demo

    return run_demo(arguments, DemoParts(_till, _window))


def _tour(arguments: Sequence[str]) -> int:
    """Live one part of the guided tour; `demo` calls this, so the usage does not name it."""
    from pathlib import Path

    from pos_app.config import load_settings
    from pos_app.main import run_tour

    life, folder = arguments
    return run_tour(load_settings(), life, Path(folder))


def _screenshots(arguments: Sequence[str]) -> int:
    from pos_app.cli.screenshots import run_screenshots

    return run_screenshots(arguments)


def _shots(arguments: Sequence[str]) -> int:
    """Take the pictures of one scene; `screenshots` calls this, so the usage does not name it."""
    from pathlib import Path

    from pos_app.config import load_settings
    from pos_app.main import run_shots

    scene, folder = arguments
    return run_shots(load_settings(), scene, Path(folder))


def _till(environment: dict[str, str] | None = None) -> "Till":
    """Make a till; `environment` adds to what is set outside."""
    from pos_app.bootstrap import build_till
    from pos_app.config import load_settings

    return build_till(load_settings(os.environ | (environment or {})))


def _till_of_the_past(environment: dict[str, str], clock: "InvoiceClock") -> "Till":
    """Make a till that stamps its sales with another clock than the machine's."""
    from pos_app.bootstrap import Time, build_till
    from pos_app.config import load_settings

    return build_till(load_settings(os.environ | environment), Time(clock, clock.offset))


def _window(environment: dict[str, str], username: str) -> int:
    from pos_app.config import load_settings
    from pos_app.main import run_app

    return run_app(load_settings(os.environ | environment), username)


def _sentence_for(error: "SalePointError") -> str:
    """Say an error in a person's words, from the same table as the window."""
    try:
        from pos_app.ui.messages import message_for
    except ImportError:
        return str(error)  # Qt's libraries are absent: better a code than nothing
    return f"{message_for(error).whole} ({error})"


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "": _open,
    "--version": _version,
    "--help": _help,
    "-h": _help,
    "import": _import,
    "enrol": _enrol,
    "journal": _journal,
    "recovery-key": _recovery_key,
    "replay": _replay,
    "demo": _demo,
    "tour": _tour,
    "screenshots": _screenshots,
    "shots": _shots,
}


if __name__ == "__main__":
    main()
