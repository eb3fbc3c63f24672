"""Making this machine a register, and filling it with the shop's goods for the first time."""
