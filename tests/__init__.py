"""Everything that proves SalePoint works, arranged like the code it proves."""
