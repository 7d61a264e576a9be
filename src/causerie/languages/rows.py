"""Turn a TOML file of a language folder into checked rows."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Collection
from importlib.resources import files
from typing import Any, TypeVar

from causerie.errors import LanguageDataError

Row = TypeVar("Row")


def available() -> tuple[str, ...]:
    """List the codes of the language folders, sorted.

    >>> available()
    ('en', 'fr')
    """
    folder = files("causerie.languages")
    return tuple(sorted(f.name for f in folder.iterdir() if (f / "language.toml").is_file()))


def read_table(code: str, name: str) -> dict[str, Any]:
    """Read `<code>/<name>.toml` of the language folders.

    Raises:
        LanguageDataError: no such language or file, or not TOML.

    """
    if code not in available():
        raise LanguageDataError(f"no language '{code}'; choose from {', '.join(available())}")
    path = files("causerie.languages") / code / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LanguageDataError(f"language '{code}' has no file {name}.toml") from error
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{code}/{name}.toml: {error}") from error


def read_closed(code: str, name: str, *, names: Collection[str]) -> dict[str, Any]:
    """Read the closed lists of words of a file, its table "words", as TOML gave them.

    Raises:
        LanguageDataError: a list is unknown or missing, or an entry stands twice in one.

    """
    raw: dict[str, Any] = read_table(code, name).get("words", {})
    where = f"{code}/{name}.toml words"
    if raw.keys() != set(names):
        unknown, missing = sorted(raw.keys() - set(names)), sorted(set(names) - raw.keys())
        raise LanguageDataError(f"{where}: unknown {unknown}, missing {missing}")
    for key, value in raw.items():
        twice = sorted({x for x in value if value.count(x) > 1}) if isinstance(value, list) else []
        if twice:
            raise LanguageDataError(f"{where} {key}: repeated {twice}")
    return raw


def checked_row(row_type: type[Row], raw: dict[str, Any], *, where: str) -> Row:
    """Build one row, refusing keys that are unknown or missing.

    Args:
        row_type: a dataclass; lists in the TOML become tuples.
        raw: the row as TOML gave it.
        where: place named in an error, e.g. "fr/causation.toml cue 'freiner'".

    Raises:
        LanguageDataError: a key is unknown or missing.

    """
    fields = {f.name: f for f in dataclasses.fields(row_type)}  # type: ignore[arg-type]
    required = {
        n
        for n, f in fields.items()
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    unknown, missing = set(raw) - set(fields), required - set(raw)
    if unknown or missing:
        raise LanguageDataError(
            f"{where}: unknown {sorted(unknown)}, missing {sorted(missing)}; accepted {sorted(fields)}"
        )
    return row_type(**{k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()})


def read_rows(code: str, name: str, table: str, row_type: type[Row], *, key: str) -> tuple[Row, ...]:
    """Read the `[[table]]` rows of a file, each once under its `key`.

    Raises:
        LanguageDataError: a row is wrong, or two rows share a key.

    """
    rows: dict[Any, Row] = {}
    for raw in read_table(code, name).get(table, []):
        where = f"{code}/{name}.toml {table} '{raw.get(key)}'"
        row = checked_row(row_type, raw, where=where)
        if getattr(row, key) in rows:
            raise LanguageDataError(f"{where}: repeated")
        rows[getattr(row, key)] = row
    return tuple(rows.values())
