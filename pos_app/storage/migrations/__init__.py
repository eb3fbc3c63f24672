"""The steps by which a till's database grows from one release to the next.

Knows tables, never the code of the day: a step must still run years later.
"""
