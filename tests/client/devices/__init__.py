"""Tests of the till's devices."""
