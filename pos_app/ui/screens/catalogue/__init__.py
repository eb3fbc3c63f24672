"""The catalogue side: search, categories, and products as pictures or as a table."""
