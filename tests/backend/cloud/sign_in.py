"""Signing in to the local pool with SRP, as the tests' own client does it.

The till has its own; this one exists so that the backend is tested without the till.
"""

from typing import TYPE_CHECKING, Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from pycognito.aws_srp import AWSSRP

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend


def anonymous_client(cloud: "LocalBackend") -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """A Cognito client without any keys, as a till has it."""
    return boto3.client(
        "cognito-idp",
        endpoint_url=cloud.addresses.cognito_endpoint,
        region_name=cloud.addresses.region,
        config=Config(signature_version=UNSIGNED),
    )


def sign_in(cloud: "LocalBackend", username: str, password: str) -> dict[str, Any]:
    """Prove the password and return the pool's answer: tokens or a challenge."""
    client = anonymous_client(cloud)
    srp = AWSSRP(
        username=username,
        password=password,
        pool_id=cloud.addresses.user_pool_id,
        client_id=cloud.addresses.client_id,
        client=client,
    )
    asked = client.initiate_auth(
        AuthFlow="USER_SRP_AUTH",
        ClientId=cloud.addresses.client_id,
        AuthParameters=srp.get_auth_params(),
    )
    answer: dict[str, Any] = client.respond_to_auth_challenge(
        ClientId=cloud.addresses.client_id,
        ChallengeName=asked["ChallengeName"],
        ChallengeResponses=srp.process_challenge(
            asked["ChallengeParameters"], srp.get_auth_params()
        ),
    )
    return answer


def id_token(cloud: "LocalBackend", username: str, password: str) -> str:
    """Sign in and return the ID token, which is what the API wants."""
    return str(sign_in(cloud, username, password)["AuthenticationResult"]["IdToken"])
