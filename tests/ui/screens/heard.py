"""Writes down what a presenter says through its signals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SignalInstance


class Heard:
    """Everything that came through one signal, in order; a single value stands alone."""

    def __init__(self, signal: SignalInstance) -> None:
        self.said: list[Any] = []
        signal.connect(self._hear)

    def _hear(self, *values: object) -> None:
        self.said.append(values[0] if len(values) == 1 else values)

    @property
    def last(self) -> Any:  # noqa: ANN401  # signals carry anything
        """What was said last; a test that looks before anything was said fails here."""
        assert self.said, "nothing was said"
        return self.said[-1]

    def __len__(self) -> int:
        return len(self.said)
