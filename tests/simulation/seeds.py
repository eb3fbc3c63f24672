"""Which seeds are played: `SEEDS` says how many, `FROM` the first; both come from the environment.

Knows nothing of what a seed is for.
"""

from collections.abc import Mapping

HOW_MANY = "SEEDS"
FIRST = "FROM"
USUALLY = 200


def chosen_seeds(environment: Mapping[str, str]) -> range:
    """Return the seeds; raises ValueError that names the variable which is no whole number."""
    first = _whole_number(environment, FIRST, 1)
    return range(first, first + _whole_number(environment, HOW_MANY, USUALLY))


def _whole_number(environment: Mapping[str, str], name: str, usually: int) -> int:
    text = environment.get(name) or str(usually)
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError(f"{name}={text}: give a whole number above zero, such as {name}={usually}")
    return int(text)
