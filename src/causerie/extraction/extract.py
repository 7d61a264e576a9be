"""Turn a Document into its Reading: who says what, what causes what, which numbers."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from causerie.extraction.attribute import attribute_claims
from causerie.extraction.claims import find_claims, with_wide
from causerie.extraction.figures import find_figures
from causerie.extraction.people import find_people
from causerie.extraction.plain import Plain
from causerie.extraction.quotations import find_quotations
from causerie.extraction.statements import find_statements
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Document, Reading


class Profile(StrEnum):
    """How much is spent on a document.

    DEFAULT chooses claims with the word encoder; FAST does without it; WIDE adds to
    DEFAULT what corpora of protest news count too: motives, and what follows on what.
    """

    DEFAULT = "default"
    FAST = "fast"
    WIDE = "wide"


def extract_reading(document: Document, *, profile: Profile = Profile.DEFAULT) -> Reading:
    """Find sentences, statements, claims and figures in a cleaned document.

    Nothing outside `document.paragraphs` is read, so nothing comes from boilerplate.
    """
    if Plain.is_plain(document.text):
        return _read(document, profile)
    plain = Plain.of(document.text)
    return plain.reading(_read(plain.document(document), profile, bold=plain.bold), document)


def _read(document: Document, profile: Profile, *, bold: frozenset[int] = frozenset()) -> Reading:
    """Find what a document with a plain text holds."""
    parse = parse_paragraphs(document.text, document.paragraphs, language=document.language)
    quotations = find_quotations(
        document.text, document.paragraphs, asides=document.asides, language=document.language
    )
    people = find_people(parse, document, quotations=quotations)
    statements = find_statements(parse, document, quotations, people, bold=bold)
    claims = find_claims(parse, language=document.language, encode=profile is not Profile.FAST)
    if profile is Profile.WIDE:
        claims = with_wide(claims, parse)
    return Reading(
        document=document,
        sentences=tuple(s.span for s in parse.sentences),
        statements=statements,
        claims=tuple(
            replace(c, id=f"c{n}") for n, c in enumerate(attribute_claims(claims, statements), start=1)
        ),
        figures=find_figures(parse, statements),
    )
