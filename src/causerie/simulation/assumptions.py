"""A run to the sentences that its answers rest on and that nobody in the texts said."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.simulation.determinate import has_balancing_loop
from causerie.simulation.ensemble import PressOptions
from causerie.simulation.hearing import Heard
from causerie.simulation.priors import prior_named


def state_assumptions(
    whole: Heard, heard: Heard, *, by: str | None, options: PressOptions, left_out: Sequence[str]
) -> tuple[str, ...]:
    """State what answers rest on.

    Args:
        whole: everything that is heard.
        heard: the part of it that the push reaches.
        by: the one voice that is heard, if one was asked for.
        options: how it is run.
        left_out: priors that are not counted, with the reason.

    """
    said = [
        "Every concept limits itself: this is our assumption, not a claim. "
        "Responses are those of a system that stays near a steady state.",
        "Only directions are answered. No size and no time can be known from signs.",
        "Strengths are drawn from priors: "
        + "; ".join(f"{n} ({prior_named(n).says})" for n in options.priors)
        + ". Details are under the prior 'contraction'.",
        "Chances of links come from the words of their claims (evidence.toml): proposals, not measurements.",
    ]
    names = {c.id: c.label for c in whole.causal_map.concepts}
    if by is not None:
        said.append(f"Only '{by}' is heard.")
    if left_out:
        said.append(f"Priors that are not counted: {'; '.join(left_out)}.")
    if not has_balancing_loop(heard.skeleton):
        said.append(
            "No claim describes a balancing loop among what is reached: "
            "only the assumed self-limitation keeps the system near its state."
        )
    one_sided = sum(rise != fall for rise, fall in (link.licensed_sides for link in heard.links))
    if one_sided:
        said.append(
            f"{one_sided} link(s) are only said of a fall ('impossible without') or of a rise ('is enough'); "
            f"on the other side they are felt with a chance drawn in {_shown(options)}."
        )
    if whole.denied:
        shown = "; ".join(f"{names[cause]} → {names[effect]}" for cause, effect in whole.denied)
        said.append(f"Links that are only denied run as absent: {shown}.")
    said += [f"Taken as {'met' if met else 'not met'}: {c!r}." for c, met in whole.conditions.items()]
    if options.criteria:
        said.append(f"{len(options.criteria)} observation(s) reject the draws that do not show them.")
    return tuple(said)


def _shown(options: PressOptions) -> str:
    span = options.encoding.unlicensed
    return f"[{span.low:g}, {span.high:g}]"
