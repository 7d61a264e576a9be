"""The commands do what the README says, and refuse plainly."""

import json
import re
import socket
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner, Result

from causerie.assembly import draw_map
from causerie.cli import app
from causerie.cli.telling import tell_map
from causerie.languages.interface import phrases
from tests.assembly.written_claims import Account
from tests.project.accounts import write_accounts

README = Path(__file__).parents[2] / "README.md"


def causerie(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    done = causerie("run", write_accounts(folder), "--project", folder / "a.causerie", "--fast")
    assert done.exit_code == 0, done.output
    return folder / "a.causerie"


def test_the_main_job_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    report = tmp_path / "a.html"
    done = causerie(
        "run",
        write_accounts(tmp_path),
        "--project",
        tmp_path / "a.causerie",
        "--report",
        report,
        "--interface",
        "en",
    )
    assert done.exit_code == 0, done.output
    assert "2 documents" in done.output
    page = report.read_text(encoding="utf-8")
    assert "Odile Marchand" in page
    assert 'src="http' not in page
    assert "@import" not in page


def test_run_answers_in_french_too(study: Path, tmp_path: Path) -> None:
    done = causerie("run", write_accounts(tmp_path), "--project", study, "--fast", "--interface", "fr")
    assert "affirmations causales" in done.output


def test_run_goes_on_past_a_bad_input_and_ends_with_status_1(tmp_path: Path) -> None:
    folder = write_accounts(tmp_path)
    done = causerie("run", tmp_path / "none.txt", folder, "--project", tmp_path / "a.causerie", "--fast")
    assert done.exit_code == 1
    assert "none.txt" in done.stderr
    assert "2 documents" in done.stdout


def test_summary_and_report_count_only_the_voices_that_claim_something(tmp_path: Path) -> None:
    text = (
        "The drought has reduced the harvest, Amara Belkacem said. “I will come tomorrow,” Selma Ruiz said."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    project, page = tmp_path / "a.causerie", tmp_path / "a.html"
    words: tuple[str | Path, ...] = ("run", tmp_path / "a.txt", "--project", project, "--fast")
    done = causerie(*words, "--report", page, "--interface", "en")
    assert done.exit_code == 0, done.output
    assert "1 speaker, 1 independent voice" in done.output
    assert re.search(r"<b>1</b> <span>independent voice<", page.read_text(encoding="utf-8"))


def test_summary_says_that_nothing_is_shared_and_who_denies(tmp_path: Path) -> None:
    for name, text in (
        ("a", "The drought has reduced the harvest."),
        ("b", "The drought did not cause the fire, Selma Ruiz said."),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    project = tmp_path / "a.causerie"
    done = causerie(
        "run", tmp_path / "a.txt", tmp_path / "b.txt", "--project", project, "--fast", "--interface", "en"
    )
    assert "No two voices hold the same link yet" in done.output
    assert "drought: named in 2 documents" in done.output
    told = causerie("map", project, "--interface", "en").output
    assert "∅ drought → fire  (denied by Selma Ruiz)" in told
    assert "nié par Selma Ruiz" in causerie("map", project, "--interface", "fr").output


def test_who_denies_a_link_is_not_told_as_one_who_holds_it() -> None:
    account = Account("a", "en").claim("the drought", "+", "the fire", speaker="Ann Roe")
    account.claim("the drought", "+", "the fire", speaker="Selma Ruiz", negated=True)
    (line,) = tell_map(draw_map([account.reading()]), phrases("en", "run"))
    assert line.endswith("denied by Selma Ruiz)  Ann Roe")


def test_read_writes_the_contract(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    done = causerie("read", write_accounts(tmp_path), tmp_path / "none.txt", "--fast", "--output", output)
    assert done.exit_code == 1
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["vallee", "valley", str(tmp_path / "none.txt")]
    assert lines[0]["language"] == "fr"
    assert "text" not in lines[2]
    assert "no such file" in lines[2]["problems"][0]


def test_read_wide_takes_what_came_before_for_a_cause(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Soldiers opened fire after the crowd stormed the depot.", encoding="utf-8"
    )
    narrow, wide = (
        json.loads(causerie("read", tmp_path / "a.txt", *more).stdout)["claims"] for more in ((), ("--wide",))
    )
    assert narrow == []
    assert [(c["pattern"], c["polarity"], c["trigger"]) for c in wide] == [("wide", None, [])]
    assert causerie("read", tmp_path / "a.txt", "--wide", "--fast").exit_code == 1


def test_map_as_json_and_text(study: Path) -> None:
    held = json.loads(causerie("map", study, "--format", "json").stdout)
    assert {"concepts", "links"} <= set(held)
    assert {"id", "cause", "effect", "polarity", "belief", "claims", "citations", "voices"} <= set(
        held["links"][0]
    )
    assert "→" in causerie("map", study).stdout


def test_what_if_as_json_and_text(study: Path) -> None:
    held = json.loads(causerie("what-if", study, "--push", "drought=+", "--format", "json").stdout)
    assert {"pushed", "answers", "assumptions", "method", "draws", "seed"} <= set(held)
    told = causerie("what-if", study, "--push", "sécheresse=+", "--interface", "fr").stdout
    assert "augmente" in told
    assert "“La sécheresse a provoqué une pénurie de blé" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--push", "drought"], "no direction"),
        (["--push", "zzyzx quibble=+"], "zzyzx"),
        (["--push", "drought=+", "--by", "Nobody Atall"], "Nobody Atall"),
    ],
)
def test_what_if_refuses_plainly(study: Path, words: list[str], said: str) -> None:
    done = causerie("what-if", study, *words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_a_missing_project_is_named(tmp_path: Path) -> None:
    done = causerie("map", tmp_path / "none.causerie")
    assert done.exit_code == 1
    assert "none.causerie" in done.stderr


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    done = causerie("run", write_accounts(tmp_path), "--language", "de", "--project", tmp_path / "a.causerie")
    assert done.exit_code == 1
    assert "auto, en, fr" in done.stderr


def test_every_command_and_option_is_documented() -> None:
    text = README.read_text(encoding="utf-8")
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    for name, held in command.commands.items():
        assert f"`{name} " in text, f"README names no command {name}"
        for parameter in held.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert f"`{option}" in text, f"README names no option {option} of {name}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["decides", "--push", "drought=+", "--target", "riots"], "Odile Marchand"),
        (["levers", "--target", "riots=+"], "certain"),
        (["loops"], "No chain of claims"),
        (["ways", "--from", "drought", "--to", "riots"], "Odile Marchand"),
        (["fuzzy", "--push", "drought=+"], "kosko"),
    ],
)
def test_the_map_is_questioned(study: Path, words: list[str], said: str) -> None:
    done = causerie(words[0], study, *words[1:], "--interface", "en")
    assert done.exit_code == 0, done.output
    assert said in done.stdout
    json.loads(causerie(words[0], study, *words[1:], "--format", "json").stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["decides", "--push", "wheat shortages=+", "--target", "riots"],
        ["levers", "--target", "wheat shortages=+"],
        ["ways", "--from", "drought", "--to", "wheat shortages"],
        ["fuzzy", "--push", "wheat shortages=+"],
    ],
)
def test_every_question_tells_what_a_name_was_taken_for(study: Path, words: list[str]) -> None:
    done = causerie(words[0], study, *words[1:], "--interface", "en")
    assert done.exit_code == 0, done.output
    assert "“wheat shortages” was taken for" in done.stdout


def test_saved_questions_are_compared(study: Path) -> None:
    for name, push in (("dry", "drought=+"), ("wet", "drought=-")):
        assert causerie("what-if", study, "--push", push, "--save", name).exit_code == 0
    told = causerie("compare", study, "dry", "wet", "--interface", "en").stdout
    assert "dry | wet" in told
    done = causerie("compare", study, "none of these")
    assert done.exit_code == 1
    assert "dry, wet" in done.stderr


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_answers_are_drawn(study: Path, tmp_path: Path, ending: str, start: bytes) -> None:
    picture = tmp_path / f"answer.{ending}"
    assert causerie("what-if", study, "--push", "drought=+", "--picture", picture).exit_code == 0
    assert picture.read_bytes().startswith(start)


def test_states_by_iteration_are_drawn(study: Path, tmp_path: Path) -> None:
    picture = tmp_path / "states.svg"
    assert causerie("fuzzy", study, "--push", "drought=+", "--picture", picture).exit_code == 0
    assert b"iteration" in picture.read_bytes()


def test_another_picture_format_is_refused(study: Path, tmp_path: Path) -> None:
    done = causerie("what-if", study, "--push", "drought=+", "--picture", tmp_path / "a.bmp")
    assert done.exit_code == 1
    assert "svg, png" in done.stderr
