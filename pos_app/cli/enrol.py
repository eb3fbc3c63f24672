"""`salepoint enrol`: makes this machine a register, or another one when the server refuses it.

What waits goes over to the new register and is sent when the till is open. Knows nothing of HTTP;
it is handed how to make a till.
"""

import argparse
from collections.abc import Callable, Sequence
from contextlib import closing

from pos_app.cli.signed_in import signed_in
from pos_app.services.till import Till
from pos_core.errors import RuleBroken, Unreachable
from pos_core.journal import Actor


def run_enrol(arguments: Sequence[str], build_till: Callable[[], Till]) -> int:
    """Enrol under the name and in the store that are given, or that the register had so far."""
    chosen = _parser().parse_args(arguments)
    with closing(build_till()) as till:
        former = till.shop_rules.register()
        store = chosen.store or (former.store_id if former else "")
        if not store:
            raise RuleBroken("enrol.store_missing")
        session = signed_in(till, chosen.user)
        token = till.tokens.token()
        if token is None:
            raise Unreachable
        name = chosen.name or (former.name if former else "")
        actor = Actor(session.staff_id, session.name)
        register = till.enrol_register.enrol(token, store, name, actor)
        waiting = till.journal_view.state().unposted
    print(f"This machine is register {register.code}, {register.name}, of {register.store_name}.")
    print(f"{waiting} entries wait to be sent; that happens while the till is open.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="salepoint enrol",
        description="Enrol this machine, again when the server refuses its register for good.",
    )
    parser.add_argument("--store", default="", help="store, such as S1; else that of the register")
    parser.add_argument("--name", default="", help="name, such as Till 2; else the register's own")
    parser.add_argument("--user", default="", help="user name of somebody who may enrol")
    return parser
