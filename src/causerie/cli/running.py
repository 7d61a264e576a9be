"""Turn what is typed into answers of the map: what if, what decides, levers, loops, ways, scenarios."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from causerie.cli.frame import (
    As,
    Format,
    Interface,
    Output,
    ProjectFile,
    app,
    open_project,
    plain_errors,
    running_bar,
    spoken,
    write_answer,
    write_bytes,
)
from causerie.errors import FormatError, ModelError
from causerie.languages.interface import own_language

if TYPE_CHECKING:
    from causerie.project import Push
    from causerie.simulation import PressOptions

Pushes = Annotated[
    list[str],
    typer.Option("--push", help='A concept and which way: "armed resistance=+"', show_default=False),
]
By = Annotated[str | None, typer.Option("--by", help="Count this speaker's claims alone", show_default=False)]
Draws = Annotated[int, typer.Option("--draws", min=1, max=1_000_000, help="Draws under each prior")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Start of the random numbers")]
Threads = Annotated[int, typer.Option("--threads", min=1, help="Threads; answers do not depend on it")]
Evidence = Annotated[
    Path | None,
    typer.Option("--evidence", help="TOML of the chances that words carry", show_default=False),
]
Unmet = Annotated[
    list[str] | None,
    typer.Option("--unmet", help="A condition of the map that is not met", show_default=False),
]
Picture = Annotated[
    Path | None, typer.Option("--picture", help="Also draw it: .svg or .png", show_default=False)
]
Observed = Annotated[
    list[str] | None,
    typer.Option(
        "--observed",
        help='What was seen: "drought=+ > prices=+"; other draws are rejected',
        show_default=False,
    ),
]


@app.command("what-if")
def what_if(
    project: ProjectFile,
    push: Pushes,
    target: Annotated[
        list[str] | None, typer.Option("--target", help="Answer for this concept only", show_default=False)
    ] = None,
    by: By = None,
    observed: Observed = None,
    unmet: Unmet = None,
    draws: Draws = 10_000,
    seed: Seed = 0,
    threads: Threads = 1,
    prior: Annotated[
        list[str] | None, typer.Option("--prior", help="Only under this prior", show_default=False)
    ] = None,
    evidence: Evidence = None,
    save: Annotated[
        str | None, typer.Option("--save", help="Keep the question under this name", show_default=False)
    ] = None,
    picture: Picture = None,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """Push concepts and see what rises, what falls, how sure that is, on whose word."""
    from dataclasses import replace

    from causerie.cli.telling import tell_answer
    from causerie.simulation import Observation
    from causerie.simulation.pictures import draw_responses

    with plain_errors(), open_project(project, interface, format) as held, running_bar() as progress:
        pushes = [parse_push(words) for words in push]
        seen = [parse_observed(words) for words in observed or ()]
        conditions = dict.fromkeys(unmet or (), False)
        options = press_options(draws, seed, threads=threads, priors=prior, evidence=evidence)
        criteria = tuple(Observation(held.find_push(a), held.find_push(b)) for a, b in seen)
        options = replace(
            options,
            conditions=conditions,
            criteria=criteria,
            progress=progress,
            language=interface or own_language(),
        )
        answer = held.what_if(pushes, targets=target or (), by=by, options=options)
        if save:
            held.save_scenario(save, pushes, by=by, conditions=conditions, criteria=seen)
        if picture:
            _draw(draw_responses(answer), picture)
        told = tell_answer(answer, held, spoken(interface, "answer"), named=bool(target))
        write_answer(answer, told, format=format, output=output)


@app.command("decides")
def what_decides(
    project: ProjectFile,
    push: Pushes,
    target: Annotated[str, typer.Option("--target", help="The responding concept", show_default=False)],
    by: By = None,
    draws: Draws = 10_000,
    seed: Seed = 0,
    threads: Threads = 1,
    evidence: Evidence = None,
    picture: Picture = None,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """See which claims, speakers and documents an answer hangs on, and what would turn it."""
    from dataclasses import replace

    from causerie.cli.telling import tell_deciding, tell_taken
    from causerie.simulation.pictures import draw_tornado

    with plain_errors(), open_project(project, interface, format) as held, running_bar() as progress:
        options = press_options(draws, seed, threads=threads, priors=None, evidence=evidence)
        pushes = [parse_push(words) for words in push]
        found = held.what_decides(pushes, target=target, by=by, options=replace(options, progress=progress))
        label = held.map.by_id[found.concept].label
        if picture:
            _draw(draw_tornado(found, label=label), picture)
        words, named = spoken(interface, "answer"), (*(p.words for p in pushes), target)
        told = chain(tell_taken(held, named, words), tell_deciding(found, held, words))
        write_answer(found, told, format=format, output=output)


@app.command("levers")
def find_levers(
    project: ProjectFile,
    target: Annotated[
        str, typer.Option("--target", help='What to move, and which way: "unrest=-"', show_default=False)
    ],
    wanted: Annotated[
        list[str] | None, typer.Option("--wanted", help="A concept whose rise is welcome", show_default=False)
    ] = None,
    unwanted: Annotated[
        list[str] | None, typer.Option("--unwanted", help="A concept whose rise is not", show_default=False)
    ] = None,
    by: By = None,
    draws: Draws = 1_000,
    seed: Seed = 0,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """Rank the single and paired pushes that move a concept, with their side effects."""
    from causerie.cli.telling import tell_levers, tell_taken

    with plain_errors(), open_project(project, interface, format) as held:
        options = press_options(draws, seed, threads=1, priors=None, evidence=None)
        push = parse_push(target)
        found = held.levers(push, wanted=wanted or (), unwanted=unwanted or (), by=by, options=options)
        words, named = spoken(interface, "answer"), (push.words, *(wanted or ()), *(unwanted or ()))
        told = chain(tell_taken(held, named, words), tell_levers(found, held.map, words))
        write_answer(found, told, format=format, output=output)


@app.command("loops")
def find_loops(
    project: ProjectFile,
    longest: Annotated[int, typer.Option("--longest", min=1, help="Links of a loop, at most")] = 8,
    by: By = None,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """List the feedback loops: reinforcing, balancing or contradicted, and who holds them."""
    from causerie.cli.telling import tell_loops

    with plain_errors(), open_project(project, interface, format) as held:
        found = held.loops(longest=longest, by=by)
        write_answer(
            found, tell_loops(found, held.map, spoken(interface, "answer")), format=format, output=output
        )


@app.command("ways")
def find_ways(
    project: ProjectFile,
    source: Annotated[str, typer.Option("--from", help="Where the ways start", show_default=False)],
    target: Annotated[str, typer.Option("--to", help="Where they end", show_default=False)],
    picture: Picture = None,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """Show the strongest ways between two concepts, who carries each step, and how robust they are."""
    from causerie.cli.telling import tell_taken, tell_ways
    from causerie.simulation.pictures import draw_ways

    with plain_errors(), open_project(project, interface, format) as held:
        connected, answer = held.connect(source, target)
        if picture:
            _draw(draw_ways(answer, {c.id: c.label for c in held.map.concepts}), picture)
        words = spoken(interface, "answer")
        told = chain(tell_taken(held, (source, target), words), tell_ways(connected, answer, held, words))
        write_answer({"connection": connected, "answer": answer}, told, format=format, output=output)


@app.command("fuzzy")
def second_opinion(
    project: ProjectFile,
    push: Pushes,
    by: By = None,
    picture: Picture = None,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """Ask fuzzy cognitive maps the same: on how many of the usual settings each sign holds."""
    from causerie.cli.telling import tell_fuzzy, tell_taken
    from causerie.simulation.pictures import draw_trajectories

    with plain_errors(), open_project(project, interface, format) as held:
        pushes = [parse_push(words) for words in push]
        found = held.second_opinion(pushes, by=by)
        if picture:
            labels = [held.map.by_id[c].label for c in found.concepts]
            _draw(draw_trajectories(held.trajectory(pushes, by=by), labels), picture)
        words = spoken(interface, "answer")
        named = (p.words for p in pushes)
        told = chain(tell_taken(held, named, words), tell_fuzzy(found, held.map, words))
        write_answer(found, told, format=format, output=output)


@app.command("compare")
def compare(
    project: ProjectFile,
    scenario: Annotated[
        list[str] | None, typer.Argument(help="Saved scenarios; all when none is named", show_default=False)
    ] = None,
    draws: Draws = 10_000,
    seed: Seed = 0,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """Put saved scenarios side by side (save one with what-if --save NAME)."""
    from causerie.cli.telling import tell_comparison

    with plain_errors(), open_project(project, interface, format) as held:
        options = press_options(draws, seed, threads=1, priors=None, evidence=None)
        found = held.compare(scenario or (), options=options)
        told = tell_comparison(found, held.map, spoken(interface, "answer"))
        write_answer(found, told, format=format, output=output)


def parse_push(words: str) -> Push:
    """Turn "armed resistance=+" into a push.

    Raises:
        ModelError: no name, or no direction of + and -.

    """
    from causerie.project import Push

    name, equals, sign = words.rpartition("=")
    direction = {"+": 1, "-": -1, "−": -1}.get(sign.strip())
    if not equals or direction is None or not name.strip():
        raise ModelError(f"push '{words}' has no direction; write NAME=+ for a rise or NAME=- for a fall")
    return Push(name.strip(), direction)


def parse_observed(words: str) -> tuple[tuple[Push, ...], tuple[Push, ...]]:
    """Turn "drought=+ > prices=+" into what moved and what was seen to respond.

    Raises:
        ModelError: no ">" between them, or a part without a direction.

    """
    moved, between, seen = words.partition(">")
    if not between:
        raise ModelError(f"observation '{words}' has no '>'; write \"CAUSE=+ > EFFECT=-\"")
    return tuple(map(parse_push, moved.split(","))), tuple(map(parse_push, seen.split(",")))


def press_options(
    draws: int, seed: int, *, threads: int, priors: list[str] | None, evidence: Path | None
) -> PressOptions:
    """Gather the options of a press.

    Raises:
        ModelError: no such prior, or an evidence file that cannot be used.

    """
    from causerie.simulation import DECLARED, PRIORS, PressOptions, load_encoding

    unknown = [p for p in priors or () if p not in PRIORS]
    if unknown:
        raise ModelError(f"no prior '{', '.join(unknown)}'; choose from {', '.join(PRIORS)}")
    return PressOptions(
        draws=draws,
        seed=seed,
        threads=threads,
        priors=tuple(priors or DECLARED),
        encoding=load_encoding(evidence),
    )


def _draw(figure: Any, path: Path) -> None:
    """Write a picture in the format of its name's ending."""
    from causerie.simulation.pictures import PICTURE_FORMATS, render_picture

    ending = path.suffix.lstrip(".").lower()
    if ending not in PICTURE_FORMATS:
        raise FormatError(f"no picture format '{ending}'; choose from {', '.join(PICTURE_FORMATS)}")
    write_bytes(render_picture(figure, ending), path)
