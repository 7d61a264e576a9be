"""Let a denial count once: "the plan brought *no* relief" denies the link, and is about "relief"."""

from __future__ import annotations

from dataclasses import replace

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Parse, Token
from causerie.languages.figures import figure_words
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Claim, Span

#: Relations of arguments whose "no" is read with their verb.
COUNTED = frozenset({"nsubj", "obj"})


def denied_once(claim: Claim, parse: Parse) -> Claim:
    """Take "no" off the arguments of a claim, which is denied by it.

    What hangs from no word of the cue keeps it: "because *no rain* fell".
    """
    (cause, denied), (effect, refused) = (_bare(parse, s, claim) for s in (claim.cause, claim.effect))
    return replace(claim, cause=cause, effect=effect, negated=claim.negated or denied or refused)


def _bare(parse: Parse, span: Span, claim: Claim) -> tuple[Span, bool]:
    """Give an argument without its "no", and say whether this denies the claim, unread so far."""
    found = _none_of(parse, span)
    if found is None or not _is_borne(parse, found[0], claim):
        return span, False
    noun, begin = found
    bare = tidy(parse.text, Span(begin, span.end))
    return (span, False) if bare is None else (bare, noun.rel not in COUNTED)


def _none_of(parse: Parse, span: Span) -> tuple[Token, int] | None:
    """Give the noun that there is none of, and where it begins without "no" or "none of"."""
    tokens, negators = parse.tokens_in(span), qualifier_words(parse.language).negators
    if len(tokens) < 2 or not {tokens[0].lemma, tokens[0].lower} & negators:
        return None
    first, after = tokens[:2]
    if first.rel == "det" and first.head in tokens:
        return first.head, first.end
    some = after.pos == "ADP" and after.lower in figure_words(parse.language).of
    return (first, after.end) if some and first.rel in COUNTED else None


def _is_borne(parse: Parse, noun: Token, claim: Claim) -> bool:
    """Say whether a noun hangs from the cue, or from what carries it."""
    cue = [t for span in claim.trigger for t in parse.tokens_in(span)]
    return any(noun.head in (t, *carriers(t, language=parse.language)) for t in cue)
