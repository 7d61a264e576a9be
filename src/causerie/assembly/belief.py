"""Turn the claims of a link into how far to believe that it exists.

Source:
    INDRA's SimpleScorer (Gyori et al. 2017, Mol Syst Biol 13:954), with groups
    changed from reading programs to voices, so that repetition adds nothing.

"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from causerie.model import Evidence, Polarity

#: Share of claims that any voice gets wrong whatever is done: INDRA's value for
#: readers of text. It bounds what one voice can reach at .95.
SYSTEMATIC = 0.05


def score(evidence: Iterable[Evidence]) -> float:
    """Give the probability that at least one voice is right, each by its best claim.

    One voice errs with `syst + rand`, where `rand = 1 - precision - syst`, and
    precision is the claim's own calibrated confidence.

    Returns:
        In [0, 1): 0 without evidence; at most 1 - `SYSTEMATIC` for one voice.

    """
    best: dict[str, float] = {}
    for held in evidence:
        best[held.voice] = max(best.get(held.voice, 0.0), held.confidence)
    wrong = 1.0
    for _, confidence in sorted(best.items()):
        random = max(0.0, 1.0 - min(max(confidence, 0.0), 1.0) - SYSTEMATIC)
        wrong *= SYSTEMATIC + random
    return 1.0 - wrong


def believe(evidence: Iterable[Evidence]) -> float:
    """Give a link's belief: `score(claims for it) * (1 - score(claims that deny it))`.

    A claim with the other sign speaks for the link's existence too, and a denial
    speaks against claims of its own sign alone: of all choices of signs, the
    one that is believed most counts. Hedges are left to the simulation. Rounded
    to four digits, so that the order of documents leaves no trace.
    """
    held = list(evidence)
    choices = (signs for n in range(1, len(Polarity) + 1) for signs in combinations(Polarity, n))
    return round(max(_believe(held, signs) for signs in choices), 4)


def _believe(held: Sequence[Evidence], signs: Sequence[Polarity]) -> float:
    """Give the belief that these signs alone give."""
    for_it = score(e for e in held if not e.negated and e.polarity in signs)
    denying = score(e for e in held if any(e.denies(s) for s in signs))
    return for_it * (1.0 - denying)
