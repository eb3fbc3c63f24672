"""Sign-in: who is selling, the password, and the first password of one's own."""
