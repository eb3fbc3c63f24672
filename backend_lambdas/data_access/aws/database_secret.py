"""Where the books are and how to sign in there, from Secrets Manager.

Knows nothing of tables. The secret has the form that RDS writes: engine, host, port, username,
password, dbname; beside it `socket` for a server on this machine and, for SQLite, `path`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import URL

from backend_lambdas.data_access.service_failures import failing_as

MYSQL_PORT = 3306
# The certificates that Lambda's own system trusts; RDS Proxy shows one of Amazon's public ones.
SYSTEM_CERTIFICATES = "/etc/pki/tls/certs/ca-bundle.crt"


class SecretsClient(Protocol):
    """The part of boto3's Secrets Manager client that is used here."""

    def get_secret_value(self, **request: object) -> Mapping[str, str]:
        """Read a secret."""


@dataclass(frozen=True, slots=True)
class DatabaseSecret:
    """The secret with this ARN; `proxy_host` replaces its host and is spoken to with TLS."""

    client: SecretsClient
    arn: str
    proxy_host: str | None = None

    def read(self) -> URL:
        """Return the address of the books."""
        with failing_as("secretsmanager"):
            answer = self.client.get_secret_value(SecretId=self.arn)
        return url_from(json.loads(answer["SecretString"]), self.proxy_host)


def url_from(secret: Mapping[str, str | int], proxy_host: str | None = None) -> URL:
    """Make SQLAlchemy's address from a secret's fields."""
    if secret["engine"] == "sqlite":
        return URL.create("sqlite", database=str(secret["path"]))
    query = {"charset": "utf8mb4"}
    if "socket" in secret:
        query["unix_socket"] = str(secret["socket"])
    if proxy_host:
        query |= {"ssl_ca": SYSTEM_CERTIFICATES, "ssl_check_hostname": "true"}
    return URL.create(
        "mysql+pymysql",
        username=str(secret["username"]),
        password=str(secret["password"]),
        host=proxy_host or str(secret.get("host", "localhost")),
        port=int(secret.get("port", MYSQL_PORT)),
        database=str(secret["dbname"]),
        query=query,
    )
