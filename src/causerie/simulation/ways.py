"""A push, and how strong each link is, to the ways on which it reaches a concept, with those who say so."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from causerie.model import Evidence, Link, Polarity
from causerie.simulation.answers import PathAnswer
from causerie.simulation.hearing import Heard, claim_name
from causerie.simulation.matrices import Floats
from causerie.simulation.paths import strongest_ways

#: Ways whose strengths are added up for the shares of an answer.
_WAYS = 200


def ways_to(
    heard: Heard, at: int, *, push: Mapping[str, int], strength: Floats, limit: int
) -> tuple[tuple[PathAnswer, ...], tuple[float, float]]:
    """List the strongest ways from what is pushed, and weigh those that raise against those that lower.

    Args:
        heard: links that are run.
        at: position of the responding concept.
        push: concept id → 1 or -1.
        strength: mean size of each link, shape (links,).
        limit: ways that are listed; many more are weighed.

    Returns:
        The ways, strongest first, and the shares of all ways' strength that raise and that lower.

    """
    skeleton = heard.skeleton
    found = []
    for concept, direction in push.items():
        source = skeleton.position[concept]
        for way in strongest_ways(skeleton, strength, source=source, target=at, limit=_WAYS):
            sign = int(np.prod(skeleton.sign[list(way.links)]))
            found.append((way.strength, sign * direction, way.links))
    found.sort(key=lambda f: (-f[0], f[2]))
    total = sum(f[0] for f in found)
    if not total:
        return (), (0.0, 0.0)
    paths = tuple(_path(heard, links, share=size / total) for size, _, links in found[:limit])
    raising = sum(size for size, sign, _ in found if sign > 0) / total
    lowering = sum(size for size, sign, _ in found if sign < 0) / total
    return paths, (raising, lowering)


def _path(heard: Heard, links: tuple[int, ...], *, share: float) -> PathAnswer:
    steps = [heard.causal_map.links[i] for i in links]
    signs = [link.sign.value for link in steps]
    sign = next((s for s in ("?", "±") if s in signs), "-" if signs.count("-") % 2 else "+")
    supports = [[e for e in link.evidence if not e.negated] for link in steps]
    held = [{heard.name_of(e) for e in support} for support in supports]
    return PathAnswer(
        concepts=(steps[0].cause, *(link.effect for link in steps)),
        sign=sign,
        share=share,
        speakers=tuple(tuple(dict.fromkeys(heard.name_of(e) for e in s)) for s in supports),
        claims=tuple(tuple(claim_name(e) for e in s) for s in supports),
        against=tuple(tuple(claim_name(e) for e in _against(link)) for link in steps),
        held_by=tuple(sorted(set.intersection(*held))),
    )


def _against(link: Link) -> list[Evidence]:
    """List the claims that deny a link, or give it the sign that fewer give it."""
    signed = [e.polarity for e in link.evidence if not e.negated and e.polarity is not Polarity.UNKNOWN]
    fewer = Polarity.MINUS if 2 * signed.count(Polarity.PLUS) >= len(signed) else Polarity.PLUS
    contradicted = {Polarity.PLUS, Polarity.MINUS} <= set(signed)
    return [e for e in link.evidence if e.negated or (contradicted and e.polarity is fewer)]
