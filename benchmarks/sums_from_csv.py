"""Sums of a shop's invoices from the file alone: a second opinion without SalePoint's code.

`python benchmarks/sums_from_csv.py FILE [FROM [TO]]` prints what a replay has to arrive at.
"""

import csv
import json
import lzma
import sys
from decimal import Decimal

NO_GOODS = {"D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "22016"}


def main(path: str, first: str = "", last: str = "9") -> None:
    """Print lines and sums, in pence, of the days from `first` to `last`."""
    file = (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8")
    sums = dict.fromkeys(
        ("lines", "lines_sold", "lines_returned", "sold_minor", "returned_minor"), 0
    )
    for row in csv.DictReader(file):
        if not first <= row["InvoiceDate"][:10] <= last:
            continue
        sums["lines"] += 1
        code, pence = row["StockCode"].strip().upper(), Decimal(row["UnitPrice"]) * 100
        back, pieces = row["InvoiceNo"].startswith("C"), int(row["Quantity"])
        no_goods = code in NO_GOODS or code.startswith(("GIFT_", "TEST"))
        if no_goods or pence <= 0 or pence % 1 or (pieces > 0) is back or not pieces:
            continue
        sums["lines_returned" if back else "lines_sold"] += 1
        sums["returned_minor" if back else "sold_minor"] += int(abs(pieces) * pence)
    json.dump(sums, sys.stdout, indent=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
