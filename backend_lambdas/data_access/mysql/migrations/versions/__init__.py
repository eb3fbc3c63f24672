"""One file per step, applied in order and never edited once released."""
