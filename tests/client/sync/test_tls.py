"""TLS: a server that cannot prove who it is gets no question, and so no password or token."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import Unreachable

PROJECT = Path(__file__).parents[3]
YEAR = timedelta(days=365)


def certificate(host: str, begins: datetime) -> bytes:
    """Return a certificate by its own hand, valid for a year, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    address = x509.IPAddress(IPv4Address(host)) if host[0].isdigit() else x509.DNSName(host)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + YEAR)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + made.public_bytes(serialization.Encoding.PEM)


def serve(folder: Path, pem: bytes) -> Iterator[str]:
    file = folder / "server.pem"
    file.write_bytes(pem)
    command = [sys.executable, "-m", "tests.fakes.strange_server", str(file)]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield f"https://127.0.0.1:{int(process.stdout.readline())}"
        process.kill()


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    host, age = request.param
    yield from serve(tmp_path, certificate(host, datetime.now(UTC) - age))


STRANGERS = [
    pytest.param(("127.0.0.1", timedelta(days=1)), id="signed by itself"),
    pytest.param(("api.example", timedelta(days=1)), id="another host"),
    pytest.param(("127.0.0.1", 2 * YEAR), id="expired"),
]


@pytest.mark.fault(48, "own hand, wrong host, expired")
@pytest.mark.parametrize("address", STRANGERS, indirect=True)
def test_a_server_that_cannot_prove_who_it_is_is_not_asked(address: str) -> None:
    with pytest.raises(Unreachable, match=r"network\.tls_refused"):
        HttpExchange(address, NetworkSwitch()).ask("GET", "/good", "secret-token")


@pytest.mark.fault(48, "files")
@pytest.mark.parametrize("address", STRANGERS, indirect=True)
def test_no_file_is_fetched_from_it_either(address: str, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"network\.tls_refused"):
        HttpExchange(address, NetworkSwitch()).fetch(f"{address}/file/3", "", 3, tmp_path / "file")


@pytest.mark.fault(48, "a company's own authority")
@pytest.mark.parametrize("address", STRANGERS[:1], indirect=True)
def test_a_company_may_name_an_authority_of_its_own(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "server.pem"))
    answer = HttpExchange(address, NetworkSwitch()).ask("GET", "/good", "")
    assert answer.status == 200


DATES = [
    pytest.param(("127.0.0.1", 2 * YEAR), id="expired"),
    pytest.param(("127.0.0.1", -timedelta(days=30)), id="not yet valid"),
]


@pytest.mark.fault(17, "by the clock here the certificate is out of date")
@pytest.mark.fault(48, "right but for its dates")
@pytest.mark.parametrize("address", DATES, indirect=True)
def test_a_certificate_that_only_the_dates_are_against_is_told_apart(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "server.pem"))
    with pytest.raises(Unreachable, match=r"network\.certificate_dates"):
        HttpExchange(address, NetworkSwitch()).ask("GET", "/good", "secret-token")
