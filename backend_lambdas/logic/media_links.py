"""Short-lived links to pictures and PDF specifications: to put one there, and to get one.

Files never pass through the API. A file is shown to nobody before it has arrived. Knows nothing of
HTTP or of where files are kept.
"""

from dataclasses import dataclass

from backend_lambdas.logic.ports import LINK_SECONDS, ExpectedMedia, MediaShelf, MediaStore
from pos_core.wire.catalogue import DownloadLink, MediaLinkRequest, UploadLink


@dataclass(frozen=True, slots=True)
class MediaLinks:
    """The use cases about links and what they work with."""

    shelf: MediaShelf
    store: MediaStore

    def for_upload(self, request: MediaLinkRequest) -> UploadLink:
        """Return where to upload this very file; raises NotFound `product.unknown`."""
        media = self.shelf.expect(
            ExpectedMedia(
                request.product_id,
                request.kind,
                request.name,
                request.content_type,
                request.size,
                request.sha256,
            )
        )
        form = self.store.upload_form(media, request.content_type)
        return UploadLink(
            media_id=media.media_id,
            url=form.url,
            fields=dict(form.fields),
            expires_in_seconds=LINK_SECONDS,
        )

    def for_download(self, media_id: str) -> DownloadLink:
        """Return where to get a file that has arrived; raises NotFound `media.unknown`."""
        media = self.shelf.find(media_id)
        return DownloadLink(
            url=self.store.download_link(media.key),
            sha256=media.sha256,
            size=media.size,
            expires_in_seconds=LINK_SECONDS,
        )
