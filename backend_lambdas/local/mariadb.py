"""A private MariaDB server for one run: its own data folder, reached through a socket file only.

Knows nothing of tables. MariaDB stands in for RDS MySQL; what both understand is written down in
docs/adr/. Starting takes about a second, most of it for making the empty data folder.
"""

import contextlib
import getpass
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backend_lambdas.local import child_process
from pos_core.errors import EnvironmentFailed

DATABASE = "salepoint"
ACCOUNT = "salepoint"
PASSWORD = "salepoint"  # the socket is in a folder of the user's own
WAY_OUT = "install MariaDB (Debian, Ubuntu: apt-get install mariadb-server) or use SQLite"
# Debian puts servers where the PATH of ordinary users does not look.
_SERVER_FOLDERS = "/usr/sbin:/usr/local/sbin:/usr/libexec:/opt/homebrew/bin"


@dataclass(frozen=True, slots=True)
class PrivateMariaDb:
    """A server that is running; `socket` is the path of its socket file."""

    socket: Path
    process: "subprocess.Popen[bytes]"

    @property
    def secret(self) -> dict[str, str]:
        """How to sign in, in the form of an RDS secret."""
        return {
            "engine": "mysql",
            "socket": str(self.socket),
            "username": ACCOUNT,
            "password": PASSWORD,
            "dbname": DATABASE,
        }

    @property
    def url(self) -> str:
        """How to sign in, as an address for SQLAlchemy."""
        return (
            f"mysql+pymysql://{ACCOUNT}:{PASSWORD}@localhost/{DATABASE}"
            f"?charset=utf8mb4&unix_socket={self.socket}"
        )


@contextlib.contextmanager
def private_mariadb(folder: Path, options: Sequence[str] = ()) -> Iterator[PrivateMariaDb]:
    """Run a server in `folder` (made when missing, kept afterwards) while the block runs.

    `options` are added to the server's command line. The path of the folder must be short: a
    socket's path has at most 107 characters. Raises EnvironmentFailed `local.no_mariadb`.
    """
    server = _program("mariadbd")
    data, where = folder / "data", folder / "mariadb.sock"
    if not data.exists():
        _make_data_folder(data)
    first_words = folder / "first_words.sql"
    first_words.write_text(
        f"CREATE DATABASE IF NOT EXISTS {DATABASE} CHARACTER SET utf8mb4"
        " COLLATE utf8mb4_unicode_ci;\n"
        f"CREATE USER IF NOT EXISTS {ACCOUNT}@localhost IDENTIFIED BY '{PASSWORD}';\n"
        f"GRANT ALL ON {DATABASE}.* TO {ACCOUNT}@localhost;\n"
    )
    log = folder / "mariadb.log"
    command = [*_common(server, data), f"--socket={where}", "--skip-networking"]
    command += [f"--init-file={first_words}", f"--pid-file={folder / 'mariadb.pid'}", *options]
    running = child_process.start(command, log)
    with child_process.ending(running):
        child_process.wait_until(lambda: _answers(where), running, log)
        yield PrivateMariaDb(where, running)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=_SERVER_FOLDERS)
    if found is None:
        raise EnvironmentFailed("local.no_mariadb", way_out=WAY_OUT)
    return found


def _common(program: str, data: Path) -> list[str]:
    # Strict mode and REPEATABLE READ are the defaults of MariaDB and of RDS alike. A server that
    # starts deletes temporary tables where it may have left some; in a folder that it shares with
    # other servers it would delete theirs.
    return [
        program,
        "--no-defaults",
        f"--datadir={data}",
        f"--tmpdir={data.parent}",
        f"--user={getpass.getuser()}",
        "--character-set-server=utf8mb4",
        "--collation-server=utf8mb4_unicode_ci",
        "--innodb-log-file-size=32M",
        "--innodb-buffer-pool-size=256M",
    ]


def _make_data_folder(data: Path) -> None:
    data.parent.mkdir(parents=True, exist_ok=True)
    command = [*_common(_program("mariadb-install-db"), data), "--skip-test-db"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(data, ignore_errors=True)
        raise EnvironmentFailed("local.server_failed", log=made.stdout + made.stderr)


def _answers(where: Path) -> bool:
    """Tell whether the server greets; it opens the socket after the first words are said."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        try:
            knock.connect(str(where))
            knock.settimeout(1)
            return bool(knock.recv(1))
        except OSError:
            return False
