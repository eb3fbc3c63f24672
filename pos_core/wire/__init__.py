"""The messages between till and server, as pydantic models with a version each.

Knows nothing of HTTP. Unknown fields are ignored, so that either side may be newer.
"""
