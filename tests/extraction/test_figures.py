"""Figures are found with their unit and meaning; dates, hours, ages, labels and scores are none."""

from __future__ import annotations

import pytest

from causerie.errors import LanguageDataError
from causerie.extraction.figures import find_figures
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.figures import FigureExample, figure_examples, figure_words
from causerie.languages.rows import available
from causerie.model import Figure, Mode, Span, Statement


def figures(text: str, language: str, statements: tuple[Statement, ...] = ()) -> tuple[Figure, ...]:
    return find_figures(parse_paragraphs(text, [Span(0, len(text))], language=language), statements)


EXAMPLES = [(code, example) for code in available() for example in figure_examples(code)]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=lambda v: getattr(v, "text", v))
def test_examples_hold_the_figure_that_they_mark(code: str, example: FigureExample) -> None:
    text = example.text.replace("{", "").replace("}", "")
    start = example.text.find("{")
    found = figures(text, code)
    if start < 0:
        assert found == ()
        return
    assert [(f.span, f.value, f.high, f.approximate, f.unit) for f in found] == [
        (
            Span(start, example.text.index("}") - 1),
            example.value,
            example.high,
            example.approximate,
            example.unit,
        )
    ]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Il y a soixante et onze bateaux.", "fr", 71),
        ("Il y a quatre-vingts bateaux.", "fr", 80),
        ("Il y a deux cent trente-quatre bateaux.", "fr", 234),
        ("Il y a mille deux cents bateaux.", "fr", 1200),
        ("Il y a 3 milliards de poissons.", "fr", 3e9),
        ("There are twenty-five boats.", "en", 25),
        ("There are three million fish.", "en", 3e6),
        ("There are two hundred thousand fish.", "en", 200_000),
        ("There are 1,234,567 fish.", "en", 1_234_567),
        ("There are 12.5 million fish.", "en", 12_500_000),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, language: str, value: float) -> None:
    assert [f.value for f in figures(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le 3 mai 1998, le club perd 38-23.", "fr"),
        ("Le 2e skipper arrive à 15h.", "fr"),
        ("L'autoroute A36 passe au numéro 12.", "fr"),
        ("Paul Verdet, 54 ans, est parti il y a dix ans.", "fr"),
        ("The 45-year-old arrived at 5.42 a.m. on June 30.", "en"),
        ("Flight 370 left in 2014.", "en"),
        ("Jane Ostrow, 81, came two years ago.", "en"),
        ("Section 12 was written in the 1960s.", "en"),
        ("One of them left.", "en"),
    ],
)
def test_what_names_or_dates_is_no_figure(text: str, language: str) -> None:
    assert figures(text, language) == ()


def test_a_scale_said_once_counts_for_both_ends() -> None:
    (found,) = figures("Il faudrait 10 à 12 millions d'euros.", "fr")
    assert (found.value, found.high) == (10e6, 12e6)


def test_what_is_counted_is_told_by_its_noun_or_its_clause() -> None:
    assert figures("On compte 300 villages privés d'eau.", "fr")[0].what == "privés d'eau"
    assert figures("The dam supplies 60 percent of the electricity.", "en")[0].what == "of the electricity"
    assert figures("La hausse atteint 12 %.", "fr")[0].what == "La hausse atteint"


def test_the_innermost_statement_gives_the_speaker() -> None:
    text = "The mayor says the army counts 40 tanks and nine boats. There are 12 bridges."
    inner = (text.index("40"), text.index(" and"))
    outer = (text.index("the army"), text.index(". There"))
    held = (
        Statement("s1", None, None, (Span(*outer),), "the mayor", Mode.INDIRECT),
        Statement("s2", None, None, (Span(*inner),), "the army", Mode.INDIRECT),
    )
    found = figures(text, "en", held)
    assert [(f.value, f.statement, f.speaker) for f in found] == [
        (40, "s2", "the army"),
        (9, "s1", "the mayor"),
        (12, None, None),
    ]


def test_a_number_word_in_two_tables_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from causerie.languages.rows import read_table

    def doubled(code: str, name: str) -> dict[str, object]:
        raw = dict(read_table(code, name))
        return {**raw, "scales": {**raw["scales"], **raw["numbers"]}}

    monkeypatch.setattr("causerie.languages.figures.read_table", doubled)
    figure_words.cache_clear()
    with pytest.raises(LanguageDataError, match="repeated"):
        figure_words("en")
    figure_words.cache_clear()
