"""Name the marks at which a reading stops, by what it reads."""

from __future__ import annotations

#: Marks behind which something else is said, and such as open and close what somebody says.
FULL = frozenset({";", ":", ".", "!", "?"})
QUOTES = frozenset({"«", "»", "“", "”", '"'})
DASHES = frozenset({"–", "—"})

#: Marks that a cleft or a correction does not cross.
ENDS = FULL | QUOTES
#: Marks that a command does not cross, nor what comes of it; two apostrophes may quote as well.
COMMANDS = ENDS | DASHES | {"''"}
#: Marks that no half of a sentence with two directions crosses.
HALVES = ENDS | DASHES | {",", "(", ")"}
#: Marks at which a clause may end.
CLAUSES = FULL | {",", "»", "”"}
