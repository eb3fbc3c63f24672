"""Puts the demo shop's pictures and specifications where an upload would have put them.

In bulk: one transaction for the books and no event per file. Knows nothing of how files are shown.
"""

import contextlib
import csv
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from backend_lambdas.data_access.opened_books import OpenedBooks, ShelvedMedia
from backend_lambdas.local.deployment import Outputs
from backend_lambdas.local.emulator import Emulator
from backend_lambdas.logic.ports import ExpectedMedia, StoredMedia

# The rule that tells the backend about uploads; CloudFormation adds to the name.
_ARRIVALS = "MediaArrived"
# The same file gets the same identity, so that filling a shop a second time changes nothing.
_NAMESPACE = uuid.UUID("0193c5a0-0000-7000-8000-64656d6f0000")


def load_demo_media(
    emulator: Emulator,
    outputs: Outputs,
    opened: OpenedBooks,
    folder: Path,
    by_sku: Mapping[str, str],
) -> None:
    """Store the files that `media.csv` in `folder` lists, and show them with their products.

    `by_sku` gives the product_id of each SKU.
    """
    with (folder / "media.csv").open(newline="", encoding="utf-8") as listed:
        rows = list(csv.DictReader(listed))
    files = [_file(row, by_sku[row["sku"]]) for row in rows]
    s3 = emulator.client("s3")
    with _without_arrivals(emulator.client("events")):
        for row, (expected, stored, _) in zip(rows, files, strict=True):
            s3.put_object(
                Bucket=outputs["MediaBucketName"],
                Key=stored.key,
                Body=(folder / row["file"]).read_bytes(),
                ContentType=expected.content_type,
            )
    opened.shelve(files)


def _file(row: Mapping[str, str], product_id: str) -> ShelvedMedia:
    name, size = Path(row["file"]).name, int(row["bytes"])
    media_id = str(uuid.uuid5(_NAMESPACE, name))
    return (
        ExpectedMedia(product_id, row["kind"], name, row["media_type"], size, row["sha256"]),
        StoredMedia(media_id, f"media/{media_id}", size, row["sha256"]),
        int(row["position"]),
    )


@contextlib.contextmanager
def _without_arrivals(events: Any) -> Iterator[None]:  # noqa: ANN401 - boto3 makes its clients at run time
    """Let nobody be told of each single file; all are shown at once afterwards."""
    (rule,) = [r["Name"] for r in events.list_rules()["Rules"] if _ARRIVALS in r["Name"]]
    events.disable_rule(Name=rule)
    try:
        yield
    finally:
        events.enable_rule(Name=rule)
