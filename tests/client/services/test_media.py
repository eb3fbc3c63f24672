"""Media: fetched once, there without a network, bounded, and never half."""

import hashlib
import os
from pathlib import Path

import pytest

from pos_app.services.media import Media
from pos_core.errors import NotFound, Unreachable
from pos_core.wire.changes import Scope
from tests.builders import product_change
from tests.fakes.till import TillRig


def sha_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def publish(till: TillRig, sku: str, kind: str, content: bytes) -> str:
    """Give a product one file and return its hash."""
    file = {
        "media_id": f"{sku}-{kind}",
        "kind": kind,
        "position": 0,
        "sha256": sha_of(content),
        "size": len(content),
        "content_type": "image/png",
        "name": kind,
    }
    till.server.files[f"https://media.example/{sku}-{kind}"] = content
    till.server.publish(Scope.CATALOGUE, product_change(sku, media=[file]))
    till.fill()
    return sha_of(content)


def media_of(till: TillRig, room_bytes: int = 1000) -> Media:
    folder = till.folder / "media"
    return Media(till.storage, till.server, till.register_tokens, folder, room_bytes)


def test_a_file_seen_once_is_there_without_a_network(till: TillRig) -> None:
    sha256 = publish(till, "LANTERN", "image", b"picture")
    media = media_of(till)
    assert media.local(sha256) is None
    assert media.fetch(sha256).read_bytes() == b"picture"
    till.server.reachable = False
    assert media.fetch(sha256).read_bytes() == b"picture"
    with till.storage.read() as books:
        page = books.catalogue.page("product-LANTERN")
    assert page is not None
    assert Path(page.images[0].path).read_bytes() == b"picture"


def test_a_file_never_seen_needs_the_network(till: TillRig) -> None:
    sha256 = publish(till, "LANTERN", "image", b"picture")
    till.server.reachable = False
    with pytest.raises(Unreachable):
        media_of(till).fetch(sha256)


def test_a_file_that_no_product_names_is_not_asked_for(till: TillRig) -> None:
    asked = len(till.server.asked)
    with pytest.raises(NotFound, match=r"media\.not_here"):
        media_of(till).fetch(sha_of(b"nothing"))
    assert len(till.server.asked) == asked


@pytest.mark.fault(57, "half a file")
def test_a_file_that_is_not_what_it_should_be_leaves_nothing_behind(till: TillRig) -> None:
    sha256 = publish(till, "LANTERN", "image", b"picture")
    till.server.files["https://media.example/LANTERN-image"] = b"half a pic"
    media = media_of(till)
    with pytest.raises(Unreachable, match=r"server\.file_damaged"):
        media.fetch(sha256)
    assert media.local(sha256) is None


@pytest.mark.fault(57, "a link runs out before the file was fetched")
def test_a_link_that_ran_out_is_asked_for_anew(till: TillRig) -> None:
    sha256 = publish(till, "LANTERN", "image", b"picture")
    expired = [Unreachable("server.unreachable", status=403)]

    def refuse_once(moment: str) -> None:
        if moment == "before download" and expired:
            raise expired.pop()

    till.server.asked.clear()
    till.server.disturb = refuse_once
    media = media_of(till)
    with pytest.raises(Unreachable):
        media.fetch(sha256)
    assert media.fetch(sha256).read_bytes() == b"picture"
    assert till.server.asked.count("media_link") == 2


def test_what_was_not_looked_at_for_longest_goes_first_and_thumbnails_stay(till: TillRig) -> None:
    small = publish(till, "A", "thumbnail", b"t" * 900)
    pictures = [publish(till, f"P{n}", "image", bytes([n]) * 400) for n in range(3)]
    media = media_of(till)
    media.fetch_thumbnails(10)
    paths = [media.fetch(sha256) for sha256 in pictures[:2]]
    for age, path in zip((50, 100), paths, strict=True):
        os.utime(path, (age, age))
    media.fetch(pictures[2])
    here = [media.local(sha256) is not None for sha256 in pictures]
    assert here == [False, True, True]
    assert media.local(small) is not None


def test_thumbnails_come_best_sellers_first_and_only_once(till: TillRig) -> None:
    for n in range(3):
        publish(till, f"P{n}", "thumbnail", bytes([n]))
    media = media_of(till)
    assert [media.fetch_thumbnails(2), media.fetch_thumbnails(2), media.fetch_thumbnails(2)] == [
        2,
        1,
        0,
    ]


def test_thumbnails_that_arrived_before_the_network_went_stay(till: TillRig) -> None:
    for n in range(3):
        publish(till, f"P{n}", "thumbnail", bytes([n]))

    def break_at_the_third(moment: str) -> None:
        if till.server.asked.count("download") >= 3 and moment == "before download":
            raise Unreachable

    till.server.asked.clear()
    till.server.disturb = break_at_the_third
    media = media_of(till)
    with pytest.raises(Unreachable):
        media.fetch_thumbnails(10)
    till.server.disturb = None
    assert media.fetch_thumbnails(10) == 1


def test_a_thumbnail_that_the_server_lost_does_not_stop_the_others(till: TillRig) -> None:
    publish(till, "P0", "thumbnail", b"lost")
    publish(till, "P1", "thumbnail", b"here")
    del till.server.files["https://media.example/P0-thumbnail"]
    assert media_of(till).fetch_thumbnails(10) == 1
