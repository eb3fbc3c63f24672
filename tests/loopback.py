"""Keeps every test on this machine: a connection to any other one fails the test loudly.

An audit hook sees all connections of the process, whichever library makes them, and nothing has
to be patched. Processes that a test starts are not seen.
"""

import ipaddress
import socket
import sys


class LeftTheMachine(Exception):
    """A test tried to reach another machine; no OSError, lest it pass for being offline."""


def stay_on_this_machine() -> None:
    """From now on refuse connections and name look-ups that leave this machine; for good."""
    sys.addaudithook(refuse_to_leave)


def refuse_to_leave(event: str, args: tuple[object, ...]) -> None:
    """Raise LeftTheMachine for an audit event that names another machine."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        refuse(args[1][0])
    elif event == "socket.getaddrinfo":
        refuse(args[0])


def refuse(host: object) -> None:
    """Raise LeftTheMachine unless the host is this machine, by number or by name."""
    name = host.decode() if isinstance(host, bytes) else host
    if name and not is_this_machine(str(name)):
        raise LeftTheMachine(f"a test wanted to reach {name}")


def is_this_machine(name: str) -> bool:
    """Whether a name or number means this machine; 0.0.0.0 is what a server listens on."""
    if name in {"localhost", socket.gethostname()} or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
