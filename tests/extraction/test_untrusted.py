"""Whatever a text holds, the readers of people, numbers and quotations never raise, and point inside it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from causerie.extraction.attribute import attribute_claims
from causerie.extraction.extract import Profile, extract_reading
from causerie.extraction.figures import find_figures
from causerie.extraction.numbers import find_numbers
from causerie.extraction.people import find_people
from causerie.extraction.quotations import find_quotations
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.figures import figure_words
from causerie.languages.rows import available
from causerie.model import Claim, Document, Kind, Mode, Polarity, Span, Statement

PIECES = [
    "Anne Verdet", "M. ", "Mme", "J.-P. Danzin", "al-Sorel", "de la", "Le maire", "The mayor", "Sen. ",
    "dit-il", "elle", "he said", "qui", "whose", "son avocat", "selon", "according to",
    "«", "»", "“", "”", "\"", "'", "’", "``", "—", "-", "(", ")", ",", ".", ":", ";", "…",
    "\n", "\n\n", "\r\n", "\t", "\x00", "\x0b", "\u00a0", "\u202f", "\u200b", "\u2028", "\ufeff",
    "\U0001f600", "\u0301", "İ", "ß",
    "12", "1 000", "1,000.5", "3-0", "10 à 12 %", "$3.2bn", "une dizaine de", "two hundred and",
    "quatre-vingt", "€", "%", "°", "n° 4", "14 juillet 2012", "13h30", "01 23 45 67 89", "9" * 40,
    "1.", ",5", "²", "٣", "Ⅻ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30).map(" ".join)
CODES = st.sampled_from(available())
#: A parse per example is slow; the examples are few but mixed.
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUICK = settings(max_examples=300, deadline=None)


def read(text: str, language: str) -> Document:
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    return Document("d", "d", text, language, paragraphs=paragraphs)


def is_clean(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and span.of(text) == span.of(text).strip()


@SLOW
@given(text=TEXTS, code=CODES)
def test_people_never_raise_and_stay_inside(text: str, code: str) -> None:
    document = read(text, code)
    parse = parse_paragraphs(text, document.paragraphs, language=code)
    people = find_people(parse, document)
    for person in people.names:
        assert person.name.strip() == person.name != ""
        assert all(is_clean(m, text) for m in person.mentions)
    for token in parse.tokens:
        assert people.speaker_of(token.span) != ""
        found = people.antecedent(token)
        assert found is None or is_clean(found, text)
    for sentence in parse.sentences:
        assert people.speaker_of(sentence.span) != ""
    assert people.last_named_before(len(text)) in {None, *(p.name for p in people.names)}


@SLOW
@given(text=TEXTS, code=CODES)
def test_figures_never_raise_and_stay_inside(text: str, code: str) -> None:
    document = read(text, code)
    parse = parse_paragraphs(text, document.paragraphs, language=code)
    for figure in find_figures(parse, ()):
        assert is_clean(figure.span, text)
        assert figure.unit or figure.what
        assert figure.high is None or figure.high > figure.value
        assert figure.what == " ".join(figure.what.split())


@QUICK
@given(text=TEXTS, code=CODES)
def test_numbers_never_raise_and_stay_in_their_order(text: str, code: str) -> None:
    found = find_numbers(text, Span(0, len(text)), figure_words(code))
    assert all(is_clean(n.span, text) for n in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@QUICK
@given(text=TEXTS, code=CODES)
def test_quotations_never_raise_and_stay_inside(text: str, code: str) -> None:
    document = read(text, code)
    for quotation in find_quotations(text, document.paragraphs, asides=(), language=code):
        assert 0 <= quotation.outer.start < quotation.outer.end <= len(text)
        assert all(is_clean(p, text) and quotation.outer.covers(p) for p in quotation.parts)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda p: Span(p[0], p[0] + p[1]))


@QUICK
@given(
    cause=SPANS,
    effect=SPANS,
    trigger=st.lists(SPANS, min_size=1, max_size=2),
    contents=st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=4),
)
def test_attribution_names_a_given_statement_or_none(
    cause: Span, effect: Span, trigger: list[Span], contents: list[list[Span]]
) -> None:
    statements = [
        Statement(f"s{n}", None, None, tuple(c), f"speaker {n}", Mode.DIRECT) for n, c in enumerate(contents)
    ]
    claim = Claim("c1", cause, effect, tuple(trigger), Polarity.PLUS, Kind.CAUSE)
    (held,) = attribute_claims([claim], statements)
    assert (held.statement, held.speaker) in {(None, None), *((s.id, s.speaker) for s in statements)}


@pytest.mark.parametrize("code", available())
def test_an_empty_document_holds_nobody(code: str) -> None:
    document = read("", code)
    parse = parse_paragraphs("", document.paragraphs, language=code)
    people = find_people(parse, document)
    assert people.names == ()
    assert people.last_named_before(0) is None
    assert find_figures(parse, ()) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "‹She› is well. said that it rains."),
        ("en", "The nor the harvest, farmer, baker caused caused the nor the."),
        ("fr", "Anne Verdet : Je le crois.\n\nMarc Danzin : Je ne le crois pas.\n\nAnne Verdet. –"),
    ],
)
def test_odd_texts_are_read(code: str, text: str) -> None:
    assert extract_reading(read(text, code), profile=Profile.FAST).sentences
