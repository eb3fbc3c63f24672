"""The wire between a driven till and its server, and what the till asks for on its standard output.

Knows neither the tour nor the pictures; both are followed with it.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_THROUGH_WIRE = ("api_url", "cognito_endpoint")


@contextmanager
def wire_to(cloud: Path, into: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run a wire to the server and write the addresses that lead through it to `into`."""
    found = json.loads(cloud.read_text(encoding="utf-8"))
    port = found["emulator_url"].rsplit(":", 1)[1]
    wire = subprocess.Popen(
        [sys.executable, "-m", "pos_app.cli.cuttable_wire", port],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        through = _line_from(wire)
        for name in _THROUGH_WIRE:
            found[name] = found[name].replace(f":{port}", f":{through}")
        into.write_text(json.dumps(found), encoding="utf-8")
        yield wire
    finally:
        wire.communicate()


def follow(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    wire: "subprocess.Popen[str]",
    log: Path,
    heard: Callable[[dict[str, Any]], None],
) -> int:
    """Run this program with `arguments` to its end and return its status.

    Every line it notes goes to `heard`; what it asks of the network is done, and answered by a file
    in the folder that is its last argument. What it complains about goes to `log`.
    """
    command = [sys.executable, "-m", "pos_app", *arguments]
    with log.open("a", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            command, env=dict(environment), stdout=subprocess.PIPE, stderr=complaints, text=True
        )
        while line := _line_from(process):
            noted = json.loads(line)
            heard(noted)
            if noted["event"] == "ask":
                _obey(wire, noted["order"], Path(arguments[-1]))
        return process.wait()


def _line_from(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _obey(wire: "subprocess.Popen[str]", order: str, folder: Path) -> None:
    """Cut or mend the wire, and say when it is done."""
    assert wire.stdin is not None
    wire.stdin.write(order + "\n")
    wire.stdin.flush()
    _line_from(wire)
    (folder / f"{order}.done").touch()
