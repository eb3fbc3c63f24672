"""The guided tour: drives the real window with keys and mouse, and takes a picture of every step.

Knows the screens only by the names of their widgets. It is part of the program, so that a customer
can see on their own machine what the README claims.
"""
