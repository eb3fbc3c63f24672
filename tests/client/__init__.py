"""The services of the till, its storage, sync and devices."""
