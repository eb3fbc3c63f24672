"""Enrolled registers and files of products in the books."""

from dataclasses import replace

import pytest

from backend_lambdas.data_access.mysql.media import SqlMediaShelf
from backend_lambdas.data_access.mysql.registers import SqlRegisterBook
from backend_lambdas.logic.ports import EnrolmentRequest, ExpectedMedia
from backend_lambdas.logic.read_changes import ReadChanges
from pos_core.errors import Conflict, NotFound
from pos_core.wire.changes import Scope
from tests.backend.books.reading import one
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock

REQUEST = EnrolmentRequest("request-1", "S1", "Front till", Till("T1").public_key, "it1")
PICTURE = ExpectedMedia("product-LANTERN", "image", "lantern.png", "image/png", 9, "a" * 64)


def book(shop: Shop) -> SqlRegisterBook:
    return SqlRegisterBook(shop.engine, FixedClock())


def test_registers_get_one_code_after_the_other(shop: Shop) -> None:
    first = book(shop).enrol(REQUEST)
    second = book(shop).enrol(replace(REQUEST, request_id="request-2"))

    assert (first.code, second.code) == ("T1", "T2")
    assert first.register_id != second.register_id
    assert (first.name, first.store_id, first.store_name) == ("Front till", "S1", "Store S1")


def test_a_repeated_enrolment_leads_to_the_same_register(shop: Shop) -> None:
    first = book(shop).enrol(REQUEST)

    assert book(shop).enrol(REQUEST) == first
    assert one(shop.engine, "SELECT count(*) FROM registers") == 1


def test_an_enrolment_with_another_key_is_no_repeat(shop: Shop) -> None:
    book(shop).enrol(REQUEST)

    with pytest.raises(Conflict, match=r"register\.request_reused"):
        book(shop).enrol(replace(REQUEST, public_key=Till("T2").public_key))


def test_a_register_belongs_to_a_store_that_exists(shop: Shop) -> None:
    with pytest.raises(NotFound, match=r"store\.unknown"):
        book(shop).enrol(replace(REQUEST, store_id="S9"))


def test_an_enrolled_register_may_post(shop: Shop) -> None:
    lantern = product("LANTERN")
    shop.stock([lantern])
    enrolled = book(shop).enrol(REQUEST)
    with shop.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE registers SET register_id = 'register-T1'")
    till = Till(enrolled.code)
    till.sell((lantern, 1))

    assert shop.post(till.run()).applied == 1


@pytest.mark.fault(57, "announced and not arrived")
def test_a_file_is_shown_once_it_has_arrived(shop: Shop) -> None:
    shop.stock([product("LANTERN")])
    shelf = SqlMediaShelf(shop.engine)
    before = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).cursor

    stored = shelf.expect(PICTURE)
    with pytest.raises(NotFound, match=r"media\.unknown"):
        shelf.find(stored.media_id)
    assert ReadChanges(shop.books)(Scope.CATALOGUE, before, None).changes == []
    shelf.note_arrival(stored.key)

    (change,) = ReadChanges(shop.books)(Scope.CATALOGUE, before, None).changes
    assert shelf.find(stored.media_id) == stored
    assert change.data is not None
    assert [(m["kind"], m["sha256"], m["name"]) for m in change.data["media"]] == [
        ("image", "a" * 64, "lantern.png")
    ]


@pytest.mark.fault(57, "a notification comes twice")
def test_arrivals_that_repeat_or_that_nobody_expected_are_nothing(shop: Shop) -> None:
    shop.stock([product("LANTERN")])
    shelf = SqlMediaShelf(shop.engine)
    shelf.note_arrival(shelf.expect(PICTURE).key)
    before = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).cursor

    shelf.note_arrival(shelf.expect(PICTURE).key)
    shelf.note_arrival("media/stranger")

    assert ReadChanges(shop.books)(Scope.CATALOGUE, before, None).changes == []


def test_the_same_file_of_the_same_product_has_the_same_identity(shop: Shop) -> None:
    shop.stock([product("LANTERN"), product("LACE")])
    shelf = SqlMediaShelf(shop.engine)

    first, again = shelf.expect(PICTURE), shelf.expect(PICTURE)
    other = shelf.expect(replace(PICTURE, product_id="product-LACE"))

    assert first == again
    assert other.media_id != first.media_id


def test_files_of_a_product_keep_the_order_in_which_they_were_expected(shop: Shop) -> None:
    shop.stock([product("LANTERN")])
    shelf = SqlMediaShelf(shop.engine)
    for digit in "cab":
        shelf.note_arrival(shelf.expect(replace(PICTURE, sha256=digit * 64)).key)

    product_ = shop.books.read(lambda work: work.catalogue.product("product-LANTERN"))

    assert product_ is not None
    assert [(m.position, m.sha256[0]) for m in product_.media] == [(1, "c"), (2, "a"), (3, "b")]


def test_a_file_needs_a_product(shop: Shop) -> None:
    with pytest.raises(NotFound, match=r"product\.unknown"):
        SqlMediaShelf(shop.engine).expect(PICTURE)
