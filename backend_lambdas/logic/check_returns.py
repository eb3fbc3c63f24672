"""Looks whether more came back than was sold, or more was paid out than was paid.

The money has left the till, so nothing is refused: each excess becomes a remark on the return that
caused it, whichever register it came from. Knows nothing of tables.
"""

from collections.abc import Iterator, Mapping, Sequence

from backend_lambdas.logic.books.sales import GoodsBack, LineBalance, Remark, SaleLineKey

UNKNOWN = "return.original_unknown"


def check_returns(
    goods: Sequence[GoodsBack], balances: Mapping[SaleLineKey, LineBalance]
) -> list[Remark]:
    """Return remarks on goods that just came back, in their order; balances are after all of it."""
    returned = {key: balance.returned_milli for key, balance in balances.items()}
    refunded = {key: balance.refunded_minor for key, balance in balances.items()}
    for back in goods:
        if back.line in balances:
            returned[back.line] -= back.quantity_milli
            refunded[back.line] -= back.refunded_minor
    remarks: list[Remark] = []
    for back in goods:
        if back.line not in balances:
            remarks.append(_remark(back, UNKNOWN, {"original": back.line[0]}))
            continue
        returned[back.line] += back.quantity_milli
        refunded[back.line] += back.refunded_minor
        remarks += _excesses(back, balances[back.line], returned[back.line], refunded[back.line])
    return remarks


def _excesses(
    back: GoodsBack, balance: LineBalance, returned_milli: int, refunded_minor: int
) -> Iterator[Remark]:
    if returned_milli > balance.sold_milli:
        data = {"sold_milli": balance.sold_milli, "returned_milli": returned_milli}
        yield _remark(back, "return.exceeds_sold", data)
    if refunded_minor > balance.paid_minor:
        data = {"paid_minor": balance.paid_minor, "refunded_minor": refunded_minor}
        yield _remark(back, "return.exceeds_paid", data)


def _remark(back: GoodsBack, code: str, data: Mapping[str, str | int]) -> Remark:
    return Remark(back.return_id, code, str(back.line[1]), data)
