"""What the books found remarkable can be read: by its register, by managers, by who mends it."""

import json

import pytest

from backend_lambdas.logic import read_findings
from backend_lambdas.logic.books.findings import Condition, FindingKind
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.keep_findings import keep_findings
from backend_lambdas.logic.post_again import PostAgain
from backend_lambdas.logic.read_findings import ReadFindings
from pos_core.errors import NotAllowed, NotFound, RuleBroken
from pos_core.permissions import Role
from pos_core.wire.findings import QUARANTINED
from tests.backend.books.reading import one
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock

LANTERN = product("LANTERN", 1250)
REGISTER, MANAGER, IT = [Role.REGISTER], [Role.MANAGER], [Role.IT]


def remarkable(shop: Shop) -> Till:
    """Return a till with a sale short of stock, a quiet one, and an entry nobody understands."""
    shop.stock([LANTERN], pieces=1)
    till = shop.till()
    till.sell((LANTERN, 2))
    till.write("staff.signed_in", {"offline": False})
    till.write("till.levitated", {})
    shop.post(till.run())
    return till


def test_a_register_reads_the_remarks_on_its_own_facts(shop: Shop) -> None:
    till = remarkable(shop)

    page = ReadFindings(shop.books).remarks(REGISTER, till.register_id, 0)

    short, levitated = page.remarks
    assert (short.seq, short.code, short.about) == (1, "stock.short", "product-LANTERN")
    assert short.event_id == till.entries[0].fact.event_id
    assert short.data == {"product": "Product LANTERN", "level_milli": -1000}
    assert not short.settled
    assert (levitated.seq, levitated.code) == (3, QUARANTINED)
    assert levitated.data == {"reason": "unknown type or version"}
    assert (page.through, page.more) == (3, False)
    assert ReadFindings(shop.books).remarks(REGISTER, till.register_id, 3).remarks == []


def test_remarks_come_in_pages_of_whole_entries(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_findings, "AT_ONCE", 2)
    till = shop.till()
    for number in range(5):
        till.sell((product(f"A{number}"), 1), (product(f"B{number}"), 1))
    shop.post(till.run())
    read = ReadFindings(shop.books)

    pages, after = [], 0
    while True:
        page = read.remarks(REGISTER, till.register_id, after)
        pages.append(page)
        after = page.through
        if not page.more:
            break

    assert [{remark.seq for remark in page.remarks} for page in pages] == [{1, 2}, {3, 4}, {5}]
    seen = [(r.seq, r.code, r.about) for page in pages for r in page.remarks]
    assert len(seen) == len(set(seen)) == one(shop.engine, "SELECT count(*) FROM remarks")


def test_a_settled_remark_says_so(shop: Shop) -> None:
    shop.stock([LANTERN])
    selling, returning = shop.till("T1"), shop.till("T2")
    returning.take_back(selling.sell((LANTERN, 1)), {1: 1})
    shop.post(returning.run())
    read = ReadFindings(shop.books)
    before = read.remarks(REGISTER, returning.register_id, 0)
    shop.post(selling.run())

    after = read.remarks(REGISTER, returning.register_id, 0)

    assert [(r.code, r.settled) for r in before.remarks] == [("return.original_unknown", False)]
    assert [(r.code, r.settled) for r in after.remarks] == [("return.original_unknown", True)]


def test_only_the_quarantine_of_the_whole_shop_is_listed_in_its_order(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_findings, "AT_ONCE", 2)
    for code in ("T1", "T2"):
        till = shop.till(code)
        for entry_type in ("till.levitated", "staff.signed_in", "till.levitated"):
            till.write(entry_type, {"offline": True})
        shop.post(till.run())
    read = ReadFindings(shop.books)

    first = read.quarantine(IT, ("", 0))
    last = first.entries[-1]
    second = read.quarantine(IT, (last.register_id, last.seq))

    assert [(e.register_id, e.seq) for e in [*first.entries, *second.entries]] == [
        ("register-T1", 1),
        ("register-T1", 3),
        ("register-T2", 1),
        ("register-T2", 3),
    ]
    assert (first.more, second.more) == (True, False)
    assert first.entries[0].reason == "unknown type or version"


def test_findings_come_newest_first_in_pages(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_findings, "AT_ONCE", 2)
    kinds = list(FindingKind)[:5]
    for hour, kind in enumerate(kinds):
        keep(shop, [Condition(kind)], [], f"2026-11-21T{hour:02d}:00:00.000Z")
    keep(shop, [], [kinds[1]], "2026-11-21T09:00:00.000Z")
    read = ReadFindings(shop.books)

    def all_of(*, closed_too: bool) -> list[str]:
        seen: list[str] = []
        before = ""
        while True:
            page = read.findings(MANAGER, before, closed_too=closed_too)
            seen += [finding.kind for finding in page.findings]
            if not page.more:
                return seen
            before = page.findings[-1].finding

    newest_first = [kind.value for kind in reversed(kinds)]
    assert all_of(closed_too=True) == newest_first
    assert all_of(closed_too=False) == [k for k in newest_first if k != kinds[1].value]


def keep(shop: Shop, found: list[Condition], judged: list[FindingKind], at: str) -> None:
    shop.books.write(lambda work: keep_findings(work, found, judged, at))


def test_who_may_read_what(shop: Shop) -> None:
    till = remarkable(shop)
    read = ReadFindings(shop.books)

    for role in (Role.MANAGER, Role.ADMIN, Role.IT):
        assert read.findings([role]).findings == []
        assert read.remarks([role], till.register_id, 0).remarks
    for refused in (Role.SALESPERSON, Role.REGISTER):
        with pytest.raises(NotAllowed):
            read.findings([refused])
        with pytest.raises(NotAllowed):
            read.quarantine([refused], ("", 0))
    with pytest.raises(NotAllowed):
        read.quarantine(MANAGER, ("", 0))
    with pytest.raises(NotFound, match=r"register\.unknown"):
        read.remarks(IT, "nobody", 0)


def test_only_who_may_mend_posts_again_and_a_refused_row_says_why(shop: Shop) -> None:
    """Two lines with one number are fine by the payload's form, but not by the table's key."""
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    fact = till.entries.pop().fact
    lines = json.loads(json.dumps(fact.payload["lines"]))
    till.write(fact.type, {**fact.payload, "lines": [*lines, *lines]})
    shop.post(till.run())
    again = PostAgain(shop.books, shop.bell, FixedClock())

    with pytest.raises(NotAllowed):
        again(MANAGER, till.register_id, 1)
    with pytest.raises(RuleBroken, match=r"entry\.still_refused .*row_refused"):
        again(IT, till.register_id, 1)

    assert one(shop.engine, "SELECT state FROM journal_entries") == EntryState.QUARANTINED
