"""ESC/POS printers: what arrives at the printer, and what a person hears when it does not."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.devices.escpos_printer import EscposPrinter, FileWire, NetworkWire, printer_for
from pos_app.devices.null_printer import NullPrinter
from pos_app.devices.receipt_text import plain_text
from pos_core.errors import DeviceFailed
from tests.client.devices.paper import Paper, read_paper
from tests.client.devices.receipts import full_receipt


def printed(tmp_path: Path, *, open_drawer: bool = False, copy: bool = False) -> Paper:
    file = tmp_path / "paper.bin"
    printer_for(f"file:{file}", "en_GB").print_receipt(
        full_receipt(copy=copy), open_drawer=open_drawer
    )
    return read_paper(file.read_bytes())


def test_the_paper_says_what_the_preview_says(tmp_path: Path) -> None:
    lines = [line.text for line in printed(tmp_path).lines]
    shown = plain_text(full_receipt()).replace("–", "-").replace("“", '"').replace("”", '"')
    assert [text.strip() for text in lines if text] == [line.strip() for line in shown.splitlines()]


def test_pounds_euros_and_accents_survive_the_printers_code_page(tmp_path: Path) -> None:
    text = "\n".join(line.text for line in printed(tmp_path).lines)
    for sign in ("£15.53", "€5", "Café", "4 × 2.95"):
        assert sign in text


def test_the_shop_is_big_in_the_middle_and_the_total_bold(tmp_path: Path) -> None:
    lines = printed(tmp_path, copy=True).lines
    assert (lines[0].text, lines[0].align, lines[0].big) == ("Lantern & Lace", "center", True)
    total = next(line for line in lines if line.text.startswith("TOTAL"))
    assert (total.bold, total.big, total.align) == (True, False, "left")
    assert any(line.text == "*** COPY ***" and line.big for line in lines)


def test_the_drawer_opens_first_and_the_cut_comes_last(tmp_path: Path) -> None:
    paper = printed(tmp_path, open_drawer=True)
    assert paper.done == ["drawer", "barcode", "cut"]
    assert paper.barcodes == ["{BT1-000001"]


def test_without_being_asked_the_drawer_stays_shut(tmp_path: Path) -> None:
    assert printed(tmp_path).drawer_kicks == 0


def test_receipts_of_a_file_follow_each_other(tmp_path: Path) -> None:
    printed(tmp_path)
    assert printed(tmp_path).cuts == 2


def test_a_network_printer_gets_the_same() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        port = listener.getsockname()[1]
        printer = printer_for(f"tcp:127.0.0.1:{port}", "en_GB")
        printer.print_receipt(full_receipt(), open_drawer=True)
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as stream:
            paper = read_paper(stream.read())
        assert printer.status() == "ready"
    assert paper.barcodes == ["{BT1-000001"]


def test_a_printer_that_is_not_there_is_absent(tmp_path: Path) -> None:
    for printer in (
        EscposPrinter(NetworkWire("127.0.0.1", 9)),
        EscposPrinter(FileWire(tmp_path / "absent" / "lp0")),
        NullPrinter(),
    ):
        with pytest.raises(DeviceFailed, match=r"printer\.absent"):
            printer.print_receipt(full_receipt(), open_drawer=False)
        assert printer.status() == "absent"


@pytest.mark.fault(54, "the printer's device refuses")
def test_a_printer_that_cannot_be_written_to_has_failed(tmp_path: Path) -> None:
    with pytest.raises(DeviceFailed, match=r"printer\.failed"):
        EscposPrinter(FileWire(tmp_path)).print_receipt(full_receipt(), open_drawer=False)
    with pytest.raises(DeviceFailed, match=r"printer\.failed"):
        EscposPrinter(FileWire(Path("/dev/full"))).print_receipt(full_receipt(), open_drawer=False)


def test_signs_beyond_western_europe_do_not_stop_the_receipt(tmp_path: Path) -> None:
    receipt = full_receipt()
    line = replace(receipt.lines[0], name="Świeca छोटा")
    file = tmp_path / "paper.bin"
    EscposPrinter(FileWire(file)).print_receipt(replace(receipt, lines=(line,)), open_drawer=False)
    assert b"TOTAL" in file.read_bytes()
