"""The reading contract holds a reading whole."""

import json

import pytest

from causerie.errors import FormatError
from causerie.exports.readings import reading_from_json, reading_to_json
from causerie.model import (
    Certainty,
    Claim,
    Document,
    Figure,
    Kind,
    Mode,
    Polarity,
    Reading,
    Span,
    Statement,
    Strength,
)

TEXT = "Selon Anne Petit, le gel freinerait la pousse. 300 fermes attendent."
READING = Reading(
    document=Document(
        id="gel",
        input="gel.txt",
        text=TEXT,
        language="fr",
        paragraphs=(Span(0, len(TEXT)),),
        boilerplate=(Span(0, 0),),
        title="Gel",
        metadata={"desk": "nord"},
        problems=("encoding guessed",),
    ),
    sentences=(Span(0, 46), Span(47, len(TEXT))),
    statements=(
        Statement("s1", Span(6, 16), Span(0, 5), (Span(18, 45),), "Anne Petit", Mode.INDIRECT, hearsay=True),
    ),
    claims=(
        Claim(
            id="c1",
            cause=Span(18, 24),
            effect=Span(36, 45),
            trigger=(Span(25, 35),),
            polarity=Polarity.MINUS,
            kind=Kind.PREVENT,
            certainty=Certainty.DOUBTFUL,
            strength=Strength.SLIGHT,
            sufficient=True,
            condition=Span(0, 5),
            cause_antecedent=Span(6, 10),
            statement="s1",
            speaker="Anne Petit",
            confidence=0.7,
            pattern="freiner",
        ),
        Claim("c2", Span(0, 5), Span(6, 16), (), Polarity.UNKNOWN, Kind.CAUSE),
    ),
    figures=(Figure(Span(47, 57), 300.0, None, False, "fermes", "attendent", "s1", "Anne Petit"),),
    problems=("one sentence too long",),
)


def test_a_reading_survives_its_json() -> None:
    line = json.loads(json.dumps(reading_to_json(READING)))
    assert reading_from_json(line) == READING


def test_the_contract_keys_are_there() -> None:
    line = reading_to_json(READING)
    claim = line["claims"][0]
    assert claim["polarity"] == "-"
    assert claim["hedged"] is True
    assert line["claims"][1]["polarity"] is None
    assert line["problems"] == ["encoding guessed", "one sentence too long"]
    assert TEXT[slice(*claim["cause"])] == "le gel"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": None}, "text"),
        ({"claims": [{"id": "c1"}]}, "cause"),
        ({"statements": [{"mode": "x"}]}, "id"),
    ],
)
def test_a_line_that_breaks_the_contract_is_refused(change: dict[str, object], said: str) -> None:
    line = {**reading_to_json(READING), **change}
    if change.get("text", "") is None:
        del line["text"]
    with pytest.raises(FormatError, match=said):
        reading_from_json(line)
