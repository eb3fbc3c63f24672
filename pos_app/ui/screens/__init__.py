"""One folder per screen: widgets, a presenter without widgets, and its Qt models."""
