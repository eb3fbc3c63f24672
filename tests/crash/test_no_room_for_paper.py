"""A file system that takes no larger files: papers and logs are refused whole, and the till sells.

The limit is that of a real process (RLIMIT_FSIZE), so that Qt and the log meet the system's error.
"""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

PROGRAM = """
import logging, pathlib, resource, signal, sys
from PySide6.QtGui import QGuiApplication
from pos_app.ui.receipt_pdf import write_invoice
from pos_core.errors import StorageFailed
from tests.crash.pieces import enrolled_till
from tests.fakes.till import TillRig

folder = pathlib.Path(sys.argv[1])
window = QGuiApplication([])
till = enrolled_till(TillRig(folder / "till"))
paid = till.sell()
receipt = till.receipts.of(paid.sale.stamp.event_id)
logging.basicConfig(filename=folder / "till.log")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
try:
    write_invoice(receipt, folder / "invoice.pdf")
except StorageFailed as refused:
    print(refused.code)
for _ in range(100):
    logging.error("a line of the log that finds no room after a while")
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(till.sell().sale.receipt_number)
write_invoice(receipt, folder / "invoice.pdf")
till.close()
"""


@pytest.mark.fault(7, "Disk full in log, receipt PDF, catalogue apply")
def test_an_invoice_without_room_leaves_no_half_file_and_the_till_sells_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    ended = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == ["pdf.not_written", "T1-000003"]
    assert (tmp_path / "invoice.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["invoice.pdf", "till", "till.log"]
