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
        ("A rise in X brings Y down.", -1),
        ("X drive Y up.", 1),
        ("X drive up Y.", 1),
        ("X push Y down.", -1),
        ("X keep Y down.", -1),
        ("The mayor said that as X increase, Y decline.", -1),
        ("As X fall, Y also fall.", 1),
        ("When X increase, Y also increase.", 1),
        ("Whenever there are more X, Y decrease.", -1),
        ("Once X rise, Y fall.", -1),
        ("More X lead to less Y.", -1),
        ("Less X means more Y.", -1),
        ("An increase in the number of X reduces the number of Y.", -1),
        ("The number of Y falls as the number of X rises.", -1),
        ("The growth of X hampers Y.", -1),
        ("The decline of X boosts Y.", -1),
        ("X curb Y.", -1),
        ("X stimulate Y.", 1),
        ("X weaken Y.", -1),
        ("X strengthen Y.", 1),
        ("X cut Y.", -1),
        ("X result in fewer Y.", -1),
        ("X lead to a decline in Y.", -1),
        ("X contribute to a rise in Y.", 1),
        ("X trigger a drop in Y.", -1),
        ("An increase in X results in a decrease in Y.", -1),
        ("A drop in X leads to an increase in Y.", -1),
        ("Falling X lead to rising Y.", -1),
        ("Rising X lead to falling Y.", -1),
        ("Lower X lead to higher Y.", -1),
        ("Y drop when X go up.", -1),
        ("Y decrease if X increase.", -1),
        ("Y shrink because X grow.", -1),
        ("Y grow thanks to X.", 1),
        ("Y decline due to X.", -1),
        ("Y declined because of X.", -1),
        ("If X decrease then Y increase.", -1),
        ("The lower the X, the higher the Y.", -1),
        ("The more X grow, the more Y shrink.", -1),
        ("The less X there is, the more Y there is.", -1),
        ("Having more X reduces Y.", -1),
        ("X rose; as a result, Y fell.", -1),
        ("X increase, which causes Y to decrease.", -1),
        ("X increase, which reduces Y.", -1),
        ("Higher X mean lower Y.", -1),
        ("As more X appear, fewer Y remain.", -1),
        ("As X go up, Y go down.", -1),
        ("X slow the growth of Y.", -1),
        ("Increases in X cause decreases in Y.", -1),
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
        ("Quand les X montent, les Y descendent.", -1),
        ("Le maire dit que quand les X augmentent, les Y diminuent.", -1),
        ("Dès que les X augmentent, les Y diminuent.", -1),
        ("Si les X augmentent, alors les Y diminuent.", -1),
        ("Chaque fois que les X augmentent, les Y diminuent.", -1),
        ("Plus les X augmentent et plus les Y baissent.", -1),
        ("Plus les X sont élevés, plus les Y sont faibles.", -1),
        ("Moins les X sont nombreux, plus les Y sont nombreux.", -1),
        ("Plus il y a de X, plus les Y reculent.", -1),
        ("Moins il y aura de X, moins il y aura de Y.", 1),
        ("La montée des X freine les Y.", -1),
        ("La chute des X relance les Y.", -1),
        ("Le déclin des X accroît les Y.", -1),
        ("Les X freinent les Y.", -1),
        ("Les X stimulent les Y.", 1),
        ("Les X diminuent les Y.", -1),
        ("Les X fragilisent les Y.", -1),
        ("Les X favorisent les Y.", 1),
        ("Les X aggravent les Y.", 1),
        ("Les X accroissent les Y.", 1),
        ("Les X provoquent une baisse des Y.", -1),
        ("Les X conduisent à une hausse des Y.", 1),
        ("Les X mènent à une diminution des Y.", -1),
        ("Une augmentation des X mène à une diminution des Y.", -1),
        ("Une baisse des X entraîne une hausse des Y.", -1),
        ("L'augmentation du nombre de X réduit le nombre de Y.", -1),
        ("Davantage de X entraîne moins de Y.", -1),
        ("Les Y augmentent car les X diminuent.", -1),
        ("Les Y reculent à mesure que les X progressent.", -1),
        ("Les Y baissent lorsque les X montent.", -1),
        ("Les Y diminuent si les X augmentent.", -1),
        ("Les X augmentent, si bien que les Y diminuent.", -1),
        ("Les X augmentent, ce qui réduit les Y.", -1),
        ("Les X augmentent, entraînant une baisse des Y.", -1),
        ("Puisque les X augmentent, les Y diminuent.", -1),
        ("En augmentant les X, on réduit les Y.", -1),
        ("La hausse des X se traduit par une baisse des Y.", -1),
        ("La baisse des Y s'explique par la hausse des X.", -1),
        ("La baisse des Y est due à la hausse des X.", -1),
        ("Les Y ont diminué en raison de la hausse des X.", -1),
        ("Les X empêchent les Y.", -1),
        ("Moins de X, plus de Y.", -1),
        ("Plus de X veut dire moins de Y.", -1),
        ("Les X permettent d'augmenter les Y.", 1),
        ("Les X permettent de réduire les Y.", -1),
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
