"""What a deployment needs on this machine that AWS or its people do elsewhere.

Writes the database's address into its secret, verifies the mail sender, and gives the low-stock
topic a subscriber whose messages can be read. Knows nothing of the shop.
"""

import json
from collections.abc import Mapping

from backend_lambdas.local.deployment import STACK, Outputs
from backend_lambdas.local.emulator import Emulator
from backend_lambdas.local.template import raw_template

ALERTS_QUEUE = f"{STACK}-alerts-inbox"


def take_care(emulator: Emulator, outputs: Outputs, secret: Mapping[str, str | int]) -> str:
    """Do all of it, again after every start; return the address of the inbox of alerts."""
    emulator.client("secretsmanager").put_secret_value(
        SecretId=outputs["DatabaseSecretId"], SecretString=json.dumps(secret)
    )
    sender = raw_template()["Parameters"]["SenderAddress"]["Default"]
    emulator.client("ses").verify_email_identity(EmailAddress=sender)
    return _alerts_inbox(emulator, outputs["LowStockTopicArn"])


def _alerts_inbox(emulator: Emulator, topic: str) -> str:
    sqs = emulator.client("sqs")
    url: str = sqs.create_queue(QueueName=ALERTS_QUEUE)["QueueUrl"]
    wanted = ["QueueArn"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=wanted)["Attributes"]["QueueArn"]
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": arn,
                "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
            }
        ],
    }
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    emulator.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return url
