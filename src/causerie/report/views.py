"""Turn readings and their map into what the report shows, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from causerie.model import CausalMap, Certainty, Claim, Evidence, Link, LinkSign, Polarity, Reading, Span
from causerie.report.marking import Mark, Segment, segments

#: Sign of a link → the class that colours it.
SIGN_CLASS = {
    LinkSign.PLUS: "plus",
    LinkSign.MINUS: "minus",
    LinkSign.CONTRADICTED: "both",
    LinkSign.UNKNOWN: "unsaid",
}
SIGN_MARK = {LinkSign.PLUS: "+", LinkSign.MINUS: "−", LinkSign.CONTRADICTED: "±", LinkSign.UNKNOWN: "?"}
POLARITY_MARK = {Polarity.PLUS: "+", Polarity.MINUS: "−", Polarity.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its words in their paragraph.

    Attributes:
        mark: the sign between the concepts, as this claim gives it.
        stance: "for", "against" or "denies", against the link's majority.
        words: the sentences that hold it, marked.
        before, after: the rest of the paragraph.
    """

    anchor: str
    document: str
    source: str
    published: str
    speaker: str | None
    mark: str
    stance: str
    kind: str
    certainty: str
    negated: bool
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
    mark: str
    sign: str
    claims: tuple[ClaimView, ...]

    @property
    def hedged(self) -> bool:
        """Say whether no claim asserts the link plainly."""
        return all(e.certainty is not Certainty.PLAIN for e in self.link.evidence)

    @property
    def speakers(self) -> tuple[str | None, ...]:
        """List who has a say on it, None for the authors."""
        return tuple(dict.fromkeys(e.speaker for e in self.link.evidence))

    @property
    def clash(self) -> bool:
        """Say whether its claims give both signs, or some deny it."""
        denied = {e.negated for e in self.link.evidence}
        return self.link.sign is LinkSign.CONTRADICTED or len(denied) > 1


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
    """What one speaker holds.

    Attributes:
        stances: link id → the sign that the speaker gives it ("+", "−", "?", "∅" denied, "±" both).
    """

    name: str | None
    claims: int
    documents: int
    stances: dict[str, str]


@dataclass(frozen=True)
class Views:
    """All that the report shows of readings and map."""

    readings: Sequence[Reading]
    map: CausalMap

    @cached_property
    def documents(self) -> tuple[DocumentView, ...]:
        """The documents with their words marked."""
        link_of = {(e.document, e.claim): k.id for k in self.map.links for e in k.evidence}
        return tuple(_document(f"d{n}", r, link_of) for n, r in enumerate(self.readings, start=1))

    @cached_property
    def links(self) -> tuple[LinkView, ...]:
        """The links, those with most voices first."""
        ordered = sorted(self.map.links, key=lambda k: (-k.voices, -k.belief, -k.citations, k.id))
        return tuple(self._link(link) for link in ordered)

    @cached_property
    def speakers(self) -> tuple[SpeakerView, ...]:
        """The speakers, those with most claims first; None stands for the authors."""
        claims, documents = Counter[str | None](), dict[str | None, set[str]]()
        stances: dict[str | None, dict[str, list[Evidence]]] = {}
        for link in self.map.links:
            for item in link.evidence:
                claims[item.speaker] += 1
                documents.setdefault(item.speaker, set()).add(item.document)
                stances.setdefault(item.speaker, {}).setdefault(link.id, []).append(item)
        return tuple(
            SpeakerView(
                name,
                count,
                len(documents[name]),
                {link: _stance_of(items) for link, items in stances[name].items()},
            )
            for name, count in sorted(claims.items(), key=lambda c: (-c[1], c[0] or ""))
        )

    @cached_property
    def shared_links(self) -> tuple[LinkView, ...]:
        """The links on which at least two speakers have a say."""
        return tuple(v for v in self.links if len({e.speaker for e in v.link.evidence}) > 1)

    def _link(self, link: Link) -> LinkView:
        label = self.map.by_id
        return LinkView(
            link,
            label[link.cause].label,
            label[link.effect].label,
            SIGN_MARK[link.sign],
            SIGN_CLASS[link.sign],
            tuple(self._claim(e, _majority(link)) for e in link.evidence),
        )

    @cached_property
    def _by_document(self) -> dict[str, tuple[str, Reading, dict[str, Claim]]]:
        return {
            r.document.id: (f"d{n}", r, {c.id: c for c in r.claims})
            for n, r in enumerate(self.readings, start=1)
        }

    def _claim(self, evidence: Evidence, majority: Polarity) -> ClaimView:
        anchor, reading, claims = self._by_document[evidence.document]
        claim, document = claims[evidence.claim], reading.document
        places = (claim.cause, claim.effect, *claim.trigger)
        hull = Span(min(p.start for p in places), max(p.end for p in places))
        said = [s for s in reading.sentences if s.overlaps(hull)] or [hull]
        words = Span(min(said[0].start, hull.start), max(said[-1].end, hull.end))
        around = next((p for p in document.paragraphs if p.covers(words)), words)
        return ClaimView(
            anchor=f"{anchor}-{claim.id}",
            document=anchor,
            source=source_of(reading),
            published=document.published or "",
            speaker=evidence.speaker,
            mark=POLARITY_MARK[evidence.polarity],
            stance="denies"
            if evidence.negated
            else "against"
            if Polarity.UNKNOWN not in (evidence.polarity, majority) and evidence.polarity is not majority
            else "for",
            kind=evidence.kind.value,
            certainty=evidence.certainty.value,
            negated=evidence.negated,
            confidence=evidence.confidence,
            before=document.text[around.start : words.start],
            words=segments(document.text, words, _claim_marks(claim)),
            after=document.text[words.end : around.end],
        )


def source_of(reading: Reading) -> str:
    """Name where a document comes from: its publisher, else the name it was given under."""
    return reading.document.publisher or reading.document.input.rpartition("/")[2]


def _majority(link: Link) -> Polarity:
    """Give the sign that most of a link's claims assert."""
    signs = Counter(e.polarity for e in link.evidence if not e.negated and e.polarity is not Polarity.UNKNOWN)
    return signs.most_common(1)[0][0] if signs else Polarity.UNKNOWN


def _stance_of(items: Sequence[Evidence]) -> str:
    """Sum up what one speaker says of a link."""
    signs = {"∅" if e.negated else POLARITY_MARK[e.polarity] for e in items}
    return signs.pop() if len(signs) == 1 else "±"


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
