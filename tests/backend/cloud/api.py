"""A till's end of the API, as thin as possible: enrol, push, ask; nothing is retried or hidden."""

import gzip
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.backend.cloud.runs import WritingRegister
from tests.backend.cloud.sign_in import id_token
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

PASSWORD = "Lantern-2026!"
SECONDS = 30


@dataclass
class Api:
    """The API with somebody's token."""

    base: str
    token: str

    def ask(self, method: str, path: str, **rest: Any) -> requests.Response:  # noqa: ANN401 - handed on to requests
        headers = {"Authorization": f"Bearer {self.token}"} | rest.pop("headers", {})
        return requests.request(method, self.base + path, headers=headers, timeout=SECONDS, **rest)


def api_as(cloud: "LocalBackend", username: str, password: str = PASSWORD) -> Api:
    """Sign in and return the API as this account sees it."""
    return Api(cloud.addresses.api_url, id_token(cloud, username, password))


@dataclass
class EnrolledTill:
    """A register that was enrolled over HTTP, with its own token and journal."""

    answer: dict[str, Any]
    api: Api
    journal: WritingRegister

    @property
    def path(self) -> str:
        return f"/registers/{self.answer['register_id']}"

    def push(self, body: bytes) -> requests.Response:
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        return self.api.ask(
            "POST", f"{self.path}/journal", data=gzip.compress(body), headers=headers
        )

    def position(self) -> dict[str, Any]:
        position: dict[str, Any] = self.api.ask("GET", f"{self.path}/position").json()
        return position

    def wait_until_posted(self, seq: int) -> dict[str, Any]:
        wait_until(lambda: self.position()["posted_through"] >= seq, f"{seq} is posted", SECONDS)
        return self.position()


def enrolment(key: Ed25519PrivateKey, store_id: str = "S1") -> dict[str, str]:
    """Return a request to enrol a register with this key."""
    return {
        "request_id": str(uuid.uuid4()),
        "store_id": store_id,
        "name": "Front till",
        "public_key": WritingRegister(key=key).public_key,
    }


def enrolled_till(cloud: "LocalBackend") -> EnrolledTill:
    """Enrol a new register as the manager and sign it in."""
    key = Ed25519PrivateKey.generate()
    answer = api_as(cloud, "manager1").ask("POST", "/registers", json=enrolment(key)).json()
    token = id_token(cloud, answer["username"], answer["secret"])
    journal = WritingRegister(answer["register_id"], key, id_prefix=uuid.uuid4().hex[:8])
    return EnrolledTill(answer, Api(cloud.addresses.api_url, token), journal)
