"""Turn a head token into the stretch of text that stands for it as cause or effect.

A span is a minimal complete phrase or clause: no connective, no complementiser,
no fronted adverbial, no clause between commas.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from causerie.extraction.claims.grammar.tidying import PAIRS, tidy
from causerie.extraction.negation import denying
from causerie.extraction.syntax import Parse, Sentence, Token, highest, is_finite
from causerie.languages.causation import Causation
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span

#: Words at the edge of an argument that belong to the connection, not to the argument.
EDGES = frozenset({"case", "mark", "cc", "punct", "discourse"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
PREDICATES = frozenset({"VERB", "AUX"})
SUBJECTS = ("nsubj", "csubj", "expl")
COMMAS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "...", "…"})
#: Parts of speech of words that say how, when or that something is so, and name nothing.
TELLING = frozenset({"ADV", "AUX", "INTJ", "PART", "PUNCT"})
#: Words of the longest label before a turn of a dialogue.
LABEL = 6

Skip = Callable[[Token, Token], bool]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to read an argument.

    Attributes:
        span: the words.
        head: index of the head token in the parse.
        construction: how it was found ("subject", "host clause", …).
        turn: -1 where a hindering verb was stripped, so that the sign turns.
    """

    span: Span
    head: int
    construction: str
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """A parse with what the grammar needs at hand."""

    parse: Parse
    lexicon: Causation
    language: str
    _norms: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def norm(self, token: Token) -> str:
        """Write a word without contraction or elision ("du" → "de"); the pronoun "s'" is no "si"."""
        known = self._norms.get(token.i)
        if known is None:
            known = self._norms[token.i] = self._norm(token)
        return known

    def _norm(self, token: Token) -> str:
        if token.pos == "PRON":
            return token.lower
        words = self.lexicon.words
        if token.text != token.lower and token.text in words.contractions and self.previous(token) is None:
            return words.plain(token.text)
        return words.plain(token.lower)

    def previous(self, token: Token) -> Token | None:
        """Give the word before, in the same sentence."""
        before = self.parse.tokens[token.i - 1] if token.i else None
        return before if before is not None and before.sent == token.sent else None

    def next(self, token: Token) -> Token | None:
        """Give the word after, in the same sentence."""
        after = self.parse.tokens[token.i + 1] if token.i + 1 < len(self.parse.tokens) else None
        return after if after is not None and after.sent == token.sent else None


def hull(scene: Scene, head: Token, *, skip: Skip, cut: Collection[int] = ()) -> Span | None:
    """Give the unbroken stretch around `head` of what hangs from it and is not skipped.

    `skip` says of a child and its governor that it does not belong; `cut` are the
    indices of tokens that belong to the cue or to the other argument.
    """
    kept: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        if token.i in cut and token is not head:
            continue
        kept.add(token.i)
        stack.extend(c for c in token.children if not skip(c, token))
    tokens = scene.parse.tokens
    first = last = head.i
    for index in range(head.i - 1, min(kept) - 1, -1):
        if index in cut:
            break
        first = index if index in kept else first
    for index in range(head.i + 1, max(kept) + 1):
        if index in cut:
            break
        last = index if index in kept else last
    while first < head.i and _is_edge(tokens[first]):
        first += 1
    while last > head.i and tokens[last].rel == "cc":
        last -= 1
    return tidy(scene.parse.text, Span(tokens[first].start, tokens[last].end))


def _is_edge(token: Token) -> bool:
    """Say whether a first word belongs to the connection; quotation marks may belong to the phrase."""
    return token.rel in EDGES and token.pos != "DET" and token.text not in PAIRS and token.text != '"'


def is_border(scene: Scene, token: Token) -> bool:
    """Say whether a word is a comma, a bracket or a dash; the hyphen of "free-trade" is none."""
    if token.text not in COMMAS:
        return False
    before, after = scene.previous(token), scene.next(token)
    apart = before is None or after is None or before.end < token.start or token.end < after.start
    return apart or token.text != "-"


def after_comma(scene: Scene, token: Token) -> bool:
    """Say whether a subtree begins right after a comma or bracket."""
    first = min(token.subtree(), key=lambda t: t.i)
    before = scene.previous(first)
    return is_border(scene, first) or (before is not None and is_border(scene, before))


def _is_clause(token: Token) -> bool:
    """Say whether a token heads a clause with its own subject."""
    return any(c.rel in ("nsubj", "csubj") for c in token.children)


def noun_phrase(
    scene: Scene, head: Token, *, cut: Collection[int] = (), defining: bool = True
) -> Span | None:
    """Give a noun with what defines it; `defining` keeps relative clauses that no comma sets off."""
    presented = head.child("cop") is not None

    def skip(child: Token, governor: Token) -> bool:
        if governor is head and child.rel in (
            "case",
            "mark",
            "cc",
            "cop",
            "nsubj",
            "csubj",
            "expl",
            "aux",
            "advcl",
        ):
            return True
        if governor is head and presented and child.rel == "advmod" and child.i < head.i:
            return True  # "It is not the frost that …"
        if child.rel in ("parataxis", "vocative", "discourse"):
            return True
        if child.dep == "acl:relcl":
            return not defining or after_comma(scene, child)
        if child.rel in ("appos", "acl", "advcl", "dep") and after_comma(scene, child):
            return True
        return child.rel == "conj" and child.pos in PREDICATES and governor.pos not in PREDICATES

    return hull(scene, head, skip=skip, cut=cut)


def _is_inserted(scene: Scene, child: Token, governor: Token, *, head: Token) -> bool | None:
    """Say whether a phrase is put into the clause of `head` and no part of it; None where that depends."""
    if child.rel in ("parataxis", "vocative", "discourse"):
        return True
    if child.dep == "acl:relcl" or child.rel in ("appos", "acl"):
        return after_comma(scene, child)
    if governor is not head:
        return child.rel == "advcl" and after_comma(scene, child)
    return None


def clause(scene: Scene, head: Token, *, cut: Collection[int] = ()) -> Span | None:
    """Give a clause from its subject on, without what stands before it."""
    subject = next((c for c in head.children if c.rel in SUBJECTS and c.i not in cut), None)
    helpers = [c for c in head.children if c.rel in ("aux", "cop", "expl")]
    group = [t.i for t in (*helpers, *denying([head], words=qualifier_words(scene.language)))]
    begin = subject.i if subject is not None else min([head.i, *group])

    def skip(child: Token, governor: Token) -> bool:
        inserted = _is_inserted(scene, child, governor, head=head)
        if inserted is not None:
            return inserted
        if child.rel in ("mark", "cc") and child.i < head.i:
            return True
        if child.rel == "conj":
            return child.pos in PREDICATES and (_is_clause(child) or after_comma(scene, child))
        if child.i < begin and child.rel not in ("aux", "cop", "expl", "iobj", "obj"):
            return True
        return child.rel == "advcl" and after_comma(scene, child)

    return hull(scene, head, skip=skip, cut=cut)


def verb_phrase(scene: Scene, head: Token, *, cut: Collection[int] = ()) -> Span | None:
    """Give a verb with its complements, without subject and marker."""

    def skip(child: Token, governor: Token) -> bool:
        inserted = _is_inserted(scene, child, governor, head=head)
        if inserted is not None:
            return inserted
        if child.rel in ("mark", "case", "cc", "nsubj", "csubj") and child.i < head.i:
            return True
        if child.rel == "conj":
            return child.pos in PREDICATES and (
                _is_clause(child)
                or child.feats.get("VerbForm") == "Fin" != head.feats.get("VerbForm")
                or (is_finite(child) and not is_finite(head))
            )
        return child.rel == "advcl" and after_comma(scene, child)

    return hull(scene, head, skip=skip, cut=cut)


def is_predicate(token: Token) -> bool:
    """Say whether a token heads a clause: a verb, or a noun or adjective with copula or subject."""
    return token.pos in PREDICATES or any(c.rel in ("cop", "nsubj", "csubj", "expl") for c in token.children)


def phrase(scene: Scene, head: Token, *, cut: Collection[int] = ()) -> Span | None:
    """Give the phrase or clause that a token heads, by what it is."""
    if not is_predicate(head):
        return noun_phrase(scene, head, cut=cut)
    if is_finite(head) and any(c.rel in SUBJECTS for c in head.children):
        return clause(scene, head, cut=cut)
    return verb_phrase(scene, head, cut=cut)


def propose(span: Span | None, head: Token, construction: str, *, turn: int = 1) -> Iterator[Proposal]:
    """Make a proposal where there is a span."""
    if span is not None:
        yield Proposal(span, head.i, construction, turn)


def proposal_of(scene: Scene, tokens: Sequence[Token], construction: str) -> Proposal | None:
    """Make a proposal of some words that stand side by side."""
    held = [t for t in tokens if t.pos != "SPACE"]
    span = tidy(scene.parse.text, Span(held[0].start, held[-1].end)) if held else None
    return Proposal(span, highest(held).i, construction) if span is not None else None


def whole_phrases(scene: Scene, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Take off the edges of arguments what joins them to other words; leave out what names nothing.

    "And the mill closed because …" says that the mill closed; a phrase that ends on "the" or "and" was cut
    off; a mere adverb ("yesterday") or auxiliary ("may") is no argument. Where there is no other, it stays:
    the cue may be one, and the tagger find its arguments.
    """
    trimmed = [_trimmed(scene, p) for p in proposals]
    return [p for p in trimmed if _names(scene, scene.parse.tokens_in(p.span))] or trimmed


def unlabelled(scene: Scene, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Take the label of a speaker off arguments: "Anne Morel: Because the price fell" says nothing of her.

    What holds no whole word is no argument.
    """
    for proposal in proposals:
        held = scene.parse.tokens_in(proposal.span)
        if not held:
            continue
        colon = colon_of_label(scene.parse.sentence_of(held[0]))
        if colon is None or proposal.span.start > colon.start:
            yield proposal
        elif proposal.span.end > colon.end:
            span = tidy(scene.parse.text, Span(colon.end, proposal.span.end))
            yield from () if span is None else (replace(proposal, span=span),)


def colon_of_label(sentence: Sentence, *, capitals: bool = False) -> Token | None:
    """Give the colon behind the name of a speaker that opens a sentence, if one does.

    With `capitals`, what is written in capitals is a name too; it may as well be a heading with a cause.
    """
    tokens = sentence.tokens
    colon = next((t for t in tokens[1 : LABEL + 1] if t.text == ":"), None)
    named = tokens[: colon.i - tokens[0].i] if colon is not None else ()
    known = all(t.pos == "PROPN" or t.ent == "PER" or (capitals and t.text.isupper()) for t in named)
    return colon if named and known else None


def _trimmed(scene: Scene, proposal: Proposal) -> Proposal:
    """Take conjunctions, articles and prepositions off the edges of an argument."""
    held = scene.parse.tokens_in(proposal.span)
    first, last = 0, len(held)
    while first < last and _joins_on(held[first], held[first:last]):
        first += 1
    while last > first and _hangs_over(held[last - 1]):
        last -= 1
    if last - first in (0, len(held)):
        return proposal
    span = tidy(scene.parse.text, Span(held[first].start, held[last - 1].end))
    return proposal if span is None else replace(proposal, span=span)


def _joins_on(word: Token, held: Sequence[Token]) -> bool:
    """Say whether a first word joins a phrase to what stands before it; "both … and" joins its own parts."""
    inner = any(t.pos == "CCONJ" and t.lower == word.lower for t in held[1:])
    return word.pos == "CCONJ" and word.rel == "cc" and not inner


def _hangs_over(word: Token) -> bool:
    """Say whether a last word belongs to what comes behind it: "the", "and", "of"."""
    return word.pos == "CCONJ" or (word.rel in ("det", "case") and word.head.i > word.i)


def _names(scene: Scene, held: Sequence[Token]) -> bool:
    """Say whether words hold more than adverbs and auxiliaries.

    An adverb of degree stands for an amount; what is in capitals within a sentence is a name, however tagged.
    """
    degrees = scene.lexicon.words.more | scene.lexicon.words.less
    return any(t.pos not in TELLING or t.lower in degrees or _is_capital(scene, t) for t in held)


def _is_capital(scene: Scene, word: Token) -> bool:
    return word.text[:1].isupper() and scene.previous(word) is not None


def unique(proposals: Iterable[Proposal], *, limit: int = 7) -> tuple[Proposal, ...]:
    """Keep the first proposal of each span and turn, in order."""
    held: dict[tuple[Span, int], Proposal] = {}
    for proposal in proposals:
        held.setdefault((proposal.span, proposal.turn), proposal)
    return tuple(held.values())[:limit]


def nouns_after(scene: Scene, token: Token, *, cut: Collection[int] = ()) -> Iterator[Proposal]:
    """Propose the nearest noun phrase after a word."""
    for index in range(token.i + 1, len(scene.parse.tokens)):
        other = scene.parse.tokens[index]
        if other.sent != token.sent or is_border(scene, other):
            return
        if index in cut or other.pos not in NOMINALS or other.rel in ("compound", "flat", "nummod", "expl"):
            continue
        yield from propose(noun_phrase(scene, other, cut=cut), other, "noun after")
        return


def stretched(scene: Scene, span: Span | None, head: Token, *, cut: Collection[int]) -> Span | None:
    """Let a phrase run on to the next mark, verb or connective: the tree hangs its last parts elsewhere."""
    if span is None:
        return None
    tokens, last = scene.parse.tokens, head
    for index in range(head.i + 1, len(tokens)):
        token = tokens[index]
        stop = (
            token.sent != head.sent or is_border(scene, token) or token.rel in ("cc", "mark") or index in cut
        )
        if token.end > span.end and (stop or token.pos in (*PREDICATES, "PUNCT")):
            break
        last = token
    return tidy(scene.parse.text, Span(span.start, max(span.end, last.end)))


def run_on(scene: Scene, span: Span | None, head: Token, *, cut: Collection[int]) -> Span | None:
    """Let a phrase run to the end of its sentence: an object with all that is added to it."""
    if span is None:
        return None
    last = head
    for token in scene.parse.sentence_of(head).tokens:
        if token.i > head.i:
            if token.i in cut or token.text in (";", ":"):
                break
            last = token
    return tidy(scene.parse.text, Span(span.start, max(span.end, last.end)))


def before_predicate(parse: Parse, proposal: Proposal, *, cue: Token) -> Proposal:
    """End what stands behind a cue where its noun clause ends: "the claim that X kills Y | is false".

    What begins outside the noun clause stays: "the dam, weakened by frost, *would not hold*".
    """
    for token in (cue, *cue.ancestors()):
        said = token.head
        if token.rel in ("nsubj", "csubj") and said is not token and said.i > cue.i:
            group = [said, *(c for c in said.children if c.rel in ("aux", "cop"))]
            mark = parse.tokens[min(t.i for t in group if t.i > cue.i)].start
            first = parse.tokens_in(proposal.span)[0]
            inside = cue.end <= proposal.span.start < mark < proposal.span.end
            span = tidy(parse.text, Span(proposal.span.start, mark)) if inside else None
            return proposal if span is None or first not in token.subtree() else replace(proposal, span=span)
    return proposal


def _ends_phrase(scene: Scene, mark: Token) -> bool:
    """Say whether a phrase may end before a mark: one that opens a quotation, or joins a word, goes on."""
    if mark.text in COMMAS:
        return is_border(scene, mark)
    after = scene.next(mark)
    opens = mark.text in PAIRS or (after is not None and mark.end == after.start)
    return mark.pos == "PUNCT" and not opens


def cut_short(scene: Scene, span: Span | None, head: Token) -> Span | None:
    """End a phrase at its first comma or bracket after the head."""
    if span is None:
        return None
    mark = next((t for t in scene.parse.tokens_in(span) if t.i > head.i and _ends_phrase(scene, t)), None)
    return tidy(scene.parse.text, Span(span.start, mark.start)) if mark is not None else None
