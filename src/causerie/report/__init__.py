"""A project to one self-contained HTML page."""

from causerie.report.page import draw_report, write_report

__all__ = ["draw_report", "write_report"]
