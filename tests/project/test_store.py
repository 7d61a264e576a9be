"""A project file keeps what it is given, and says plainly what is wrong with it."""

import sqlite3
from pathlib import Path

import pytest

from causerie.errors import ProjectError, VersionError
from causerie.model import Document, Reading
from causerie.project.store import SCHEMA, LoggedDecision, Source, Store


def reading(name: str) -> Reading:
    return Reading(Document(id=name, input=f"{name}.txt", text="Le gel vient.", language="fr"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "a.causerie", create=True)


def test_readings_come_back_in_the_order_of_their_inputs(store: Store) -> None:
    for name in ("b", "a"):
        store.begin_source(name)
        store.keep_reading(reading(name), source=name, place=0, digest="x")
    assert [r.document.id for r in store.readings()] == ["b", "a"]
    store.close()


def test_a_source_forgets_what_it_no_longer_holds(store: Store) -> None:
    store.begin_source("s")
    for place, name in enumerate(("one", "two")):
        store.keep_reading(reading(name), source="s", place=place, digest="x")
    store.end_source(Source("s", "d", None), keep=["two"])
    assert [r.document.id for r in store.readings()] == ["two"]
    store.close()


def test_a_refused_source_keeps_what_was_read_before(store: Store) -> None:
    store.begin_source("s")
    store.keep_reading(reading("one"), source="s", place=0, digest="x")
    store.refuse_source("s", problem="gone")
    assert [r.document.id for r in store.readings()] == ["one"]
    assert store.sources()[0].problem == "gone"
    store.close()


def test_decisions_are_only_ever_appended(store: Store) -> None:
    for number in (1, 2):
        given = store.log_decision(LoggedDecision(0, "2026-01-01", "me", "why", {"n": number}))
        assert given == number
    assert [d.body["n"] for d in store.decisions()] == [1, 2]
    store.close()


def test_a_scenario_is_kept_under_its_name(store: Store) -> None:
    store.save_scenario("coup", {"push": {"k1": 1}})
    store.save_scenario("coup", {"push": {"k2": -1}})
    assert store.scenarios() == {"coup": {"push": {"k2": -1}}}
    store.close()


def test_a_missing_project_is_named_with_what_would_make_it(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"no project file .*causerie run"):
        Store(tmp_path / "none.causerie", create=False)


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.causerie"
    Store(path, create=True).close()
    rows = sqlite3.connect(path)
    rows.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    rows.close()
    with pytest.raises(VersionError, match=f"format {SCHEMA + 1}"):
        Store(path, create=False)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look at" * 20, b"GIF89a"])
def test_another_file_is_no_project(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture.gif"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="no causerie project"):
        Store(path, create=True)
    assert path.read_bytes() == content


def test_another_database_is_no_project(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    rows = sqlite3.connect(path)
    rows.execute("CREATE TABLE mine (x)")
    rows.commit()
    rows.close()
    with pytest.raises(ProjectError, match="no causerie project"):
        Store(path, create=True)


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="is a folder"):
        Store(tmp_path, create=True)


def test_a_full_disk_is_told_plainly(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.causerie", create=True)
    store._rows.execute("PRAGMA max_page_count = 20")
    big = Reading(Document(id="big", input="big.txt", text="x" * 200_000, language="fr"))
    store.begin_source("big")
    with pytest.raises(ProjectError, match="disk is full"):
        store.keep_reading(big, source="big", place=0, digest="x")
    store.close()
