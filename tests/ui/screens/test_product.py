"""The product page: what it shows, and files that are here, fetched, or out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from pos_app.ui.desk import Desk
from pos_app.ui.pdf_pages import render_page
from pos_app.ui.pictures import Pictures, decoded
from pos_app.ui.receipt_pdf import write_invoice
from pos_app.ui.screens.product.presenter import ProductPresenter
from pos_app.ui.screens.product.screen import ProductScreen
from pos_core.cart import Cart
from pos_core.errors import EnvironmentFailed, StorageFailed
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from pos_core.receipt import Receipt
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard

CAKESTAND = "22423"


def picture(folder: Path, name: str, width: int = 400, height: int = 300) -> Path:
    """A file with a picture of that size."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = folder / name
    assert QImageWriter(str(path), b"PNG").write(image)
    return path


@pytest.fixture
def receipt(desk: Desk, till: FakeTill) -> Receipt:
    """Forty lines, so that an invoice of it has more than one page."""
    cart = Cart()
    for card in till.find_products.cards[:40]:
        cart = cart.add(card.product, Quantity.pieces(1))
    total = cart.totals(desk.rules).total_minor
    paid = till.checkout.complete(cart, Payment(total, desk.rules).with_cash(total), desk.actor)
    return till.receipts.of(paid.sale.stamp.event_id)


@pytest.fixture
def files(till: FakeTill, tmp_path: Path, receipt: Receipt) -> FakeTill:
    """The till with one of two pictures and the specification on this machine."""
    specification = tmp_path / "specification"
    write_invoice(receipt, specification, QLocale("en_GB"))
    till.media.files = {
        "image-0": picture(tmp_path, "image"),
        "specification-0": specification,
    }
    return till


def test_a_product_is_shown_with_what_is_on_this_machine(desk: Desk, files: FakeTill) -> None:
    presenter = ProductPresenter(desk)
    shown, pictures, preview = (
        Heard(presenter.shown),
        Heard(presenter.picture),
        Heard(presenter.preview),
    )
    presenter.open(CAKESTAND)
    assert files.media.fetched == ["image-0", "image-1", "specification-0"]
    assert shown.last.card.product.name == "Regency Cakestand 3 Tier"
    assert [(index, image is None) for index, image in pictures.said] == [(0, False), (1, True)]
    assert preview.last.pages == 2


@pytest.mark.usefixtures("files")
def test_all_pages_of_a_specification_are_drawn_in_their_order(desk: Desk) -> None:
    presenter = ProductPresenter(desk)
    drawn = Heard(presenter.page_drawn)
    presenter.open(CAKESTAND)
    presenter.open_specification()
    assert [page.number for page in drawn.said] == [0, 1]
    assert drawn.last.image.width() > 1000


def test_without_a_network_what_was_never_seen_says_so(desk: Desk) -> None:
    presenter = ProductPresenter(desk)
    absent = Heard(presenter.no_preview)
    presenter.open(CAKESTAND)
    assert absent.last.code == "media.not_here"


def test_a_product_that_has_gone_is_told(desk: Desk) -> None:
    presenter = ProductPresenter(desk)
    failed = Heard(presenter.failed)
    presenter.open("no such product")
    assert failed.last.code == "product.unknown"


def test_the_page_goes_back_one_step_at_a_time(desk: Desk, files: FakeTill, qtbot: QtBot) -> None:
    presenter = ProductPresenter(desk)
    screen = ProductScreen(desk, presenter)
    qtbot.addWidget(screen)
    screen.resize(806, 728)
    screen.show()
    presenter.open(CAKESTAND)
    left, added = Heard(screen.back), Heard(screen.add_asked)
    screen.specification.open.click()
    assert screen.viewer.pages() == 2
    assert screen.step_back()
    screen.gallery.zoom.click()
    assert screen.zoomed.isVisible()
    assert screen.step_back()
    assert not screen.step_back()
    assert len(left) == 0
    screen.facts.add.click()
    assert added.last.product.sku == CAKESTAND
    assert files.media.fetched


def test_the_gallery_shows_the_picture_that_was_chosen(
    desk: Desk, files: FakeTill, qtbot: QtBot, tmp_path: Path
) -> None:
    files.media.files["image-1"] = picture(tmp_path, "second", 200, 300)
    presenter = ProductPresenter(desk)
    screen = ProductScreen(desk, presenter)
    qtbot.addWidget(screen)
    presenter.open(CAKESTAND)
    first = screen.gallery.current()
    screen.gallery.step(1)
    second = screen.gallery.current()
    assert first is not None
    assert second is not None
    assert (first.height(), second.height()) == (300, 300)
    assert (first.width(), second.width()) == (400, 200)
    screen.gallery.step(1)
    assert screen.gallery.current() is second


def test_the_thumbnail_stands_in_for_a_picture_that_was_never_fetched(
    desk: Desk, till: FakeTill, qtbot: QtBot, tmp_path: Path
) -> None:
    thumbnail = till.find_products.page(CAKESTAND).card.thumbnail_sha256
    till.media.files = {thumbnail: picture(tmp_path, "thumb", 288, 192)}
    presenter = ProductPresenter(desk)
    screen = ProductScreen(desk, presenter)
    qtbot.addWidget(screen)
    stand_in = Heard(presenter.stand_in)
    presenter.open(CAKESTAND)
    assert stand_in.last.width() == 288
    assert screen.gallery.current() is None


def test_a_picture_is_decoded_no_larger_than_it_is_needed(tmp_path: Path) -> None:
    image = decoded(picture(tmp_path, "large", 1200, 900), QSize(300, 300))
    assert image is not None
    assert (image.width(), image.height()) == (300, 225)
    broken = tmp_path / "broken"
    broken.write_bytes(b"no picture")
    assert decoded(broken, QSize(300, 300)) is None
    assert decoded(None, QSize(300, 300)) is None


def test_a_thumbnail_is_there_at_once_the_second_time(
    desk: Desk, till: FakeTill, tmp_path: Path
) -> None:
    pictures = Pictures(till.media, desk.background)
    arrived = Heard(pictures.arrived)
    assert pictures.thumbnail("") is None
    assert pictures.thumbnail("thumb-1") is None
    till.media.files["thumb-1"] = picture(tmp_path, "thumb")
    assert pictures.thumbnail("thumb-1") is None
    pictures.forget_missing()
    pictures.thumbnail("thumb-1")
    assert arrived.said == ["thumb-1"]
    assert pictures.thumbnail("thumb-1") is not None


def test_a_file_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken"
    path.write_bytes(b"no pdf")
    with pytest.raises(EnvironmentFailed, match=r"pdf\.unreadable"):
        render_page(path, 0, 100)


def test_an_invoice_has_every_line_the_tax_and_the_total(receipt: Receipt, tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "invoice.pdf"
    write_invoice(receipt, path, QLocale("en_GB"))
    document = pypdfium2.PdfDocument(str(path))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert receipt.number in text
    assert all(line.sku in text for line in receipt.lines)
    assert "Grand total" in text
    assert "VAT 20 %" in text.replace("\u00a0", " ")
    assert "VAT number GB 123" in text


def test_an_invoice_that_cannot_be_written_leaves_nothing_behind(
    receipt: Receipt, tmp_path: Path
) -> None:
    with pytest.raises(StorageFailed, match=r"pdf\.not_written"):
        write_invoice(receipt, tmp_path / "no such folder" / "x.pdf")
    assert list(tmp_path.iterdir()) == []
