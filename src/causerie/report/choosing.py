"""Turn a study of any size into as much of it as one page can show, and say what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from causerie.assembly.figures import FigureGroup
from causerie.assembly.maps import by_support
from causerie.model import CausalMap, Link, Reading
from causerie.report.drawing import components

#: Links that the first picture shows: more do not fit a screen at a size that can be read.
FIRST_LINKS = 44
#: Links that the whole picture shows; beyond these a browser grows slow and an eye gives up.
DRAWN_LINKS = 400
#: Parts with fewer concepts than this are left out of the first picture.
WHOLE = 3
#: Links told with their claims, texts given in full (characters), and concepts listed: about 6 MB of page.
TOLD_LINKS, TOLD_TEXT, TOLD_CONCEPTS = 600, 1_500_000, 1_200
#: Figures shown, by group.
TOLD_FIGURES = 150


@dataclass(frozen=True)
class Study:
    """What a report shows of a project.

    Attributes:
        refused: inputs that could not be read, each with its reason.

    """

    name: str
    readings: Sequence[Reading]
    map: CausalMap
    figures: Sequence[FigureGroup] = ()
    refused: Sequence[str] = ()


def told_links(causal_map: CausalMap) -> list[Link]:
    """Choose the links that the page tells with their claims: contradicted ones first, then by support."""
    ordered = by_support(causal_map.links)
    return sorted(ordered, key=lambda k: not k.contested)[:TOLD_LINKS]


def first_links(told: Sequence[Link], *, outcome: str) -> list[Link]:
    """Choose what the first picture shows.

    All links that hang together, if they fit. Else those that bear on the main
    outcome in two steps, those that are contradicted or carried by several
    voices, and the best supported of the rest.
    """
    held = [k for part in components(told) if len(_concepts(part)) >= WHOLE for k in part] or list(told)
    if len(held) <= FIRST_LINKS:
        return held
    graph = nx.DiGraph((k.cause, k.effect) for k in held)
    near = (
        set(nx.single_source_shortest_path_length(graph.reverse(), outcome, 2)) if outcome in graph else set()
    )

    def rank(link: Link) -> tuple[bool, bool, bool]:
        leads = link.effect in near and link.cause in near
        return (not leads, not link.contested, link.voices < 2)  # False sorts first

    chosen = sorted(by_support(held), key=rank)[:FIRST_LINKS]
    return [k for part in components(chosen) if len(_concepts(part)) >= WHOLE for k in part] or chosen


def drawn_links(told: Sequence[Link]) -> list[Link]:
    """Choose what the whole picture shows."""
    return by_support(told)[:DRAWN_LINKS]


def told_documents(readings: Sequence[Reading], *, links: Sequence[Link]) -> frozenset[str]:
    """Choose the documents whose text the page gives: those most quoted first, in bounded length."""
    quoted: dict[str, int] = {}
    for link in links:
        for item in link.evidence:
            quoted[item.document] = quoted.get(item.document, 0) + 1
    chosen, length = set(), 0
    for reading in sorted(readings, key=lambda r: -quoted.get(r.document.id, 0)):
        length += len(reading.document.text)
        if length > TOLD_TEXT:
            break
        chosen.add(reading.document.id)
    return frozenset(chosen)


def _concepts(links: Iterable[Link]) -> set[str]:
    return {c for k in links for c in (k.cause, k.effect)}
