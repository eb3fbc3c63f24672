"""The real till against the real local server."""
