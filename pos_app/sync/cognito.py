"""The Cognito library, made to fit: one pool, its errors as ours, and an endpoint of one's own.

Imports what is slow to import (pycognito, botocore): only `auth.py` imports this, when somebody
signs in. Knows nothing of tills.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import botocore.config
import botocore.exceptions
import jwt
import pycognito
import pycognito.exceptions
import requests
from botocore import UNSIGNED

from pos_app.sync.deadlines import DeadlineAdapter
from pos_core.errors import SignInRefused, Unreachable

CONNECT_SECONDS = 10
ANSWER_SECONDS = 15

_REFUSALS = {
    "NotAuthorizedException": "sign_in.wrong",
    "UserNotFoundException": "sign_in.wrong",
    "InvalidParameterException": "sign_in.wrong",
    "PasswordResetRequiredException": "sign_in.reset_needed",
    "UserNotConfirmedException": "sign_in.reset_needed",
    "InvalidPasswordException": "password.too_weak",
}
"""Cognito's names for what it refuses, and our codes."""


class Pool(pycognito.Cognito):  # type: ignore[misc]  # the library publishes no types
    """One account's conversation with the user pool.

    With an endpoint of its own (an emulator) the library expects the endpoint as the tokens'
    issuer, while tokens name AWS; here the issuer is always AWS and the keys come from where the
    pool is. Requests are not signed: signing in needs no AWS credentials.
    """

    pool_jwk: Mapping[str, Any] | None

    def __init__(
        self, user_pool_id: str, client_id: str, region: str, endpoint: str, username: str
    ) -> None:
        """Prepare a conversation; nothing is asked yet."""
        super().__init__(
            user_pool_id=user_pool_id,
            client_id=client_id,
            user_pool_region=region,
            username=username,
            botocore_config=botocore.config.Config(
                signature_version=UNSIGNED,
                connect_timeout=CONNECT_SECONDS,
                read_timeout=ANSWER_SECONDS,
                retries={"total_max_attempts": 1},
            ),
            boto3_client_kwargs={"endpoint_url": endpoint} if endpoint else None,
        )

    @property
    def user_pool_url(self) -> str:
        """The issuer that tokens name."""
        return f"https://cognito-idp.{self.user_pool_region}.amazonaws.com/{self.user_pool_id}"

    def get_keys(self) -> Mapping[str, Any]:
        """Return the public keys with which tokens are signed."""
        if self.pool_jwk is None:
            base = (
                self.pool_domain_url or f"https://cognito-idp.{self.user_pool_region}.amazonaws.com"
            )
            with requests.Session() as session:
                session.mount("https://", DeadlineAdapter())
                answer = session.get(
                    f"{base}/{self.user_pool_id}/.well-known/jwks.json",
                    timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                    allow_redirects=False,
                )
                answer.raise_for_status()
                self.pool_jwk = answer.json()
        return self.pool_jwk

    def verify_token(self, token: str, id_name: str, token_use: str) -> Mapping[str, Any]:
        """Check who signed a token, for whom, and for what use; keep it and return its claims.

        Its times are not held against this machine's clock, which may be wrong: the pool itself
        sent it a moment ago. Raises jwt.PyJWTError.
        """
        key = jwt.PyJWK(dict(self.get_key(jwt.get_unverified_header(token).get("kid"))))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=self.client_id if id_name == "id_token" else None,
            issuer=self.user_pool_url,
            options={
                "require": ["iss", "iat", "exp"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
        if claims.get("token_use") != token_use:
            raise jwt.InvalidTokenError("it is for another use")
        setattr(self, id_name, token)
        setattr(self, f"{token_use}_claims", claims)
        return claims

    @property
    def claims(self) -> Mapping[str, Any]:
        """The verified claims of the ID token."""
        return cast("Mapping[str, Any]", self.id_claims)

    def prove(self, password: str) -> bool:
        """Prove knowledge of the password; False when it is a temporary one to be replaced."""
        with failures_told():
            try:
                self.authenticate(password)
            except pycognito.exceptions.ForceChangePasswordException:
                return False
        return True

    def replace_password(self, temporary: str, new_password: str) -> None:
        """Replace a temporary password and finish the sign-in."""
        with failures_told():
            self.new_password_challenge(temporary, new_password)

    def renew(self) -> None:
        """Get new tokens for the refresh token."""
        with failures_told():
            self.renew_access_token()


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn what the libraries raise into SignInRefused or Unreachable."""
    try:
        yield
    except botocore.exceptions.ClientError as error:
        raise _refusal(error) from None
    except pycognito.exceptions.MFAChallengeException:
        raise SignInRefused("sign_in.second_factor") from None
    except (pycognito.exceptions.TokenVerificationException, jwt.PyJWTError, LookupError):
        raise SignInRefused("sign_in.token_unreadable") from None
    except (
        botocore.exceptions.BotoCoreError,
        requests.RequestException,
        OSError,
        ValueError,
    ) as error:
        raise Unreachable("server.unreachable", reason=type(error).__name__) from error


def _refusal(error: botocore.exceptions.ClientError) -> SignInRefused | Unreachable:
    """Judge Cognito's refusal by its name; never show its words, they may hold what was typed."""
    said = error.response.get("Error", {})
    name, words = str(said.get("Code", "")), str(said.get("Message", ""))
    if name == "NotAuthorizedException" and "disabled" in words.lower():
        return SignInRefused("sign_in.disabled")
    if name == "NotAuthorizedException" and "attempts exceeded" in words.lower():
        return SignInRefused("sign_in.too_many_attempts")
    if name in _REFUSALS:
        return SignInRefused(_REFUSALS[name])
    return Unreachable("server.unreachable", reason=name)
