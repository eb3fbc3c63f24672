"""What we rely on the emulator for: it refuses what AWS refuses.

Everything that is proven on the emulator elsewhere would prove nothing if one of these failed. What
it does otherwise than AWS is listed in docs/adr/.
"""

import base64
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest
import requests
from botocore.exceptions import ClientError

from tests.backend.cloud.sign_in import anonymous_client, id_token, sign_in
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

PASSWORD = "Lantern-2026!"
POSITION = "/registers/R1/position"


def refused_code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])


def test_the_right_password_signs_in_and_the_token_names_the_groups(cloud: "LocalBackend") -> None:
    claims = json.loads(_unpadded(id_token(cloud, "manager1", PASSWORD).split(".")[1]))

    assert claims["cognito:username"] == "manager1"
    assert claims["cognito:groups"] == ["manager"]
    assert claims["token_use"] == "id"


def test_a_wrong_password_is_refused(cloud: "LocalBackend") -> None:
    with pytest.raises(ClientError) as refused:
        sign_in(cloud, "manager1", "wrong")

    assert refused_code(refused.value) == "NotAuthorizedException"


def test_an_unknown_account_is_refused_like_a_wrong_password(cloud: "LocalBackend") -> None:
    with pytest.raises(ClientError) as refused:
        sign_in(cloud, "nobody", PASSWORD)

    assert refused_code(refused.value) == "NotAuthorizedException"


def test_the_password_itself_is_not_taken(cloud: "LocalBackend") -> None:
    with pytest.raises(ClientError) as refused:
        anonymous_client(cloud).initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            ClientId=cloud.addresses.client_id,
            AuthParameters={"USERNAME": "manager1", "PASSWORD": PASSWORD},
        )

    assert refused_code(refused.value) == "InvalidParameterException"


def test_a_first_sign_in_asks_for_a_password_of_ones_own(cloud: "LocalBackend") -> None:
    who = {"UserPoolId": cloud.addresses.user_pool_id, "Username": "first-timer"}
    cloud.emulator.client("cognito-idp").admin_create_user(
        **who, TemporaryPassword="Welcome-2026!", MessageAction="SUPPRESS"
    )
    asked = sign_in(cloud, "first-timer", "Welcome-2026!")
    assert asked["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert "AuthenticationResult" not in asked

    anonymous_client(cloud).respond_to_auth_challenge(
        ClientId=cloud.addresses.client_id,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=asked["Session"],
        ChallengeResponses={"USERNAME": "first-timer", "NEW_PASSWORD": "Lace-of-my-own-1"},
    )

    assert id_token(cloud, "first-timer", "Lace-of-my-own-1")
    with pytest.raises(ClientError):
        sign_in(cloud, "first-timer", "Welcome-2026!")


@pytest.mark.parametrize("kind", ["none", "nonsense", "tampered", "unsigned", "other pool"])
def test_the_gateway_refuses_what_is_no_token_of_the_pool(cloud: "LocalBackend", kind: str) -> None:
    token = id_token(cloud, "manager1", PASSWORD)
    header, claims, signature = token.split(".")
    altered = json.loads(_unpadded(claims))
    tokens = {
        "none": None,
        "nonsense": "nonsense",
        "tampered": f"{header}.{_encoded(altered | {'cognito:groups': ['admin']})}.{signature}",
        "unsigned": f"{_encoded({'alg': 'none'})}.{claims}.",
        "other pool": f"{header}.{_encoded(altered | {'iss': 'https://elsewhere'})}.{signature}",
    }

    answer = get(cloud, POSITION, tokens[kind])

    assert answer.status_code == 401


def test_the_gateway_knows_no_other_routes_and_methods(cloud: "LocalBackend") -> None:
    token = id_token(cloud, "manager1", PASSWORD)

    assert get(cloud, "/secrets", token).status_code in (403, 404)
    deleted = requests.delete(
        f"{cloud.addresses.api_url}/products", headers={"Authorization": token}, timeout=10
    )
    assert deleted.status_code in (403, 404, 405)


def test_a_fifo_queue_keeps_the_order_of_a_group_and_lets_others_pass(
    cloud: "LocalBackend",
) -> None:
    sqs = cloud.emulator.client("sqs")
    queue = sqs.create_queue(
        QueueName="order.fifo", Attributes={"FifoQueue": "true", "VisibilityTimeout": "600"}
    )["QueueUrl"]
    for number, group in enumerate(["A", "A", "B", "A"]):
        sqs.send_message(
            QueueUrl=queue,
            MessageBody=str(number),
            MessageGroupId=group,
            MessageDeduplicationId=f"dedup-{number}",
        )

    def taken() -> list[str]:
        got = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=1).get("Messages", [])
        return [message["Body"] for message in got]

    assert [taken(), taken(), taken()] == [["0"], ["2"], []]


def test_a_fifo_queue_swallows_a_repeated_deduplication_id(cloud: "LocalBackend") -> None:
    sqs = cloud.emulator.client("sqs")
    queue = sqs.create_queue(QueueName="once.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
    for dedup in ("same", "same", "other"):
        sqs.send_message(
            QueueUrl=queue, MessageBody="x", MessageGroupId="A", MessageDeduplicationId=dedup
        )

    attributes = sqs.get_queue_attributes(
        QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"]
    )["Attributes"]

    assert attributes["ApproximateNumberOfMessages"] == "2"


def test_a_role_may_do_what_its_policy_says_and_no_more(cloud: "LocalBackend") -> None:
    """With the credentials of AcceptJournal's role: one table may be read, nothing deleted."""
    table = cloud.addresses.outputs["RegistersTableName"]
    dynamodb = _client_as(cloud, "AcceptJournalRole", "dynamodb")
    key = {"register_id": {"S": "nobody"}}

    assert "Item" not in dynamodb.get_item(TableName=table, Key=key)
    with pytest.raises(ClientError) as refused:
        dynamodb.delete_item(TableName=table, Key=key)
    assert refused_code(refused.value) == "AccessDeniedException"
    secrets = _client_as(cloud, "AcceptJournalRole", "secretsmanager")
    with pytest.raises(ClientError) as secret:
        secrets.get_secret_value(SecretId=cloud.addresses.outputs["DatabaseSecretId"])
    assert refused_code(secret.value) == "AccessDeniedException"


def test_a_stranger_with_made_up_keys_is_refused(cloud: "LocalBackend") -> None:
    sqs = _client(cloud, "sqs", {"AccessKeyId": "AKIAMADEUP", "SecretAccessKey": "made-up"})

    with pytest.raises(ClientError):
        sqs.list_queues()


@pytest.mark.fault(57, "a link runs out")
def test_links_expire_and_cannot_be_changed(cloud: "LocalBackend") -> None:
    s3 = cloud.emulator.client("s3")
    bucket = cloud.addresses.outputs["MediaBucketName"]
    s3.put_object(Bucket=bucket, Key="conformance/a", Body=b"a")
    where = {"Bucket": bucket, "Key": "conformance/a"}
    good = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=60)
    short = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=1)

    assert requests.get(good, timeout=10).content == b"a"
    assert requests.get(good.replace("conformance/a", "media/a"), timeout=10).status_code == 403
    assert requests.get(good[:-4] + "0000", timeout=10).status_code == 403
    expired = time.time() + 1
    wait_until(lambda: time.time() > expired + 0.5, "the link is old")
    assert requests.get(short, timeout=10).status_code == 403


def get(cloud: "LocalBackend", path: str, token: str | None) -> requests.Response:
    headers = {} if token is None else {"Authorization": token}
    return requests.get(cloud.addresses.api_url + path, headers=headers, timeout=10)


def _unpadded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _encoded(value: Mapping[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _client_as(cloud: "LocalBackend", role: str, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    iam = cloud.emulator.client("iam")
    (found,) = [r for r in iam.list_roles()["Roles"] if role in r["RoleName"]]
    session = cloud.emulator.client("sts").assume_role(
        RoleArn=found["Arn"], RoleSessionName="conformance"
    )
    return _client(cloud, service, session["Credentials"])


def _client(cloud: "LocalBackend", service: str, keys: Mapping[str, str]) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    import boto3

    return boto3.client(
        service,
        endpoint_url=cloud.addresses.emulator_url,
        region_name=cloud.addresses.region,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys.get("SessionToken"),
    )
