"""The daily proof in words and figures: what both ends say of a day, and what to do. No widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QDate

from pos_app.ui.money_text import MoneyText
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import clock_text, day_text, local_moment

if TYPE_CHECKING:
    from pos_app.services.proved_day import ProvedDay
    from pos_core.proof import Proof

ProofTone = Literal["positive", "warning", "danger", "neutral"]
_HASH_ENDS = 4


def tr(text: str, number: int = -1) -> str:
    """Translate a text about the daily proof."""
    return QCoreApplication.translate("Proof", text, "", number)


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One figure as both ends have it, written; `theirs` is empty before they were asked."""

    name: str
    ours: str
    theirs: str
    differs: bool = False


def outcome_words(proved: ProvedDay, money: MoneyText) -> tuple[str, ProofTone, str]:
    """Say what a proof came to: words, tone, icon."""
    outcome = proved.outcome.value
    if outcome == "equal":
        return tr("Equal"), "positive", "equal"
    if outcome == "different":
        return tr("Different"), "danger", "triangle-alert"
    if outcome == "waiting":
        words = tr("Equal so far, waits for {count}")
        return words.format(count=money.count(proved.waiting)), "warning", "clock"
    if outcome == "partial":
        return tr("Not all here"), "neutral", "history"
    return tr("Not asked yet"), "neutral", "hourglass"


def day_words(day: str, today: str, money: MoneyText) -> str:
    """Name a day: today, yesterday, or `Thu 19 Nov`."""
    then, now = date.fromisoformat(day), date.fromisoformat(today)
    if then == now:
        return tr("today")
    if then == now - timedelta(days=1):
        return tr("yesterday")
    return money.locale.toString(QDate(then.year, then.month, then.day), "ddd d MMM")


def proof_rows(proved: ProvedDay, money: MoneyText) -> list[ProofRow]:
    """Write the figures side by side: sales, returns, each tender, the last hash."""
    figures = [side.figures for side in (proved.ours, proved.theirs) if side is not None]
    rows = [_row(tr("Sales"), proved, partial(_sales, money=money))]
    if any(side.returns for side in figures):
        rows.append(_row(tr("Returns"), proved, partial(_returns, money=money)))
    kinds = sorted({tender.kind for side in figures for tender in side.tenders})
    rows += [
        _row(tender_text(kind), proved, partial(_net, kind=kind, money=money)) for kind in kinds
    ]
    return [*rows, _row(tr("Last hash"), proved, _hash)]


def _row(name: str, proved: ProvedDay, write: Callable[[Proof], str]) -> ProofRow:
    ours = write(proved.ours)
    theirs = "" if proved.theirs is None else write(proved.theirs)
    return ProofRow(name, ours, theirs, theirs not in ("", ours))


def _sales(proof: Proof, money: MoneyText) -> str:
    return f"{money.count(proof.figures.sales)} · {money.amount(proof.figures.sold_minor)}"


def _returns(proof: Proof, money: MoneyText) -> str:
    return f"{money.count(proof.figures.returns)} · {money.amount(proof.figures.returned_minor)}"


def _net(proof: Proof, kind: str, money: MoneyText) -> str:
    found = (t for t in proof.figures.tenders if t.kind == kind)
    return money.amount(sum(tender.taken_minor - tender.given_back_minor for tender in found))


def _hash(proof: Proof) -> str:
    if not proof.last.seq:
        return "–"
    return f"{proof.last.hash[:_HASH_ENDS]}…{proof.last.hash[-_HASH_ENDS:]}"


def proof_note(proved: ProvedDay, money: MoneyText) -> str:
    """Say when it was compared, and what to do where both ends do not agree."""
    moment = local_moment(proved.proved_at)
    if moment is None:
        return tr("The books have not been asked about this day.")
    when = f"{day_text(moment, money.locale)} {clock_text(moment)}"
    if proved.outcome.value == "different":
        return _difference_note(proved, money)
    if proved.outcome.value == "partial":
        words = tr("Compared {time}. The day began before this machine was salvaged.")
    elif proved.outcome.value == "waiting":
        words = tr("Compared {time}. The rest follows when it is in the books.")
    else:
        words = tr("Compared {time}: figures and last hash are the same.")
    return words.format(time=when)


def _difference_note(proved: ProvedDay, money: MoneyText) -> str:
    if proved.quarantined:
        numbers = ", ".join(money.count(seq) for seq in proved.quarantined[:3])
        words = tr("The books keep entry {number} without having booked it. Ask IT to post it.")
        return words.format(number=numbers)
    names = sorted({_figure_name(d.name) for d in proved.differences})
    words = tr("Not the same: {figures}. Nothing is lost here. Export the journal and tell IT.")
    return words.format(figures=", ".join(filter(None, names)))


def _figure_name(name: str) -> str:
    if name.startswith("tender."):
        return tender_text(name.split(".")[1])
    return {
        "sales": tr("Sales"),
        "returns": tr("Returns"),
        "sold_minor": tr("Sales"),
        "returned_minor": tr("Returns"),
        "tax_minor": tr("Tax"),
        "returned_tax_minor": tr("Tax"),
        "rounding_minor": tr("Rounding"),
        "head_hash": tr("Last hash"),
    }.get(name, "")
