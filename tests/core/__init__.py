"""The rules of the shop: pure functions, examples and laws."""
