"""Lines become paragraphs; a paragraph boundary is written `|` in these texts."""

from __future__ import annotations

import textwrap

import pytest

from causerie.reading.layout import find_paragraphs

LONG = (
    "La sécheresse a vidé les réservoirs de la ville, et le conseil a fermé le port, parce que "
    "les pompes ne tournaient plus. Les pêcheurs demandent une aide que la région refuse."
)


def _parts(text: str) -> list[str]:
    return [s.of(text) for s in find_paragraphs(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "Le gel freine.\n\n|La pluie aide.",
        "Le gel freine.\r\n\r\n|La pluie aide.",
        "Titre sans point\n|Le gel freine la pousse.",
        "Une phrase finie.\n|Une autre phrase finie.",
        "Le rédacteur rappelle que le maire\na menti au conseil.\n|Il nie.",
        "Le port :\n|- la digue\n|- le phare",
        "Le port :\n|• la digue du nord, longue\n|• le phare",
        "« Nous fermons.\n|« Nous rouvrirons. »",
        "\ufeff  Le gel freine.\u00a0\n \t \n|La pluie aide.  ",
    ],
)
def test_boundaries_stand_where_the_bars_are(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip(" \n\r\t\xa0\ufeff") for part in marked.split("|")]
    expected = [part.removeprefix("- ").removeprefix("• ") for part in expected]
    assert _parts(text) == expected


@pytest.mark.parametrize("width", [50, 65, 72, 80])
@pytest.mark.parametrize("parting", ["\n\n", "\n"])
def test_wrapped_paragraphs_are_joined(width: int, parting: str) -> None:
    wrapped = [textwrap.fill(LONG, width) for _ in range(4)]
    assert _parts(parting.join(wrapped)) == wrapped


def test_indented_first_lines_part_wrapped_paragraphs() -> None:
    wrapped = [textwrap.fill(LONG, 66, initial_indent="    ") for _ in range(4)]
    assert _parts("\n".join(wrapped)) == [part.strip() for part in wrapped]


def test_overlong_paragraph_is_cut_between_sentences() -> None:
    text = LONG * 400 + " x" * 30_000
    parts = _parts(text)
    assert max(map(len, parts)) <= 20_000
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(part.endswith(".") for part in parts[:2])


def test_one_sentence_a_line_is_no_wrapped_text() -> None:
    lines = [f"Le port {n} ferme, car la sécheresse {'dure' * (n % 3)}." for n in range(20)]
    assert _parts("\n".join(lines)) == lines


def test_a_label_opens_a_turn_in_a_wrapped_text() -> None:
    lines = [
        "Q: When did the hail come down on you?",
        "ANN ROE: In May, as the night was so clear.",
        "Q: And what did you lose in it, all told?",
        "ANN ROE: Half of the year's harvest, no less.",
    ]
    assert _parts("\n".join(lines)) == lines
