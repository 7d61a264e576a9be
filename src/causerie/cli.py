"""The command line: one command for each thing a project can do."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def version() -> None:
    """Print the version."""
    from causerie import __version__

    typer.echo(__version__)


def main() -> None:
    """Run the command line."""
    app()
