"""The fault matrix: what can go wrong, what is expected then, and which tests show it."""
