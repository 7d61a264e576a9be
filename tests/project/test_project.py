"""Accounts go in, a map that can be asked comes out, and nothing is read twice or lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from causerie import Project, Push
from causerie.assembly.decisions import RejectClaim
from causerie.errors import ModelError, UnknownConceptError
from causerie.exports.readings import reading_to_json
from causerie.project import Profile, ReadEvent, ReadOptions
from tests.project.accounts import write_accounts

FAST = ReadOptions(profile=Profile.FAST)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("study")
    with Project(folder / "a.causerie") as held:
        held.read([write_accounts(folder)])
        yield held


def read(project: Project, *inputs: Path) -> list[tuple[str, str]]:
    events: list[ReadEvent] = []
    project.read(inputs, options=FAST, progress=events.append)
    return [(e.what, e.name) for e in events if e.what != "found"]


def test_claims_of_both_languages_meet_in_one_link_with_its_speakers(project: Project) -> None:
    wheat, riots = (project.find_concept(words).concept for words in ("wheat", "émeutes"))
    assert {m.document for m in riots.mentions} == {"vallee", "valley"}
    (link,) = [k for k in project.map.links if (k.cause, k.effect) == (wheat.id, riots.id)]
    assert link.sign == "-"  # a shortage of wheat leads to riots
    assert link.speakers == ("Odile Marchand",)
    assert (link.citations, link.voices) == (2, 1)


def test_every_span_gives_back_the_very_words(project: Project) -> None:
    for reading in project.readings:
        text = reading.document.text
        for claim in reading.claims:
            for span in (claim.cause, claim.effect, *claim.trigger):
                words = span.of(text)
                assert words
                assert words == words.strip()
        for mention in (m for c in project.map.concepts for m in c.mentions):
            if mention.document == reading.document.id:
                assert mention.span.of(text)


def test_a_push_follows_the_claims(project: Project) -> None:
    answer = project.what_if([Push("drought", 1)])
    assert answer.pushed[0].asked == "drought"
    signs = {a.concept: a.sign for a in answer.answers}
    assert signs[project.find_concept("riots").concept.id] == "+"
    assert signs[project.find_concept("blé").concept.id] == "-"


def test_an_unknown_concept_is_refused(project: Project) -> None:
    with pytest.raises(UnknownConceptError, match="zzyzx"):
        project.what_if([Push("zzyzx quibble", 1)])


def test_one_concept_is_not_pushed_both_ways(project: Project) -> None:
    with pytest.raises(ModelError, match="up and down"):
        project.what_if([Push("drought", 1), Push("sécheresse", -1)])


def test_an_unchanged_document_is_not_read_again(tmp_path: Path) -> None:
    folder = write_accounts(tmp_path)
    with Project(tmp_path / "a.causerie") as project:
        assert [what for what, _ in read(project, folder)] == ["read", "read"]
        assert [what for what, _ in read(project, folder)] == ["kept", "kept"]
        (folder / "valley.txt").write_text("The drought caused a famine, said minister Odile Marchand.\n")
        assert read(project, folder) == [("kept", "vallee"), ("read", "valley")]
        assert len(project.readings) == 2


def test_the_bad_inputs_are_told_and_the_others_read(tmp_path: Path) -> None:
    folder = write_accounts(tmp_path)
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "wrong.txt").write_bytes("La sécheresse dure depuis des années.".encode("latin-1"))
    missing = tmp_path / "missing.txt"
    with Project(tmp_path / "a.causerie") as project:
        events: list[ReadEvent] = []
        project.read([missing, folder], options=FAST, progress=events.append)
        refused = {e.reason for e in events if e.what == "refused"}
        assert len(refused) == 4
        for name in ("missing.txt", "empty.txt", "broken.pdf", "wrong.txt"):
            assert any(name in reason for reason in refused)
        assert {s.problem for s in project.refused} == refused
        assert len(project.readings) == 2


def test_a_bad_line_costs_only_that_line(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    good = json.dumps(
        {"id": "a", "text": "The drought caused a shortage of wheat in the valley.", "desk": "north"}
    )
    lines.write_text(good + "\n{not json\n")
    with Project(tmp_path / "a.causerie") as project:
        assert [what for what, _ in read(project, lines)] == ["refused", "read"]
        assert project.readings[0].document.metadata["desk"] == "north"


def test_namesakes_of_two_folders_stay_apart(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        text = f"The drought caused a shortage of wheat in the {folder}. Nobody knows why it lasts.\n"
        (tmp_path / folder / "news.txt").write_text(text)
    with Project(tmp_path / "a.causerie") as project:
        read(project, tmp_path / "north", tmp_path / "south")
        ids = [r.document.id for r in project.readings]
        assert len(set(ids)) == 2
        assert read(project, tmp_path / "north", tmp_path / "south") == [("kept", i) for i in ids]


def test_a_killed_run_loses_no_finished_document(tmp_path: Path) -> None:
    folder = write_accounts(tmp_path)

    class KilledError(Exception):
        """Stands for the kill."""

    def kill(event: ReadEvent) -> None:
        if event.what == "read":
            raise KilledError

    with Project(tmp_path / "a.causerie") as project, pytest.raises(KilledError):
        project.read([folder], options=FAST, progress=kill)
    with Project(tmp_path / "a.causerie") as project:
        assert [r.document.id for r in project.readings] == ["vallee"]
        assert read(project, folder) == [("kept", "vallee"), ("read", "valley")]


def test_several_processes_read_the_same(tmp_path: Path) -> None:
    folder = write_accounts(tmp_path)
    held = []
    for workers in (1, 2):
        with Project(tmp_path / f"{workers}.causerie") as project:
            project.read([folder], options=ReadOptions(profile=Profile.FAST, workers=workers))
            held.append([json.dumps(reading_to_json(r), ensure_ascii=False) for r in project.readings])
    assert held[0] == held[1]


def test_a_decision_is_logged_and_replayed(tmp_path: Path) -> None:
    with Project(tmp_path / "a.causerie") as project:
        read(project, write_accounts(tmp_path))
        links = len(project.map.links)
        (denied,) = [k for k in project.map.links if any(e.negated for e in k.evidence)]
        for item in denied.evidence:
            project.decide(RejectClaim(item.key), by="a reader", reason="misread")
        assert len(project.map.links) == links - 1
        assert project.log[0].made_by == "a reader"


def test_no_claims_give_an_empty_map(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("The council met on Monday. Its members sat around a table. They went home at six.\n")
    with Project(tmp_path / "a.causerie") as project:
        assert read(project, plain) == [("read", "plain")]
        assert project.map.links == ()
