"""Accounts of registers in the Cognito pool. Knows nothing of staff."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from botocore.exceptions import ClientError

from backend_lambdas.data_access.service_failures import code_of, failing_as
from backend_lambdas.logic.ports import REGISTER_ACCOUNT_PREFIX
from pos_core.permissions import Role

SERVICE = "cognito-idp"
SECRET_BYTES = 32


class CognitoClient(Protocol):
    """The part of boto3's Cognito client that is used here."""

    def admin_create_user(self, **request: object) -> Mapping[str, object]:
        """Create an account."""

    def admin_set_user_password(self, **request: object) -> Mapping[str, object]:
        """Set a password for good."""

    def admin_add_user_to_group(self, **request: object) -> Mapping[str, object]:
        """Put an account into a group."""

    def admin_disable_user(self, **request: object) -> Mapping[str, object]:
        """Let an account sign in no more."""


@dataclass(frozen=True, slots=True)
class CognitoRegisterIdentities:
    """RegisterIdentities in this user pool."""

    client: CognitoClient
    user_pool_id: str

    def create(self, register_id: str) -> tuple[str, str]:
        """Create the account or give it a new secret."""
        account = {
            "UserPoolId": self.user_pool_id,
            "Username": f"{REGISTER_ACCOUNT_PREFIX}{register_id}",
        }
        secret = _new_secret()
        with failing_as(SERVICE):
            try:
                self.client.admin_create_user(**account, MessageAction="SUPPRESS")
            except ClientError as error:
                if code_of(error) != "UsernameExistsException":
                    raise
            self.client.admin_set_user_password(**account, Password=secret, Permanent=True)
            self.client.admin_add_user_to_group(**account, GroupName=Role.REGISTER.value)
        return account["Username"], secret

    def disable(self, register_id: str) -> None:
        """Let this register sign in no more."""
        with failing_as(SERVICE):
            self.client.admin_disable_user(
                UserPoolId=self.user_pool_id, Username=f"{REGISTER_ACCOUNT_PREFIX}{register_id}"
            )


def _new_secret() -> str:
    """Return 256 random bits as text, with one of each kind that the pool's policy asks for."""
    return secrets.token_urlsafe(SECRET_BYTES) + "aA1"
