"""One set of expectations, run on every adapter of a port and on both ends of the wire."""
