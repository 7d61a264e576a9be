"""A pronoun goes on with whoever spoke last, or answers who asked; transcripts keep to their labels."""

from __future__ import annotations

import re

import pytest

from causerie.extraction.people import find_people
from causerie.extraction.quotations import find_quotations
from causerie.extraction.statements import find_statements
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Document, Span


def speakers(text: str, language: str) -> list[str | None]:
    """List who says the statements of a text, in order."""
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    document = Document("d", "d", text, language, paragraphs)
    parse = parse_paragraphs(text, paragraphs, language=language)
    quotations = find_quotations(text, paragraphs, asides=(), language=language)
    people = find_people(parse, document, quotations=quotations)
    return [s.speaker for s in find_statements(parse, document, quotations, people)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # whoever was asked, or spoke before the question, answers
        (
            "en",
            "John Reed met David Hall. “We cut prices,” Reed said. “Why?” Hall asked. “Demand"
            " fell,” he said.",
            ["John Reed", "David Hall", "John Reed"],
        ),
        (
            "en",
            "Alan Moss questioned Tom Fell. “The dam broke,” Fell said. Moss asked whether the"
            " gates were open."
            " “They were closed,” he said.",
            ["Tom Fell", "Alan Moss", "Tom Fell"],
        ),
        (
            "fr",
            "Paul Roche a reçu Marc Vial. « La guerre coûte cher », a dit Vial. « Et les"
            " salaires ? » a demandé"
            " Roche. « Ils baissent », a-t-il dit.",
            ["Marc Vial", "Paul Roche", "Marc Vial"],
        ),
        # a surname that is a first name, too, says nothing of gender
        (
            "en",
            "Anna Cole met Peter Marsh. “It is rotten,” he said. Cole answered that engineers"
            " had seen it. “They"
            " looked twice,” she said.",
            ["Peter Marsh", "Anna Cole", "Anna Cole"],
        ),
        # a surname that is a noun, too
        (
            "en",
            "“It will get worse,” said Laura King. Mark Dunn agreed. King said the rain would help.",
            ["Laura King", "Laura King"],
        ),
        # a body goes on as a pronoun of its gender
        (
            "fr",
            "Marie Duval dirige la mairie. L'agence craint que la digue cède. La digue est"
            " vieille, prévient-elle.",
            ["agence", "agence"],
        ),
        (
            "fr",
            "La députée Anne Morel est venue. La préfecture a publié un arrêté. Selon elle, la digue tient.",
            ["préfecture"],
        ),
        # a word for several is nobody in particular
        (
            "en",
            "Julie Roach is back. Roach said that the pool was cold. Both admitted that the roof leaked.",
            ["Julie Roach", "Both"],
        ),
    ],
)
def test_a_pronoun_takes_up_the_turn_that_is_meant(
    language: str, text: str, expected: list[str | None]
) -> None:
    assert speakers(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "he" in a turn is not whoever has it
        (
            "NORA LANE: Imports ruined it.\nPAUL REED: The minister came. He said that the dam would hold.",
            ["NORA LANE", "PAUL REED", "minister"],
        ),
        (
            "NORA LANE: Imports ruined it. The governor worried that a rival might rise.\n"
            "PAUL REED: That was so.\nNORA LANE: It was.",
            ["NORA LANE", "governor", "PAUL REED", "NORA LANE"],
        ),
        ("Q. Why did it break?\nA. The rain broke it.\nQ. Was it old?\nA. It was new.", [None, None]),
        (
            "Senator WHITE. Why did rates rise?\nMr. BROWN. The war did it.\nSenator WHITE. And the debt?\n"
            "Mr. BROWN. It grew.",
            ["BROWN", "BROWN"],
        ),
    ],
)
def test_turns_of_a_hearing_follow_their_labels(text: str, expected: list[str | None]) -> None:
    assert speakers(text, "en") == expected
