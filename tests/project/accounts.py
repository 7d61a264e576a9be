"""Two short accounts, written for the tests, that agree, differ and share a speaker."""

from pathlib import Path

FRENCH = """La sécheresse inquiète la vallée

La sécheresse a provoqué une pénurie de blé, a déclaré mardi la ministre Odile Marchand.
« La pénurie entraîne des émeutes », a-t-elle ajouté.

Selon le syndicaliste Paul Verne, les émeutes n'entraînent pas la chute du gouvernement.
"""

ENGLISH = """Valley faces unrest

The drought caused a shortage of wheat, minister Odile Marchand said on Tuesday.
"The shortage leads to riots," she added.

The riots could lead to the fall of the government, analyst Jane Reed said.
"""


def write_accounts(folder: Path) -> Path:
    """Write both accounts into a new folder and give it."""
    place = folder / "accounts"
    place.mkdir()
    (place / "vallee.txt").write_text(FRENCH, encoding="utf-8")
    (place / "valley.txt").write_text(ENGLISH, encoding="utf-8")
    return place
