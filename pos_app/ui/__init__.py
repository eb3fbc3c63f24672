"""The windows of the till, in Qt widgets.

Shows what the services answer; knows no SQL, no HTTP and no device.
"""
