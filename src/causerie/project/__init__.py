"""One project file, and the one facade that CLI, report and API use."""
