"""Accounts of the demo shop's staff in the user pool. Knows nothing of what they may do.

The passwords are the same on every machine and printed by `make cloud`: they open a demo.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = "Lantern-2026!"
TEMPORARY_PASSWORD = "Welcome-2026!"
# This account shows what a first sign-in is like: it has to choose a password of its own.
NEWCOMER = "newbie"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who may sign in; `role` is the name of a group."""

    username: str
    name: str
    role: str
    email: str

    @property
    def password(self) -> str:
        """The password to sign in with, for the newcomer only once."""
        return TEMPORARY_PASSWORD if self.username == NEWCOMER else PASSWORD


def accounts_from(staff_file: Path) -> list[DemoAccount]:
    """Read the accounts from the demo's `staff.json`."""
    return [
        DemoAccount(row["user_name"], row["display_name"], row["role"], row["email"])
        for row in json.loads(staff_file.read_text())
    ]


def create_accounts(cognito: Any, user_pool_id: str, accounts: list[DemoAccount]) -> None:  # noqa: ANN401 - boto3 makes its clients at run time
    """Create the accounts that do not exist yet; those that do keep their passwords."""
    for account in accounts:
        who = {"UserPoolId": user_pool_id, "Username": account.username}
        try:
            cognito.admin_create_user(
                **who,
                MessageAction="SUPPRESS",
                TemporaryPassword=account.password,
                UserAttributes=[
                    {"Name": "name", "Value": account.name},
                    {"Name": "email", "Value": account.email},
                    {"Name": "email_verified", "Value": "true"},
                ],
            )
        except cognito.exceptions.UsernameExistsException:
            continue
        cognito.admin_add_user_to_group(**who, GroupName=account.role)
        if account.username != NEWCOMER:
            cognito.admin_set_user_password(**who, Password=account.password, Permanent=True)
