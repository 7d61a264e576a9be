"""A project to one self-contained HTML page."""
