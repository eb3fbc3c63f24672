"""The open sale: lines, sums and the way to pay; it is always in its place."""
