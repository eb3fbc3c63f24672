"""Editing one line, or the discount on the whole sale: a panel over the catalogue."""
