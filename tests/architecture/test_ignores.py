"""Whoever silences a tool says why, beside it."""

import io
import re
import tokenize

from tests.architecture.source import EVERYTHING, Module, modules, report

SILENCE = re.compile(r"type:\s*ignore|noqa|pragma:\s*no cover|pyright:|ruff:")
PRECISE = re.compile(r"type:\s*ignore\[[a-z, -]+\]|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*")
FEWEST_WORDS = 2


def unexplained(module: Module) -> list[str]:
    """Comments that silence a tool in general, or without a reason."""
    return [
        f"{module.place}:{token.start[0]}: {token.string}"
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.COMMENT
        and SILENCE.search(token.string)
        and not has_reason(token.string)
    ]


def has_reason(comment: str) -> bool:
    """Whether words, and no general directive, are left when the precise ones are taken away."""
    rest = PRECISE.sub(" ", comment)
    return not SILENCE.search(rest) and len(re.findall(r"\w+", rest)) >= FEWEST_WORDS


def test_every_ignore_has_its_reason() -> None:
    complaints = [found for module in modules(*EVERYTHING) for found in unexplained(module)]
    assert not complaints, report(
        "Write it as `# noqa: X123  # why` or `# type: ignore[code]  # why`.", complaints
    )


def test_a_silent_or_general_ignore_is_seen() -> None:
    directive = "# type" + ": ignore"
    assert unexplained(Module.of(f"x = 1  {directive}\n"))
    assert unexplained(Module.of(f"x = 1  {directive}  # the library has no types\n"))
    assert unexplained(Module.of(f"x = 1  {directive}[misc]\n"))
    assert unexplained(Module.of("x = 1  # no" + "qa\n"))
    assert unexplained(Module.of("x = 1  # no" + "qa: E501\n"))
    assert not unexplained(Module.of(f"x = 1  {directive}[misc]  # the library has no types\n"))
    assert not unexplained(Module.of("x = 1  # no" + "qa: E501, B008 - an address cannot wrap\n"))
