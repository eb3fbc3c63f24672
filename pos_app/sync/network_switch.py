"""The till's own switch for its network. Knows nothing of who turns it or what goes through it."""

from pos_core.errors import Unreachable


class NetworkSwitch:
    """On or off, turned at run time; off, nothing of this program reaches the network."""

    def __init__(self, on: bool = True) -> None:
        """Begin switched on unless told otherwise."""
        self.on = on

    def check(self) -> None:
        """Raise Unreachable `network.switched_off` when the switch is off."""
        if not self.on:
            raise Unreachable("network.switched_off")
