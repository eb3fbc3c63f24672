"""What is left after the process is killed at a chosen moment."""
