"""The till: a desktop application that sells with or without a network.

It talks to its server through `pos_core.wire` only and never imports the server's code.
"""
