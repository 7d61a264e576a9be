"""Turn the claims of a link into how far to believe that it exists.

Source:
    INDRA's SimpleScorer (Gyori et al. 2017, Mol Syst Biol 13:954), with groups
    changed from reading programs to voices, so that repetition adds nothing.

"""

from __future__ import annotations

from collections.abc import Iterable

from causerie.model import Evidence

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

    A claim with the other sign speaks for the link's existence too; hedges are
    left to the simulation. Rounded to four digits, so that the order of
    documents leaves no trace.
    """
    held = list(evidence)
    for_it = score(e for e in held if not e.negated)
    denying = score(e for e in held if e.negated)
    return round(for_it * (1.0 - denying), 4)
