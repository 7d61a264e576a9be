"""What all commands share: the application, plain errors, options, and where answers are written."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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

from causerie.errors import CauserieError
from causerie.languages.interface import Phrases, own_language, phrases

if TYPE_CHECKING:
    from causerie.project import Project

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read what people say about how a situation works, and run the system that they describe.",
)
OUT = Console(soft_wrap=True, highlight=False)
ERR = Console(stderr=True, soft_wrap=True, highlight=False)
BAR = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeElapsedColumn(),
)


class Format(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"


ProjectFile = Annotated[Path, typer.Argument(help="The project file", show_default=False)]
Interface = Annotated[
    str, typer.Option("--interface", help="Language in which causerie answers: fr or en", show_default=False)
]
As = Annotated[Format, typer.Option("--format", help="text for people, json for programs")]
Output = Annotated[
    Path | None, typer.Option("--output", help="File to write instead of standard output", show_default=False)
]


@contextmanager
def plain_errors() -> Iterator[None]:
    """End with status 1 and one plain line where causerie refuses something."""
    try:
        yield
    except CauserieError as error:
        complain(str(error))
        raise typer.Exit(1) from error


def complain(reason: str) -> None:
    """Tell a reason on standard error."""
    ERR.print(f"causerie: {reason}", markup=False)


def write(text: str, output: Path | None) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        complain(f"{output} cannot be written: {error.strerror}")
        raise typer.Exit(1) from error


def as_json(held: Any) -> str:
    """Write plain values as JSON that a person can read too."""
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def open_project(path: Path, interface: str, format: Format) -> Project:
    """Open a project to be told of: its concepts bear labels in the language that is spoken.

    Programs get the same labels everywhere: those of the language asked for, if any.
    """
    from causerie.project import Project

    told = own_language() if format is Format.TEXT else None
    return Project(path, create=False, language=interface or told)


def spoken(interface: str, table: str) -> Phrases:
    """Give the phrases in the language asked for, else in the user's own."""
    return phrases(interface or own_language(), table)


def write_answer(held: Any, told: Iterable[str], *, format: Format, output: Path | None) -> None:
    """Write an answer for people, line by line, or for programs.

    Args:
        held: the answer's own type, or plain values that hold such.
        told: the same in lines; not asked for when programs read.
        format: for whom.
        output: file, or standard output when None.

    """
    from causerie.simulation import to_json

    if format is Format.JSON:
        write(as_json(to_json(held)), output)
    else:
        write("".join(f"{line}\n" for line in told), output)


def write_bytes(content: bytes, output: Path) -> None:
    """Write a picture to a file."""
    try:
        output.write_bytes(content)
    except OSError as error:
        complain(f"{output} cannot be written: {error.strerror}")
        raise typer.Exit(1) from error


@contextmanager
def running_bar() -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on standard error while draws are run; give what advances it."""
    with Progress(*BAR, console=ERR, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
