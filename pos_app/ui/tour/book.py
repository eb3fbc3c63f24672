"""What the tour notes down for its report: one JSON object a line on standard output.

The process that started the tour reads the lines; they survive this process being killed. Knows
nothing of windows.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pos_core.errors import EnvironmentFailed


class TourBook:
    """Notes steps with their seconds, sales with their totals, and figures that were read."""

    def note(self, event: str, **facts: str | int) -> None:
        """Write one line, at once."""
        sys.stdout.write(json.dumps({"event": event, **facts}) + "\n")
        sys.stdout.flush()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, and name it when it fails."""
        begun = time.monotonic()
        try:
            yield
        except EnvironmentFailed as error:
            self.note("failed", step=name, reason=str(error))
            raise
        milliseconds = round((time.monotonic() - begun) * 1000)
        self.note("step", step=name, milliseconds=milliseconds)
