"""The command line: one command for each thing a project can do."""

from causerie.cli import reading, running  # noqa: F401  each adds its commands to the application
from causerie.cli.frame import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    app()
