"""What a person does at the till, one use case per file.

Knows `pos_core` and the Protocols in `ports.py`; knows no Qt, SQL, HTTP or device.
"""
