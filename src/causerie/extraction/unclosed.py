"""Turn quotations whose closing mark is missing into quotations that end where the teller speaks again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from causerie.extraction.quotations import Quotation
from causerie.extraction.syntax import Parse, Token
from causerie.extraction.unsaid import says
from causerie.languages.reporting import reporting
from causerie.model import Span

#: Marks behind which an incise may stand.
PAUSES = frozenset({",", "!", "?"})
#: Relations of the words of a name or a bare noun phrase.
NAMES = frozenset({"amod", "compound", "det", "flat"})


def end_unclosed(parse: Parse, quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """End each unclosed quotation where the teller speaks again: before ", she said", or "She said that"."""
    return tuple(q if q.closed or q.depth else _ended(parse, q) for q in quotations)


def _ended(parse: Parse, quotation: Quotation) -> Quotation:
    """End a quotation before the first words of the teller in its last part."""
    *before, last = quotation.parts
    ends = (_teller_before(parse, t, quoted=last) for t in parse.tokens_in(last))
    end = next((e for e in ends if e is not None and e > last.start), None)
    if end is None:
        return quotation
    return replace(quotation, outer=Span(quotation.outer.start, end), parts=(*before, Span(last.start, end)))


def _teller_before(parse: Parse, verb: Token, *, quoted: Span) -> int | None:
    """Give where the teller begins, if a verb is that of his incise or of his own sentence."""
    known = reporting(parse.language)
    subject = _subject(verb)
    if verb.pos != "VERB" or subject is None or not says(verb, known):
        return None
    if subject.lower.lstrip("-") in known.words.authors or subject.lower in known.words.relatives:
        return None
    around = sorted(
        (verb, subject, *(c for c in verb.children if c.rel == "aux"), *_naming(subject)), key=lambda t: t.i
    )
    before, behind = parse.tokens[around[0].i - 1], parse.tokens[around[-1].i + 1 :][:1]
    if before.text in PAUSES and all(t.pos == "PUNCT" for t in behind):
        return before.start if before.text == "," else before.end
    sentence = parse.sentence_of(verb)
    tells = verb.head is verb and subject.i < verb.i and verb.child("ccomp") is not None
    return before.end if tells and sentence.span.start > quoted.start else None


def _subject(verb: Token) -> Token | None:
    """Give the subject of a verb; behind it, what the parser takes for its object, too."""
    held = [c for c in verb.children if c.rel == "nsubj" or (c.rel == "obj" and c.i > verb.i)]
    return next((c for c in held if c.rel == "nsubj"), held[0] if held else None)


def _naming(subject: Token) -> list[Token]:
    """List the words beside a subject that belong to its noun phrase."""
    return [c for c in subject.children if c.rel in NAMES]
