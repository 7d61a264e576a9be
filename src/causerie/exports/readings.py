"""Turn a Reading into one line of the reading contract, or such a line into the same Reading.

The contract is the public interchange: its keys stay, new ones are additions.
`reading_from_json(reading_to_json(r)) == r` for every reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from causerie.errors import FormatError
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

Json = dict[str, Any]


def reading_to_json(reading: Reading) -> Json:
    """Give a reading the shape of the contract: only lists, dicts, strings, numbers, booleans, None."""
    document = reading.document
    return {
        "id": document.id,
        "input": document.input,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "text": document.text,
        "sentences": _pairs(reading.sentences),
        "paragraphs": _pairs(document.paragraphs),
        "boilerplate": _pairs(document.boilerplate),
        "asides": _pairs(document.asides),
        "statements": [_statement_to_json(s) for s in reading.statements],
        "claims": [claim_to_json(c, document.id) for c in reading.claims],
        "figures": [_figure_to_json(f) for f in reading.figures],
        "problems": [*document.problems, *reading.problems],
        "document_problems": len(document.problems),
        "metadata": dict(document.metadata),
    }


def reading_from_json(line: Mapping[str, Any]) -> Reading:
    """Build the reading that a line of the contract tells of.

    Raises:
        FormatError: a key that the contract demands is absent, or a value is none of those it allows.
    """
    try:
        return _reading(line)
    except KeyError as error:
        raise FormatError(
            f"reading '{line.get('id')}': key {error} is missing; see the reading contract"
        ) from error
    except (TypeError, ValueError) as error:
        raise FormatError(f"reading '{line.get('id')}': {error}") from error


def refused_to_json(name: str, reason: str) -> Json:
    """Give an input that could not be read its line: problems and no text."""
    return {"id": name, "input": name, "problems": [reason]}


def _reading(line: Mapping[str, Any]) -> Reading:
    problems = tuple(line.get("problems", ()))
    of_document = line.get("document_problems", 0)
    document = Document(
        id=line["id"],
        input=line["input"],
        text=line["text"],
        language=line["language"],
        paragraphs=_spans(line.get("paragraphs", ())),
        boilerplate=_spans(line.get("boilerplate", ())),
        asides=_spans(line.get("asides", ())),
        title=line.get("title"),
        author=line.get("author"),
        publisher=line.get("publisher"),
        published=line.get("published"),
        metadata=dict(line.get("metadata", {})),
        problems=problems[:of_document],
    )
    return Reading(
        document=document,
        sentences=_spans(line.get("sentences", ())),
        statements=tuple(_statement(s) for s in line.get("statements", ())),
        claims=tuple(_claim(c) for c in line.get("claims", ())),
        figures=tuple(_figure(f) for f in line.get("figures", ())),
        problems=problems[of_document:],
    )


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*p) for p in pairs)


def _statement_to_json(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "source": _pair(statement.source),
        "cue": _pair(statement.cue),
        "content": _pairs(statement.content),
        "speaker": statement.speaker,
        "mode": statement.mode.value,
        "hearsay": statement.hearsay,
    }


def _statement(line: Mapping[str, Any]) -> Statement:
    return Statement(
        id=line["id"],
        source=_span(line["source"]),
        cue=_span(line["cue"]),
        content=_spans(line["content"]),
        speaker=line["speaker"],
        mode=Mode(line["mode"]),
        hearsay=line.get("hearsay", False),
    )


def claim_to_json(claim: Claim, document_id: str) -> Json:
    """Write one claim as a reading holds it."""
    return {
        "id": claim.id,
        "key": claim.key(document_id),
        "cause": _pair(claim.cause),
        "effect": _pair(claim.effect),
        "trigger": _pairs(claim.trigger),
        "polarity": None if claim.polarity is Polarity.UNKNOWN else claim.polarity.value,
        "kind": claim.kind.value,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "certainty": claim.certainty.value,
        "strength": claim.strength.value,
        "sufficient": claim.sufficient,
        "condition": _pair(claim.condition),
        "cause_antecedent": _pair(claim.cause_antecedent),
        "effect_antecedent": _pair(claim.effect_antecedent),
        "statement": claim.statement,
        "speaker": claim.speaker,
        "confidence": claim.confidence,
        "pattern": claim.pattern,
    }


def _claim(line: Mapping[str, Any]) -> Claim:
    hedged = Certainty.POSSIBLE if line.get("hedged") else Certainty.PLAIN
    return Claim(
        id=line["id"],
        cause=Span(*line["cause"]),
        effect=Span(*line["effect"]),
        trigger=_spans(line["trigger"]),
        polarity=Polarity(line["polarity"] or "?"),
        kind=Kind(line["kind"]),
        negated=line.get("negated", False),
        certainty=Certainty(line.get("certainty", hedged)),
        strength=Strength(line.get("strength", Strength.UNSAID)),
        sufficient=line.get("sufficient", False),
        condition=_span(line.get("condition")),
        cause_antecedent=_span(line.get("cause_antecedent")),
        effect_antecedent=_span(line.get("effect_antecedent")),
        statement=line.get("statement"),
        speaker=line.get("speaker"),
        confidence=line.get("confidence", 1.0),
        pattern=line.get("pattern", ""),
    )


def _figure_to_json(figure: Figure) -> Json:
    return {
        "span": _pair(figure.span),
        "value": figure.value,
        "high": figure.high,
        "approximate": figure.approximate,
        "unit": figure.unit,
        "what": figure.what,
        "statement": figure.statement,
        "speaker": figure.speaker,
    }


def _figure(line: Mapping[str, Any]) -> Figure:
    return Figure(
        span=Span(*line["span"]),
        value=line["value"],
        high=line["high"],
        approximate=line["approximate"],
        unit=line["unit"],
        what=line["what"],
        statement=line.get("statement"),
        speaker=line.get("speaker"),
    )
