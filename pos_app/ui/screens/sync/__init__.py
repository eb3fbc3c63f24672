"""Sync: how far this register's journal has come, entry by entry, and the network's switch."""
