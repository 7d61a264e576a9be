"""Statements are where the markup says: {source|…}, {cue|…}, {said|…}."""

import re
from collections.abc import Iterable, Iterator

import pytest

from causerie.extraction.quotations import find_quotations
from causerie.extraction.statements import find_stated, find_statements
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.reporting import Scope, reporting
from causerie.model import Document, Mode, Span, Statement

LANGUAGES = ("fr", "en")
MARK = re.compile(r"\{(\w+)\|([^{}]*)\}")


class OwnWords:
    """People that name every source by its own words."""

    names = ()

    def __init__(self, text: str) -> None:
        self.text = text

    def speaker_of(self, mention: Span, *, at: int | None = None) -> str | None:
        return mention.of(self.text)

    def last_named_before(self, offset: int) -> str | None:
        return None


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    held: dict[str, list[str]] = {"source": [], "cue": [], "said": []}
    for label, words in MARK.findall(marked):
        held[label].append(words)
    return MARK.sub(r"\2", marked), held


def statements(text: str, language: str, *, scopes: Iterable[str] | None = None) -> tuple[Statement, ...]:
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    document = Document("d", "d", text, language, paragraphs)
    parse = parse_paragraphs(text, paragraphs, language=language)
    quotations = find_quotations(text, paragraphs, asides=(), language=language)
    if scopes is None:
        return find_statements(parse, document, quotations, OwnWords(text))
    return find_stated(parse, document, quotations, OwnWords(text), scopes=scopes)


def examples() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        words = reporting(language)
        yield from ((language, row.example) for row in words.verb_rows)
        yield from ((language, row.example) for row in words.noun_rows)
        yield from ((language, row.example) for row in words.preposition_rows)


def words_of(statement: Statement, text: str) -> dict[str, list[str]]:
    return {
        "source": [statement.source.of(text)] if statement.source else [],
        "cue": [statement.cue.of(text)] if statement.cue else [],
        "said": [c.of(text) for c in statement.content],
    }


@pytest.mark.parametrize(("language", "example"), list(examples()))
def test_examples_of_the_rows_are_found(language: str, example: str) -> None:
    text, held = unmark(example)
    assert [words_of(s, text) for s in statements(text, language, scopes=Scope)] == [held]


def test_mode_tells_whether_all_is_quoted() -> None:
    text = "La ministre dit : « Le pont tient. » Elle ajoute qu'il est « vieux ». Elle dit que tout va bien."
    assert [s.mode for s in statements(text, "fr")] == [Mode.DIRECT, Mode.MIXED, Mode.INDIRECT]
