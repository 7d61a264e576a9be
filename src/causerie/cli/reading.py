"""Turn what is typed into readings, maps and reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from causerie.cli.frame import (
    BAR,
    ERR,
    OUT,
    As,
    Format,
    Interface,
    Output,
    ProjectFile,
    app,
    as_json,
    complain,
    open_project,
    plain_errors,
    write,
)
from causerie.errors import InputError, LanguageError
from causerie.languages.interface import filled, own_language, phrases

Inputs = Annotated[
    list[Path], typer.Argument(help="Files or folders: .txt .md .html .pdf .docx .jsonl", show_default=False)
]
TextLanguage = Annotated[str, typer.Option("--language", help="Language of the texts: auto, fr or en")]
Fast = Annotated[bool, typer.Option("--fast", help="Read without the word encoder: quicker, less exact")]
Wide = Annotated[
    bool,
    typer.Option(
        "--wide",
        help="Take motives and what follows on what for claims too, as corpora of protest news do (English)",
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that read at the same time")]


@contextmanager
def reading_bar(words: dict[str, str]) -> Iterator[Callable[[Any], None]]:
    """Show a progress bar on standard error while documents are read; give what advances it."""
    with Progress(*BAR, console=ERR, transient=True) as bar:
        task = bar.add_task(words["reading"], total=None)

        def advance(event: Any) -> None:
            if event.what == "found":
                bar.update(task, total=event.count)
                return
            bar.update(task, advance=1, description=f"{words['reading']} {event.name}")

        yield advance


def _read_options(language: str, *, fast: bool, wide: bool, workers: int) -> Any:
    """Check the reading options."""
    from causerie.languages import available
    from causerie.project import Profile, ReadOptions

    if language not in ("auto", *available()):
        raise LanguageError(f"no language '{language}'; choose from auto, {', '.join(available())}")
    if fast and wide:
        raise InputError("--fast and --wide exclude each other: choose one")
    profile = Profile.FAST if fast else Profile.WIDE if wide else Profile.DEFAULT
    return ReadOptions(language, profile, workers)


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
    wide: Wide = False,
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
        options = _read_options(language, fast=fast, wide=wide, workers=workers)
        with Project(project, language=spoken) as held:
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
        ERR.print(filled(words, "not_read", count=len(refused)), markup=False)
        for reason in refused:
            ERR.print(f"  {reason}", markup=False)
        raise typer.Exit(1)


@app.command()
def read(
    inputs: Inputs,
    language: TextLanguage = "auto",
    output: Output = None,
    fast: Fast = False,
    wide: Wide = False,
    workers: Workers = 1,
) -> None:
    """Read accounts and write what they say, one JSON line a document."""
    from causerie.exports.readings import reading_to_json, refused_to_json
    from causerie.project import ReadEvent, read_accounts

    refused, lines = False, []
    with plain_errors():
        options = _read_options(language, fast=fast, wide=wide, workers=workers)
        for outcome in read_accounts(inputs, options=options):
            if isinstance(outcome, ReadEvent):
                refused = True
                complain(outcome.reason)
                line = refused_to_json(outcome.name, outcome.reason)
            else:
                line = reading_to_json(outcome)
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
            if output is None:
                sys.stdout.write(lines.pop())
    if output is not None:
        write("".join(lines), output)
    raise typer.Exit(1 if refused else 0)


@app.command("map")
def draw_map(
    project: ProjectFile, format: As = Format.TEXT, interface: Interface = "", output: Output = None
) -> None:
    """Show the causal map of a project: concepts, links, claims, voices."""
    from causerie.cli.telling import tell_lines, tell_map
    from causerie.exports import map_to_json

    with plain_errors(), open_project(project, interface, format) as held:
        if format is Format.JSON:
            write(as_json(map_to_json(held.map)), output)
        else:
            write(tell_lines(list(tell_map(held.map, phrases(interface or own_language(), "run")))), output)


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
    from causerie.report import write_report

    with plain_errors(), open_project(project, interface, Format.TEXT) as held:
        spoken = interface or own_language()
        write_report(held, output, language=spoken, title=title, outcome=outcome)
        OUT.print(phrases(spoken, "run")["report_at"].format(path=output), markup=False)
