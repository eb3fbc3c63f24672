"""Who is asking, read from the claims that API Gateway's authorizer has verified.

Knows nothing of passwords and trusts no header: without verified claims there is no caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from backend_lambdas.logic.ports import REGISTER_ACCOUNT_PREFIX
from pos_core.errors import NotAllowed, SignInRefused
from pos_core.permissions import Act, Role, require, roles_from


@dataclass(frozen=True, slots=True)
class Caller:
    """An account and its roles."""

    username: str
    roles: frozenset[Role]

    def require(self, act: Act) -> None:
        """Raise NotAllowed unless one of the roles allows the act outright."""
        require(self.roles, act)

    def require_register(self, register_id: str) -> None:
        """Raise NotAllowed unless the caller is this very register."""
        own = self.username == f"{REGISTER_ACCOUNT_PREFIX}{register_id}"
        if not (own and Role.REGISTER in self.roles):
            raise NotAllowed("register.not_yours", register_id=register_id)

    @property
    def register_id(self) -> str | None:
        """The register that is calling, or None when a person is."""
        if Role.REGISTER not in self.roles:
            return None
        return self.username.removeprefix(REGISTER_ACCOUNT_PREFIX)


def groups_from(claim: str) -> list[str]:
    """Read the claim `cognito:groups` in its three forms: `a,b`, `[a b]` and `[a]`."""
    return claim.strip("[]").replace(",", " ").split()


def caller_of(event: APIGatewayProxyEvent) -> Caller:
    """Return the caller; raise SignInRefused unless the claims are those of an ID token."""
    authorizer: Mapping[str, object] = event.raw_event["requestContext"].get("authorizer") or {}
    claims = authorizer.get("claims")
    if not isinstance(claims, Mapping) or claims.get("token_use") != "id":
        raise SignInRefused("auth.token_refused")
    groups = groups_from(str(claims.get("cognito:groups", "")))
    return Caller(str(claims["cognito:username"]), roles_from(groups))
