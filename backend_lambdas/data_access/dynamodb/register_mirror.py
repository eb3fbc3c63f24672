"""The mirror of registers as a DynamoDB table: one item per register, moved by conditional writes.

Knows nothing of journals: heads are numbers and hashes here. A condition that fails means that a
newer state is already there, which is success.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from backend_lambdas.data_access.service_failures import code_of, failing_as
from backend_lambdas.logic.ports import MirroredRegister, RegisterStatus
from pos_core.journal import GENESIS, Head

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

SERVICE = "dynamodb"


@dataclass(frozen=True, slots=True)
class DynamoRegisterMirror:
    """A RegisterMirror in the table of this name."""

    client: "DynamoDBClient"
    table: str

    def add(
        self, register_id: str, store_id: str, public_key: str, code: str = "", epoch: str = ""
    ) -> None:
        """Put a new register that may send; one that is there stays as it is."""
        with failing_as(SERVICE):
            try:
                self.client.put_item(
                    TableName=self.table,
                    Item={
                        "register_id": {"S": register_id},
                        "store_id": {"S": store_id},
                        "public_key": {"S": public_key},
                        "register_status": {"S": RegisterStatus.ACTIVE.value},
                        "code": {"S": code},
                        "epoch": {"S": epoch},
                    },
                    ConditionExpression="attribute_not_exists(register_id)",
                )
            except ClientError as error:
                _unless_condition_failed(error)

    def find(self, register_id: str) -> MirroredRegister | None:
        """Read the register consistently."""
        with failing_as(SERVICE):
            answer = self.client.get_item(
                TableName=self.table,
                Key={"register_id": {"S": register_id}},
                ConsistentRead=True,
            )
        item = answer.get("Item")
        return None if item is None else _register_from(item)

    def every_register(self) -> Sequence[MirroredRegister]:
        """Read the whole table, page by page; a shop has tens of registers."""
        with failing_as(SERVICE):
            pages = self.client.get_paginator("scan").paginate(
                TableName=self.table, ConsistentRead=True
            )
            return [_register_from(item) for page in pages for item in page["Items"]]

    def note_accepted(self, register_id: str, through: int) -> None:
        """Move `accepted_through` forward."""
        self._move(
            register_id,
            "SET accepted_through = :seq",
            "attribute_not_exists(accepted_through) OR accepted_through < :seq",
            {":seq": {"N": str(through)}},
        )

    def note_posted(self, register_id: str, head: Head) -> None:
        """Move the posted head forward."""
        self._move(
            register_id,
            "SET posted_seq = :seq, posted_hash = :hash",
            "attribute_not_exists(posted_seq) OR posted_seq < :seq",
            {":seq": {"N": str(head.seq)}, ":hash": {"S": head.hash}},
        )

    def note_fork(self, register_id: str, held: Head) -> None:
        """Keep the entry of the books that was contradicted last."""
        self._move(
            register_id,
            "SET fork_seq = :seq, fork_hash = :hash",
            None,
            {":seq": {"N": str(held.seq)}, ":hash": {"S": held.hash}},
        )

    def begin_epoch(self, register_id: str, epoch: str, head: Head) -> None:
        """Set accepted and posted back to what restored books hold, and forget a fork."""
        self._move(
            register_id,
            "SET accepted_through = :seq, posted_seq = :seq, posted_hash = :hash, epoch = :epoch"
            " REMOVE fork_seq, fork_hash",
            None,
            {":seq": {"N": str(head.seq)}, ":hash": {"S": head.hash}, ":epoch": {"S": epoch}},
        )
        self._set_status(register_id, RegisterStatus.ACTIVE, only_if=RegisterStatus.NOT_IN_BOOKS)

    def mark_not_in_books(self, register_id: str) -> None:
        """Refuse this register until a new epoch begins with books that know it."""
        self._set_status(register_id, RegisterStatus.NOT_IN_BOOKS, only_if=RegisterStatus.ACTIVE)

    def revoke(self, register_id: str) -> None:
        """Refuse this register from now on."""
        self._move(
            register_id,
            "SET register_status = :status",
            None,
            {":status": {"S": RegisterStatus.REVOKED.value}},
        )

    def _set_status(
        self, register_id: str, status: RegisterStatus, only_if: RegisterStatus
    ) -> None:
        self._move(
            register_id,
            "SET register_status = :status",
            "register_status = :before",
            {":status": {"S": status.value}, ":before": {"S": only_if.value}},
        )

    def _move(
        self,
        register_id: str,
        update: str,
        only_if: str | None,
        values: Mapping[str, "AttributeValueTypeDef"],
    ) -> None:
        known = "attribute_exists(register_id)"
        with failing_as(SERVICE):
            try:
                self.client.update_item(
                    TableName=self.table,
                    Key={"register_id": {"S": register_id}},
                    UpdateExpression=update,
                    ConditionExpression=f"{known} AND ({only_if})" if only_if else known,
                    ExpressionAttributeValues=values,
                )
            except ClientError as error:
                _unless_condition_failed(error)


def _unless_condition_failed(error: ClientError) -> None:
    if code_of(error) != "ConditionalCheckFailedException":
        raise error


def _register_from(item: Mapping[str, "AttributeValueTypeDef"]) -> MirroredRegister:
    return MirroredRegister(
        register_id=item["register_id"]["S"],
        store_id=item["store_id"]["S"],
        public_key=item["public_key"]["S"],
        status=RegisterStatus(item["register_status"]["S"]),
        accepted_through=int(item["accepted_through"]["N"]) if "accepted_through" in item else 0,
        posted=_head_from(item, "posted") or GENESIS,
        fork=_head_from(item, "fork"),
        epoch=item["epoch"]["S"] if "epoch" in item else "",
        code=item["code"]["S"] if "code" in item else "",
    )


def _head_from(item: Mapping[str, "AttributeValueTypeDef"], name: str) -> Head | None:
    if f"{name}_seq" not in item:
        return None
    return Head(int(item[f"{name}_seq"]["N"]), item[f"{name}_hash"]["S"])
