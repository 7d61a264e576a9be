"""Every row of causation.toml reads its own example."""

from __future__ import annotations

import re

import pytest

from causerie.extraction.claims.candidates import Candidate, grammar_claims, propose_claims
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.causation import causation
from causerie.languages.rows import available
from causerie.model import Span

#: Suffixes under which a row's uses are measured apart.
USES = ("need", "noun", "bound", "back", "impossible")
MARK = re.compile(r"</?(cause|effect)>")
EXAMPLES = [(code, *pair) for code in available() for pair in causation(code).examples()]


def unmark(marked: str) -> tuple[str, dict[str, str]]:
    """Take the marks out of an example; give the words of cause and effect."""
    held = {name: re.search(f"<{name}>(.*?)</{name}>", marked) for name in ("cause", "effect")}
    return MARK.sub("", marked), {n: MARK.sub("", m.group(1)) for n, m in held.items() if m}


def read(text: str, code: str) -> list[Candidate]:
    """Propose the claims of one paragraph."""
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    return propose_claims(parse, language=code)


@pytest.mark.parametrize(("code", "row", "marked"), EXAMPLES, ids=[f"{c}-{r}" for c, r, _ in EXAMPLES])
def test_a_row_reads_its_example(code: str, row: str, marked: str) -> None:
    text, expected = unmark(marked)
    pairs = {
        (c.span.of(text), e.span.of(text))
        for candidate in read(text, code)
        if candidate.pattern.removeprefix("direction.") in (row, *(f"{row}.{use}" for use in USES))
        for c in candidate.causes
        for e in candidate.effects
    }
    assert (expected["cause"], expected["effect"]) in pairs


LOOKALIKES = [(code, *pair) for code in available() for pair in causation(code).lookalike_examples()]


@pytest.mark.parametrize(("code", "row", "text"), LOOKALIKES, ids=[f"{c}-{r}" for c, r, _ in LOOKALIKES])
def test_a_lookalike_is_no_claim(code: str, row: str, text: str) -> None:
    """The filter sees its example, and the grammar alone makes no claim of that cue."""
    named = [c for c in read(text, code) if c.lookalike == row]
    assert named
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    cues = {span for c in named for span in c.trigger}
    assert not any(cues & set(claim.trigger) for claim in grammar_claims(parse, language=code))
