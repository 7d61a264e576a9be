"""Turn readings, decisions and scenarios into rows of one SQLite file, and back; the only SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causerie.errors import ProjectError, VersionError
from causerie.exports.readings import reading_from_json, reading_to_json
from causerie.model import Reading

#: Raised by one whenever the tables change; a file of a later number is refused.
SCHEMA = 1
#: Marks a SQLite file as a causerie project ("caus" in ASCII).
APPLICATION = 0x63617573

TABLES = """
CREATE TABLE source (
    name   TEXT PRIMARY KEY,   -- input as given
    digest TEXT NOT NULL,      -- of its bytes and of the reader
    problem TEXT               -- why it could not be read, or NULL
);
CREATE TABLE reading (
    id     TEXT PRIMARY KEY,   -- document id
    source TEXT NOT NULL REFERENCES source(name) ON DELETE CASCADE,
    place  INTEGER NOT NULL,   -- order within its source
    digest TEXT NOT NULL,      -- of the document and of the reader
    body   TEXT NOT NULL       -- one line of the reading contract
);
CREATE TABLE decision (
    number  INTEGER PRIMARY KEY,   -- append-only
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    reason  TEXT NOT NULL,
    body    TEXT NOT NULL
);
CREATE TABLE scenario (name TEXT PRIMARY KEY, body TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Source:
    """An input of the project: its digest, and the reason if it could not be read."""

    name: str
    digest: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """A line of the append-only log: the decision as JSON, with who, when and why."""

    number: int
    made_at: str
    made_by: str
    reason: str
    body: dict[str, Any]


class Store:
    """One project file. Every write is committed before the call returns."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the file, making it when `create` is set.

        Raises:
            ProjectError: no such file, no project file, or it cannot be opened.
            VersionError: the file was written by a later version.
        """
        if not create and not path.is_file():
            raise ProjectError(f"no project file {path}; make one with: causerie run INPUT… --project {path}")
        if path.is_dir():
            raise ProjectError(f"{path} is a folder; a project is one file, such as study.causerie")
        self.path = path
        with self._plain_errors():
            self._rows = sqlite3.connect(path)
            self._rows.execute("PRAGMA foreign_keys = ON")
            self._prepare()

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Say in plain words what the database could not do."""
        try:
            yield
        except sqlite3.Error as error:
            reasons = {
                "database or disk is full": "the disk is full; make room, run again (what is read is kept)",
                "file is not a database": "it is no causerie project",
                "unable to open database file": "it cannot be opened or created there",
                "attempt to write a readonly database": "it is write-protected",
                "database is locked": "another program is writing to it",
            }
            raise ProjectError(f"project {self.path}: {reasons.get(str(error), str(error))}") from error

    def _prepare(self) -> None:
        version: int = self._rows.execute("PRAGMA user_version").fetchone()[0]
        application: int = self._rows.execute("PRAGMA application_id").fetchone()[0]
        if version == 0 and application == 0:
            if self._rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ProjectError(f"project {self.path}: it is no causerie project")
            with self._rows:
                self._rows.executescript(TABLES)
                self._rows.execute(f"PRAGMA application_id = {APPLICATION}")
                self._rows.execute(f"PRAGMA user_version = {SCHEMA}")
        elif application != APPLICATION:
            raise ProjectError(f"project {self.path}: it is no causerie project")
        elif version > SCHEMA:
            raise VersionError(
                f"project {self.path} has format {version}; this causerie reads up to format {SCHEMA}: "
                "open it with a later version"
            )

    # -- sources and readings

    def sources(self) -> tuple[Source, ...]:
        """List the inputs in the order in which they were first given."""
        with self._plain_errors():
            rows = self._rows.execute("SELECT name, digest, problem FROM source ORDER BY rowid")
            return tuple(Source(*row) for row in rows)

    def digests(self, source: str) -> dict[str, str]:
        """Map document id → digest for the readings of one input."""
        with self._plain_errors():
            return dict(self._rows.execute("SELECT id, digest FROM reading WHERE source = ?", (source,)))

    def begin_source(self, name: str) -> None:
        """Note that an input is being read: it counts as changed until `end_source`."""
        self._put_source(Source(name, "", None))

    def refuse_source(self, name: str, *, problem: str) -> None:
        """Note why an input could not be read; what was read of it before stays."""
        self._put_source(Source(name, "", problem))

    def end_source(self, source: Source, *, keep: Sequence[str]) -> None:
        """Note that an input is read, and forget the readings that it no longer holds."""
        gone = set(self.digests(source.name)) - set(keep)
        with self._plain_errors(), self._rows:
            self._rows.executemany("DELETE FROM reading WHERE id = ?", ((i,) for i in gone))
        self._put_source(source)

    def _put_source(self, source: Source) -> None:
        with self._plain_errors(), self._rows:
            self._rows.execute(
                "INSERT INTO source VALUES (?, ?, ?) ON CONFLICT(name) DO UPDATE"
                " SET digest = excluded.digest, problem = excluded.problem",
                (source.name, source.digest, source.problem),
            )

    def owner(self, document_id: str) -> str | None:
        """Name the input that holds a document id."""
        with self._plain_errors():
            row = self._rows.execute("SELECT source FROM reading WHERE id = ?", (document_id,)).fetchone()
            return None if row is None else str(row[0])

    def keep_reading(self, reading: Reading, *, source: str, place: int, digest: str) -> None:
        """Keep a reading in place of an earlier one of the same document."""
        body = json.dumps(reading_to_json(reading), ensure_ascii=False)
        with self._plain_errors(), self._rows:
            self._rows.execute(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)",
                (reading.document.id, source, place, digest, body),
            )

    def readings(self) -> tuple[Reading, ...]:
        """Give all readings, by input and place within it."""
        with self._plain_errors():
            rows = self._rows.execute(
                "SELECT body FROM reading JOIN source ON source.name = reading.source"
                " ORDER BY source.rowid, reading.place"
            )
            return tuple(reading_from_json(json.loads(body)) for (body,) in rows)

    # -- decisions and scenarios

    def log_decision(self, decision: LoggedDecision) -> int:
        """Append a decision and give its number; the number it brings is ignored."""
        with self._plain_errors(), self._rows:
            cursor = self._rows.execute(
                "INSERT INTO decision (made_at, made_by, reason, body) VALUES (?, ?, ?, ?)",
                (
                    decision.made_at,
                    decision.made_by,
                    decision.reason,
                    json.dumps(decision.body, ensure_ascii=False),
                ),
            )
            return int(cursor.lastrowid or 0)

    def decisions(self) -> tuple[LoggedDecision, ...]:
        """Give the log, oldest first."""
        with self._plain_errors():
            rows = self._rows.execute(
                "SELECT number, made_at, made_by, reason, body FROM decision ORDER BY number"
            )
            return tuple(
                LoggedDecision(number, made_at, made_by, reason, json.loads(body))
                for number, made_at, made_by, reason, body in rows
            )

    def save_scenario(self, name: str, body: dict[str, Any]) -> None:
        """Keep a scenario under a name, in place of an earlier one of that name."""
        with self._plain_errors(), self._rows:
            self._rows.execute(
                "INSERT OR REPLACE INTO scenario VALUES (?, ?)", (name, json.dumps(body, ensure_ascii=False))
            )

    def scenarios(self) -> dict[str, dict[str, Any]]:
        """Map name → scenario."""
        with self._plain_errors():
            rows = self._rows.execute("SELECT name, body FROM scenario ORDER BY name")
            return {name: json.loads(body) for name, body in rows}
