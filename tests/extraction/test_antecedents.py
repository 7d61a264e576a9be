"""Pronouns go to what they stand for, and to nothing where it is not sure."""

from __future__ import annotations

import re

import pytest

from causerie.extraction.claims.grammar.antecedents import find_antecedent
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Span

#: Language, text with the pronoun in square brackets, what it stands for.
CASES = [
    ("fr", "La sécheresse dure. [Elle] réduit la récolte.", "La sécheresse"),
    ("fr", "Les digues ont cédé. [Cela] inquiète les habitants.", "Les digues ont cédé"),
    ("fr", "Le barrage retient les eaux du fleuve. [Il] protège la ville.", "Le barrage"),
    ("fr", "Les loyers montent. La loi [y] contribue.", "Les loyers montent"),
    ("fr", "La récolte est maigre. Le gel [en] est la cause.", "La récolte est maigre"),
    ("en", "The drought goes on. [It] reduces the harvest.", "The drought"),
    ("en", "The dams broke. [This] worries the villagers.", "The dams broke"),
    ("en", "Anna Berg resigned. [It] worries the villagers.", None),
    ("en", "The drought goes on. [The rain] helps.", None),
    ("en", "The mayor says that the bypass cut noise. [It] cut trade too.", "the bypass"),
    ("en", "The pump is new. LENA ORTIZ: [It] raised the yield.", "The pump"),
    ("en", "The minister praised the pact. [It] reduced tensions.", "the pact"),
    ("en", "By lending growers the seed, [they] prevented a famine.", None),
    (
        "en",
        "They drained the marsh because the maps were wrong, and [that] hurt trade.",
        "They drained the marsh",
    ),
    ("en", "They sold the mill, and [that] hurt the valley.", "They sold the mill"),
    (
        "fr",
        "Ils ont asséché le marais parce que les cartes étaient fausses, et [cela] a nui à la pêche.",
        "Ils ont asséché le marais",
    ),
]


@pytest.mark.parametrize(("code", "marked", "expected"), CASES)
def test_antecedents(code: str, marked: str, expected: str | None) -> None:
    found = re.search(r"\[(.+?)\]", marked)
    assert found is not None
    text = marked.replace("[", "").replace("]", "")
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    place = Span(found.start(), found.end() - 2)
    antecedent = find_antecedent(parse, place, language=code)
    assert (antecedent.of(text) if antecedent else None) == expected
