"""The rules of the shop and the contract of the wire, shared by the till and its server.

Knows nothing of Qt, SQL, HTTP or AWS: a till and its server must not have two opinions about tax.
"""
