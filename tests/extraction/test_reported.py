"""What is no statement, and where the content of one begins and ends, in sentences like the press's."""

from __future__ import annotations

import pytest

from causerie.extraction.extract import extract_reading
from causerie.model import Reading
from causerie.reading import read_text


def read(text: str, code: str) -> Reading:
    """Read a text of one paragraph."""
    return extract_reading(read_text(text, id="t", input="t", language=code))


def said(text: str, code: str) -> list[tuple[str | None, list[str]]]:
    """List speaker and contents of the statements of a text."""
    document = read_text(text, id="t", input="t", language=code)
    return [
        (s.speaker, [c.of(document.text) for c in s.content]) for s in extract_reading(document).statements
    ]


SILENT = [
    "The council plans to raise the rates in spring.",
    "Mr. Brown praised her candidacy.",
    "The party supports the plan.",
    "Each side deployed hundreds of buses to fetch voters.",
    "She saw the mayor leave the hall.",
    "The guard was seen grabbing a visitor by the arm.",
    "The strong figures cleared the way for the bank to raise the rates.",
    "The man described him.",
    "The leaders looked to stop the losses.",
]


@pytest.mark.parametrize("text", SILENT)
def test_plans_praise_acts_and_sights_are_no_statements(text: str) -> None:
    assert said(text, "en") == []


SAYING = [
    ("The mayor dismissed the idea that the dam was leaking.", "the dam was leaking"),
    ("Mr. Brown bet that the bank would raise the rates.", "the bank would raise the rates"),
    ("The mayor said she saw the dam break.", "she saw the dam break"),
]


@pytest.mark.parametrize(("text", "content"), SAYING)
def test_what_is_dismissed_bet_or_said_to_be_seen_is_one(text: str, content: str) -> None:
    assert any(content in c for _, held in said(text, "en") for c in held)


PARTS = [
    ("en", "They “actually had a plan,” said Ann Miller.", ["They “actually had a plan,”"]),
    ("fr", "Ils « avaient un plan », a dit Anne Meunier.", ["Ils « avaient un plan »"]),
    ("en", "Ann Miller said “there may be” a limit to that.", ["“there may be” a limit to that"]),
    ("fr", "Anne Meunier a dit : « il y a » une limite.", ["« il y a » une limite"]),
    ("en", "For years, “nobody cared,” said Ann Miller.", ["nobody cared"]),
    ("fr", "Depuis des années, « personne ne venait », a dit Anne Meunier.", ["personne ne venait"]),
    ("en", "Ann Miller said “no” to the plan.", ["no"]),
    ("en", "Ann Miller said “the bridge will stand” after the meeting.", ["the bridge will stand"]),
    (
        "en",
        "The town was saved, Ann Miller said, thanks to the new dam.",
        ["The town was saved", "thanks to the new dam"],
    ),
    (
        "fr",
        "Le vieux pont est tombé, a dit Anne Meunier, à cause du gel.",
        ["Le vieux pont est tombé", "à cause du gel"],
    ),
    (
        "en",
        "The plan would be helped, Ann Miller said, by the new bridge.",
        ["The plan would be helped", "by the new bridge"],
    ),
    (
        "fr",
        "Le plan serait aidé, a dit Anne Meunier, par le nouveau pont.",
        ["Le plan serait aidé", "par le nouveau pont"],
    ),
    ("en", "The bridge was closed, Ann Miller said, in a speech.", ["The bridge was closed"]),
    (
        "en",
        "The bridge was closed last week, Ann Miller said, by email.",
        ["The bridge was closed last week"],
    ),
]


@pytest.mark.parametrize(("code", "text", "content"), PARTS)
def test_a_content_is_its_whole_clause(code: str, text: str, content: list[str]) -> None:
    name = "Ann Miller" if code == "en" else "Anne Meunier"
    assert said(text, code) == [(name, content)]


@pytest.mark.parametrize(
    ("code", "text", "content"),
    [
        ("en", "The mayor misses the days when, she said, the markets were full.", "the markets were full"),
        (
            "fr",
            "La maire regrette le temps où, dit-elle, les marchés étaient pleins.",
            "les marchés étaient pleins",
        ),
    ],
)
def test_an_incise_behind_a_when_tells_its_clause_alone(code: str, text: str, content: str) -> None:
    assert [content] in [held for _, held in said(text, code)]


QUOTED = [
    ("en", "The Herald quoted an old fisherman as saying that the dam was leaking.", "old fisherman"),
    ("en", "The man was quoted by the Herald as saying that the dam was leaking.", "man"),
    ("en", "The mayor cited the report, saying that the dam was leaking.", "mayor"),
    ("fr", "Le Journal cite la maire comme ayant dit que le barrage fuyait.", "maire"),
    ("fr", "Le maire a cité le rapport en disant que le barrage fuyait.", "maire"),
]


@pytest.mark.parametrize(("code", "text", "speaker"), QUOTED)
def test_whoever_is_quoted_as_saying_something_says_it(code: str, text: str, speaker: str) -> None:
    content = "the dam was leaking" if code == "en" else "le barrage fuyait"
    assert (speaker, [content]) in said(text, code)


def test_a_day_of_the_week_says_nothing() -> None:
    text = "Ann Miller won on Tuesday. It was, she said, a great night. It declared the dam safe on Tuesday."
    assert "Tuesday" not in {speaker for speaker, _ in said(text, "en")}


NO_CLAIMS = [
    ("en", "They were due to meet the council on Monday."),
    ("en", "The council is due to vote on the dam."),
    ("en", "The official spoke on the condition of anonymity."),
    ("fr", "La diplomate a accepté de parler à condition de rester anonyme."),
    ("fr", "La diplomate a parlé sous condition d'anonymat."),
]


@pytest.mark.parametrize(("code", "text"), NO_CLAIMS)
def test_dates_and_wishes_for_anonymity_are_no_causes(code: str, text: str) -> None:
    assert read(text, code).claims == ()


def test_what_something_is_due_to_still_is_one() -> None:
    (claim,) = read("The delay was due to a storm.", "en").claims
    assert claim.kind == "cause"


def test_an_agent_behind_an_incise_gives_the_claim_its_speaker() -> None:
    (claim,) = read("The town was saved, Ann Miller said, thanks to the new dam.", "en").claims
    assert claim.speaker == "Ann Miller"
