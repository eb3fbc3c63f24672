"""Adapters to other companies' services, each behind a port of the logic.

Knows the partner's language; knows nothing of our tables or events.
"""
