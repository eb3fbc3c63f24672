"""Measures the till and the server against their targets and writes JSON.

Runs the real layers; knows no figure that it did not measure in the same run.
"""
