"""The frozen types that every stage exchanges.

Offsets are code points into `Document.text`, half-open. A bare `Span` lives
inside the reading of one document; whatever leaves that document travels as a
`Mention` or an `Evidence`, which name it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Polarity(StrEnum):
    """Which way an effect moves when its cause rises."""

    PLUS = "+"
    MINUS = "-"
    UNKNOWN = "?"

    def times(self, direction: int) -> Polarity:
        """Turn the sign when `direction` is -1.

        >>> Polarity.PLUS.times(-1), Polarity.UNKNOWN.times(-1)
        (<Polarity.MINUS: '-'>, <Polarity.UNKNOWN: '?'>)
        """
        if direction == 1 or self is Polarity.UNKNOWN:
            return self
        return Polarity.MINUS if self is Polarity.PLUS else Polarity.PLUS


class LinkSign(StrEnum):
    """What the claims of a link say together: one sign, both, or none."""

    PLUS = "+"
    MINUS = "-"
    CONTRADICTED = "±"
    UNKNOWN = "?"


class Kind(StrEnum):
    """How the text says that a cause acts on its effect."""

    CAUSE = "cause"
    PREVENT = "prevent"
    ENABLE = "enable"
    REQUIRE = "require"
    CONDITION = "condition"
    PURPOSE = "purpose"


class Mode(StrEnum):
    """How a statement is reported: all quoted, not quoted, or in part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How surely the text asserts that a link exists. Says nothing of its strength."""

    PLAIN = "plain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"


class Strength(StrEnum):
    """How strong the text says an effect is, where it says so at all."""

    UNSAID = "unsaid"
    STRONG = "strong"
    SLIGHT = "slight"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document's text, in code points, end excluded."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Quote the words this span points at.

        >>> Span(3, 8).of("Le gel freine.")
        'gel f'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def likeness(self, other: Span) -> float:
        """Give intersection over union, in [0, 1].

        >>> Span(0, 4).likeness(Span(2, 6))
        0.3333333333333333
        """
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared / (max(self.end, other.end) - min(self.start, other.start)) if shared > 0 else 0.0


@dataclass(frozen=True)
class Document:
    """One account as it was read: its words untouched, what surrounds them marked.

    Attributes:
        id: stable name of the document, unique in its project.
        input: the name under which it was given (file name or JSON Lines id).
        text: the whole text, boilerplate included.
        language: code of a language folder, "fr" or "en".
        paragraphs: stretches that a parser may see, in order, never overlapping;
            none lies in boilerplate.
        boilerplate: navigation, bylines without a name, captions, notices.
        asides: boxes about another article; they belong to no quotation around them.
        published: ISO date, where the document gives one.
        metadata: further keys of a JSON Lines input, kept as they came.
        problems: what could not be read, one line each.

    """

    id: str
    input: str
    text: str
    language: str
    paragraphs: tuple[Span, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    asides: tuple[Span, ...] = ()
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A source presented as saying something.

    Attributes:
        id: "s1", "s2", … in the order of the text.
        source: the mention of the source nearest the cue, with title and apposition.
        cue: the verb group, noun or preposition that attributes.
        content: what is said, without outer quotation marks; several spans if interrupted.
        speaker: the fullest name that the document gives for the source.
        hearsay: reported in the conditional of hearsay ("aurait été tué", "reportedly").

    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str | None
    mode: Mode
    hearsay: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's claim that one thing bears on another, in the words of the text.

    Attributes:
        id: "c1", "c2", … in the order of the text.
        cause, effect: complete phrases or clauses.
        trigger: the words that signal the link.
        polarity: relates the spans as written.
        negated: the link itself is denied ("does not lead to").
        certainty: how surely the link is asserted; anything but plain counts as hedged.
        strength: "strongly", "slightly", where the text says so.
        sufficient: the cause is said to be enough ("il suffit de", "is enough to").
        condition: a clause on which the link as a whole depends ("if K, X leads to Y").
        cause_antecedent, effect_antecedent: what a pronoun in the argument stands for.
        statement: id of the innermost statement that carries the claim.
        speaker: its speaker; None when the author speaks.
        confidence: calibrated probability that the claim is right.
        pattern: name of the rule or model that found it.

    """

    id: str
    cause: Span
    effect: Span
    trigger: tuple[Span, ...]
    polarity: Polarity
    kind: Kind
    negated: bool = False
    certainty: Certainty = Certainty.PLAIN
    strength: Strength = Strength.UNSAID
    sufficient: bool = False
    condition: Span | None = None
    cause_antecedent: Span | None = None
    effect_antecedent: Span | None = None
    statement: str | None = None
    speaker: str | None = None
    confidence: float = 1.0
    pattern: str = ""

    @property
    def hedged(self) -> bool:
        """Say whether the text holds the link back in any way."""
        return self.certainty is not Certainty.PLAIN

    def key(self, document_id: str) -> str:
        """Name the claim by its words' places, without its sign.

        Decisions refer to this key, so that they survive better rules for signs.
        """
        places = (document_id, *self.trigger, self.cause, self.effect)
        return hashlib.blake2b(repr(places).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody gives for something.

    Attributes:
        value, high: the number, and the upper end where a range is given.
        approximate: "presque", "about", "more than".
        unit: what is counted or measured ("Russes", "%", "euros").
        what: the fuller phrase it describes ("tués en Ukraine").

    """

    span: Span
    value: float
    high: float | None
    approximate: bool
    unit: str
    what: str
    statement: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one document."""

    document: Document
    sentences: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One wording of a concept, in one place.

    Attributes:
        text: the words that name the concept: those of the span, or of the
            antecedent when the span is a pronoun.
        direction: -1 when the words say that the concept falls or is absent.

    """

    document: str
    span: Span
    text: str
    direction: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Why one wording was put into a concept: enough to see it and undo it."""

    text: str
    into: str
    reason: str
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning that several wordings share.

    Attributes:
        label: the best wording, without direction words, determiners, quantifiers.
        labels: language code → best wording in that language.

    """

    id: str
    label: str
    mentions: tuple[Mention, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker through the documents that carry him; copies count once.

    Attributes:
        speaker: the name, or the author or publisher who speaks in his own name.
        documents: ids of the documents that carry the voice.

    """

    id: str
    speaker: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim as it bears on a link: its sign relates the concepts, not the spans.

    Attributes:
        document, claim: where the claim stands.
        key: the claim's key, for decisions.
        polarity: cause concept → effect concept, directions taken out.
        voice: id of the voice that makes the claim.

    """

    document: str
    claim: str
    key: str
    polarity: Polarity
    kind: Kind
    negated: bool
    certainty: Certainty
    strength: Strength
    sufficient: bool
    speaker: str | None
    voice: str
    confidence: float
    pattern: str
    condition: str | None = None

    def denies(self, sign: Polarity) -> bool:
        """Say whether the claim denies a link of this sign.

        What is denied excludes its own sign and no other: "does not prevent"
        leaves "causes" open. A denial without a sign excludes both.
        """
        return self.negated and self.polarity in (sign, Polarity.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of the map with everything that supports or opposes it."""

    id: str
    cause: str
    effect: str
    sign: LinkSign
    belief: float
    evidence: tuple[Evidence, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """List the kinds of its claims, each once, in order of first appearance."""
        return tuple(dict.fromkeys(e.kind for e in self.evidence))

    @property
    def denied(self) -> bool:
        """Say whether all that is said of it denies it."""
        return bool(self.evidence) and all(e.negated for e in self.evidence)

    @property
    def contested(self) -> bool:
        """Say whether its claims give both signs, or one denies what another says."""
        signs = {e.polarity for e in self.evidence if not e.negated}
        return self.sign is LinkSign.CONTRADICTED or any(e.denies(s) for e in self.evidence for s in signs)

    @property
    def speakers(self) -> tuple[str, ...]:
        """List the named speakers behind it, each once."""
        return tuple(dict.fromkeys(e.speaker for e in self.evidence if e.speaker))

    @property
    def citations(self) -> int:
        """Count its claims."""
        return len(self.evidence)

    @property
    def voices(self) -> int:
        """Count the independent voices behind it."""
        return len({e.voice for e in self.evidence})


@dataclass(frozen=True)
class CausalMap:
    """Concepts and the links that the claims draw between them.

    Attributes:
        voices: all that are heard in the readings, whether or not they claim anything.
        problems: claims that no link carries, one line each.

    """

    concepts: tuple[Concept, ...] = ()
    links: tuple[Link, ...] = ()
    voices: tuple[Voice, ...] = ()
    problems: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """Map concept id → concept."""
        return {c.id: c for c in self.concepts}

    @property
    def claiming(self) -> frozenset[str]:
        """Name the voices that make a claim of some link; others are only quoted."""
        return frozenset(e.voice for link in self.links for e in link.evidence)


def spans_hull(spans: Iterable[Span]) -> Span:
    """Give the smallest span that covers all of `spans`, which must not be empty."""
    held = list(spans)
    return Span(min(s.start for s in held), max(s.end for s in held))
