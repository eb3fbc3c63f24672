"""The till's own books in SQLite, one file per aggregate.

Implements the storage ports; knows nothing of screens, the network or devices.
"""
