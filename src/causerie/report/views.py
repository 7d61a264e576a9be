"""Turn what a report tells into blocks of words and marks: links, speakers, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from causerie.assembly.maps import by_support
from causerie.model import CausalMap, Certainty, Claim, Evidence, Link, LinkSign, Polarity, Reading, Span
from causerie.report.choosing import Study, told_documents, told_links
from causerie.report.marking import Mark, Segment, segments
from causerie.report.wording import Wording

#: Sign of a link → the class that colours it.
SIGN_CLASS = {
    LinkSign.PLUS: "plus",
    LinkSign.MINUS: "minus",
    LinkSign.CONTRADICTED: "both",
    LinkSign.UNKNOWN: "unsaid",
}
SIGN_MARK = {LinkSign.PLUS: "+", LinkSign.MINUS: "−", LinkSign.CONTRADICTED: "±", LinkSign.UNKNOWN: "?"}
POLARITY_MARK = {Polarity.PLUS: "+", Polarity.MINUS: "−", Polarity.UNKNOWN: "?"}
#: What a speaker says of a link that he denies, and of one to which he gives both signs.
DENIED, BOTH = "∅", "±"
#: The sides of a disagreement, in the order in which they stand beside each other.
SIDES = ("+", "−", "?", DENIED)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its words in their paragraph.

    Attributes:
        anchor: place of the claim in its document; "" where the page does not give the text.
        side: one of `SIDES`, what it says of the link.
        stance: "for", "against" or "denies", against the link's majority.
        words: the sentences that hold it, marked.
        before, after: the rest of the paragraph.
    """

    key: str
    anchor: str
    source: str
    published: str
    language: str
    voice: str
    speaker: str
    author: bool
    side: str
    mark: str
    stance: str
    kind: str
    certainty: str
    negated: bool
    condition: str
    confidence: float
    before: str
    words: tuple[Segment, ...]
    after: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with its claims."""

    link: Link
    cause: str
    effect: str
    cause_tongue: str
    effect_tongue: str
    mark: str
    sign: str
    claims: tuple[ClaimView, ...]

    @property
    def deniers(self) -> tuple[str, ...]:
        """Name who denies the link."""
        return tuple(dict.fromkeys(c.speaker for c in self.claims if c.negated))

    @property
    def hedged(self) -> bool:
        """Say whether no claim asserts the link plainly."""
        return all(e.certainty is not Certainty.PLAIN for e in self.link.evidence)

    @property
    def voices(self) -> tuple[str, ...]:
        """List the ids of the voices that have a say on it."""
        return tuple(dict.fromkeys(e.voice for e in self.link.evidence))

    @property
    def clash(self) -> bool:
        """Say whether its claims give both signs, or some deny it."""
        return self.link.contested

    @property
    def sides(self) -> tuple[tuple[str, tuple[ClaimView, ...]], ...]:
        """Put its claims on the sides of the disagreement, each side that has any."""
        parted = ((side, tuple(c for c in self.claims if c.side == side)) for side in SIDES)
        return tuple((side, claims) for side, claims in parted if claims)


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of a document, or what was left out between two."""

    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its words marked."""

    anchor: str
    reading: Reading
    title: str
    source: str
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """What one voice holds.

    Attributes:
        author: speaks in his own name, as author or publisher.
        stances: link id → the side that the voice takes, "±" where it takes several.
    """

    voice: str
    name: str
    author: bool
    claims: int
    documents: int
    stances: dict[str, str]


@dataclass(frozen=True)
class Views:
    """All that the report shows of a study, in the words of one language."""

    study: Study
    words: Wording

    @property
    def map(self) -> CausalMap:
        """The map of the study."""
        return self.study.map

    @cached_property
    def labels(self) -> dict[str, str]:
        """Map concept id → its label."""
        return {c.id: self.words.label(c) for c in self.map.concepts}

    @cached_property
    def told(self) -> tuple[Link, ...]:
        """The links that the page tells."""
        return tuple(told_links(self.map))

    @cached_property
    def links(self) -> tuple[LinkView, ...]:
        """The links that the page tells, contradicted ones first, then by support."""
        return tuple(self._link(link) for link in self.told)

    @cached_property
    def best(self) -> tuple[LinkView, ...]:
        """The links that the page tells, by support alone."""
        return tuple(self.by_link[k.id] for k in by_support(self.told))

    @cached_property
    def linked(self) -> frozenset[str]:
        """The ids of the concepts that the told links join."""
        return frozenset(c for k in self.told for c in (k.cause, k.effect))

    @cached_property
    def by_link(self) -> dict[str, LinkView]:
        """Map link id → its view."""
        return {v.link.id: v for v in self.links}

    @cached_property
    def documents(self) -> tuple[DocumentView, ...]:
        """The documents that the page gives in full, with their words marked."""
        link_of = {(e.document, e.claim): k.id for k in self.told for e in k.evidence}
        return tuple(
            _document(f"d{n}", r, link_of)
            for n, r in enumerate(self.study.readings, start=1)
            if r.document.id in self._given
        )

    @cached_property
    def speakers(self) -> tuple[SpeakerView, ...]:
        """The voices, those with most claims first."""
        held: dict[str, list[tuple[str, Evidence]]] = {}
        for link in self.map.links:
            for item in link.evidence:
                held.setdefault(item.voice, []).append((link.id, item))
        views = (self._speaker(voice, said) for voice, said in held.items())
        return tuple(sorted(views, key=lambda s: (-s.claims, s.author, s.name)))

    @cached_property
    def names(self) -> dict[str, str]:
        """Map voice id → the name that is shown."""
        return {v.id: v.speaker for v in self.map.voices}

    @cached_property
    def shared_links(self) -> tuple[LinkView, ...]:
        """The links on which at least two voices have a say, disagreements first."""
        return tuple(sorted((v for v in self.links if len(v.voices) > 1), key=lambda v: not v.clash))

    @cached_property
    def claims(self) -> dict[str, tuple[str, ClaimView]]:
        """Map "document:claim" → id of its link and its view."""
        return {c.key: (v.link.id, c) for v in self.links for c in v.claims}

    def anchor_of(self, document: str) -> str:
        """Give a document's place on the page; "" if its text is not given."""
        return self._by_document[document][0] if document in self._given else ""

    def reading_of(self, document: str) -> Reading:
        """Give a document's reading."""
        return self._by_document[document][1]

    @cached_property
    def _given(self) -> Collection[str]:
        return told_documents(self.study.readings, links=self.told)

    @cached_property
    def _by_document(self) -> dict[str, tuple[str, Reading, dict[str, Claim]]]:
        return {
            r.document.id: (f"d{n}", r, {c.id: c for c in r.claims})
            for n, r in enumerate(self.study.readings, start=1)
        }

    def _link(self, link: Link) -> LinkView:
        concepts, majority = self.map.by_id, _majority(link)
        return LinkView(
            link,
            self.labels[link.cause],
            self.labels[link.effect],
            self.words.tongue(concepts[link.cause]),
            self.words.tongue(concepts[link.effect]),
            mark_of(link),
            class_of(link),
            tuple(self._claim(e, majority) for e in link.evidence),
        )

    def _speaker(self, voice: str, said: Sequence[tuple[str, Evidence]]) -> SpeakerView:
        sides: dict[str, set[str]] = {}
        for link, item in said:
            sides.setdefault(link, set()).add(_side(item))
        return SpeakerView(
            voice,
            self.names.get(voice, voice),
            all(e.speaker is None for _, e in said),
            len(said),
            len({e.document for _, e in said}),
            {link: next(iter(taken)) if len(taken) == 1 else BOTH for link, taken in sides.items()},
        )

    def _claim(self, evidence: Evidence, majority: Polarity) -> ClaimView:
        anchor, reading, claims = self._by_document[evidence.document]
        claim, document = claims[evidence.claim], reading.document
        around, words = _surroundings(claim, reading)
        known = Polarity.UNKNOWN not in (evidence.polarity, majority)
        against = known and evidence.polarity is not majority
        return ClaimView(
            key=f"{evidence.document}:{evidence.claim}",
            anchor=f"{anchor}-{claim.id}" if document.id in self._given else "",
            source=source_of(reading),
            published=document.published or "",
            language=document.language,
            voice=evidence.voice,
            speaker=evidence.speaker or self.names.get(evidence.voice, evidence.voice),
            author=evidence.speaker is None,
            side=_side(evidence),
            mark=POLARITY_MARK[evidence.polarity],
            stance="denies" if evidence.negated else "against" if against else "for",
            kind=evidence.kind.value,
            certainty=evidence.certainty.value,
            negated=evidence.negated,
            condition=evidence.condition or "",
            confidence=evidence.confidence,
            before=document.text[around.start : words.start],
            words=segments(document.text, words, _claim_marks(claim)),
            after=document.text[words.end : around.end],
        )


def mark_of(link: Link) -> str:
    """Give the mark of a link's sign; one that is only ever denied has its own."""
    return DENIED if link.denied else SIGN_MARK[link.sign]


def class_of(link: Link) -> str:
    """Give the class that colours a link."""
    return "denied" if link.denied else SIGN_CLASS[link.sign]


def source_of(reading: Reading) -> str:
    """Name where a document comes from: its publisher, else the name it was given under."""
    return reading.document.publisher or reading.document.input.rpartition("/")[2]


def _surroundings(claim: Claim, reading: Reading) -> tuple[Span, Span]:
    """Give the paragraph around a claim, and the sentences that hold it."""
    places = (claim.cause, claim.effect, *claim.trigger)
    hull = Span(min(p.start for p in places), max(p.end for p in places))
    said = [s for s in reading.sentences if s.overlaps(hull)] or [hull]
    words = Span(min(said[0].start, hull.start), max(said[-1].end, hull.end))
    return next((p for p in reading.document.paragraphs if p.covers(words)), words), words


def _majority(link: Link) -> Polarity:
    """Give the sign that most of a link's claims assert; none where both are asserted as often."""
    signs = Counter(e.polarity for e in link.evidence if not e.negated and e.polarity is not Polarity.UNKNOWN)
    first, second = [*signs.most_common(2), (Polarity.UNKNOWN, 0), (Polarity.UNKNOWN, 0)][:2]
    return first[0] if first[1] > second[1] else Polarity.UNKNOWN


def _side(evidence: Evidence) -> str:
    """Give the side that a claim takes on its link."""
    return DENIED if evidence.negated else POLARITY_MARK[evidence.polarity]


def _claim_marks(claim: Claim, *, target: str = "", anchor: str = "") -> list[Mark]:
    """Mark a claim's words; its first word carries the anchor."""
    spans = [(claim.cause, "cause"), (claim.effect, "effect"), *((t, "trigger") for t in claim.trigger)]
    first = min(span for span, _ in spans)
    return [Mark(s, role, target, anchor if s == first else "") for s, role in spans]


def _document(anchor: str, reading: Reading, link_of: dict[tuple[str, str], str]) -> DocumentView:
    """Mark a document's statements and claims; show what was left out in its place."""
    document = reading.document
    marks = [Mark(span, "content", note=s.speaker or "") for s in reading.statements for span in s.content]
    marks += [Mark(s.source, "source") for s in reading.statements if s.source]
    marks += [Mark(s.cue, "cue") for s in reading.statements if s.cue]
    for claim in reading.claims:
        link = link_of.get((document.id, claim.id), "")
        target = f"link-{link}" if link else ""
        marks += _claim_marks(claim, target=target, anchor=f"{anchor}-{claim.id}")
    asides = document.asides
    blocks = [(p, "aside" if any(a.covers(p) for a in asides) else "text") for p in document.paragraphs]
    blocks += [(b, "boilerplate") for b in document.boilerplate]
    return DocumentView(
        anchor,
        reading,
        document.title or document.input.rpartition("/")[2],
        source_of(reading),
        tuple(
            ParagraphView(kind, segments(document.text, span, marks if kind != "boilerplate" else []))
            for span, kind in sorted(blocks)
        ),
    )
