"""Published systems and the examples' map to the gallery page and its pictures.

`python -m docs.make_gallery` writes docs/gallery.md and docs/pictures/*.svg.
The same code gives the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.webs import EIGHT, HARE_A, HARE_B, HARE_CONCEPTS, MACQUARIE, MACQUARIE_CONCEPTS, Signs, signs
from causerie.languages.interface import phrases
from causerie.model import CausalMap
from causerie.project import Project
from causerie.simulation import (
    SETTINGS,
    Answer,
    Forecast,
    Range,
    Setting,
    Tier,
    WhatIf,
    answer_press,
    draw_responses,
    draw_trajectories,
    draw_ways,
    find_loops,
    forecast_signs,
    loops_of_signs,
    predict_signs,
    render_picture,
    run_fuzzy,
    uniqueness,
)
from causerie.simulation.answers import Pushed
from causerie.simulation.determinate import possible_directions
from causerie.simulation.ensemble import push_vector
from causerie.simulation.fuzzy import response_signs
from causerie.simulation.matrices import skeleton_of_map, skeleton_of_signs
from causerie.simulation.press import ROBUST

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
EXAMPLES = HERE.parent / "examples" / "articles"

#: Priors for matrices of signs; the others need no matrix of their own here.
COMPARED = ("qpress", "unit", "loguniform", "contraction", "shares")

DRAWS = 20_000


def main() -> None:
    """Write the page and its pictures."""
    PICTURES.mkdir(exist_ok=True)
    parts = [_opening(), _hare(), _macquarie(), _eight(), _examples()]
    (HERE / "gallery.md").write_text("\n".join(parts), encoding="utf-8")


def _opening() -> str:
    return """# Gallery

Three published systems and the map of the articles in `examples/`. Written by
`python -m docs.make_gallery`; what the answers mean is in [method.md](method.md).
"""


def _hare() -> str:
    lines = []
    for name, web in (("A", HARE_A), ("B", HARE_B)):
        found = forecast_signs(signs(web), {"vegetation": 1}, concepts=HARE_CONCEPTS, draws=100_000)
        shares = [f"{share:.2f}" for share in found.rise]
        lines.append([name, f"{found.stable:.2f}", *shares])
    head = ["model", "stable draws", *(f"P({c} rises)" for c in HARE_CONCEPTS)]
    return f"""## The snowshoe hare: one more link, and certainty is gone

Hare, predators, vegetation (Dambacher & Ramos-Jiliberto 2007; run with random strengths by
Melbourne-Thomas et al. 2012). Vegetation is pushed up. In model A every stable system raises
all three. Model B lets vegetation also help the predators, and in more than a third of the
stable draws the hare falls ("almost 40%" in the source).

{_table(head, lines)}
"""


def _macquarie() -> str:
    matrix = signs(MACQUARIE)
    push = {"rabbits": -1}
    forecasts = {
        name: forecast_signs(matrix, push, concepts=MACQUARIE_CONCEPTS, prior=name, draws=DRAWS)
        for name in COMPARED
    }
    told = _what_if(matrix, MACQUARIE_CONCEPTS, push, forecasts)
    _write("macquarie", render_picture(draw_responses(told), "svg"))
    weighted = predict_signs(matrix).weighted[:, MACQUARIE_CONCEPTS.index("rabbits")]
    lines = [
        [a.label, a.sign, a.tier.value, _shown(a.rise), _shown(a.fall), f"{weighted[i]:.2f}"]
        for i, a in enumerate(told.answers)
    ]
    stable = ", ".join(f"{n} {f.stable:.2f}" for n, f in forecasts.items())
    head = ["concept", "sign", "tier", "P(rises)", "P(falls)", "weighted prediction"]
    return f"""## Macquarie Island: what is decided when the rabbits go, and what is not

Fifteen groups (Raymond et al. 2011) with {len(loops_of_signs(matrix, longest=6))} feedback loops of up to six
links. Rabbits are pushed down. The range runs over {len(COMPARED)} priors of strengths; stable draws:
{stable}.
The bars show how much an answer owes to a choice that nobody can justify (Kristensen et al. 2019).

![Responses to fewer rabbits](pictures/macquarie.svg)

{_table(head, lines)}
"""


def _eight() -> str:
    names = tuple(f"C{i}" for i in range(1, 9))
    start = [1.0, 1.0, 0, 0, 0, 0, 0, 0]
    compatible = Setting("mkosko", "sigmoid")
    run = run_fuzzy(EIGHT, start, setting=compatible)
    _write("eight", render_picture(draw_trajectories(run, names), "svg"))
    swept = response_signs(EIGHT, {0: 1})
    shown = {1.0: "+", -1.0: "−", 0.0: "0"}
    lines = [
        [
            f"{s.rule} {s.transfer} {s.slope:g}",
            f"{uniqueness(EIGHT, s).gain:.2f}",
            *(shown.get(v, "–") for v in row),
        ]
        for s, row in zip(SETTINGS, swept, strict=True)
    ]
    agreed = np.nanmax([np.nanmean(swept == value, axis=0) for value in (1, -1, 0)], axis=0)
    shares = ", ".join(f"{n} {a:.0%}" for n, a in zip(names, agreed, strict=True))
    return f"""## A fuzzy cognitive map, and what its settings do to its answers

The eight concepts of the R package *fcm* (Dikopoulou & Papageorgiou 2017), with modified Kosko
inference and a sigmoid: {run.iterations} iterations to the printed end state.

![States by iteration](pictures/eight.svg)

The same map with C1 held high, against its baseline, under the usual settings. A gain of 1 or
more means that the map may have several end states; "–" marks settings that do not settle.

{_table(["setting", "gain", *names], lines)}

Share of settings on which the commonest sign holds: {shares}.
"""


def _examples() -> str:
    with tempfile.TemporaryDirectory() as folder, Project(Path(folder) / "gallery.causerie") as project:
        project.read([EXAMPLES])
        causal_map = project.map
    labels = {c.id: c.label for c in causal_map.concepts}
    pushed = _widest(causal_map)
    told = answer_press(causal_map, {pushed: 1})
    _write("examples", render_picture(draw_responses(told), "svg"))
    answers = [a for a in told.answers if a.tier is not Tier.UNREACHABLE]
    longest = max(answers, key=lambda a: (len(a.paths[0].concepts), a.rise.high))
    _write("examples-ways", render_picture(draw_ways(longest, labels), "svg"))
    lines = [
        [a.label, a.sign, a.tier.value, _shown(a.rise), _shown(a.fall), _who(a), _claims(a)] for a in answers
    ]
    head = ["concept", "sign", "tier", "P(rises)", "P(falls)", "strongest way on whose word", "claims"]
    loops = find_loops(causal_map)
    return f"""## The articles in `examples/`

Read, merged and run without a correction by hand: {len(causal_map.concepts)} concepts,
{len(causal_map.links)} links, {len(loops)} feedback loops. The concept that most others can respond to,
*{labels[pushed]}*, is pushed up; {len(answers)} of them respond, the rest are exactly 0.

![Responses](pictures/examples.svg)

{_table(head, lines)}

![Ways](pictures/examples-ways.svg)

What this answer rests on:

{chr(10).join(f"- {line}" for line in told.assumptions)}
"""


def _what_if(
    matrix: Signs, concepts: tuple[str, ...], push: Mapping[str, int], forecasts: Mapping[str, Forecast]
) -> WhatIf:
    """Put forecasts under several priors into the form of an answer."""
    skeleton = skeleton_of_signs(matrix, concepts=concepts)
    possible = possible_directions(skeleton, push_vector(skeleton, push))
    answers = []
    for i, concept in enumerate(concepts):
        rise = Range(*_ends(float(f.rise[i]) for f in forecasts.values()))
        fall = Range(*_ends(float(f.fall[i]) for f in forecasts.values()))
        leads = {"+" if f.rise[i] > f.fall[i] else "-" for f in forecasts.values()}
        sign = leads.pop() if len(leads) == 1 else "?"
        if not possible.rise[i] and not possible.fall[i]:
            sign, tier = "0", Tier.UNREACHABLE
        elif possible.rise[i] != possible.fall[i]:
            tier = Tier.CERTAIN
        else:
            tier = Tier.ROBUST if max(rise.low, fall.low) >= ROBUST else Tier.OPEN
        answers.append(Answer(concept, concept, sign, tier, rise, fall, given_response=rise))
    pushed = tuple(Pushed(c, c, c, d) for c, d in push.items())
    words = phrases("en", "assumptions")
    says = tuple(words[f"prior_{n}"] for n in forecasts)
    return WhatIf(pushed, tuple(answers), says, (), DRAWS, 0)


def _widest(causal_map: CausalMap) -> str:
    """Find the concept from which most others are reached over links that somebody asserts."""
    asserted = [link for link in causal_map.links if any(not e.negated for e in link.evidence)]
    skeleton = skeleton_of_map(replace(causal_map, links=tuple(asserted)))
    counts = [int(skeleton.reached([i]).sum()) - 1 for i in range(skeleton.size)]
    return skeleton.concepts[int(np.argmax(counts))]


def _who(answer: Answer) -> str:
    return " → ".join(" & ".join(step) for step in answer.paths[0].speakers)


def _claims(answer: Answer) -> str:
    return " → ".join(" & ".join(step) for step in answer.paths[0].claims)


def _ends(values: Iterable[float]) -> tuple[float, float]:
    held = list(values)
    return min(held), max(held)


def _shown(span: Range) -> str:
    return (
        f"{span.low:.2f}" if round(span.low, 2) == round(span.high, 2) else f"{span.low:.2f}–{span.high:.2f}"
    )


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)


def _write(name: str, picture: bytes) -> None:
    (PICTURES / f"{name}.svg").write_bytes(picture)


if __name__ == "__main__":
    main()
