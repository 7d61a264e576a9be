"""Turn readings into a causal map: concepts, and links with the claims that support or oppose them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from causerie.assembly.belief import SYSTEMATIC, believe
from causerie.assembly.concepts import SIMILAR, Concepts, Use, merge_concepts
from causerie.assembly.decisions import AcceptClaim, Decision, RejectClaim, SignClaim
from causerie.assembly.names import NameBook, collect_names
from causerie.assembly.recall import recall_things
from causerie.assembly.voices import Voices, find_voices
from causerie.assembly.wordings import Wording, word_phrase
from causerie.model import (
    CausalMap,
    Claim,
    Concept,
    Document,
    Evidence,
    Link,
    LinkSign,
    Polarity,
    Reading,
    Span,
)


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is drawn.

    Attributes:
        language: code of the labels' language; None: the language of most mentions.
        similar: least average similarity of wordings merged by meaning, in [-1, 1];
            above 1 nothing is merged by meaning.
        least_confidence: claims below it are left out, in [0, 1].

    """

    language: str | None = None
    similar: float = SIMILAR
    least_confidence: float = 0.0


def draw_map(
    readings: Sequence[Reading],
    *,
    decisions: Sequence[Decision] = (),
    options: MapOptions = MapOptions(),
) -> CausalMap:
    """Draw the map that the claims of all readings say together.

    A claim whose two arguments are one concept makes no link: it is listed in
    the map's problems. The order of readings leaves no trace.
    """
    ordered = sorted(readings, key=lambda r: r.document.id)
    book = collect_names([r.document for r in ordered])
    claims = [(r.document, c) for r in ordered for c in _kept(r, decisions, options)]
    voices = find_voices(ordered, book=book)
    said = (u for d, c in claims for u in _uses(d, c, book))
    uses = recall_things(said, copies=voices.copies)
    concepts = merge_concepts(uses, decisions=decisions, language=options.language, similar=options.similar)
    links, problems = _links(claims, concepts, voices)
    return CausalMap(concepts.concepts, links, voices.voices, problems)


def by_support(links: Iterable[Link]) -> list[Link]:
    """Sort links by support: independent voices first, then belief, then claims."""
    return sorted(links, key=lambda k: (-k.voices, -k.belief, -k.citations, k.id))


def connecting_concepts(causal_map: CausalMap) -> list[tuple[Concept, int]]:
    """List the concepts that several documents name, with how many do, the most first."""
    named = [(c, len({m.document for m in c.mentions})) for c in causal_map.concepts]
    several = [(c, documents) for c, documents in named if documents > 1]
    return sorted(several, key=lambda s: (-s[1], -len(s[0].mentions), s[0].label))


def _kept(reading: Reading, decisions: Iterable[Decision], options: MapOptions) -> Iterable[Claim]:
    """Give the claims of one reading as decisions leave them; the last decision on a claim holds."""
    verdicts: dict[str, Decision] = {}
    signs: dict[str, Polarity] = {}
    for decision in decisions:
        if isinstance(decision, RejectClaim | AcceptClaim):
            verdicts[decision.key] = decision
        elif isinstance(decision, SignClaim):
            signs[decision.key] = decision.polarity
    for claim in reading.claims:
        key = claim.key(reading.document.id)
        verdict = verdicts.get(key)
        kept = replace(claim, polarity=signs.get(key, claim.polarity))
        if isinstance(verdict, AcceptClaim):
            yield replace(kept, confidence=1.0 - SYSTEMATIC)
        elif verdict is None and claim.confidence >= options.least_confidence:
            yield kept


def _uses(document: Document, claim: Claim, book: NameBook) -> Iterable[Use]:
    """Give the two arguments of a claim as uses of wordings."""
    for span, antecedent in ((claim.cause, claim.cause_antecedent), (claim.effect, claim.effect_antecedent)):
        yield Use(document.id, span, _wording(document, antecedent or span, book))


def _wording(document: Document, span: Span, book: NameBook) -> Wording:
    return word_phrase(span.of(document.text), language=document.language, book=book, document=document.id)


def _links(
    claims: Iterable[tuple[Document, Claim]], concepts: Concepts, voices: Voices
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """Group the claims by their two concepts."""
    held: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    labels = {c.id: c.label for c in concepts.concepts}
    problems = []
    for document, claim in claims:
        cause, up = concepts.of[(document.id, claim.cause)]
        effect, down = concepts.of[(document.id, claim.effect)]
        if cause == effect:
            problems.append(f"{document.id}:{claim.id}: cause and effect are both '{labels[cause]}'")
            continue
        held[(cause, effect)].append(_evidence(document, claim, direction=up * down, voices=voices))
    links = (_link(cause, effect, evidence) for (cause, effect), evidence in held.items())
    return tuple(sorted(links, key=lambda link: link.id)), tuple(problems)


def _evidence(document: Document, claim: Claim, *, direction: int, voices: Voices) -> Evidence:
    """Turn a claim into evidence: its sign between the concepts, its speaker by the fullest name."""
    voice = voices.by_id[voices.heard[(document.id, claim.speaker)]]
    return Evidence(
        document=document.id,
        claim=claim.id,
        key=claim.key(document.id),
        polarity=claim.polarity.times(direction),
        kind=claim.kind,
        negated=claim.negated,
        certainty=claim.certainty,
        strength=claim.strength,
        sufficient=claim.sufficient,
        speaker=voice.speaker if claim.speaker else None,
        voice=voice.id,
        confidence=claim.confidence,
        pattern=claim.pattern,
        condition=claim.condition.of(document.text) if claim.condition else None,
    )


def _link(cause: str, effect: str, evidence: Sequence[Evidence]) -> Link:
    """Make the link of two concepts from all that is said of it."""
    name = hashlib.blake2b(f"{cause}>{effect}".encode(), digest_size=4).hexdigest()
    return Link(f"l{name}", cause, effect, sign_of(evidence), believe(evidence), tuple(evidence))


def sign_of(evidence: Iterable[Evidence]) -> LinkSign:
    """Give the sign that the claims agree on; a denied link gives none, and no sign is ever forced."""
    signs = {e.polarity for e in evidence if not e.negated} - {Polarity.UNKNOWN}
    if len(signs) == 2:
        return LinkSign.CONTRADICTED
    return LinkSign(signs.pop().value) if signs else LinkSign.UNKNOWN
