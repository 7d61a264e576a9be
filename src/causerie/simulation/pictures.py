"""Answers to pictures: responses with their ranges, what decides, trajectories, ways.

Signs have a shape as well as a colour, so that a picture can be read in grey.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from causerie.errors import FormatError
from causerie.simulation.answers import Answer, PathAnswer, Tier, WhatIf
from causerie.simulation.deciding import Deciding
from causerie.simulation.fuzzy import Trajectory

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Formats in which `render_picture` gives a picture.
PICTURE_FORMATS = ("svg", "png")

#: Okabe & Ito's colours, told apart by the colour-blind: vermilion falls, blue rises.
_COLOURS = {"+": "#0072B2", "-": "#D55E00", "?": "#666666", "±": "#666666", "0": "#AAAAAA"}
_MARKERS = {"+": "^", "-": "v", "?": "o", "±": "o", "0": "."}
_FILLED = (Tier.CERTAIN, Tier.ROBUST)

#: Characters of a concept's label before it is broken, and lines before it is cut.
_WIDE, _LINES = 34, 2


def draw_responses(what_if: WhatIf, *, most: int = 30) -> Figure:
    """Draw every response as a signed dot: how much likelier a rise is than a fall, with its range.

    Full signs are certain or robust, empty ones open; the bar spans the
    declared priors. The strongest `most` are shown, unreachable ones are counted.
    """
    reached = [a for a in what_if.answers if a.tier is not Tier.UNREACHABLE]
    shown = _clearest(reached, most)
    figure, axes = _figure(width=8.0, height=1.6 + 0.42 * max(len(shown), 1))
    for row, answer in enumerate(shown):
        low, high = answer.rise.low - answer.fall.high, answer.rise.high - answer.fall.low
        colour = _COLOURS[answer.sign]
        axes.plot([low, high], [row, row], color=colour, linewidth=2.5, solid_capstyle="butt", alpha=0.6)
        face = colour if answer.tier in _FILLED else "white"
        axes.plot(_lean(answer), row, _MARKERS[answer.sign], color=colour, markerfacecolor=face, markersize=8)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlim(-1.05, 1.05)
    axes.set_ylim(-0.7, max(len(shown), 1) - 0.3)
    axes.set_yticks(range(len(shown)), [_broken(a.label) for a in shown])
    axes.set_xlabel("P(falls) ←      P(rises) − P(falls), range over priors      → P(rises)")
    pushed = ", ".join(f"{p.label} {'↑' if p.direction > 0 else '↓'}" for p in what_if.pushed)
    hidden = len(what_if.answers) - len(shown)
    axes.set_title(
        f"Push: {pushed}" + (f"   ({hidden} not shown)" if hidden else ""), loc="left", fontsize=10
    )
    return figure


def draw_tornado(deciding: Deciding, *, label: str, most: int = 12) -> Figure:
    """Draw how an answer moves when each claim is left out, most moving on top; stars mark flips."""
    shown = [m for m in deciding.claims if abs(m.change) > 0][:most][::-1]
    figure, axes = _figure(width=8.0, height=1.6 + 0.36 * max(len(shown), 1))
    for row, moved in enumerate(shown):
        colour = _COLOURS["+" if moved.change > 0 else "-"]
        axes.barh(row, moved.change, left=deciding.lean, color=colour, height=0.65)
        if moved.flips:
            axes.plot(deciding.lean + moved.change, row, "*", color="black", markersize=9)
    axes.axvline(deciding.lean, color="black", linewidth=0.8)
    axes.axvline(0, color="black", linewidth=0.8, linestyle=":")
    axes.set_xlim(-1.05, 1.05)
    axes.set_yticks(range(len(shown)), [m.name for m in shown])
    axes.set_xlabel("P(rises) − P(falls) without the claim;  ★ the answer flips or falls silent")
    axes.set_title(f"What decides: {_broken(label)}", loc="left", fontsize=10)
    return figure


def draw_trajectories(trajectory: Trajectory, labels: Sequence[str], *, most: int = 10) -> Figure:
    """Draw the states of a fuzzy cognitive map by iteration, one line a concept.

    Of the concepts that move, the `most` that move most are shown; of none, all stay out.
    """
    figure, axes = _figure(width=8.0, height=4.5)
    ends, moves = trajectory.final, np.abs(trajectory.final - trajectory.states[0])
    shown = [c for c in np.argsort(-moves, kind="stable")[:most] if moves[c] > 0]
    for concept in sorted(shown, key=lambda c: -ends[c]):
        axes.plot(trajectory.states[:, concept], linewidth=1.6, label=_broken(labels[concept]))
    axes.set_xlabel("iteration (not time)")
    axes.set_ylabel("state (no unit)")
    outcome = trajectory.outcome.value + (f", period {trajectory.period}" if trajectory.period else "")
    axes.set_title(f"{outcome} after {trajectory.iterations} iterations", loc="left", fontsize=10)
    if shown:
        axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), fontsize=8, frameon=False)
    return figure


def draw_ways(answer: Answer, labels: Mapping[str, str]) -> Figure:
    """Draw the strongest ways to a concept, one a row, with sign, share and who says each step."""
    longest = max((len(p.concepts) for p in answer.paths), default=2)
    figure, axes = _figure(width=2.4 * longest + 0.6, height=0.9 + 1.2 * max(len(answer.paths), 1))
    for row, path in enumerate(answer.paths):
        _draw_way(axes, path, labels, height=-row, longest=longest)
    axes.set_xlim(-0.6, longest - 0.4)
    axes.set_ylim(-max(len(answer.paths), 1) + 0.35, 0.65)
    axes.set_axis_off()
    axes.set_title(f"Ways to: {_broken(answer.label)}", loc="left", fontsize=10)
    return figure


def render_picture(figure: Figure, picture_format: str) -> bytes:
    """Turn a figure into the bytes of a file; the same figure gives the same bytes.

    Raises:
        FormatError: no such format.

    """
    if picture_format not in PICTURE_FORMATS:
        raise FormatError(f"no picture format '{picture_format}'; choose from {', '.join(PICTURE_FORMATS)}")
    import matplotlib

    held = io.BytesIO()
    undated = {"Date": None} if picture_format == "svg" else {"Software": None}
    with matplotlib.rc_context({"svg.hashsalt": "causerie", "svg.fonttype": "none"}):
        figure.savefig(held, format=picture_format, dpi=150, metadata=undated, bbox_inches="tight")
    return held.getvalue()


def _figure(*, width: float, height: float) -> tuple[Figure, Axes]:
    """Make a figure that no window and no global state knows of; sizes in inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=8)
    return figure, axes


def _draw_way(
    axes: Axes, path: PathAnswer, labels: Mapping[str, str], *, height: float, longest: int
) -> None:
    colour = _COLOURS[path.sign]
    for step, concept in enumerate(path.concepts):
        text = "\n".join(textwrap.wrap(labels[concept], 18)[:3])
        box = {"boxstyle": "round,pad=0.3", "facecolor": "white", "edgecolor": "#444444", "linewidth": 0.8}
        axes.text(step, height, text, ha="center", va="center", fontsize=8, bbox=box, zorder=3)
    for step, speakers in enumerate(path.speakers):
        arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.5}
        axes.annotate("", (step + 0.71, height), (step + 0.29, height), arrowprops=arrow)
        axes.text(
            step + 0.5, height + 0.12, "\n".join(textwrap.wrap(", ".join(speakers), 16)[:2]),
            ha="center", va="bottom", fontsize=7, color="#444444",
        )  # fmt: skip
    whole = f"one voice: {', '.join(path.held_by)}" if path.held_by else "no one voice holds it"
    axes.text(
        (len(path.concepts) - 1) / 2 if longest == 2 else 0, height - 0.32,
        f"sign {path.sign}   share {path.share:.0%}   {whole}",
        ha="center" if longest == 2 else "left", va="top", fontsize=7, color=colour,
    )  # fmt: skip


def _lean(answer: Answer) -> float:
    """Give the middle of P(rise) - P(fall) over the priors."""
    return (answer.rise.low + answer.rise.high - answer.fall.low - answer.fall.high) / 2


def _clearest(answers: Sequence[Answer], most: int) -> list[Answer]:
    kept = sorted(answers, key=lambda a: -abs(_lean(a)))[:most]
    return sorted(kept, key=_lean)


def _broken(label: str) -> str:
    lines = textwrap.wrap(label, _WIDE)
    return "\n".join(lines[:_LINES]) + ("…" if len(lines) > _LINES else "")
