"""Documents to statements, claims and figures, each with its place in the text."""
