"""Sentences that state two directions are read with their sign, whatever their nouns."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.candidates import grammar_claims
from causerie.extraction.syntax import parse_paragraphs
from causerie.languages.causation import causation
from causerie.model import Polarity, Span

#: Nouns that no parser was trained on, and some that every parser knows.
NOUNS = {
    "en": [("frimbulators", "whatajigs"), ("balacks", "whoziewhats"), ("taxes", "exports")],
    "fr": [("frimbulateurs", "machinettes"), ("balacs", "trucmuches"), ("impôts", "ventes")],
}
#: Wording with X and Y → sign between the two concepts.
WORDINGS = {
    "en": [
        ("As X increase, Y decline.", -1),
        ("As X increase, Y increase.", 1),
        ("As X decline, Y rise.", -1),
        ("Y decline as X increase.", -1),
        ("As the number of X grows, the number of Y shrinks.", -1),
        ("As X increase, so do Y.", 1),
        ("As X decline, so do Y.", 1),
        ("When X rise, Y fall.", -1),
        ("Whenever X decrease, Y decrease.", 1),
        ("Y fall when X rise.", -1),
        ("If X increase, Y decrease.", -1),
        ("If X increase, then Y will decrease.", -1),
        ("Y would drop if X increased.", -1),
        ("When X go up, Y go down.", -1),
        ("When there are more X, there are fewer Y.", -1),
        ("If there are fewer X, there will be fewer Y.", 1),
        ("The more X there are, the fewer Y there are.", -1),
        ("The more X, the more Y.", 1),
        ("The fewer X there are, the more Y there are.", -1),
        ("The higher the X, the lower the Y.", -1),
        ("Fewer X lead to more Y.", -1),
        ("More X lead to fewer Y.", -1),
        ("More X mean fewer Y.", -1),
        ("Fewer X result in fewer Y.", 1),
        ("Lower X cause higher Y.", -1),
        ("Higher X reduce Y.", -1),
        ("Rising X push down Y.", -1),
        ("An increase in X leads to a decrease in Y.", -1),
        ("An increase in X causes an increase in Y.", 1),
        ("A decline in X brings about a rise in Y.", -1),
        ("A fall in X reduces Y.", 1),
        ("Growth in X slows Y.", -1),
        ("X increase Y.", 1),
        ("X reduce Y.", -1),
        ("X boost Y.", 1),
        ("X decrease Y.", -1),
        ("X lower Y.", -1),
        ("X raise Y.", 1),
        ("X lead to an increase in Y.", 1),
        ("X lead to fewer Y.", -1),
        ("X cause Y to decline.", -1),
        ("X cause Y to increase.", 1),
        ("X make Y rise.", 1),
        ("Increasing X decreases Y.", -1),
        ("Reducing X increases Y.", -1),
        ("Increased X reduce Y.", -1),
        ("Y fall because X rise.", -1),
        ("Because X rose, Y fell.", -1),
        ("Y rose because of fewer X.", -1),
        ("Y are reduced by X.", -1),
        ("Y are increased by X.", 1),
        ("Y increase with X.", 1),
        ("Y decline with more X.", -1),
        ("With more X, there are fewer Y.", -1),
        ("Thanks to more X, Y increase.", 1),
        ("Y increased due to a drop in X.", -1),
        ("More X, fewer Y.", -1),
    ],
    "fr": [
        ("Quand les X augmentent, les Y diminuent.", -1),
        ("Lorsque les X baissent, les Y augmentent.", -1),
        ("Si les X augmentent, les Y diminuent.", -1),
        ("Si les X augmentent, les Y augmenteront.", 1),
        ("Les Y diminuent quand les X augmentent.", -1),
        ("Les Y baisseraient si les X augmentaient.", -1),
        ("À mesure que les X augmentent, les Y diminuent.", -1),
        ("Les Y progressent à mesure que les X progressent.", 1),
        ("Au fur et à mesure que les X croissent, les Y reculent.", -1),
        ("À mesure que le nombre de X augmente, le nombre de Y diminue.", -1),
        ("Plus il y a de X, moins il y a de Y.", -1),
        ("Plus il y a de X, plus il y a de Y.", 1),
        ("Moins il y a de X, plus il y a de Y.", -1),
        ("Moins il y a de X et moins il y a de Y.", 1),
        ("Plus les X augmentent, plus les Y diminuent.", -1),
        ("Plus les X sont nombreux, moins les Y sont nombreux.", -1),
        ("Quand il y a plus de X, il y a moins de Y.", -1),
        ("S'il y a moins de X, il y aura moins de Y.", 1),
        ("Moins de X entraîne plus de Y.", -1),
        ("Davantage de X conduit à moins de Y.", -1),
        ("Plus de X, moins de Y.", -1),
        ("Plus de X signifie moins de Y.", -1),
        ("Une hausse des X entraîne une baisse des Y.", -1),
        ("L'augmentation des X provoque la diminution des Y.", -1),
        ("La hausse des X réduit les Y.", -1),
        ("La baisse des X réduit les Y.", 1),
        ("Le recul des X a pour effet une hausse des Y.", -1),
        ("Les X augmentent les Y.", 1),
        ("Les X réduisent les Y.", -1),
        ("Les X renforcent les Y.", 1),
        ("Les X font baisser les Y.", -1),
        ("Les X font augmenter les Y.", 1),
        ("La hausse des X fait reculer les Y.", -1),
        ("Les X entraînent une hausse des Y.", 1),
        ("Les X entraînent moins de Y.", -1),
        ("Augmenter les X réduit les Y.", -1),
        ("Les Y diminuent parce que les X augmentent.", -1),
        ("Comme les X augmentent, les Y diminuent.", -1),
        ("Les X augmentent, donc les Y diminuent.", -1),
        ("Les Y diminuent à cause des X.", -1),
        ("Les Y augmentent grâce aux X.", 1),
        ("Les Y augmentent avec les X.", 1),
        ("Avec plus de X, il y a moins de Y.", -1),
        ("Les Y sont réduits par les X.", -1),
        ("Les Y sont renforcés par les X.", 1),
    ],
}


def fill(wording: str, x: str, y: str) -> str:
    """Put nouns into a wording, with its capital."""
    text = wording.replace("X", x).replace("Y", y)
    return text[0].upper() + text[1:]


CASES = [
    pytest.param(code, fill(wording, x, y), x, y, sign, id=f"{code}-{wording}-{x}")
    for code, wordings in WORDINGS.items()
    for wording, sign in wordings
    for x, y in NOUNS[code]
]


def direction(span: Span, text: str, code: str) -> int:
    """Multiply the directions that a span's own words state."""
    falling = causation(code).words.falling | causation(code).hinders
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    sign = 1
    for token in parse.tokens_in(span):
        if falling & {token.lemma, token.lower}:
            sign = -sign
    return sign


@pytest.mark.parametrize(("code", "text", "x", "y", "sign"), CASES)
def test_two_directions_give_their_sign(code: str, text: str, x: str, y: str, sign: int) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    read = [
        (c.cause.of(text).lower(), c.effect.of(text).lower(), c) for c in grammar_claims(parse, language=code)
    ]
    found = [c for a, b, c in read if x in a and y in b and x not in b and y not in a]
    assert found, [(a, b) for a, b, _ in read]
    claim = found[0]
    turned = direction(claim.cause, text, code) * direction(claim.effect, text, code)
    assert claim.polarity.times(turned) == (Polarity.PLUS if sign > 0 else Polarity.MINUS)
