"""What the window shows when the till cannot start."""
