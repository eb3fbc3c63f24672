"""The power goes at any act on the disk: every commit that returned is there, and nothing is half.

A killed process proves little, because the system still writes what it was given. Here everything
that was not synced is lost, or kept in part, or torn.
"""

from pathlib import Path

import pytest

from pos_app.storage import database
from tests.crash.pieces import PIECES, Piece, sell_from_a_kept_cart
from tests.crash.power_cuts import Recording, Verdict, cut_everywhere, record
from tests.fakes.till import TillRig

A_SALE = next(piece for piece in PIECES if piece.play is sell_from_a_kept_cart)


def recorded(folder: Path, piece: Piece) -> Recording:
    return record(piece.prepare(TillRig(folder / "till")), piece.play)


@pytest.mark.fault(4, "Power loss, unsynced writes dropped")
@pytest.mark.fault(5, "Power loss with torn/reordered writes")
@pytest.mark.parametrize("piece", PIECES, ids=str)
def test_a_power_cut_at_any_act_costs_nothing_that_was_committed(
    tmp_path: Path, piece: Piece
) -> None:
    recording = recorded(tmp_path, piece)
    _, truth = recording.truths[-1]
    assert piece.came_to(truth), str(truth)
    for seed in range(piece.seeds):
        verdict = cut_everywhere(recording, seed, piece.every)
        assert verdict.tried > len(recording.acts) / piece.every / 2
        assert not verdict.wrong, str(verdict)


def unsafe(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    """Let the till open its file with less care."""
    full = database._SETTINGS  # noqa: SLF001  # the very setting whose worth is shown here
    careless = tuple(setting.replace("FULL", level) for setting in full)
    assert careless != full
    monkeypatch.setattr(database, "_SETTINGS", careless)


def verdict_with(monkeypatch: pytest.MonkeyPatch, folder: Path, level: str) -> Verdict:
    """Cut the power on a till that syncs less, and take its second copy away as well."""
    unsafe(monkeypatch, level)
    recording = recorded(folder, A_SALE)
    recording.with_copy = False
    return cut_everywhere(recording)


@pytest.mark.fault(4, "Power loss, unsynced writes dropped")
def test_the_same_with_synchronous_normal_loses_sales(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = verdict_with(monkeypatch, tmp_path, "NORMAL")
    assert verdict.wrong["lost a fact"], str(verdict)
    assert "storage.damaged" not in verdict.wrong


@pytest.mark.fault(5, "Power loss with torn/reordered writes")
def test_the_same_with_synchronous_off_loses_sales_and_damages_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = verdict_with(monkeypatch, tmp_path, "OFF")
    assert verdict.wrong["lost a fact"], str(verdict)
    assert verdict.wrong["storage.damaged"], str(verdict)
