"""Stock codes of the data set that are no goods, each with the reason it is left out.

Postage, fees and corrections went through the retailer's invoices beside the goods. A till sells
goods; these codes are listed so that nobody wonders where their lines went.
"""

_REASONS = {
    "POST": "postage",
    "DOT": "postage of web orders",
    "C2": "carriage",
    "23444": "next day carriage",
    "23574": "packing charge",
    "D": "discount entered as a line",
    "M": "amount entered by hand, no article behind it",
    "S": "samples given to customers",
    "B": "bad debt written off",
    "BANK CHARGES": "fee of the bank",
    "AMAZONFEE": "fee of a marketplace",
    "CRUK": "donation to a charity",
    "PADS": "accounting entry of a tenth of a penny",
    "23702": "picture file for the press",
    "22016": "gift voucher: a means of payment, no goods",
}
_PREFIXES = {
    "GIFT_": "gift voucher: a means of payment, no goods",
    "TEST": "trial entry",
}


def reason_not_goods(code: str) -> str | None:
    """Why a stock code (upper case) is no article of the shop; None when it is one."""
    if code in _REASONS:
        return _REASONS[code]
    return next((why for start, why in _PREFIXES.items() if code.startswith(start)), None)
