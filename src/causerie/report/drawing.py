"""Turn a causal map into places on a page: boxes for concepts, routes for links."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

import networkx as nx
from fast_sugiyama import from_edges

from causerie.model import Link

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]

#: Width of a concept's box and of the gap between two columns, in pixels: a label of
#: 24 characters a line fits at 14 px, and a sign fits on a link between two boxes.
BOX, GAP = 184.0, 112.0
#: Height of a line of a label, and what a box adds around its lines.
LINE, PADDING = 17.0, 14.0
#: Least space between two boxes of a column.
AIR = 22.0
#: Characters a line, and lines a label; a longer one ends in an ellipsis, whole in its tooltip.
LETTERS, LINES = 24, 3
#: Space that a link takes on the side of a box, at most, and what its corners keep free.
PORT, CORNER = 12.0, 7.0
#: Space between two parts of the map that no link joins.
APART = 44.0
#: Parts are set side by side up to this width.
WIDE = 1500.0
#: Width of the disc that holds a link's sign, with the air around it.
BADGE = 23.0
#: Where on its way a link's sign may stand, the best place first.
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12)


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

    @property
    def baseline(self) -> float:
        """Where its first line of text stands, so that all lines are in its middle."""
        return self.y - (len(self.lines) - 1) * LINE / 2 + LINE * 0.28


@dataclass(frozen=True, slots=True)
class Route:
    """A link's way: where it starts, its Bézier curves, and where its sign stands.

    Attributes:
        curves: two control points and an end for each piece.
    """

    link: str
    start: Point
    curves: tuple[Curve, ...]
    badge: Point

    @property
    def path(self) -> str:
        """The way as an SVG path."""
        words = [f"M{self.start[0]:.1f} {self.start[1]:.1f}"]
        words += ["C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in curve) for curve in self.curves]
        return "".join(words)

    def at(self, share: float) -> Point:
        """Give the point that lies this share of the pieces along the way, in [0, 1]."""
        starts = [self.start, *(c[2] for c in self.curves)]
        piece = min(int(share * len(self.curves)), len(self.curves) - 1)
        t = share * len(self.curves) - piece
        a, (b, c, d) = starts[piece], self.curves[piece]
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points = (a, b, c, d)
        return (
            sum(w * p[0] for w, p in zip(weights, points, strict=True)),
            sum(w * p[1] for w, p in zip(weights, points, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and routes with the size of the page that holds them, in pixels."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


def draw(links: Sequence[Link], *, labels: Mapping[str, str], first: str | None = None) -> Drawing:
    """Place the concepts of some links in columns, causes left of effects where loops allow.

    Args:
        links: what to draw.
        labels: concept id → the words in its box.
        first: the part of the map that holds this concept stands first; else the largest does.

    Source:
        Sugiyama, Tagawa & Toda (1981), Methods for visual understanding of
        hierarchical system structures, IEEE SMC 11:109-125.

    """
    parts = sorted(components(links), key=lambda p: all(first not in (k.cause, k.effect) for k in p))
    placed = _side_by_side([_draw_part(part, labels) for part in parts])
    boxes = tuple(b for d in placed for b in d.boxes)
    routes = _with_badges([r for d in placed for r in d.routes], boxes)
    return Drawing(
        boxes,
        routes,
        max((b.x + b.width / 2 for b in boxes), default=0.0),
        max((b.y + b.height / 2 for b in boxes), default=0.0),
    )


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


def _side_by_side(parts: Sequence[Drawing]) -> list[Drawing]:
    """Set parts beside and below each other: each goes as high as it fits, then as far left."""
    taken: list[tuple[float, float, float]] = []  # left, right and lower end, with the space around
    placed = []
    for part in parts:
        starts = [x for x in (0.0, *(right for _, right, _ in taken)) if not x or x + part.width <= WIDE]
        y, x = min(
            (max((low for left, right, low in taken if left < x + part.width and x < right), default=0.0), x)
            for x in starts
        )
        taken.append((x, x + part.width + APART, y + part.height + APART))
        placed.append(_shifted(part, x, y))
    return placed


def _draw_part(links: Sequence[Link], labels: Mapping[str, str]) -> Drawing:
    """Place one connected part, its upper left corner at the origin."""
    names = list(dict.fromkeys(c for link in links for c in (link.cause, link.effect)))
    number = {c: n for n, c in enumerate(names)}
    edges = list(dict.fromkeys((number[k.cause], number[k.effect]) for k in links if k.cause != k.effect))
    if not edges:  # one concept that acts on itself
        box = _box(names[0], labels[names[0]], (BOX / 2, LINES * LINE), ports=1)
        routes = tuple(_beside(k, box, box) for k in links)
        return Drawing((box,), routes, BOX + GAP, 2 * LINES * LINE)
    (layout,) = from_edges(edges, dummy_vertices=True, vertex_spacing=1.0)
    raw = {int(n): place for n, place in layout[0]}
    ranks = {v: i for i, v in enumerate(sorted({y for _, y in raw.values()}, reverse=True))}
    lowest = min(x for x, _ in raw.values())
    ports = {c: max(sum(k.cause == c for k in links), sum(k.effect == c for k in links)) for c in names}
    flat = {c: _box(c, labels[c], (0.0, 0.0), ports=ports[c]) for c in names}
    row = max(b.height for b in flat.values()) + AIR
    places = {
        n: (ranks[y] * (BOX + GAP) + BOX / 2, (x - lowest) * row + row / 2) for n, (x, y) in raw.items()
    }
    boxes = {c: replace(b, x=places[number[c]][0], y=places[number[c]][1]) for c, b in flat.items()}
    via = _waypoints(list(layout[3] or ()), count=len(names))
    bends = {k.id: [places[n] for n in via.get((number[k.cause], number[k.effect]), ())] for k in links}
    routes = _routes(links, boxes, bends)
    height = max(y for _, y in places.values()) + row / 2
    width = max(x for x, _ in places.values()) + BOX / 2
    return Drawing(tuple(boxes.values()), routes, width, height)


def _box(concept: str, label: str, middle: Point, *, ports: int) -> Box:
    """Make a box that holds its label and has room on its sides for the links that meet there."""
    lines = textwrap.wrap(label, LETTERS) or [""]
    if len(lines) > LINES:
        rest = " ".join(lines[LINES - 1 :])
        lines = [*lines[: LINES - 1], rest[: LETTERS - 1].rstrip() + "…"]
    room = min(ports * PORT + 2 * CORNER, LINES * LINE + PADDING)
    return Box(concept, label, *middle, BOX, max(len(lines) * LINE + PADDING, room), tuple(lines))


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


def _routes(
    links: Sequence[Link], boxes: Mapping[str, Box], bends: Mapping[str, Sequence[Point]]
) -> tuple[Route, ...]:
    """Draw all links of a part; those that meet on one side of a box keep apart there."""
    meeting: dict[tuple[str, int], list[tuple[float, str, bool]]] = {}
    for link in links:
        cause, effect = boxes[link.cause], boxes[link.effect]
        if abs(effect.x - cause.x) < 1:
            continue
        side = 1 if effect.x > cause.x else -1
        on_way = [p[1] for p in bends[link.id]]
        meeting.setdefault((link.cause, side), []).append((on_way[0] if on_way else effect.y, link.id, True))
        meeting.setdefault((link.effect, -side), []).append(
            (on_way[-1] if on_way else cause.y, link.id, False)
        )
    ports: dict[tuple[str, bool], Point] = {}
    for (concept, side), held in meeting.items():
        box = boxes[concept]
        apart = min(PORT, (box.height - 2 * CORNER) / max(len(held) - 1, 1))
        for n, (_, link_id, leaves) in enumerate(sorted(held)):
            y = box.y + (n - (len(held) - 1) / 2) * apart
            ports[link_id, leaves] = (box.x + side * box.width / 2, y)
    return tuple(
        _through(k.id, ports[k.id, True], ports[k.id, False], bends[k.id])
        if (k.id, True) in ports
        else _beside(k, boxes[k.cause], boxes[k.effect])
        for k in links
    )


def _through(link: str, start: Point, end: Point, bends: Sequence[Point]) -> Route:
    """Draw a link from port to port: level past the boxes of a column, curved between columns."""
    side = 1 if end[0] > start[0] else -1
    points = [start]
    for x, y in bends:
        points += [(x - side * BOX / 2, y), (x + side * BOX / 2, y)]
    points.append(end)
    reach = side * GAP * 0.55
    level = side * BOX / 3
    curves = tuple(
        ((a[0] + (level if n % 2 else reach), a[1]), (b[0] - (level if n % 2 else reach), b[1]), b)
        for n, (a, b) in enumerate(pairwise(points))
    )
    return Route(link, start, curves, (0.0, 0.0))


def _beside(link: Link, cause: Box, effect: Box) -> Route:
    """Draw a link between two boxes of one column, or from a box to itself, bulging to the right."""
    x, bulge = cause.x + cause.width / 2, GAP * 0.6
    step = cause.height / 4 if cause is effect else 0.0
    start, end = (x, cause.y - step), (x, effect.y + step)
    return Route(link.id, start, (((x + bulge, start[1] - step), (x + bulge, end[1] + step), end),), start)


def _with_badges(routes: Sequence[Route], boxes: Sequence[Box]) -> tuple[Route, ...]:
    """Give every link's sign a place on its way, away from boxes and from the other signs."""
    taken: dict[tuple[int, int], list[Point]] = {}
    walls: dict[int, list[Box]] = {}
    for box in boxes:
        for n in range(int(box.left // BOX), int((box.left + box.width) // BOX) + 1):
            walls.setdefault(n, []).append(box)

    def crowded(point: Point) -> float:
        """Say how far a sign at a point would reach into others, in pixels."""
        column, row = int(point[0] // BADGE), int(point[1] // BADGE)
        near = (p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in taken.get((column + i, row + j), ()))
        over = max((BADGE - hypot(p[0] - point[0], p[1] - point[1]) for p in near), default=0.0)
        hit = any(
            abs(b.x - point[0]) < (b.width + BADGE) / 2 - 2
            and abs(b.y - point[1]) < (b.height + BADGE) / 2 - 2
            for b in walls.get(int(point[0] // BOX), ())
        )
        return max(over, BADGE / 2 if hit else 0.0, 0.0)

    held = []
    for route in routes:
        pieces = len(route.curves)
        # The middle of the first piece, the last and each between; then places beside these.
        spots = [
            (n + t) / pieces
            for t in PLACES
            for n in sorted(range(pieces), key=lambda n: abs(2 * n + 1 - pieces))
        ]
        place = min((route.at(s) for s in spots), key=crowded)
        taken.setdefault((int(place[0] // BADGE), int(place[1] // BADGE)), []).append(place)
        held.append(replace(route, badge=place))
    return tuple(held)


def _shifted(drawing: Drawing, x: float, y: float) -> Drawing:
    """Move a drawing."""

    def at(point: Point) -> Point:
        return point[0] + x, point[1] + y

    return Drawing(
        tuple(replace(b, x=b.x + x, y=b.y + y) for b in drawing.boxes),
        tuple(
            Route(r.link, at(r.start), tuple((at(a), at(b), at(c)) for a, b, c in r.curves), at(r.badge))
            for r in drawing.routes
        ),
        drawing.width,
        drawing.height,
    )
