"""Exchanges the journal and the shop's data with the server.

Implements the network ports; knows nothing of screens, SQL or devices.
"""
