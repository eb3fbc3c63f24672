"""Where things are: a function's environment, the database's secret, a named database."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend_lambdas.data_access.aws.database_secret import DatabaseSecret, url_from
from backend_lambdas.data_access.aws.journal_queue import SqsJournalQueue
from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.local.books import secret_for
from backend_lambdas.settings import Settings
from pos_core.errors import EnvironmentFailed

RDS_SECRET: dict[str, str | int] = {
    "engine": "mysql",
    "host": "books.internal",
    "port": 3306,
    "username": "salepoint",
    "password": "p@ss/word",
    "dbname": "salepoint",
}


def test_a_setting_that_the_template_forgot_names_itself() -> None:
    settings = Settings({"MEDIA_BUCKET": "pictures", "DATABASE_HOST": ""})

    assert settings.media_bucket == "pictures"
    assert settings.database_host is None
    with pytest.raises(EnvironmentFailed, match=r"settings\.missing \(name=REGISTERS_TABLE\)"):
        _ = settings.registers_table


def test_every_setting_reads_the_name_that_the_template_gives() -> None:
    names = {name for name, member in vars(Settings).items() if isinstance(member, property)}
    filled = Settings({name.upper(): f"value of {name}" for name in names})

    assert {getattr(filled, name) for name in names} == {f"value of {name}" for name in names}


class OneSecret:
    """Secrets Manager with one secret in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def get_secret_value(self, **request: object) -> dict[str, str]:
        assert request == {"SecretId": "arn"}
        return {"SecretString": self.text}


def test_a_secret_of_rds_is_read_with_its_password_whatever_that_holds() -> None:
    url = url_from(RDS_SECRET)

    assert (url.host, url.port, url.database) == ("books.internal", 3306, "salepoint")
    assert url.password == "p@ss/word"
    assert dict(url.query) == {"charset": "utf8mb4"}


def test_the_proxy_replaces_the_host_and_is_spoken_to_with_verified_tls() -> None:
    url = url_from(RDS_SECRET, proxy_host="proxy.internal")

    assert url.host == "proxy.internal"
    assert url.query["ssl_check_hostname"] == "true"
    assert url.query["ssl_ca"]


def test_sqlite_is_a_path() -> None:
    secret = DatabaseSecret(OneSecret('{"engine": "sqlite", "path": "/tmp/books"}'), "arn")

    assert secret.read().render_as_string() == "sqlite:////tmp/books"


@pytest.mark.parametrize(
    "address",
    [
        "mysql://anna:p%40ss@db.example:3307/shop",
        "mysql+pymysql://anna:p%40ss@db.example:3307/shop",
    ],
)
def test_a_named_database_becomes_a_secret(address: str) -> None:
    url = url_from(secret_for(address))

    assert (url.host, url.port, url.database) == ("db.example", 3307, "shop")
    assert (url.username, url.password) == ("anna", "p@ss")


def test_a_server_on_this_machine_is_named_by_its_socket() -> None:
    url = url_from(secret_for("mysql://anna:x@localhost/shop?charset=utf8mb4&unix_socket=/run/db"))

    assert url.query["unix_socket"] == "/run/db"


@pytest.mark.parametrize("address", ["", "oracle", "postgresql://h/d", "mysql://h", "mysql://h/"])
def test_what_is_no_address_of_mysql_is_refused(address: str) -> None:
    with pytest.raises(EnvironmentFailed, match=r"local\.database_unknown"):
        secret_for(address)


class Waits:
    """An SQS client that keeps how long messages were told to stay away."""

    def __init__(self) -> None:
        self.seconds: list[object] = []

    def change_message_visibility(self, **request: object) -> None:
        self.seconds.append(request["VisibilityTimeout"])


def test_a_run_that_could_not_be_posted_comes_back_soon_and_then_ever_later() -> None:
    client: Any = Waits()
    queue = SqsJournalQueue(client, "queue")

    for attempt in (1, 2, 3, 6, 7, 500):
        queue.retry_later("handle", attempt)

    assert client.seconds == [2, 4, 8, 64, 120, 120]


def test_an_error_of_the_database_does_not_tell_what_was_to_be_written() -> None:
    with books_engine("sqlite://").connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(
            text("SELECT * FROM nothing WHERE mail = :mail"), {"mail": "a@b.example"}
        )

    assert "a@b.example" not in str(failed.value)
