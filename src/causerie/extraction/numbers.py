"""Turn a stretch of text into the numbers that stand in it, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from causerie.languages.figures import FigureWords
from causerie.model import Span

#: Digits that are no number of something: telephone numbers, dates, hours, scores, codes.
CODES = re.compile(
    r"\+?\d{1,4}(?:[ .\-]\(?\d{2,4}\)?){3,}(?![\d,])"  # telephone
    r"|\d{3}-\d{3}-\d{4}"
    r"|\d{1,4}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}"  # dates
    r"|\d{1,2}[:h]\d{2}(?!\d)"  # hours
    r"|\d+(?:[-–/]\d+){2,}"  # series
    r"|(?<![\w.,])\w*[^\W\d_]-?\d[\w\-.]*"  # A36, MD-83, COVID-19
)
WORD = re.compile(r"[^\W\d_]+(?:\.(?=\w))?[^\W\d_]*|[%€$£]|°\s?[CF]")
#: A word before a range is sought in this many characters.
LONGEST_WORD = 20
DASHES = ("-", "–", "—")
#: Scales this short are abbreviations: they touch their digits ("3.2bn") and never stand alone.
ABBREVIATED = 2


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its place.

    Attributes:
        value, high: the number, and the upper end where two are given.
        scale: what scale words behind the digits multiplied it by ("10 million": 1e6).
        round: a collective ("a dozen"), which is never exact.
        currency: sign before the digits ("$"), or "".
    """

    span: Span
    value: float
    high: float | None = None
    scale: float = 1.0
    round: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, a sign or digits, in lower case; digits with their value."""

    span: Span
    text: str
    value: float | None = None


def find_numbers(text: str, stretch: Span, words: FigureWords) -> list[Number]:
    """Find the numbers of a stretch, in order; ranges as one number with two ends.

    Ordinals, hours, dates in digits, telephone numbers, scores and codes are left out.
    """
    pieces = _pieces(text, stretch, words)
    numbers: list[Number] = []
    at = 0
    while at < len(pieces):
        found = _number(pieces, at, words)
        if found is None:
            at += 1
            continue
        number, at = found
        numbers.append(number)
    return _ranges(numbers, text, words)


@lru_cache
def _digits(decimal: str, thousands: tuple[str, ...]) -> re.Pattern[str]:
    """Spell the pattern of digits with a language's marks."""
    marks = "|".join(re.escape(m) for m in thousands)
    point = re.escape(decimal)
    return re.compile(rf"\d{{1,3}}(?:(?:{marks})\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?")


def _pieces(text: str, stretch: Span, words: FigureWords) -> list[_Piece]:
    """Cut a stretch into words, signs and digits; what is no number of something is passed over."""
    digits = _digits(words.decimal, words.thousands)
    known = {*words.scales, *words.symbols}
    held: list[_Piece] = []
    at = stretch.start
    while at < stretch.end:
        if code := CODES.match(text, at, stretch.end):
            at = code.end()
        elif match := digits.match(text, at, stretch.end):
            at = match.end()
            suffix = WORD.match(text, at, stretch.end)
            if suffix is None or suffix[0].lower() in known:
                held.append(_Piece(Span(*match.span()), match[0], _value(match[0], words)))
            else:  # "2nd", "3e"
                at = suffix.end()
        elif match := WORD.match(text, at, stretch.end):
            at = match.end()
            held.append(_Piece(Span(*match.span()), match[0].lower()))
        else:
            at += 1
    return held


def _value(digits: str, words: FigureWords) -> float:
    """Read digits with the marks of a language."""
    for mark in words.thousands:
        digits = digits.replace(mark, "")
    return float(digits.replace(words.decimal, "."))


def _number(pieces: Sequence[_Piece], at: int, words: FigureWords) -> tuple[Number, int] | None:
    """Read the number that starts at a piece, and where it ends; None if none starts there."""
    first = pieces[at]
    if first.value is not None:
        value, end = first.value, at + 1
    else:
        spelled = _spelled(pieces, at, words)
        if spelled is None:
            return None
        value, end = spelled
    scale = 1.0
    while end < len(pieces) and pieces[end].text in words.scales and _touch(pieces, end):
        scale *= words.scales[pieces[end].text]
        end += 1
    value *= scale
    rounded = end < len(pieces) and pieces[end].text in words.collectives and _touch(pieces, end)
    if rounded:
        value *= words.collectives[pieces[end].text]
        end += 1
        behind = [p.text for p in pieces[end : end + 2]]
        if len(behind) > 1 and behind[0] in words.of and behind[1] in words.scales:
            value *= words.scales[behind[1]]
            end += 2
    alone = end == at + 1 and first.text in words.articles
    if alone:
        return None
    currency = pieces[at - 1].text if at and pieces[at - 1].text in "€$£" else ""
    span = Span(pieces[at - 1].span.start if currency else first.span.start, pieces[end - 1].span.end)
    return Number(span, value, scale=scale, round=rounded, currency=currency), end


def _touch(pieces: Sequence[_Piece], at: int) -> bool:
    """Say whether at most a space or hyphen stands between a piece and the one before."""
    gap = pieces[at].span.start - pieces[at - 1].span.end
    short = len(pieces[at].text) <= ABBREVIATED and pieces[at - 1].value is not None
    return gap == 0 or (gap == 1 and not short)


def _spelled(pieces: Sequence[_Piece], at: int, words: FigureWords) -> tuple[float, int] | None:
    """Read a number in words: units add up, scales multiply what stands before them."""
    total, current, end = 0.0, 0.0, at
    while end < len(pieces):
        word = pieces[end].text
        if end > at and not _touch(pieces, end):
            break
        if word in words.numbers:
            value = words.numbers[word]
            fours = current % 100 == 4 and value == 20  # quatre-vingts
            rest = current % 100
            if rest and not fours and not (value < rest and rest >= 10 and value < 20):
                break
            current += 76 if fours else value
        elif word in words.scales and (end > at or (words.scales[word] <= 1000 and len(word) > ABBREVIATED)):
            scale = words.scales[word]
            if scale == 100:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
        elif (
            word in words.joiners
            and end > at
            and end + 1 < len(pieces)
            and pieces[end + 1].text in words.numbers
        ):
            if not (
                current % 100 == 0 or (current % 100 >= 20 and words.numbers[pieces[end + 1].text] in (1, 11))
            ):
                break
        else:
            break
        end += 1
    return (total + current, end) if end > at else None


def _ranges(numbers: Sequence[Number], text: str, words: FigureWords) -> list[Number]:
    """Join two numbers into a range: "10 à 12", "between 10 and 12", "60-70"."""
    held: list[Number] = []
    for number in numbers:
        last = held[-1] if held else None
        if last is not None and last.high is None and _is_range(last, number, text, words):
            held[-1] = _range(last, number)
        elif last is not None and text[last.span.end : number.span.start] in DASHES:  # "3-0"
            held.pop()
        else:
            held.append(number)
    return held


def _is_range(low: Number, high: Number, text: str, words: FigureWords) -> bool:
    """Say whether two numbers are the ends of a range."""
    gap = text[low.span.end : high.span.start]
    if gap.strip() in DASHES:
        return low.value < high.value
    between = gap.lower().replace("%", "").split()
    if len(between) != 1 or low.value >= high.value:
        return False
    before = text[max(low.span.start - LONGEST_WORD, 0) : low.span.start].lower().split()[-1:]
    return between[0] in words.range_joiners or " ".join([*before, *between]) in words.range_pairs


def _range(low: Number, high: Number) -> Number:
    """Make a range; a scale said once, at its end, counts for both ends."""
    value = low.value * (high.scale if low.scale == 1 else 1.0)
    span = Span(low.span.start, high.span.end)
    return replace(low, span=span, value=value, high=high.value)
