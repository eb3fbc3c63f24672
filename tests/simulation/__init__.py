"""Random days of a shop, each reproducible from its seed."""
