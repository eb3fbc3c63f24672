"""Files in S3, reached by links that expire: media of products, and snapshots of feeds.

Knows nothing of products or feeds. A link is limited to one key; an upload also to type, size and
hash, which S3 itself checks.
"""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_lambdas.data_access.service_failures import failing_as
from backend_lambdas.logic.ports import LINK_SECONDS, StoredMedia, UploadForm

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SERVICE = "s3"


@dataclass(frozen=True, slots=True)
class S3MediaStore:
    """A MediaStore in this bucket."""

    client: "S3Client"
    bucket: str

    def upload_form(self, media: StoredMedia, content_type: str) -> UploadForm:
        """Sign a form that S3 accepts for exactly this file."""
        checksum = base64.b64encode(bytes.fromhex(media.sha256)).decode()
        fields = {
            "Content-Type": content_type,
            "x-amz-checksum-algorithm": "SHA256",
            "x-amz-checksum-sha256": checksum,
        }
        exactly = [{name: value} for name, value in fields.items()]
        with failing_as(SERVICE):
            form = self.client.generate_presigned_post(
                self.bucket,
                media.key,
                Fields=fields,
                Conditions=[*exactly, ["content-length-range", media.size, media.size]],
                ExpiresIn=LINK_SECONDS,
            )
        return UploadForm(form["url"], form["fields"])

    def download_link(self, key: str) -> str:
        """Sign a link to read one object."""
        return _download_link(self.client, self.bucket, key)


@dataclass(frozen=True, slots=True)
class S3SnapshotStore:
    """A SnapshotStore in this bucket."""

    client: "S3Client"
    bucket: str

    def put(self, key: str, content: bytes) -> None:
        """Store a compressed snapshot."""
        with failing_as(SERVICE):
            self.client.put_object(
                Bucket=self.bucket, Key=key, Body=content, ContentType="application/gzip"
            )

    def download_link(self, key: str) -> str:
        """Sign a link to read one snapshot."""
        return _download_link(self.client, self.bucket, key)


def _download_link(client: "S3Client", bucket: str, key: str) -> str:
    with failing_as(SERVICE):
        return client.generate_presigned_url(
            "get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=LINK_SECONDS
        )
