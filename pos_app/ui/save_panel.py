"""Asks where a file is to be saved, in a panel that stops neither the till nor the scanner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(
    owner: QWidget, title: str, name: str, kind: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Open the panel in the person's documents and hand the chosen place to `chosen`.

    `name` is suggested; its ending is added where somebody leaves it out. `kind` names such files.
    """
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    start = Path(QStandardPaths.writableLocation(documents)) / name
    panel = QFileDialog(owner, title, str(start), f"{kind} (*{start.suffix})")
    panel.setObjectName("save_panel")
    panel.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    panel.setDefaultSuffix(start.suffix.removeprefix("."))
    panel.selectFile(str(start))
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    panel.setModal(False)
    panel.fileSelected.connect(lambda path: chosen(Path(path)))
    panel.open()
    return panel
