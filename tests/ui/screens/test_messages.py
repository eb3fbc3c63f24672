"""Every code has its sentences, and what they say fits the error."""

import string

import pytest

from pos_app.ui.message_texts import BY_CODE, BY_KIND
from pos_app.ui.messages import message_for
from pos_app.ui.money_text import MoneyText
from pos_core.errors import NotFound, RuleBroken, StorageFailed, Unreachable
from pos_core.money import GBP
from tests.architecture.source import Module
from tests.ui.screens.error_codes import codes_in, every_code


def test_every_code_that_may_reach_a_person_at_a_till_has_its_sentences() -> None:
    missing = [f"{place}: {code}" for code, place in every_code().items() if code not in BY_CODE]
    assert not missing, "Add them to a file pos_app/ui/messages_….py:\n" + "\n".join(missing)


def test_no_sentence_stands_there_for_a_code_that_nobody_raises() -> None:
    assert not set(BY_CODE) - set(every_code())


def test_codes_are_found_however_they_are_written() -> None:
    direct = Module.of('def f():\n    raise RuleBroken("a.b", x=1)')
    chosen = Module.of('def f(x):\n    code = "a.b" if x else "a.c"\n    raise NotFound(code)')
    kept = Module.of('TABLE = {1: "a.b"}\ndef f(n):\n    c = TABLE.get(n)\n    Unreachable(c)')
    own = Module.of('class Unreachable(Exception):\n    code = "a.b"')
    assert codes_in(direct) == codes_in(kept) == codes_in(own) == {"a.b"}
    assert codes_in(chosen) == {"a.b", "a.c"}


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_a_message_says_what_happened_and_what_to_do(code: str) -> None:
    title, text = BY_CODE[code]
    assert title.endswith((".", "}"))
    assert text.endswith((".", "}"))
    assert text != title


def test_amounts_in_an_error_are_written_in_the_shops_currency() -> None:
    message = message_for(RuleBroken("sale.not_paid", left_minor=1250), MoneyText(GBP))
    assert message.title == "£12.50 is still to be paid."


def test_what_an_error_did_not_say_leaves_a_gap_and_no_crash() -> None:
    assert message_for(RuleBroken("money.unreadable")).title == "“…” is no amount."


def test_a_code_without_sentences_is_told_by_its_kind() -> None:
    assert message_for(StorageFailed("storage.new_kind")).title == BY_CODE["storage.failed"][0]
    assert message_for(Unreachable("server.new_kind")).title == BY_CODE["server.unreachable"][0]
    assert message_for(NotFound("thing.gone")).title == BY_KIND["NotFound"][0]
    assert "rule.new" in message_for(RuleBroken("rule.new")).title


def test_a_bug_is_called_a_bug() -> None:
    message = message_for(KeyError("x"))
    assert "KeyError" in message.title
    assert message.code == "bug"


def test_sentences_name_only_data_and_no_code_of_ours() -> None:
    names = {
        name
        for sentences in BY_CODE.values()
        for sentence in sentences
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    }
    assert all(name.isidentifier() for name in names)
