"""The command line: one command for each thing a project can do."""

from causerie.cli.commands import app, main

__all__ = ["app", "main"]
