"""Turn a map into the answers that the report shows: its main outcome, levers, loops and responses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from causerie.model import CausalMap, LinkSign
from causerie.simulation import Answer, PressOptions, Range, Tier, WhatIf, answer_press, find_loops, to_json

#: Concepts that can be pushed in the page: beyond these the page would hold more answers than text.
MOST_PUSHED = 60
#: Draws behind the page's answers: a standard error of at most .008 on a probability.
DRAWS = 4_000
#: Loops shown, the strongest first, and the longest one looked for.
MOST_LOOPS, LONGEST_LOOP = 24, 8
#: The sign of an answer → the word and the class that the page shows.
WORDS = {"+": ("rises", "plus"), "-": ("falls", "minus"), "0": ("unreached", ""), "?": ("open", "both")}


@dataclass(frozen=True, slots=True)
class Lever:
    """What a rise of one concept does to the main outcome."""

    concept: str
    label: str
    word: str
    cls: str
    tier: str
    rise: Range
    fall: Range
    way: str
    hangs_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoopView:
    """A feedback loop: its labels in order, the sign after each, and what it does."""

    labels: tuple[str, ...]
    signs: tuple[str, ...]
    polarity: str


def main_outcome(causal_map: CausalMap) -> str | None:
    """Give the concept that the accounts most explain: most voices lead to it, from most concepts.

    Ties go to the concept that explains least itself, then to the smaller id.
    """
    if not causal_map.links:
        return None
    graph = nx.DiGraph((k.cause, k.effect) for k in causal_map.links)
    voices: dict[str, set[str]] = {}
    for link in causal_map.links:
        voices.setdefault(link.effect, set()).update(e.voice for e in link.evidence)

    def rank(concept: str) -> tuple[int, int, int, str]:
        return (
            -len(voices[concept]) * len(nx.ancestors(graph, concept)),
            -graph.in_degree(concept),
            graph.out_degree(concept),
            concept,
        )

    return min(voices, key=rank)


def pushable(causal_map: CausalMap) -> list[str]:
    """List the concepts that lead anywhere, those that reach most first."""
    graph = nx.DiGraph((k.cause, k.effect) for k in causal_map.links)
    causes = [c for c in graph if graph.out_degree(c)]
    return sorted(causes, key=lambda c: (-len(nx.descendants(graph, c)), c))[:MOST_PUSHED]


def run_pushes(causal_map: CausalMap, concepts: Sequence[str]) -> dict[str, dict[int, WhatIf]]:
    """Push each concept up and down alone."""
    options = PressOptions(draws=DRAWS, details=False)
    return {
        c: {way: answer_press(causal_map, {c: way}, options=options) for way in (1, -1)} for c in concepts
    }


def responses(runs: dict[str, dict[int, WhatIf]]) -> dict[str, dict[int, list[object]]]:
    """Keep of each run what the page's what-if shows, the surest first."""
    order = {Tier.CERTAIN: 0, Tier.ROBUST: 1, Tier.OPEN: 2}
    held: dict[str, dict[int, list[object]]] = {}
    for concept, ways in runs.items():
        for way, run in ways.items():
            reached = [a for a in run.answers if a.tier is not Tier.UNREACHABLE]
            reached.sort(key=lambda a: (order[a.tier], -abs(a.rise.high + a.rise.low - 1), a.label))
            held.setdefault(concept, {})[way] = [
                {
                    "concept": a.concept,
                    "sign": a.sign,
                    "tier": a.tier.value,
                    "rise": to_json(a.rise),
                    "fall": to_json(a.fall),
                }
                for a in reached
            ]
    return held


def find_levers(causal_map: CausalMap, outcome: str) -> tuple[tuple[Lever, ...], tuple[str, ...]]:
    """Push every concept that leads to the outcome; give the levers, surest first, and the assumptions."""
    graph = nx.DiGraph((k.cause, k.effect) for k in causal_map.links)
    above = sorted(nx.ancestors(graph, outcome) - {outcome})[:MOST_PUSHED]
    levers: list[tuple[tuple[float, ...], Lever]] = []
    assumptions: tuple[str, ...] = ()
    for concept in above:
        run = answer_press(causal_map, {concept: 1}, targets=[outcome], options=PressOptions(draws=DRAWS))
        (answer,) = run.answers
        assumptions = run.assumptions
        levers.append((_sureness(answer), _lever(causal_map, concept, answer)))
    return tuple(lever for _, lever in sorted(levers, key=lambda x: (x[0], x[1].label))), assumptions


def _sureness(answer: Answer) -> tuple[float, ...]:
    tiers = list(Tier)
    return (tiers.index(answer.tier), -max(answer.rise.low, answer.fall.low))


def _lever(causal_map: CausalMap, concept: str, answer: Answer) -> Lever:
    word, cls = WORDS[answer.sign]
    labels = causal_map.by_id
    way = " → ".join(labels[c].label for c in answer.paths[0].concepts) if answer.paths else ""
    named = dict.fromkeys(d.speaker for d in answer.decided_by if d.speaker)
    return Lever(
        concept,
        labels[concept].label,
        word,
        cls,
        answer.tier.value,
        answer.rise,
        answer.fall,
        way,
        tuple(named)[:3],
    )


def show_loops(causal_map: CausalMap) -> tuple[LoopView, ...]:
    """Find the feedback loops and say what each does."""
    marks = {LinkSign.PLUS: "+", LinkSign.MINUS: "−", LinkSign.CONTRADICTED: "±", LinkSign.UNKNOWN: "?"}
    between = {(k.cause, k.effect): k for k in causal_map.links}
    shown = []
    for loop in find_loops(causal_map, longest=LONGEST_LOOP)[:MOST_LOOPS]:
        steps = [
            between[a, b] for a, b in zip(loop.concepts, (*loop.concepts[1:], loop.concepts[0]), strict=True)
        ]
        shown.append(
            LoopView(
                tuple(causal_map.by_id[c].label for c in loop.concepts),
                tuple(marks[s.sign] for s in steps),
                loop.polarity.value,
            )
        )
    return tuple(shown)
