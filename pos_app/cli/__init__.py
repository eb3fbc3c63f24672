"""The sub-commands of `salepoint`.

Parses arguments and prints answers; what a command does is a service's work.
"""
