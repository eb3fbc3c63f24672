"""Mail, alerts, accounts and files: the real adapters on the emulator."""

import gzip
import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

import pytest
import requests

from backend_lambdas.data_access.aws.alert_topic import SnsAlertTopic
from backend_lambdas.data_access.aws.dead_letters import SqsDeadLetters
from backend_lambdas.data_access.aws.mail_sender import SesMailSender
from backend_lambdas.data_access.aws.object_stores import S3MediaStore, S3SnapshotStore
from backend_lambdas.data_access.aws.register_identities import CognitoRegisterIdentities
from backend_lambdas.data_access.aws.side_effect_bell import SqsSideEffectBell
from backend_lambdas.logic.ports import (
    AlertTopic,
    DeadLetters,
    MailSender,
    OutgoingMail,
    RegisterIdentities,
    StoredMedia,
)
from pos_core.errors import EnvironmentFailed, RuleBroken
from tests.backend.cloud.sign_in import id_token, sign_in
from tests.fakes.cloud import (
    FakeAlertTopic,
    FakeDeadLetters,
    FakeMailSender,
    FakeRegisterIdentities,
)

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

SENDER = "till@lantern-and-lace.example"


@pytest.fixture
def real_sender(cloud: "LocalBackend") -> SesMailSender:
    configuration = cloud.addresses.outputs["MailConfigurationName"]
    client = cloud.emulator.client("ses")
    return SesMailSender(client, SENDER, "Lantern & Lace", configuration)


@pytest.fixture(params=["fake", "ses"])
def sender(request: pytest.FixtureRequest) -> MailSender:
    if request.param == "fake":
        return FakeMailSender()
    real: SesMailSender = request.getfixturevalue("real_sender")
    return real


def test_every_mail_gets_an_id_of_its_own(sender: MailSender) -> None:
    mail = OutgoingMail("ann@customer.example", "Your receipt", "12.00", "<p>12.00</p>")

    assert sender.send(mail) != sender.send(mail)


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("ann@customer.example", "Receipt\nBcc: everybody@customer.example"),
        ("ann@customer.example\nBcc: everybody@customer.example", "Receipt"),
        ("nobody", "Receipt"),
    ],
    ids=["subject with a header", "address with a header", "no address"],
)
def test_nobody_adds_headers_or_recipients(sender: MailSender, to: str, subject: str) -> None:
    with pytest.raises(RuleBroken, match=r"mail\.refused"):
        sender.send(OutgoingMail(to, subject, "text", "<p>html</p>"))


def test_a_mail_arrives_as_text_and_html(cloud: "LocalBackend", real_sender: SesMailSender) -> None:
    mark = secrets.token_hex(4)

    real_sender.send(OutgoingMail("bo@customer.example", f"Beleg {mark} – Käse", "€ 5", "<b>5</b>"))

    by_account = requests.get(cloud.addresses.mail_url, timeout=10).json()["messages"]
    (mail,) = [m for mails in by_account.values() for m in mails if mark in m["Subject"]]
    assert mail["To"] == ["bo@customer.example"]
    assert SENDER in mail["Source"]
    assert (mail["BodyText"].strip(), mail["BodyHtml"].strip()) == ("€ 5", "<b>5</b>")


def test_a_sender_that_nobody_verified_is_a_failure_of_the_surroundings(
    cloud: "LocalBackend",
) -> None:
    stranger = SesMailSender(cloud.emulator.client("ses"), "x@elsewhere.example", "X", "none")

    with pytest.raises(EnvironmentFailed, match=r"service\.failed"):
        stranger.send(OutgoingMail("ann@customer.example", "s", "t", "h"))


@pytest.fixture(params=["fake", "sns"])
def topic(request: pytest.FixtureRequest) -> AlertTopic:
    if request.param == "fake":
        return FakeAlertTopic()
    cloud = request.getfixturevalue("cloud")
    return SnsAlertTopic(cloud.emulator.client("sns"), cloud.addresses.outputs["LowStockTopicArn"])


def test_an_alert_may_have_any_subject(topic: AlertTopic) -> None:
    topic.publish("Niedriger Bestand: Käse\n" * 20, "text", {"sku": "85123A"})


def test_an_alert_reaches_those_who_subscribed(cloud: "LocalBackend") -> None:
    mark = secrets.token_hex(4)
    arn = cloud.addresses.outputs["LowStockTopicArn"]

    SnsAlertTopic(cloud.emulator.client("sns"), arn).publish("Low", mark, {"sku": "85123A"})

    seen = requests.get(cloud.addresses.alerts_url, timeout=10).json()["messages"]
    assert mark in json.dumps(seen)


@pytest.fixture(params=["fake", "cognito"])
def identities(request: pytest.FixtureRequest) -> RegisterIdentities:
    if request.param == "fake":
        return FakeRegisterIdentities()
    cloud = request.getfixturevalue("cloud")
    return CognitoRegisterIdentities(
        cloud.emulator.client("cognito-idp"), cloud.addresses.user_pool_id
    )


def test_an_account_is_named_for_its_register_and_a_repeat_renews_its_secret(
    identities: RegisterIdentities,
) -> None:
    name, secret = identities.create("contract-1")
    again, renewed = identities.create("contract-1")

    assert name == again == "register-contract-1"
    assert secret != renewed


def test_a_register_signs_in_with_its_latest_secret_until_it_is_disabled(
    cloud: "LocalBackend",
) -> None:
    identities = CognitoRegisterIdentities(
        cloud.emulator.client("cognito-idp"), cloud.addresses.user_pool_id
    )
    name, first = identities.create("contract-2")
    _, second = identities.create("contract-2")

    assert id_token(cloud, name, second)
    for username, secret in ((name, first), (name, second)):
        if secret == second:
            identities.disable("contract-2")
            identities.disable("contract-2")
        with pytest.raises(Exception, match="NotAuthorizedException"):
            sign_in(cloud, username, secret)


def picture() -> tuple[bytes, StoredMedia]:
    content = b"\x89PNG" + secrets.token_bytes(100)
    digest = hashlib.sha256(content).hexdigest()
    return content, StoredMedia(f"m-{digest[:8]}", f"media/{digest}", len(content), digest)


def test_the_announced_file_is_stored_and_read_by_links(cloud: "LocalBackend") -> None:
    bucket = cloud.addresses.outputs["MediaBucketName"]
    store = S3MediaStore(cloud.emulator.client("s3"), bucket)
    content, media = picture()
    form = store.upload_form(media, "image/png")

    done = requests.post(form.url, data=form.fields, files={"file": content}, timeout=10)

    assert done.status_code == 204
    assert requests.get(store.download_link(media.key), timeout=10).content == content


@pytest.mark.fault(57, "another file than announced")
@pytest.mark.parametrize("wrong", ["larger", "smaller", "other type", "other key"])
def test_another_file_than_the_announced_one_is_refused(cloud: "LocalBackend", wrong: str) -> None:
    bucket = cloud.addresses.outputs["MediaBucketName"]
    store = S3MediaStore(cloud.emulator.client("s3"), bucket)
    content, media = picture()
    form = store.upload_form(media, "image/png")
    altered = {
        "other type": {"Content-Type": "text/html"},
        "other key": {"key": "media/somebody-elses"},
    }.get(wrong, {})
    sent = {"larger": content + b"!", "smaller": content[:-1]}.get(wrong, content)

    fields = dict(form.fields) | altered
    refused = requests.post(form.url, data=fields, files={"file": sent}, timeout=10)

    assert refused.status_code in (400, 403)


def test_a_snapshot_is_replaced_and_read_by_a_link(cloud: "LocalBackend") -> None:
    bucket = cloud.addresses.outputs["SnapshotBucketName"]
    store = S3SnapshotStore(cloud.emulator.client("s3"), bucket)
    for content in (b"old", b"new"):
        store.put("snapshots/contract.gz", gzip.compress(content))

    answer = requests.get(store.download_link("snapshots/contract.gz"), timeout=10)

    assert gzip.decompress(answer.content) == b"new"


def test_a_bell_that_cannot_ring_disturbs_nobody(cloud: "LocalBackend") -> None:
    missing = cloud.addresses.outputs["SideEffectsQueueUrl"] + "-missing"

    SqsSideEffectBell(cloud.emulator.client("sqs"), missing).ring()


@pytest.mark.parametrize("kind", ["fake", "sqs"])
def test_dead_letters_are_counted_by_queue(request: pytest.FixtureRequest, kind: str) -> None:
    if kind == "fake":
        dead: DeadLetters = FakeDeadLetters({"journal": 2})
    else:
        client = request.getfixturevalue("cloud").emulator.client("sqs")
        names = ("journal", "side_effects")
        urls = {
            name: client.create_queue(QueueName=f"{name}-{secrets.token_hex(4)}")["QueueUrl"]
            for name in names
        }
        for _ in range(2):
            client.send_message(QueueUrl=urls["journal"], MessageBody="given up")
        dead = SqsDeadLetters(client, urls)

    assert dict(dead.counts()) == {"journal": 2, "side_effects": 0}


def test_dead_letters_that_cannot_be_counted_are_a_failure(cloud: "LocalBackend") -> None:
    client = cloud.emulator.client("sqs")
    nowhere = SqsDeadLetters(client, {"journal": client.meta.endpoint_url + "/0/nowhere"})

    with pytest.raises(EnvironmentFailed, match=r"service\.failed"):
        nowhere.counts()


class Captured:
    """SES's end of the wire: keeps what it was asked, which the emulator does not show."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: dict[str, Any] = {}

    def send_raw_email(self, **request: object) -> dict[str, str]:
        self.asked = request
        return {"MessageId": "m"}


def test_a_mail_carries_the_name_of_its_wish_in_header_and_tag() -> None:
    ses = Captured()
    mail = OutgoingMail("cleo@customer.example", "Receipt", "t", "<p>h</p>", "receipt_mail:019a")

    SesMailSender(ses, SENDER, "Lantern & Lace", "set").send(mail)

    assert b"X-SalePoint-Reference: receipt_mail:019a\r\n" in ses.asked["RawMessage"]["Data"]
    assert ses.asked["Tags"] == [{"Name": "reference", "Value": "receipt_mail-019a"}]
