"""Turn the numbers of a document into figures: who gives what number for what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from causerie.extraction.numbers import DASHES, Number, find_numbers
from causerie.extraction.syntax import Parse, Sentence, Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.figures import FigureWords, figure_words
from causerie.model import Figure, Span, Statement

#: Whole numbers in this range, written without marks and before no noun, are years.
YEARS = range(1000, 2101)
#: A definite number up to this takes up what is known ("the two men"); a larger one informs.
TAKEN_UP = 12
#: Words that may stand before a number and still belong to it ("a little more than").
LONGEST_PHRASE = 4
#: Adjectives and articles that may stand between a number and its noun ("two of the largest farms").
REACH = 4
#: Relations that tell more of what is counted.
TELLING = frozenset({"amod", "nmod", "acl", "compound"})
#: Longest phrase for what is counted, in characters: enough for a clause, not for a paragraph.
LONGEST_WHAT = 120


def find_figures(parse: Parse, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """Find the figures of a document, in order, with the one who gives each.

    Dates, hours, ages, ordinals, labels ("article 12"), telephone numbers and
    scores are no figures, nor is a number that only takes up what is known
    ("the two men").

    Args:
        parse: the document's trees.
        statements: the innermost one around a figure gives its speaker; outside
            of all, the author speaks.
    """
    words = figure_words(parse.language)
    figures = []
    for sentence in parse.sentences:
        for number in find_numbers(parse.text, sentence.span, words):
            figure = _figure(number, sentence, parse=parse, words=words)
            # Without a unit and a phrase there is nothing to put another number beside.
            if figure is not None and (figure.unit or figure.what):
                figures.append(_attributed(figure, statements))
    return tuple(figures)


def _figure(number: Number, sentence: Sentence, *, parse: Parse, words: FigureWords) -> Figure | None:
    """Read the unit and the meaning of a number; None for what is no figure."""
    tokens = parse.tokens_in(number.span)
    if not tokens:
        return None
    before = [t for t in sentence.tokens if t.end <= number.span.start]
    after = [t for t in sentence.tokens if t.start >= number.span.end]
    unit = _unit(number, tokens, after, words)
    if _is_other(number, unit, before=before, after=after, parse=parse, words=words):
        return None
    opening, hedged = _approximation(number, parse.text, before, words)
    percent = _percent(number, parse.text, words)
    end = percent or (unit.end if unit is not None else number.span.end)
    trailing = parse.text[end : end + LONGEST_WHAT].lstrip(" ,").lower()
    hedged = hedged or any(re.match(rf"{re.escape(p)}\b", trailing) for p in words.approximate)
    return Figure(
        span=Span(opening, end),
        value=number.value,
        high=number.high,
        approximate=hedged or number.round,
        unit="%" if percent else number.currency or (unit.text if unit is not None else ""),
        what=_what(unit or tokens[-1], Span(opening, end), parse),
    )


def _unit(
    number: Number, tokens: Sequence[Token], after: Sequence[Token], words: FigureWords
) -> Token | None:
    """Find what is counted: a sign or noun behind the number, or the noun that the tree gives it."""
    if number.currency:
        return None
    follow = list(after)
    while follow and follow[0].lower in words.of:
        follow.pop(0)
    for token in follow[:REACH]:
        if token.lower in words.symbols:
            return token
        if token.pos in ("NOUN", "PROPN"):
            whole = token.rel == "compound" and token.head.i > token.i
            return token.head if whole else token
        if token.pos not in ("ADJ", "ADV", "VERB") and token.lower not in words.definite:
            break
    if follow and follow[0].pos == "ADJ" and follow[0].head in tokens:
        return follow[0]  # the parser took a number word for the noun, and the noun for its adjective
    governor = tokens[-1].head
    behind = bool(after) and governor.i >= after[0].i
    behind = behind and not any(t.pos == "PUNCT" for t in after if t.i < governor.i)
    return governor if behind and governor.pos in ("NOUN", "PROPN") else None


def _percent(number: Number, text: str, words: FigureWords) -> int | None:
    """Give where the words for a share of a hundred end behind a number, if they stand there."""
    behind = text[number.span.end : number.span.end + REACH * 4].lower()
    gap = len(behind) - len(behind.lstrip())
    phrase = next((p for p in words.percent if behind.lstrip().startswith(p)), None)
    return None if phrase is None else number.span.end + gap + len(phrase)


def _is_other(
    number: Number,
    unit: Token | None,
    *,
    before: Sequence[Token],
    after: Sequence[Token],
    parse: Parse,
    words: FigureWords,
) -> bool:
    """Say whether a number is a date, an hour, an age, a label, or only takes up what is known."""
    last = before[-1].lower if before else ""
    written = number.span.of(parse.text)
    spelled = not any(c.isdigit() for c in written)
    return (
        _is_date(number, unit, before=before, after=after, written=written, words=words)
        or _is_age(unit, before, after, words)
        or _is_moment(unit, before, after, words)
        or (last in words.definite and number.value <= TAKEN_UP and number.high is None)
        or (unit is None and not number.currency and spelled)
        or (unit is None and number.high is not None and any(d in written for d in DASHES))
        or _is_label(number, unit, before, written, words)
    )


def _is_date(
    number: Number,
    unit: Token | None,
    *,
    before: Sequence[Token],
    after: Sequence[Token],
    written: str,
    words: FigureWords,
) -> bool:
    """Say whether a number is a day, a year or an hour."""
    last = before[-1].lower if before else ""
    follow = after[0].lower.strip("-.") if after else ""
    if follow in words.clock and (last in words.clock_openers or follow not in words.time_units):
        return True
    if number.value >= YEARS.stop or (number.high or 0) >= YEARS.stop:
        return False
    months = {*words.months} & {follow, last, *(t.lower for t in after[:3] if unit is None)}
    counted = unit is not None and unit is _next(after) and unit.feats.get("Number") != "Sing"
    year = re.match(r"\d{4}\b", written) is not None and int(number.value) in YEARS and not counted
    openers = (*words.day_openers, *words.clock_openers, *words.clock)
    return bool(months) or last in words.weekdays or year or (unit is None and last in openers)


def _next(tokens: Sequence[Token]) -> Token | None:
    """Give the first token, if there is one."""
    return tokens[0] if tokens else None


def _is_age(unit: Token | None, before: Sequence[Token], after: Sequence[Token], words: FigureWords) -> bool:
    """Say whether a number is somebody's age ("45 ans", "aged 45", ", 45,")."""
    last = before[-1].lower if before else ""
    if any(t.lower in words.age_openers for t in before[-2:]):
        return True
    if any(t.lower.strip("-") in words.ages for t in after[:4]) and (
        unit is None or unit.lower in words.time_units
    ):
        apposed = last in (",", "(")
        return apposed or unit is None or any(t.lower in words.ages for t in after[1:4])
    person = len(before) > 1 and last == "," and before[-2].pos == "PROPN"
    return person and unit is None and bool(after) and after[0].text == ","


def _is_moment(
    unit: Token | None, before: Sequence[Token], after: Sequence[Token], words: FigureWords
) -> bool:
    """Say whether a stretch of time only says when ("depuis trois ans", "two years ago")."""
    if unit is None or unit.lower not in words.time_units:
        return False
    text = " ".join(t.lower for t in before[-3:])
    behind = [t.lower for t in after[1:3]]
    return any(f" {text}".endswith(f" {o}") or o in behind for o in words.time_openers)


def _is_label(
    number: Number, unit: Token | None, before: Sequence[Token], written: str, words: FigureWords
) -> bool:
    """Say whether a number names one of several ("article 12", "Falcon 9")."""
    if not before or not written.isdigit() or number.currency:
        return False
    last = before[-1]
    if last.lower.rstrip(".°") in words.labels or last.text == "°":
        return True
    return unit is None and last.pos in ("NOUN", "PROPN", "X")


def _approximation(
    number: Number, text: str, before: Sequence[Token], words: FigureWords
) -> tuple[int, bool]:
    """Find where a figure starts with its "about" or "between", and whether it is approximate."""
    start = number.span.start
    for length in range(min(LONGEST_PHRASE, len(before)), 0, -1):
        opening = before[-length].start
        phrase = " ".join(text[opening : number.span.start].lower().replace("’", "'").split())
        if phrase in words.approximate or f"{phrase} ".replace("' ", "'") in words.approximate:
            return opening, True
    pairs = {p.split()[0] for p in words.range_pairs}
    if number.high is not None and before and before[-1].lower in pairs:
        inside = text[number.span.start : number.span.end].lower().split()
        if any(
            f"{before[-1].lower} {w}" in words.range_pairs and w not in words.range_joiners for w in inside
        ):
            start = before[-1].start
    return start, False


def _what(head: Token, figure: Span, parse: Parse) -> str:
    """Quote what the number is about: what narrows its noun, else the clause or noun it belongs to."""
    told = [c for c in head.children if c.rel in TELLING and c.start >= figure.end]
    if told:
        return _quote(parse, Span(told[0].subtree()[0].start, told[-1].subtree()[-1].end))
    governor = head.head
    if governor is head:
        return ""
    if head.rel == "nsubj" and governor.pos not in ("PRON",):
        ends = [t for t in governor.subtree() if t.start >= governor.start and not _outside(t, governor)]
        return _quote(parse, Span(governor.start, ends[-1].end))
    subject = governor.child("nsubj")
    if governor.pos in ("VERB", "AUX", "ADJ") and subject is not None and subject.start < figure.start:
        return _quote(parse, Span(subject.subtree()[0].start, min(governor.end, figure.start)))
    if governor.pos in NOMINAL and governor.end <= figure.start:
        return _quote(parse, Span(governor.subtree()[0].start, governor.end))
    if governor.pos == "VERB":
        return _quote(parse, governor.span)
    return ""


def _outside(token: Token, governor: Token) -> bool:
    """Say whether a word hangs from its verb through another clause or a mark."""
    while token is not governor:
        if token.rel in ("advcl", "parataxis", "punct", "conj", "cc", "mark"):
            return True
        token = token.head
    return False


def _quote(parse: Parse, span: Span) -> str:
    """Quote a phrase on one line, cut at a comma or where it grows long."""
    text = " ".join(span.of(parse.text).split())
    cut = re.split(r"[,;:«»“”\"()]", text)[0].strip()
    return cut[:LONGEST_WHAT].rsplit(" ", 1)[0] if len(cut) > LONGEST_WHAT else cut


def _attributed(figure: Figure, statements: Sequence[Statement]) -> Figure:
    """Give a figure the innermost statement around it."""
    around = [
        s for s in statements if any(c.overlaps(figure.span) and _most(c, figure.span) for c in s.content)
    ]
    if not around:
        return figure
    innermost = min(around, key=lambda s: sum(c.end - c.start for c in s.content))
    return Figure(
        figure.span,
        figure.value,
        figure.high,
        figure.approximate,
        figure.unit,
        figure.what,
        innermost.id,
        innermost.speaker,
    )


def _most(content: Span, span: Span) -> bool:
    """Say whether more than half of a span lies in the content."""
    shared = min(content.end, span.end) - max(content.start, span.start)
    return shared * 2 > span.end - span.start
