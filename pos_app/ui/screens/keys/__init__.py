"""The key map, as a panel that never stands over the cart."""
