"""Turn an argument that lists several things into the things, so that each gets its own place in a map.

"Drought, rising prices and the war in the north" are three causes; so is what
comes beside an argument ("…, along with the drought, …"). A pair of bare nouns
("peace and quiet") often names one thing and stays whole, unless the two move
opposite ways (`leaning.py`), and so does whatever is no list of noun phrases.
`before_joint` tells where one verb ends and a verb joined to it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from causerie.extraction.claims.grammar.arguments import NOMINALS, Proposal
from causerie.extraction.claims.grammar.leaning import mixed_pair
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Parse, Token, highest
from causerie.languages.causation import causation
from causerie.model import Span

#: Parts of speech of the words that say something.
FULL = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
#: Members from which a list needs no more proof that it is one.
LIST = 3
#: Words that the first of two members must hold to stand alone.
HEAVY = 2
#: Relations of the words between two members, which belong to neither.
BETWEEN = frozenset({"cc", "punct", "case"})
#: Parts of speech of the words that may stand between two coordinated verbs.
LINKING = frozenset({"AUX", "ADV", "PART", "PRON"})


def members(proposal: Proposal, parse: Parse) -> list[Proposal]:
    """Give the members of a list, in the order of the text; the argument itself where it is none."""
    head = parse.tokens[proposal.head]
    listed = _listed(proposal, head, parse) if head.pos == "NOUN" else [proposal]
    if len(listed) == 1:
        listed = _mixed(proposal, parse)
    return [*listed, *(_beside(proposal, parse) if head.pos == "NOUN" else ())]


def _mixed(proposal: Proposal, parse: Parse) -> list[Proposal]:
    """Cut a pair of which one is said to be less, and the other not ("insecurity and lack of seed")."""
    pair = mixed_pair(parse.tokens_in(proposal.span), parse.language)
    if pair is None:
        return [proposal]
    spans = [tidy(parse.text, Span(own[0].start, own[-1].end)) for own in pair]
    heads = [highest(own).i for own in pair]
    cut = [replace(proposal, span=s, head=h) for s, h in zip(spans, heads, strict=True) if s is not None]
    return cut if len(cut) == len(pair) else [proposal]


def _listed(proposal: Proposal, head: Token, parse: Parse) -> list[Proposal]:
    """Cut a list within an argument."""
    span = proposal.span
    listed = [head, *_joined(head, span=span, parse=parse)]
    if len(listed) < 2:
        return [proposal]
    starts = [span.start, *(_first(t) for t in listed[1:])]
    ends = [*(_end_before(t, parse=parse) for t in listed[1:]), span.end]
    spans = [
        tidy(parse.text, Span(start, end)) if start < end else None
        for start, end in zip(starts, ends, strict=True)
    ]
    if any(s is None for s in spans) or (len(listed) < LIST and not _is_joined(listed[-1], parse=parse)):
        # "This accident, the third in a month": two with a mere comma are one thing, named twice.
        return [proposal]
    parts = [replace(proposal, span=s, head=t.i) for s, t in zip(spans, listed, strict=True) if s is not None]
    weights = [sum(t.pos in FULL for t in parse.tokens_in(p.span)) for p in parts]
    return parts if len(parts) >= LIST or min(weights[:-1]) >= HEAVY else [proposal]


def _joined(head: Token, *, span: Span, parse: Parse) -> Iterator[Token]:
    """Find the heads of what is joined to a noun within a span.

    The parser joins each to the first or to the one before; often to a noun
    inside the one before, or to what governs them all, and these are told by
    their form: what follows "of the …" has a preposition or article too.
    """
    own = {head.i}
    for token in parse.tokens_in(span):
        noun = _noun_of(token)
        if token.i <= head.i or noun is None or not _is_after_joint(token, parse=parse):
            continue
        joined = token.rel == "conj" and (token.head.i in own or _joins_higher(noun, token.head))
        beside = token.head is head.head and token.rel == head.rel and token.pos == "NOUN"
        if joined or beside:
            own.add(token.i)
            yield token


def _noun_of(token: Token) -> Token | None:
    """Give a noun, or the noun of what the parser takes for an adjective ("poorer than usual prospects")."""
    if token.pos == "NOUN":
        return token
    if token.pos == "ADJ":
        return next((t for t in token.subtree() if t.pos == "NOUN" and t.i > token.i), None)
    return None


def _before(member: Token, *, parse: Parse) -> Token | None:
    """Give the word before a phrase and its prepositions."""
    at = _first_token(member).i - 1
    while at > 0 and parse.tokens[at].rel in ("case", "fixed"):
        at -= 1
    return parse.tokens[at] if at >= 0 else None


def _is_after_joint(member: Token, *, parse: Parse) -> bool:
    """Say whether a comma or a conjunction stands before a phrase and its prepositions."""
    before = _before(member, parse=parse)
    return before is not None and (before.pos == "CCONJ" or before.text == ",")


def _is_joined(member: Token, *, parse: Parse) -> bool:
    """Say whether a conjunction stands there."""
    before = _before(member, parse=parse)
    return before is not None and before.pos == "CCONJ"


def _joins_higher(noun: Token, host: Token) -> bool:
    """Say whether a phrase with article and complement looks unlike the bare one that it is joined to."""
    with_case = any(c.rel == "case" for c in host.children)
    if host.pos != "NOUN" or not with_case or any(c.rel == "case" for c in noun.children):
        return False
    complete = any(c.rel in ("nmod", "acl", "obl") and c.i > noun.i for c in noun.children)
    return complete and _has_article(noun) and not _has_article(host)


def _has_article(noun: Token) -> bool:
    return any(c.rel == "det" for c in noun.children)


def _beside(proposal: Proposal, parse: Parse) -> list[Proposal]:
    """Find what comes beside an argument, right behind it: ", along with the drought"."""
    head = parse.tokens[proposal.head]
    after = [t for t in parse.sentence_of(head).tokens if t.start >= proposal.span.end]
    after = after[1:] if after and after[0].text == "," else after
    words = causation(parse.language).words
    for phrase in words.joining:
        wanted = phrase.split()
        held = after[: len(wanted)]
        if len(held) < len(wanted) or any(
            w not in (words.plain(t.lower), t.lemma) for t, w in zip(held, wanted, strict=True)
        ):
            continue
        own = _companion(after[len(wanted) :], governor=head.head)
        span = tidy(parse.text, Span(own[0].start, own[-1].end)) if own else None
        return [] if span is None else [replace(proposal, span=span, head=highest(own).i)]
    return []


def _companion(behind: Sequence[Token], *, governor: Token) -> list[Token]:
    """Give the words of the noun phrase that opens a stretch; none where a clause begins with it."""
    noun = next((t for t in behind if t.pos in NOMINALS), None)
    while noun is not None and noun.rel in ("compound", "flat", "nmod:poss") and noun.head.i > noun.i:
        noun = noun.head
    if noun is None or noun.pos != "NOUN" or any(c.rel == "cop" for c in noun.children):
        return []
    if noun.rel.startswith(("nsubj", "csubj")) and noun.head is not governor:
        return []
    inside = set(noun.subtree())

    def belongs(token: Token) -> bool:
        return token in inside and token.text != "," and token.feats.get("VerbForm") != "Fin"

    own = list(takewhile(belongs, behind))
    return own if noun in own else []


def before_joint(span: Span, cue: Token, parse: Parse) -> Span | None:
    """Give the part of a span before a verb joined to the span's own, as in "limit trade and block aid".

    Args:
        span: an argument of the first verb.
        cue: the second verb, or the first word of its cue.
        parse: the trees.

    Returns:
        None where no comma or conjunction stands before the second verb, or no noun before that.

    """
    at = cue.i - 1
    while parse.tokens[at].start > span.start and _links(parse.tokens[at]):
        at -= 1
    joint = parse.tokens[at]
    if not (joint.pos == "CCONJ" or joint.text == ",") or joint.start <= span.start:
        return None
    rest = tidy(parse.text, Span(span.start, joint.start))
    if rest is None or not any(t.pos in NOMINALS for t in parse.tokens_in(rest)):
        return None
    return rest


def before_joined(proposal: Proposal, verb: Token, parse: Parse) -> Proposal:
    """End what a verb acts on before a verb joined to it: "restore *pasture* and fill the ponds".

    An act that the verb leads to may run over a second ("made the trees fall and block the road").
    """
    for other in verb.children:
        inside = proposal.span.start < other.start < proposal.span.end
        if not inside or other.rel != "conj" or other.pos != "VERB" or proposal.span.start < verb.end:
            continue
        rest = before_joint(proposal.span, other, parse)
        held = parse.tokens_in(rest) if rest is not None else ()
        if rest is not None and not any(t.feats.get("VerbForm") in ("Fin", "Inf") for t in held):
            return replace(proposal, span=rest, head=highest(held).i)
    return proposal


def _links(word: Token) -> bool:
    return word.pos in LINKING or word.rel == "mark"


def _own(member: Token) -> list[Token]:
    """List the words of a member, without what joins it and without the members behind it."""
    return [
        member,
        *(
            t
            for c in member.children
            if c.rel not in BETWEEN and c.rel != "conj"
            for t in c.subtree()
        ),
    ]  # fmt: skip


def _first_token(member: Token) -> Token:
    """Give the word that a member begins with."""
    return min(_own(member), key=lambda t: t.i)


def _first(member: Token) -> int:
    """Give the place where a member begins."""
    return _first_token(member).start


def _end_before(member: Token, *, parse: Parse) -> int:
    """Give the place where what stands before a member ends, without what joins the two."""
    at = _first_token(member).i - 1
    while at > 0 and (parse.tokens[at].rel in BETWEEN or parse.tokens[at].pos in ("CCONJ", "ADP", "PUNCT")):
        at -= 1
    return parse.tokens[at].end
