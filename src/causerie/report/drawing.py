"""Turn a causal map into places on a page: boxes for concepts, routes for links."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import networkx as nx
from fast_sugiyama import from_edges

from causerie.model import CausalMap, Link

Point = tuple[float, float]

#: Width of a concept's box and of the gap between two columns, in pixels: a label of
#: 24 characters a line fits at 14 px, and a sign fits on a link between two boxes.
BOX, GAP = 184.0, 104.0
#: Height of a line of a label, and what a box adds around its lines.
LINE, PADDING = 17.0, 14.0
#: Height of a row: three lines of label and some air.
ROW = 84.0
#: Characters a line, and lines a label; a longer one ends in an ellipsis, whole in its tooltip.
LETTERS, LINES = 24, 3
#: Space between two parts of the map that no link joins.
APART = 48.0
#: Components are set side by side up to this width.
WIDE = 1500.0


@dataclass(frozen=True, slots=True)
class Box:
    """A concept's box: its middle, its size, and its label, whole and in lines."""

    concept: str
    label: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.height / 2


@dataclass(frozen=True, slots=True)
class Route:
    """A link's way: where it starts, its Bézier curves, and where its sign stands.

    Attributes:
        curves: two control points and an end for each piece.
    """

    link: str
    start: Point
    curves: tuple[tuple[Point, Point, Point], ...]
    middle: Point

    @property
    def path(self) -> str:
        """The way as an SVG path."""
        words = [f"M{self.start[0]:.1f} {self.start[1]:.1f}"]
        words += ["C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in curve) for curve in self.curves]
        return "".join(words)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and routes with the size of the page that holds them, in pixels."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


def draw(causal_map: CausalMap, links: Sequence[Link]) -> Drawing:
    """Place the concepts of some links in columns, causes left of effects where loops allow.

    Source:
        Sugiyama, Tagawa & Toda (1981), Methods for visual understanding of
        hierarchical system structures, IEEE SMC 11:109-125.
    """
    parts = [_draw_part(causal_map, part) for part in components(links)]
    placed: list[Drawing] = []
    x = y = shelf = widest = 0.0
    for part in parts:
        if x and x + part.width > WIDE:
            x, y, shelf = 0.0, y + shelf + APART, 0.0
        placed.append(_shifted(part, x, y))
        x += part.width + APART
        widest, shelf = max(widest, x - APART), max(shelf, part.height)
    boxes = tuple(b for d in placed for b in d.boxes)
    return Drawing(boxes, tuple(r for d in placed for r in d.routes), widest, y + shelf)


def components(links: Iterable[Link]) -> list[list[Link]]:
    """Split links into those that hang together, the largest part first."""
    graph = nx.Graph()
    held = list(links)
    graph.add_edges_from((link.cause, link.effect) for link in held)
    part_of = {c: n for n, part in enumerate(nx.connected_components(graph)) for c in part}
    parts: dict[int, list[Link]] = {}
    for link in held:
        parts.setdefault(part_of[link.cause], []).append(link)
    return sorted(
        parts.values(), key=lambda p: (-len({c for k in p for c in (k.cause, k.effect)}), -len(p), p[0].id)
    )


def _draw_part(causal_map: CausalMap, links: Sequence[Link]) -> Drawing:
    """Place one connected part, its upper left corner at the origin."""
    names = list(dict.fromkeys(c for link in links for c in (link.cause, link.effect)))
    number = {c: n for n, c in enumerate(names)}
    edges = list(dict.fromkeys((number[k.cause], number[k.effect]) for k in links if k.cause != k.effect))
    (layout,) = from_edges(edges, dummy_vertices=True, vertex_spacing=1.0)
    raw = {int(n): place for n, place in layout[0]}
    ranks = {v: i for i, v in enumerate(sorted({y for _, y in raw.values()}, reverse=True))}
    lowest = min(x for x, _ in raw.values())
    places = {
        n: (ranks[y] * (BOX + GAP) + BOX / 2, (x - lowest) * ROW + ROW / 2) for n, (x, y) in raw.items()
    }
    boxes = {c: _box(c, causal_map.by_id[c].label, places[number[c]]) for c in names}
    via = _waypoints(list(layout[3] or ()), count=len(names))
    routes = [
        _route(k, boxes, [places[n] for n in via.get((number[k.cause], number[k.effect]), ())]) for k in links
    ]
    height = max(y for _, y in places.values()) + ROW / 2
    width = max(x for x, _ in places.values()) + BOX / 2
    return Drawing(tuple(boxes.values()), tuple(routes), width, height)


def _box(concept: str, label: str, middle: Point) -> Box:
    lines = textwrap.wrap(label, LETTERS) or [""]
    if len(lines) > LINES:
        lines = [
            *lines[: LINES - 1],
            textwrap.shorten(" ".join(lines[LINES - 1 :]), LETTERS, placeholder="…"),
        ]
    return Box(concept, label, *middle, BOX, len(lines) * LINE + PADDING, tuple(lines))


def _waypoints(
    edges: Sequence[tuple[int | str, int | str]], *, count: int
) -> dict[tuple[int, int], list[int]]:
    """Map an edge to the bends that the layout gave it: numbers from `count` on are bends.

    An edge that closes a loop is laid out backwards, so both ways are kept.
    """
    onward = {int(s): int(t) for s, t in edges if int(s) >= count}
    held: dict[tuple[int, int], list[int]] = {}
    for start, first in ((int(s), int(t)) for s, t in edges if int(s) < count <= int(t)):
        bends = [first]
        while onward[bends[-1]] >= count:
            bends.append(onward[bends[-1]])
        end = onward[bends[-1]]
        held[start, end] = bends
        held.setdefault((end, start), bends[::-1])
    return held


def _route(link: Link, boxes: dict[str, Box], bends: Sequence[Point]) -> Route:
    """Draw a link from box to box through its bends, as a smooth curve."""
    cause, effect = boxes[link.cause], boxes[link.effect]
    forward = effect.x > cause.x + 1
    if abs(effect.x - cause.x) < 1:
        return _beside(link, cause, effect)
    side = 1 if forward else -1
    start = (cause.x + side * cause.width / 2, cause.y + (0 if forward else cause.height / 4))
    end = (effect.x - side * effect.width / 2, effect.y + (0 if forward else effect.height / 4))
    points = [start, *bends, end]
    reach = side * GAP * 0.55
    curves = tuple(((a[0] + reach, a[1]), (b[0] - reach, b[1]), b) for a, b in pairwise(points))
    half = len(points) // 2
    a, b = points[half - 1], points[half]
    return Route(link.id, start, curves, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))


def _beside(link: Link, cause: Box, effect: Box) -> Route:
    """Draw a link between two boxes of one column, bulging to the right."""
    x, bulge = cause.x + cause.width / 2, GAP * 0.6
    curve = ((x + bulge, cause.y), (x + bulge, effect.y), (x, effect.y))
    return Route(link.id, (x, cause.y), (curve,), (x + bulge * 0.75, (cause.y + effect.y) / 2))


def _shifted(drawing: Drawing, x: float, y: float) -> Drawing:
    """Move a drawing."""

    def at(point: Point) -> Point:
        return point[0] + x, point[1] + y

    return Drawing(
        tuple(replace(b, x=b.x + x, y=b.y + y) for b in drawing.boxes),
        tuple(
            Route(r.link, at(r.start), tuple((at(a), at(b), at(c)) for a, b, c in r.curves), at(r.middle))
            for r in drawing.routes
        ),
        drawing.width,
        drawing.height,
    )
