"""Closing the window while sales are on this machine only: close now, or send them first."""
