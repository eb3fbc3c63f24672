"""Selling: the catalogue on one side, the cart on the other, and all that happens between them."""
