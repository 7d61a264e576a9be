"""Language folders: all French and English knowledge, as checked data.

One module per kind of file turns that file into rows; one folder per language
holds the files. `rows.py` refuses unknown, missing and repeated entries.
"""

from causerie.languages.rows import available

__all__ = ["available"]
