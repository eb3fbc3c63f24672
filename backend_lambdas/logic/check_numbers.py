"""Finds receipt numbers that two facts carry: a restored till gave them out a second time.

Both sales stand, because both customers have their paper; a manager should know that the number
does not tell them apart. Knows nothing of tables.
"""

from collections.abc import Mapping, Sequence

from backend_lambdas.logic.books.sales import Remark
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale

REPEATED = "receipt.number_repeated"


def repeated_numbers(
    documents: Sequence[Sale | GoodsReturn], held: Mapping[str, str]
) -> list[Remark]:
    """Remark the later of two; `held` says which fact in the books has a number already."""
    first = dict(held)
    remarks = []
    for document in documents:
        event_id, number = document.stamp.event_id, document.receipt_number
        other = first.setdefault(number, event_id)
        if other != event_id:
            data: dict[str, str | int] = {"receipt_number": number, "other": other}
            remarks.append(Remark(event_id, REPEATED, data=data))
    return remarks
