"""Settings and staff of the demo shop: facts that come from no data set.

Address and VAT number are fictional and say so, because they are printed on receipts.
"""

import json
from pathlib import Path

_ADDRESS = {
    "S1": ["12 High Street", "Lacebridge", "LB1 2LL"],
    "S2": ["3 Market Square", "Lacebridge", "LB1 4MS"],
}

SHOP = {
    "name": "Lantern & Lace",
    "legal_lines": [
        "Lantern & Lace Ltd (demo)",
        "12 High Street, Lacebridge LB1 2LL",
        "VAT GB 123 4567 89 (demo)",
    ],
    "currency": "GBP",
    "cash_step_minor": 1,
    "tax_rounding": "line",
    "prices_include_tax": True,
    "tax_classes": [
        {"code": "standard", "name": "VAT 20 %", "rate_millipercent": 20000, "included": True},
        {"code": "reduced", "name": "VAT 5 %", "rate_millipercent": 5000, "included": True},
        {"code": "zero", "name": "VAT 0 %", "rate_millipercent": 0, "included": True},
    ],
    "stores": [
        {
            "code": "S1",
            "name": "Store 1, High Street",
            "address": _ADDRESS["S1"],
            "main": True,
            "telephone": "01632 960 101",
        },
        {
            "code": "S2",
            "name": "Store 2, Market Square",
            "address": _ADDRESS["S2"],
            "main": False,
            "telephone": "01632 960 102",
        },
    ],
    "receipt": {
        "footer": ["Thank you for your visit.", "Open Monday to Saturday, 9.00 to 17.30"],
        "terms": [
            "Unused goods may be returned within 28 days with this receipt.",
            "This is a demo shop: no goods are really sold.",
        ],
    },
}


def _person(user_name: str, display_name: str, role: str, store: str) -> dict[str, str]:
    return {
        "user_name": user_name,
        "display_name": display_name,
        "role": role,
        "store": store,
        "email": f"{user_name}@lantern-and-lace.example",
    }


STAFF = [
    _person("sales1", "Sales 1", "salesperson", "S1"),
    _person("sales2", "Sales 2", "salesperson", "S2"),
    _person("manager1", "Manager 1", "manager", "S1"),
    _person("admin1", "Admin 1", "admin", "S1"),
    _person("it1", "IT 1", "it", "S1"),
    _person("newbie", "New Colleague", "salesperson", "S1"),
]


def write_shop(folder: Path) -> None:
    """`shop.json` and `staff.json`, indented so that a person can read and change them."""
    for name, content in (("shop.json", SHOP), ("staff.json", STAFF)):
        text = json.dumps(content, indent=2, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")
