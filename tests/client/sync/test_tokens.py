"""Tokens of the user pool: whose signature is believed, and that a wrong clock does no harm."""

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from pos_app.sync.cognito import Pool, failures_told
from pos_core.errors import SignInRefused

POOL, CLIENT = "eu-west-2_abc", "client"
ISSUER = f"https://cognito-idp.eu-west-2.amazonaws.com/{POOL}"
YEAR = 365 * 86_400

Sign = Callable[..., str]


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def pool(key: rsa.RSAPrivateKey) -> Pool:
    """A conversation that knows the pool's public key already."""
    made = Pool(POOL, CLIENT, "eu-west-2", "", "sales1")
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    made.pool_jwk = {"keys": [public | {"kid": "k1", "alg": "RS256"}]}
    return made


def signed(key: rsa.RSAPrivateKey, made_at: float, **claims: Any) -> str:  # noqa: ANN401  # any claim
    body = {"iss": ISSUER, "aud": CLIENT, "token_use": "id", "iat": int(made_at)}
    body |= {"exp": int(made_at) + 3600, **claims}
    return jwt.encode(body, key, "RS256", headers={"kid": "k1"})


@pytest.mark.fault(17, "Clock skew breaks TLS/SigV4/JWT (nbf/exp)")
@pytest.mark.parametrize("skew", [-YEAR, -900, 900, YEAR])
def test_a_token_is_believed_whatever_this_machines_clock_says(
    skew: int, pool: Pool, key: rsa.RSAPrivateKey
) -> None:
    token = signed(key, time.time() + skew, nbf=int(time.time() + skew))
    pool.verify_token(token, "id_token", "id")
    assert pool.id_token == token
    assert pool.claims["exp"] - pool.claims["iat"] == 3600


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "https://elsewhere.example"}, {"aud": "another"}, {"token_use": "access"}],
)
def test_a_token_for_others_is_refused(
    wrong: dict[str, str], pool: Pool, key: rsa.RSAPrivateKey
) -> None:
    with pytest.raises(SignInRefused, match=r"sign_in\.token_unreadable"), failures_told():
        pool.verify_token(signed(key, time.time(), **wrong), "id_token", "id")


def test_a_token_that_somebody_else_signed_is_refused(pool: Pool) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(SignInRefused, match=r"sign_in\.token_unreadable"), failures_told():
        pool.verify_token(signed(other, time.time()), "id_token", "id")
