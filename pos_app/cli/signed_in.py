"""Signs somebody in for a command: by the environment, or by asking without showing it.

Knows nothing of what they want to do.
"""

import getpass
import os

from pos_app.services.records import Session
from pos_app.services.till import Till
from pos_core.errors import SignInRefused

PASSWORD_VARIABLE = "SALEPOINT_PASSWORD"  # noqa: S105 — the name of a variable


def signed_in(till: Till, username: str) -> Session:
    """Sign in at the server and return who it is; raises SignInRefused and Unreachable."""
    username = username or input("User name: ")
    password = os.environ.get(PASSWORD_VARIABLE) or getpass.getpass(f"Password of {username}: ")
    answer = till.sign_in.with_password(username, password)
    if not isinstance(answer, Session):
        raise SignInRefused("sign_in.password_temporary", username=username)
    return answer
