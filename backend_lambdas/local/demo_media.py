"""Puts the demo shop's pictures and specifications where an upload would have put them.

In bulk: one transaction for the books and no event per file. Knows nothing of how files are shown.
"""

import contextlib
import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from backend_lambdas.data_access.mysql.catalogue import SqlCatalogue
from backend_lambdas.data_access.mysql.rows import add
from backend_lambdas.data_access.mysql.shop_tables import media
from backend_lambdas.data_access.mysql.transactions import writing
from backend_lambdas.local.deployment import Outputs
from backend_lambdas.local.emulator import Emulator
from pos_core.identifiers import SystemClock, new_id

MediaRow = Mapping[str, str | int | bool]
# The rule that tells the backend about uploads; CloudFormation adds to the name.
_ARRIVALS = "MediaArrived"


def load_demo_media(
    emulator: Emulator,
    outputs: Outputs,
    engine: Engine,
    folder: Path,
    by_sku: Mapping[str, str],
) -> None:
    """Store the files that `media.csv` in `folder` lists, and show them with their products.

    `by_sku` gives the product_id of each SKU.
    """
    with (folder / "media.csv").open(newline="", encoding="utf-8") as listed:
        files = list(csv.DictReader(listed))
    rows = [_row(file, by_sku[file["sku"]]) for file in files]
    with _without_arrivals(emulator.client("events")):
        s3 = emulator.client("s3")
        for file, row in zip(files, rows, strict=True):
            s3.put_object(
                Bucket=outputs["MediaBucketName"],
                Key=row["key"],
                Body=(folder / file["file"]).read_bytes(),
                ContentType=file["media_type"],
            )
    writing(engine, lambda connection: _show(connection, rows))


@contextlib.contextmanager
def _without_arrivals(events: Any) -> Iterator[None]:  # noqa: ANN401 - boto3 makes its clients at run time
    """Let nobody be told of each single file; all are shown at once afterwards."""
    (rule,) = [r["Name"] for r in events.list_rules()["Rules"] if _ARRIVALS in r["Name"]]
    events.disable_rule(Name=rule)
    try:
        yield
    finally:
        events.enable_rule(Name=rule)


def _show(connection: Connection, rows: Sequence[MediaRow]) -> None:
    catalogue = SqlCatalogue(connection)
    catalogue.lock()
    add(connection, media, rows)
    catalogue.announce({str(row["product_id"]) for row in rows})


def _row(file: Mapping[str, str], product_id: str) -> MediaRow:
    media_id = new_id(SystemClock())
    return {
        "media_id": media_id,
        "product_id": product_id,
        "kind": file["kind"],
        "position": int(file["position"]),
        "key": f"media/{media_id}",
        "sha256": file["sha256"],
        "size": int(file["bytes"]),
        "content_type": file["media_type"],
        "name": Path(file["file"]).name,
        "arrived": True,
    }
