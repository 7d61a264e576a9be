"""Language folders: all French and English knowledge, as checked data.

One module per kind of file turns that file into rows; the longest file,
causation.toml, has two more beneath it: causal_rows for its rows, causal_words
for its lists. One folder per language holds the files. `rows.py` refuses
unknown, missing and repeated entries.
"""

from causerie.languages.rows import available

__all__ = ["available"]
