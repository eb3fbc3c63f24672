"""Tests of the till's sync."""
