"""Printers, drawers, scanners and card terminals behind the device ports.

Knows how to speak to hardware; knows nothing of screens, SQL or the server.
"""
