"""Turn what is typed into calls of `Project`: one command for each of its methods."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from causerie.errors import CauserieError, LanguageError, ModelError
from causerie.languages.interface import own_language, phrases

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read what people say about how a situation works, and run the system that they describe.",
)
OUT = Console(soft_wrap=True, highlight=False)
ERR = Console(stderr=True, soft_wrap=True, highlight=False)


class Format(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"


Inputs = Annotated[
    list[Path], typer.Argument(help="Files or folders: .txt .md .html .pdf .docx .jsonl", show_default=False)
]
ProjectFile = Annotated[Path, typer.Argument(help="The project file", show_default=False)]
TextLanguage = Annotated[str, typer.Option("--language", help="Language of the texts: auto, fr or en")]
Interface = Annotated[
    str, typer.Option("--interface", help="Language in which causerie answers: fr or en", show_default=False)
]
As = Annotated[Format, typer.Option("--format", help="text for people, json for programs")]
Fast = Annotated[bool, typer.Option("--fast", help="Read without the word encoder: quicker, less exact")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that read at the same time")]
Output = Annotated[
    Path | None, typer.Option("--output", help="File to write instead of standard output", show_default=False)
]


@contextmanager
def plain_errors() -> Iterator[None]:
    """End with status 1 and one plain line where causerie refuses something."""
    try:
        yield
    except CauserieError as error:
        _complain(str(error))
        raise typer.Exit(1) from error


def _complain(reason: str) -> None:
    ERR.print(f"causerie: {reason}", markup=False)


@contextmanager
def reading_bar(words: dict[str, str]) -> Iterator[Callable[[Any], None]]:
    """Show a progress bar on standard error while documents are read; give what advances it."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task(words["reading"], total=None)

        def advance(event: Any) -> None:
            if event.what == "found":
                bar.update(task, total=event.count)
                return
            bar.update(task, advance=1, description=f"{words['reading']} {event.name}")

        yield advance


def _read_options(language: str, *, fast: bool, workers: int) -> Any:
    """Check the reading options."""
    from causerie.languages import available
    from causerie.project import Profile, ReadOptions

    if language not in ("auto", *available()):
        raise LanguageError(f"no language '{language}'; choose from auto, {', '.join(available())}")
    return ReadOptions(language, Profile.FAST if fast else Profile.DEFAULT, workers)


def _write(text: str, output: Path | None) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        _complain(f"{output} cannot be written: {error.strerror}")
        raise typer.Exit(1) from error


def _as_json(held: Any) -> str:
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


@app.command()
def run(
    inputs: Inputs,
    project: Annotated[Path, typer.Option("--project", help="Project file to make or go on with")] = Path(
        "study.causerie"
    ),
    report: Annotated[
        Path | None, typer.Option("--report", help="HTML report to write", show_default=False)
    ] = None,
    language: TextLanguage = "auto",
    interface: Interface = "",
    fast: Fast = False,
    workers: Workers = 1,
) -> None:
    """Read accounts, draw their map, and tell what it holds."""
    from causerie.cli.telling import tell_summary
    from causerie.project import Project, ReadEvent
    from causerie.report import write_report

    refused: list[str] = []
    with plain_errors():
        spoken = interface or own_language()
        words = phrases(spoken, "run")
        options = _read_options(language, fast=fast, workers=workers)
        with Project(project) as held:
            with reading_bar(words) as advance:

                def progress(event: ReadEvent) -> None:
                    advance(event)
                    if event.what == "refused":
                        refused.append(event.reason)

                held.read(inputs, options=options, progress=progress)
            for line in tell_summary(held, words):
                OUT.print(line, markup=False)
            OUT.print("\n" + words["project_at"].format(path=project), markup=False)
            if report is not None:
                write_report(held, report, language=spoken)
                OUT.print(words["report_at"].format(path=report), markup=False)
    if refused:
        ERR.print(words["not_read"].format(count=len(refused)), markup=False)
        for reason in refused:
            ERR.print(f"  {reason}", markup=False)
        raise typer.Exit(1)


@app.command()
def read(
    inputs: Inputs,
    language: TextLanguage = "auto",
    output: Output = None,
    fast: Fast = False,
    workers: Workers = 1,
) -> None:
    """Read accounts and write what they say, one JSON line a document."""
    from causerie.exports.readings import reading_to_json, refused_to_json
    from causerie.project import ReadEvent, read_accounts

    refused, lines = False, []
    with plain_errors():
        options = _read_options(language, fast=fast, workers=workers)
        for outcome in read_accounts(inputs, options=options):
            if isinstance(outcome, ReadEvent):
                refused = True
                _complain(outcome.reason)
                line = refused_to_json(outcome.name, outcome.reason)
            else:
                line = reading_to_json(outcome)
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
            if output is None:
                sys.stdout.write(lines.pop())
    if output is not None:
        _write("".join(lines), output)
    raise typer.Exit(1 if refused else 0)


@app.command("map")
def draw_map(project: ProjectFile, format: As = Format.TEXT, output: Output = None) -> None:
    """Show the causal map of a project: concepts, links, claims, voices."""
    from causerie.cli.telling import tell_lines, tell_map
    from causerie.assembly import map_to_json
    from causerie.project import Project

    with plain_errors(), Project(project, create=False) as held:
        if format is Format.JSON:
            _write(_as_json(map_to_json(held.map)), output)
        else:
            _write(tell_lines(list(tell_map(held.map))), output)


@app.command("what-if")
def what_if(
    project: ProjectFile,
    push: Annotated[
        list[str],
        typer.Option("--push", help='A concept and which way: "armed resistance=+"', show_default=False),
    ],
    target: Annotated[
        list[str] | None, typer.Option("--target", help="Answer for this concept only", show_default=False)
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Count this speaker's claims alone", show_default=False)
    ] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, help="Draws under each prior")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="Start of the random numbers")] = 0,
    format: As = Format.TEXT,
    interface: Interface = "",
    output: Output = None,
) -> None:
    """Push concepts and see what rises, what falls, how sure that is, on whose word."""
    from causerie.cli.telling import tell_answer, tell_lines
    from causerie.project import Project
    from causerie.simulation import PressOptions, to_json

    with plain_errors(), Project(project, create=False) as held:
        pushes = [parse_push(words) for words in push]
        options = PressOptions(draws=draws, seed=seed)
        answer = held.what_if(pushes, targets=target or (), by=by, options=options)
        if format is Format.JSON:
            _write(_as_json(to_json(answer)), output)
        else:
            words = phrases(interface or own_language(), "answer")
            _write(tell_lines(list(tell_answer(answer, held, words, named=bool(target)))), output)


def parse_push(words: str) -> Any:
    """Turn "armed resistance=+" into a push.

    Raises:
        ModelError: no direction, or none of + and -.

    """
    from causerie.project import Push

    name, equals, sign = words.rpartition("=")
    direction = {"+": 1, "-": -1, "−": -1}.get(sign.strip())
    if not equals or direction is None or not name.strip():
        raise ModelError(f"push '{words}' has no direction; write NAME=+ for a rise or NAME=- for a fall")
    return Push(name.strip(), direction)


@app.command()
def report(
    project: ProjectFile,
    output: Annotated[Path, typer.Option("--output", help="HTML file to write")] = Path("report.html"),
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="Concept to find the levers of", show_default=False)
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Heading", show_default=False)] = None,
    interface: Interface = "",
) -> None:
    """Write the report of a project: one HTML page that opens from disk."""
    from causerie.project import Project
    from causerie.report import write_report

    with plain_errors(), Project(project, create=False) as held:
        spoken = interface or own_language()
        write_report(held, output, language=spoken, title=title, outcome=outcome)
        OUT.print(phrases(spoken, "run")["report_at"].format(path=output), markup=False)


def main() -> None:
    """Run the command line."""
    app()
