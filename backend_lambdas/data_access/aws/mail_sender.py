"""Mail through SES, as plain text and HTML in one message. Knows nothing of receipts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from botocore.exceptions import ClientError

from backend_lambdas.data_access.service_failures import code_of, failing_as
from backend_lambdas.logic.ports import OutgoingMail
from pos_core.errors import RuleBroken

# By these a second mail for the same wish can be told, in the inbox and in the service's events.
REFERENCE_HEADER = "X-SalePoint-Reference"
REFERENCE_TAG = "reference"


class SesClient(Protocol):
    """The part of boto3's SES client that is used here."""

    def send_raw_email(self, **request: object) -> Mapping[str, str]:
        """Send a message that is already in MIME form."""


@dataclass(frozen=True, slots=True)
class SesMailSender:
    """A MailSender for one sender; SES must have verified the address."""

    client: SesClient
    sender_address: str
    sender_name: str
    configuration_set: str

    def send(self, mail: OutgoingMail) -> str:
        """Send and return SES's message id."""
        message = self._message(mail)
        with failing_as("ses"):
            try:
                answer = self.client.send_raw_email(
                    Source=str(message["From"]),
                    Destinations=[mail.to],
                    RawMessage={"Data": message.as_bytes()},
                    ConfigurationSetName=self.configuration_set,
                    Tags=_tags(mail.reference),
                )
            except ClientError as error:
                if code_of(error) == "InvalidParameterValue":
                    raise RuleBroken("mail.refused", reason="address") from error
                raise
        return answer["MessageId"]

    def _message(self, mail: OutgoingMail) -> EmailMessage:
        """Build the MIME form; the library refuses line breaks in headers, so nobody adds any."""
        message = EmailMessage(policy=SMTP)
        try:
            message["From"] = Address(self.sender_name, addr_spec=self.sender_address)
            message["To"] = Address(addr_spec=mail.to)
            message["Subject"] = mail.subject
            if mail.reference:
                message[REFERENCE_HEADER] = mail.reference
        except (ValueError, IndexError) as error:
            raise RuleBroken("mail.refused", reason="header") from error
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        return message


def _tags(reference: str) -> list[dict[str, str]]:
    """Return the reference as SES takes it: letters, digits, `_`, `-`, `.` and `@`, at most 256."""
    plain = re.sub(r"[^A-Za-z0-9_.@-]", "-", reference)[:256]
    return [{"Name": REFERENCE_TAG, "Value": plain}] if plain else []
