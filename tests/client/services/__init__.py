"""Tests of the till's services."""
