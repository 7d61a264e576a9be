"""Turn a map into the answers that the report shows: its main outcome, levers, loops and responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from causerie.errors import ModelError
from causerie.model import CausalMap, Link
from causerie.report.views import ClaimView, Views, class_of, mark_of
from causerie.simulation import (
    Answer,
    Deciding,
    Lever,
    PressOptions,
    Range,
    Tier,
    WhatIf,
    answer_fuzzy,
    answer_press,
    find_deciding,
    find_levers,
    find_loops,
    to_json,
    trace_fuzzy,
)
from causerie.simulation.answers import PathAnswer
from causerie.simulation.pictures import draw_trajectories, render_picture

#: Links of a part of the map up to which so many draws are made for each prior; above the last
#: the page runs nothing and says so. Time grows faster than links: 1,000 draws of one push
#: took .2 s on 500 links and over a minute on 5,000.
DRAWS = ((600, 1_000), (1_300, 300))
#: Concepts that can be pushed in the page: beyond these the page would hold more answers than text.
MOST_PUSHED = 60
#: Work that the page spends on pushes: links that a push can travel, summed over pushes.
MOST_WORK = 5_000
#: Concepts in one feedback component up to which every declared prior is run; above, stability
#: tests alone would take minutes, and only the prior that is stable by construction is run.
LARGEST_BLOCK = 12
#: Levers shown for each direction, and claims among what decides.
MOST_LEVERS, MOST_DECIDING = 8, 10
#: Claims between lever and outcome up to which each is left out in turn.
MOST_LEFT_OUT = 400
#: Draws behind the order of the loops.
GAIN_DRAWS = 500
#: Links of a part up to which fuzzy cognitive maps are asked too: half a second.
MOST_FUZZY = 150
#: Loops shown, the strongest first; and the longest looked for, shorter where there are too many.
MOST_LOOPS, LOOP_LENGTHS = 24, (8, 5, 3)


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a way, with who says it, and whether the page tells the link."""

    link: str
    told: bool
    to: str
    mark: str
    sign: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way from concept to concept, or round a loop.

    Attributes:
        share: its part of the strength of all ways, in [0, 1]; None round a loop.
        held_by: voices that hold every step.

    """

    start: str
    steps: tuple[Step, ...]
    held_by: tuple[str, ...]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class LeverView:
    """A push that moves the main outcome one way.

    Attributes:
        direction: 1 where the concept is pushed up, -1 down.
        ways: the strongest ways to the outcome.

    """

    concept: str
    label: str
    direction: int
    tier: str
    chance: Range
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class LoopView:
    """A feedback loop and what it does."""

    polarity: str
    way: Way


@dataclass(frozen=True, slots=True)
class DecidingView:
    """What the answer for the main outcome hangs on when its first lever is pushed.

    Attributes:
        lean: P(rises) - P(falls) with everything heard, in [-1, 1].
        claims: (link id, claim, lean without it, whether the answer then flips).
        speakers: (name, lean without him, whether the answer then flips).

    """

    lean: float
    claims: tuple[tuple[str, ClaimView, float, bool], ...]
    speakers: tuple[tuple[str, float, bool], ...]


@dataclass(frozen=True, slots=True)
class Levers:
    """What raises the main outcome, what lowers it, and on what the first of them hangs.

    Attributes:
        fuzzy: share of the settings of fuzzy cognitive maps that move the outcome
            as the first lever is said to; None where none settles, or too many links to ask.
        states: the states of such a map by iteration, as SVG; "" where it was not asked.

    """

    raising: tuple[LeverView, ...]
    lowering: tuple[LeverView, ...]
    deciding: DecidingView | None
    fuzzy: float | None
    assumptions: tuple[str, ...]
    error: float
    states: str = ""

    @property
    def first(self) -> LeverView | None:
        """The surest lever of all."""
        both = (*self.raising[:1], *self.lowering[:1])
        return min(both, key=lambda v: (list(Tier).index(Tier(v.tier)), -v.chance.low), default=None)


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

    above = count_reached(graph.reverse(copy=False))

    def rank(concept: str) -> tuple[int, int, int, str]:
        return (
            -len(voices[concept]) * above[concept],
            -graph.in_degree(concept),
            graph.out_degree(concept),
            concept,
        )

    return min(voices, key=rank)


def count_reached(graph: nx.DiGraph) -> dict[str, int]:
    """Count the concepts that each concept leads to, itself left out.

    Loops are taken together, and sets of concepts are the bits of a number: a
    search from every concept took 8 s on 3,000 of them, this takes .1 s.
    """
    whole = nx.condensation(graph)
    bit = {c: 1 << n for n, c in enumerate(graph)}
    reached: dict[int, int] = {}
    for group in reversed(list(nx.topological_sort(whole))):
        held = sum(bit[c] for c in whole.nodes[group]["members"])
        for onward in whole.successors(group):
            held |= reached[onward]
        reached[group] = held
    return {c: reached[group].bit_count() - 1 for c, group in whole.graph["mapping"].items()}


def parts_of(causal_map: CausalMap) -> dict[str, CausalMap]:
    """Map each concept that has a link to the part of the map that hangs together with it.

    Answers about a part are those about the whole: no link leads out of it.
    """
    graph = nx.Graph((k.cause, k.effect) for k in causal_map.links)
    held: dict[str, CausalMap] = {}
    member: dict[str, int] = {c: n for n, part in enumerate(nx.connected_components(graph)) for c in part}
    links: dict[int, list[Link]] = {}
    for link in causal_map.links:
        links.setdefault(member[link.cause], []).append(link)
    for within in links.values():
        ids = dict.fromkeys(c for k in within for c in (k.cause, k.effect))
        part = replace(causal_map, concepts=tuple(causal_map.by_id[c] for c in ids), links=tuple(within))
        held |= dict.fromkeys(ids, part)
    return held


def options_for(part: CausalMap) -> PressOptions | None:
    """Choose how a part of the map is run, in bounded time; None for one that is too large for a page."""
    draws = next((draws for most, draws in DRAWS if len(part.links) <= most), None)
    if draws is None:
        return None
    graph = nx.DiGraph((k.cause, k.effect) for k in part.links)
    largest = max(map(len, nx.strongly_connected_components(graph)))
    plain = PressOptions(draws=draws, details=False)
    return plain if largest <= LARGEST_BLOCK else replace(plain, priors=plain.priors[:1])


def run_pushes(parts: Mapping[str, CausalMap]) -> dict[str, dict[int, WhatIf]]:
    """Push the concepts that reach most, up and down, each alone, as far as the page's work goes."""
    whole = {id(part): part for part in parts.values()}
    chosen = {key: options_for(part) for key, part in whole.items()}
    options = {key: replace(held, paths=0) if held else None for key, held in chosen.items()}
    graph = nx.DiGraph((k.cause, k.effect) for part in whole.values() for k in part.links)
    reached = count_reached(graph)
    leading = [c for c in graph if options[id(parts[c])] and reached[c]]
    runs: dict[str, dict[int, WhatIf]] = {}
    spent = 0
    for concept in sorted(leading, key=lambda c: (-reached[c], c))[:MOST_PUSHED]:
        targets = sorted(nx.descendants(graph, concept))
        spent += sum(graph.out_degree(c) for c in (concept, *targets))
        if spent > MOST_WORK:
            break
        part = parts[concept]
        runs[concept] = {
            way: answer_press(part, {concept: way}, targets=targets, options=options[id(part)])
            for way in (1, -1)
        }
    return runs


def responses(run: WhatIf) -> list[dict[str, object]]:
    """Keep of a run what the page's what-if shows, the surest first."""
    order = {Tier.CERTAIN: 0, Tier.ROBUST: 1, Tier.OPEN: 2}
    reached = [a for a in run.answers if a.tier is not Tier.UNREACHABLE]
    reached.sort(key=lambda a: (order[a.tier], -abs(_lean(a)), a.label))
    return [
        {
            "concept": a.concept,
            "sign": a.sign,
            "tier": a.tier.value,
            "rise": to_json(a.rise),
            "fall": to_json(a.fall),
        }
        for a in reached
    ]


def show_levers(views: Views, part: CausalMap, *, outcome: str) -> Levers | None:
    """Find the pushes that raise the main outcome and those that lower it; None if the map is too large."""
    options = options_for(part)
    if options is None:
        return None
    options = replace(options, language=views.words.language)
    shown: list[tuple[LeverView, ...]] = []
    assumptions: tuple[str, ...] = ()
    error = 0.0
    for direction in (1, -1):
        found = find_levers(part, outcome, direction=direction, pairs=False, options=options)[:MOST_LEVERS]
        held = []
        for lever in found:
            run = answer_press(part, dict(lever.push), targets=[outcome], options=options)
            assumptions, error = run.assumptions, max(error, run.answers[0].error)
            held.append(_lever(views, lever, run.answers[0]))
        shown.append(tuple(held))
    levers = Levers(shown[0], shown[1], None, None, assumptions, error)
    if levers.first is None:
        return levers
    sign = "+" if levers.first in levers.raising else "-"
    return replace(
        levers,
        deciding=_deciding(views, part, levers.first, outcome=outcome, options=options),
        fuzzy=_fuzzy(part, levers.first, outcome=outcome, sign=sign),
        states=_states(views, part, levers.first),
    )


def _fuzzy(part: CausalMap, lever: LeverView, *, outcome: str, sign: str) -> float | None:
    """Ask fuzzy cognitive maps the same, as a second opinion."""
    if len(part.links) > MOST_FUZZY:
        return None
    found = answer_fuzzy(part, {lever.concept: lever.direction})
    return found.holds[found.concepts.index(outcome)].get(sign)


def _states(views: Views, part: CausalMap, lever: LeverView) -> str:
    """Draw one draw of a fuzzy cognitive map by iteration, as the command line does."""
    if len(part.links) > MOST_FUZZY:
        return ""
    trajectory = trace_fuzzy(part, {lever.concept: lever.direction})
    figure = draw_trajectories(trajectory, [views.labels[c.id] for c in part.concepts])
    picture = render_picture(figure, "svg").decode("utf-8")
    return picture[picture.index("<svg") :]


def _lever(views: Views, lever: Lever, answer: Answer) -> LeverView:
    ((concept, direction),) = lever.push
    ways = tuple(_way(views, path) for path in answer.paths)
    return LeverView(concept, views.labels[concept], direction, lever.tier.value, lever.probability, ways)


def _way(views: Views, path: PathAnswer) -> Way:
    between = {(k.cause, k.effect): k for k in views.map.links}
    steps = tuple(
        _step(views, between[a, b], speakers)
        for a, b, speakers in zip(path.concepts, path.concepts[1:], path.speakers, strict=False)
    )
    return Way(views.labels[path.concepts[0]], steps, path.held_by, path.share)


def _step(views: Views, link: Link, speakers: Sequence[str]) -> Step:
    told = link.id in views.by_link
    return Step(link.id, told, views.labels[link.effect], mark_of(link), class_of(link), tuple(speakers))


def _deciding(
    views: Views, part: CausalMap, lever: LeverView, *, outcome: str, options: PressOptions
) -> DecidingView | None:
    """Leave out the claims between the surest lever and the outcome, if they are few enough."""
    if sum(k.citations for k in part.links) > MOST_LEFT_OUT:
        return None
    push = {lever.concept: lever.direction}
    found: Deciding = find_deciding(part, push, target=outcome, options=options)
    claims = [
        (*views.claims[m.name], found.lean + m.change, m.flips)
        for m in found.claims
        if m.change and m.name in views.claims
    ]
    speakers = [(m.name, found.lean + m.change, m.flips) for m in found.speakers if m.change]
    return DecidingView(found.lean, tuple(claims[:MOST_DECIDING]), tuple(speakers[:MOST_DECIDING]))


def show_loops(views: Views) -> tuple[tuple[LoopView, ...], int, int]:
    """Find the feedback loops: the strongest, how many there are, and up to how many links."""
    links = {k.id: k for k in views.map.links}
    for longest in LOOP_LENGTHS:
        try:
            found = find_loops(views.map, longest=longest, options=PressOptions(draws=GAIN_DRAWS))
        except ModelError:  # more loops than can be listed: look for shorter ones only
            continue
        shown = []
        for loop in found[:MOST_LOOPS]:
            steps = tuple(
                _step(views, links[i], said) for i, said in zip(loop.links, loop.speakers, strict=True)
            )
            way = Way(views.labels[loop.concepts[0]], steps, loop.held_by)
            shown.append(LoopView(loop.polarity.value, way))
        return tuple(shown), len(found), longest
    return (), 0, 0


def _lean(answer: Answer) -> float:
    """Give the middle of P(rise) - P(fall) over the priors."""
    return (answer.rise.low + answer.rise.high - answer.fall.low - answer.fall.high) / 2
