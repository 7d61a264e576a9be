"""One project file, and the one facade that CLI, report and API use."""

from causerie.extraction.extract import Profile
from causerie.project.pipeline import ReadEvent, ReadOptions, read_accounts
from causerie.project.project import Project, Push

__all__ = ["Profile", "Project", "Push", "ReadEvent", "ReadOptions", "read_accounts"]
