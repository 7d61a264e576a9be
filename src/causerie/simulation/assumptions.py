"""A run to the sentences that its answers rest on and that nobody in the texts said."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.languages.interface import phrases
from causerie.simulation.determinate import has_balancing_loop
from causerie.simulation.ensemble import PressOptions
from causerie.simulation.hearing import Heard


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
    words = phrases(options.language, "assumptions")
    priors = "; ".join(f"{n} ({words['prior_' + n]})" for n in options.priors)
    said = [words["limits"], words["directions"], words["priors"].format(priors=priors), words["words"]]
    names = {c.id: c.label for c in whole.causal_map.concepts}
    if by is not None:
        said.append(words["only"].format(by=by))
    if left_out:
        said.append(words["left_out"].format(priors="; ".join(left_out)))
    if not has_balancing_loop(heard.skeleton):
        said.append(words["no_balancing"])
    one_sided = sum(rise != fall for rise, fall in (link.licensed_sides for link in heard.links))
    if one_sided:
        said.append(words["one_sided"].format(count=one_sided, span=_shown(options)))
    if whole.denied:
        shown = "; ".join(f"{names[cause]} → {names[effect]}" for cause, effect in whole.denied)
        said.append(words["denied"].format(links=shown))
    said += [words["met" if met else "not_met"].format(condition=c) for c, met in whole.conditions.items()]
    if options.criteria:
        said.append(words["observations"].format(count=len(options.criteria)))
    return tuple(said)


def _shown(options: PressOptions) -> str:
    span = options.encoding.unlicensed
    return f"[{span.low:g}, {span.high:g}]"
