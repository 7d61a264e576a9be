"""Turn the paragraphs of a document into Universal-Dependencies trees; the only file that runs the parser.

The French model speaks UD. The English one speaks ClearNLP labels, which
`universal.py` turns into UD, so that one grammar serves both languages.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from causerie.extraction.borders import LONGEST, mark_borders
from causerie.extraction.repairs import repair_verbs
from causerie.extraction.universal import to_universal
from causerie.languages.people import people_words
from causerie.languages.settings import settings
from causerie.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as ParserToken

#: Where a token starts and ends.
START, END = attrgetter("start"), attrgetter("end")
#: Entity labels of both models → one set.
ENTITIES = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "NORP": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
}
#: Paragraphs parsed in one batch: enough to fill the parser's matrices, small enough for a laptop.
BATCH = 64
#: Name of the step before the parser that marks the borders of sentences.
BORDERS = "causerie_borders"
#: Marks that begin no sentence.
GOING_ON = frozenset({",", ";", ":", ")", "%"})
#: A few words in quotation marks inside a sentence, after neither colon nor comma: the parser takes the
#: marks for words and loses the sentence ("un « coup d'État courageux » pourrait…").
PARTLY_QUOTED = re.compile(r"(?<![:,]\s)(?<![:,])(?:«([^«».!?:\n]{1,80})»|\"([^\".!?:\n]{1,80})\")")


@lru_cache(maxsize=100_000)
def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")


@lru_cache(maxsize=1000)
def _without_subtype(relation: str) -> str:
    return relation.partition(":")[0]


@dataclass(slots=True, eq=False)
class Token:
    """A word in its tree.

    Attributes:
        i: position in the document's parse.
        start, end: place in the document's text, in code points, end excluded.
        lemma: dictionary form, lower-case but for proper nouns.
        lower: the word in lower case, with a straight apostrophe.
        pos: universal part of speech.
        dep: universal relation to the head, with subtype ("nsubj:pass"); `relate` changes it.
        rel: the relation without its subtype.
        head: the governor; a root is its own head.
        children: dependents in the order of the text.
        feats: universal features ("Tense" → "Past").
        ent: "PER", "ORG", "LOC", "MISC" or "".
        sent: index of its sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    dep: str
    feats: dict[str, str]
    ent: str
    sent: int = 0
    lower: str = field(init=False, repr=False)
    rel: str = field(init=False, repr=False)
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.lower = _lowered(self.text)
        self.relate(self.dep)

    def relate(self, relation: str) -> None:
        """Give the word another relation to its head."""
        self.dep, self.rel = relation, _without_subtype(relation)

    @property
    def span(self) -> Span:
        """The word's place."""
        return Span(self.start, self.end)

    def subtree(self) -> list[Token]:
        """List this token and all that hang from it, in the order of the text."""
        held, stack = [], [self]
        while stack:
            token = stack.pop()
            held.append(token)
            stack.extend(token.children)
        return sorted(held, key=lambda t: t.i)

    def ancestors(self) -> Iterator[Token]:
        """Climb from the head to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def child(self, *relations: str) -> Token | None:
        """Give the first dependent in one of the relations (without subtype, or whole)."""
        return next((c for c in self.children if c.rel in relations or c.dep in relations), None)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the parser found: its tokens and its type (PER, ORG, LOC, MISC)."""

    tokens: tuple[Token, ...]
    type: str

    @property
    def span(self) -> Span:
        """The name's place."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence, and where it stands."""

    index: int
    paragraph: int
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """The sentence's place, without surrounding space."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def roots(self) -> list[Token]:
        """The tokens that hang from no other; one, but for repaired borders."""
        return [t for t in self.tokens if t.head is t]


@dataclass(frozen=True, slots=True)
class Parse:
    """The trees of one document."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]

    def sentence_of(self, token: Token) -> Sentence:
        """Give the sentence that holds a token."""
        return self.sentences[token.sent]

    def tokens_in(self, span: Span) -> list[Token]:
        """List the tokens that share a code point with `span`."""
        low = bisect_right(self.tokens, span.start, key=END)
        return list(self.tokens[low : bisect_left(self.tokens, span.end, lo=low, key=START)])


def is_finite(token: Token) -> bool:
    """Say whether a predicate is finite, by itself or its auxiliary or copula."""
    forms = [token, *(c for c in token.children if c.rel in ("aux", "cop"))]
    return any(f.feats.get("VerbForm") == "Fin" for f in forms)


def highest(tokens: Iterable[Token]) -> Token:
    """Give the word nearest to the root of its tree, of several the first; at least one is needed."""
    return min(tokens, key=lambda t: (sum(1 for _ in t.ancestors()), t.i))


@lru_cache
def load_parser(code: str) -> Language:
    """Load the parser of a language, once."""
    import spacy
    from spacy.language import Language

    # Not the component's decorator: it would load spaCy with this module.
    Language.component(BORDERS, func=mark_borders)
    parser = spacy.load(settings(code).parser)
    tokenizer: Any = parser.tokenizer
    for form in people_words(code).pronouns:
        if "-" in form:  # "Celui-ci" that opens a sentence is one word, as "celui-ci" is
            tokenizer.add_special_case(form.capitalize(), [{"ORTH": form.capitalize()}])
    parser.add_pipe(BORDERS, first=True)
    return parser


def parse_paragraphs(text: str, paragraphs: Sequence[Span], *, language: str) -> Parse:
    """Parse each paragraph alone, so that none is glued to its neighbour.

    Args:
        text: the document's text.
        paragraphs: stretches of it, in order; what lies outside is not read.
        language: code of a language folder.
    """
    # Sign for sign, so that places stay; the tokens keep the text's own signs.
    signs: dict[str, str | int | None] = {a: b for a, b in settings(language).spelling.items()}  # noqa: C416
    known = text.translate(str.maketrans(signs))
    bare = PARTLY_QUOTED.sub(_without_marks, known)
    docs = load_parser(language).pipe((p.of(bare) for p in paragraphs), batch_size=BATCH)
    blanked = [
        place for quoted in PARTLY_QUOTED.finditer(known) for place in (quoted.start(), quoted.end() - 1)
    ]
    return read_trees(text, zip(paragraphs, docs, strict=True), language=language, blanked=blanked)


def _without_marks(quoted: re.Match[str]) -> str:
    """Put white space in the place of the marks around some words."""
    return f" {quoted[0][1:-1]} "


def read_trees(
    text: str, parsed: Iterable[tuple[Span, Doc]], *, language: str, blanked: Sequence[int] = ()
) -> Parse:
    """Turn parsed paragraphs into one document's trees.

    Args:
        text: the document's text.
        parsed: its paragraphs with their parses.
        language: code of a language folder.
        blanked: places of quotation marks that the parser did not see, opening and closing in turn.
    """
    scheme = settings(language).scheme
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for index, (paragraph, doc) in enumerate(parsed):
        kept = _read_tokens(doc, text, start=paragraph.start, first=len(tokens))
        marks = [(at, n % 2 == 0) for n, at in enumerate(blanked) if paragraph.start <= at < paragraph.end]
        for held in _join_sentences([tuple(kept[t.i] for t in s if t.i in kept) for s in doc.sents]):
            whole = _with_marks(held, marks, text=text)
            for number, token in enumerate(whole, start=len(tokens)):
                token.i, token.sent = number, len(sentences)
            sentences.append(Sentence(len(sentences), index, whole))
            tokens.extend(whole)
        for entity in doc.ents:
            words = tuple(kept[t.i] for t in entity if t.i in kept)
            if words and entity.label_ in {*ENTITIES, "MISC"}:
                entities.append(Entity(words, ENTITIES.get(entity.label_, "MISC")))
    for sentence_read in sentences:
        if scheme == "clear":
            to_universal(sentence_read.tokens)
        repair_verbs(sentence_read.tokens, language=language)
    return Parse(text, language, tuple(tokens), tuple(sentences), tuple(entities))


def _with_marks(
    held: tuple[Token, ...], marks: Sequence[tuple[int, bool]], *, text: str
) -> tuple[Token, ...]:
    """Put quotation marks that the parser did not see back among a sentence's words.

    An opening mark hangs from the word behind it, a closing one from the word before.
    """
    found = list(held)
    for at, opens in marks:
        beside = next((t for t in held if t.start > at), None) if opens else None
        beside = beside or next((t for t in reversed(held) if t.end <= at), None)
        if beside is None or not (held[0].start - 2 <= at <= held[-1].end + 1):
            continue
        mark = Token(0, at, at + 1, text[at], text[at], "PUNCT", "punct", {}, "")
        mark.head = beside
        beside.children.append(mark)
        beside.children.sort(key=lambda t: t.start)
        found.append(mark)
    return tuple(sorted(found, key=lambda t: t.start))


def _join_sentences(pieces: Iterable[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """Join what the parser cut inside a sentence: before a comma, or a small letter after no stop."""
    held: list[tuple[Token, ...]] = []
    for piece in pieces:
        if not piece:
            continue
        if held and _goes_on(held[-1][-1], piece[0]) and len(held[-1]) + len(piece) <= LONGEST:
            _join_trees(held[-1], piece)
            held[-1] = (*held[-1], *piece)
        else:
            held.append(piece)
    return held


def _goes_on(last: Token, first: Token) -> bool:
    """Say whether a sentence goes on over a border that the parser saw."""
    if first.text in GOING_ON:
        return True
    return last.pos != "PUNCT" and first.text[:1].islower()


def _join_trees(before: Sequence[Token], after: Sequence[Token]) -> None:
    """Hang one root from the other: a fronted phrase from its clause, a second clause from the first."""
    first = next(t for t in before if t.head is t)
    second = next(t for t in after if t.head is t)
    if first.pos not in ("VERB", "AUX") and second.pos in ("VERB", "AUX"):
        first, second = second, first
    second.head = first
    second.relate("parataxis" if second.pos in ("VERB", "AUX") else "obl")
    first.children.append(second)
    first.children.sort(key=lambda t: t.i)


def _read_tokens(doc: Doc, text: str, *, start: int, first: int) -> dict[int, Token]:
    """Copy the parser's words, without white space, with their heads."""
    kept: dict[int, Token] = {}
    for word in doc:
        if word.is_space:
            continue
        token = Token(
            i=first + len(kept),
            start=start + word.idx,
            end=start + word.idx + len(word.text),
            text=text[start + word.idx : start + word.idx + len(word.text)],
            lemma=word.lemma_ if word.pos_ == "PROPN" else word.lemma_.lower().replace("’", "'"),
            pos=word.pos_,
            dep=word.dep_,
            feats=_features(word),
            ent=ENTITIES.get(word.ent_type_, "MISC") if word.ent_type_ else "",
        )
        kept[word.i] = token
    for word in doc:
        if word.i in kept:
            token, head = kept[word.i], word.head
            while head.i not in kept and head.head.i != head.i:
                head = head.head
            token.head = kept.get(head.i, token) if head.i != word.i else token
            if token.head is not token:
                token.head.children.append(token)
            else:
                # Also where the parser hung it from white space.
                token.relate("root")
    return kept


def _features(word: ParserToken) -> dict[str, str]:
    """Read the universal features; English "neg" becomes a feature, as in UD."""
    feats = word.morph.to_dict()
    if word.dep_ == "neg":
        feats["Polarity"] = "Neg"
    return feats
