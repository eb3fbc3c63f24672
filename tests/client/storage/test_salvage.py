"""Damage, a lost log, an older file, no file at all: every sale that was paid is still there."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage.storage import open_storage
from pos_core.errors import StorageFailed
from tests.builders import cart_of, numbered_id, product_change, sale
from tests.client.storage.conftest import KEY, Till
from tests.client.storage.wrecks import PAGE, file_of, flip, killed, started

SALES = 12


@pytest.fixture
def sold(till: Till) -> Till:
    """A till that has sold, with a little catalogue, a cart and everything still in its log."""
    till.feed(*(product_change(f"P{n}", description="word " * 50) for n in range(60)))
    till.storage.checkpoint()
    for number in range(1, SALES + 1):
        till.sell(sale(number))
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
    return till


EVENTS = tuple(numbered_id(number) for number in range(1, SALES + 1))
NEXT = f"T1-{SALES + 1:06d}"


def folded(sold: Till, to: Path) -> Path:
    """Copy the directory after the log was folded into the file."""
    sold.storage.checkpoint()
    folder = killed(sold, to)
    for beside in folder.glob("till.db-*"):
        beside.unlink()
    return folder


@pytest.mark.fault(9, "Damaged page in the main file")
def test_whatever_page_is_damaged_no_sale_is_lost(sold: Till, tmp_path: Path) -> None:
    whole = folded(sold, tmp_path / "whole")
    pages = file_of(whole).stat().st_size // PAGE
    noticed = 0
    for page in range(pages):
        folder = tmp_path / f"page {page}"
        shutil.copytree(whole, folder)
        flip(file_of(folder), page * PAGE + 200)
        damaged = file_of(folder).read_bytes()
        mark_if_not_met_at_start(folder)
        found = started(folder)
        assert (found.events, found.next_number) == (EVENTS, NEXT)
        if found.told is not None:
            noticed += 1
            assert found.told.missing == ()
            assert (folder / found.told.set_aside).read_bytes() == damaged
    assert noticed >= pages - 3, "pages that nothing stands on may stay unnoticed"


def mark_if_not_met_at_start(folder: Path) -> None:
    """Do what a till does that is open: meet the damage in the complete check, and end."""
    with closing(open_storage(folder, KEY)) as storage:
        try:
            storage.check()
        except StorageFailed as failure:
            assert failure.code in ("storage.damaged", "storage.index_damaged")  # noqa: PT017 — any
