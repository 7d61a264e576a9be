"""Turn an argument that lists several things into the things, so that each gets its own place in a map.

"Drought, rising prices and the war in the north" are three causes. A pair of
bare nouns ("peace and quiet") often names one thing and stays whole, and so
does whatever is no list of noun phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from causerie.extraction.claims.arguments import Proposal, tidy
from causerie.extraction.syntax import Parse, Token
from causerie.model import Span

#: Parts of speech of the words that say something.
FULL = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
#: Members from which a list needs no more proof that it is one.
LIST = 3
#: Words that each of two members must hold to stand alone.
HEAVY = 2
#: Relations of the words between two members, which belong to neither.
BETWEEN = frozenset({"cc", "punct", "case"})


def members(proposal: Proposal, parse: Parse) -> list[Proposal]:
    """Give the members of a list, in the order of the text; the argument itself where it is none."""
    head = parse.tokens[proposal.head]
    listed = [head, *_conjuncts(head, span=proposal.span)] if head.pos == "NOUN" else [head]
    if len(listed) < 2 or any(t.pos != "NOUN" for t in listed):
        return [proposal]
    starts = [proposal.span.start, *(_first(t) for t in listed[1:])]
    ends = [*(_end_before(t, parse=parse) for t in listed[1:]), proposal.span.end]
    spans = [
        tidy(parse.text, Span(start, end)) if start < end else None
        for start, end in zip(starts, ends, strict=True)
    ]
    if any(s is None for s in spans):
        return [proposal]
    parts = [replace(proposal, span=s, head=t.i) for s, t in zip(spans, listed, strict=True) if s is not None]
    heavy = all(sum(t.pos in FULL for t in parse.tokens_in(p.span)) >= HEAVY for p in parts)
    return parts if heavy or len(parts) >= LIST else [proposal]


def _conjuncts(head: Token, *, span: Span) -> Iterator[Token]:
    """Walk what is joined to a word within a span: each to the first, or each to the one before."""
    for child in head.children:
        if child.rel == "conj" and head.i < child.i and span.start <= child.start and child.end <= span.end:
            yield child
            yield from _conjuncts(child, span=span)


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


def _first(member: Token) -> int:
    """Give the place where a member begins."""
    return min(t.start for t in _own(member))


def _end_before(member: Token, *, parse: Parse) -> int:
    """Give the place where what stands before a member ends, without what joins the two."""
    at = min(t.i for t in _own(member)) - 1
    while at > 0 and (parse.tokens[at].rel in BETWEEN or parse.tokens[at].pos in ("CCONJ", "ADP", "PUNCT")):
        at -= 1
    return parse.tokens[at].end
