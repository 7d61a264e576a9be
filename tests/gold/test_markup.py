"""The gold texts keep their promises, and the markup refuses what it cannot place."""

import json
from pathlib import Path

import pytest

from tests.gold.markup import MarkupError, main, read, read_all

HERE = Path(__file__).parent
HEAD = "id: doc\nlanguage: fr\ngenre: news\ntopic: rain\n---\n"
PROSE = "La pluie abîme la route, dit Léa. Elle précise : « La pluie passe, mais la boue reste. »"


def written(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "doc.txt"
    path.write_text(head + body, encoding="utf-8")
    return path


def test_offsets_give_back_the_words(tmp_path: Path) -> None:
    body = PROSE + (
        "\n> La pluie abîme [la route] | abîme | la boue | + cause verb hedged"
        "\n@ Elle | précise | La pluie passe, mais la boue reste | direct | Léa"
        "\n! mais | contrast\n"
    )
    document = read(written(tmp_path, body))
    text = document["text"]

    def words(place: list[int]) -> str:
        return str(text[place[0] : place[1]])

    claim, statement = document["claims"][0], document["attributions"][0]
    assert text == PROSE
    assert [words(claim[k]) for k in ("cause", "cue", "effect")] == ["la route", "abîme", "la boue"]
    assert (claim["polarity"], claim["kind"], claim["hedged"], claim["negated"]) == (
        "+",
        "cause",
        True,
        False,
    )
    assert words(statement["source"]) == "Elle"
    assert words(statement["content"][0]) == "La pluie passe, mais la boue reste"
    assert [words(d["cue"]) for d in document["distractors"]] == ["mais"]


def test_speaker_is_that_of_the_innermost_statement_around_the_cue(tmp_path: Path) -> None:
    body = (
        "Max affirme que, selon Léa, la pluie abîme la route et que la boue salit le pont."
        "\n@ Max | affirme | selon Léa ~ pont | indirect | Max Roy"
        "\n@ Léa | selon | la pluie abîme la route | indirect | Léa Roy"
        "\n> la pluie | abîme | la route | - cause verb"
        "\n> la boue | salit | le pont | - cause verb\n"
        "Dehors, la neige gèle le canal."
        "\n> la neige | gèle | le canal | - cause verb"
        "\n> la neige | gèle | Dehors | ? cause verb | Ann Lee\n"
    )
    speakers = [c["speaker"] for c in read(written(tmp_path, body))["claims"]]
    assert speakers == ["Léa Roy", "Max Roy", None, "Ann Lee"]


def test_a_quotation_may_reach_back_to_an_earlier_paragraph(tmp_path: Path) -> None:
    body = "La digue a cédé.\nD'où la peur.\n> La digue a cédé | D'où | la peur | + cause adv\n"
    document = read(written(tmp_path, body))
    assert document["text"] == "La digue a cédé.\n\nD'où la peur."
    assert document["claims"][0]["cause"] == [0, 15]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("> La neige | abîme | la route | + cause verb", "not in the text"),
        ("> La pluie | abîme | la route | + cause verb", "stands 2 times"),
        ("> la route, | abîme | la boue | + cause verb", "begins or ends with"),
        ("> la route | abîme | « La pluie passe | + cause verb", "out of balance"),
        ("> la route | abîme | la boue", "3 fields"),
        ("> la route | abîme | la boue | + reason verb", "attributes"),
        ("> la route | abîme | la boue | + cause verb maybe", "attributes"),
        ("> la route | abîme | la boue | + prevent verb", "prevent"),
        ("> la route | abîme | la boue | + purpose verb", "purpose"),
        ("@ Elle | précise | la boue | spoken | Léa", "mode"),
        ("@ Elle | précise | la boue | direct", "4 fields"),
        ("! mais", "1 fields"),
        ("!  | contrast", "empty field"),
    ],
)
def test_a_wrong_annotation_names_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(MarkupError, match=rf"doc\.txt:7: .*{said}"):
        read(written(tmp_path, f"{PROSE}\n{line}\n"))


def test_a_claim_given_twice_and_a_look_alike_that_is_a_cue_are_refused(tmp_path: Path) -> None:
    claim = "\n> la route | abîme | la boue | + cause verb"
    with pytest.raises(MarkupError, match="given 2 times"):
        read(written(tmp_path, PROSE + claim + claim))
    with pytest.raises(MarkupError, match="both the cue"):
        read(written(tmp_path, PROSE + claim + "\n! abîme | figurative"))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("id: doc\nlanguage: fr\ngenre: news\n---\n", "lacks"),
        (HEAD.replace("topic", "colour"), "head line"),
        (HEAD.replace("id: doc", "id: other"), "expected the file's name"),
        ("id: doc\n", "no line '---'|head line"),
    ],
)
def test_a_wrong_head_is_refused(tmp_path: Path, head: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said):
        read(written(tmp_path, PROSE, head))


def test_main_writes_lines_or_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, PROSE)
    assert main([str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "doc"
    path.write_text(HEAD + PROSE + "\n! nowhere | contrast", encoding="utf-8")
    assert main([str(path)]) == 1
    assert "doc.txt:7" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_gold_texts_hold_enough_of_both_claims_and_look_alikes(language: str) -> None:
    documents = read_all([HERE / language])
    claims = sum(len(d["claims"]) for d in documents)
    assert {d["language"] for d in documents} == {language}
    assert len({d["genre"] for d in documents}) >= 3
    assert claims >= 170
    assert sum(len(d["distractors"]) for d in documents) >= 1.2 * claims


def test_training_texts_are_sound_and_share_no_paragraph_with_the_gold() -> None:
    trained = read_all([HERE.parents[1] / "training" / "texts" / language for language in ("fr", "en")])
    gold = {p for d in read_all([HERE]) for p in d["text"].split("\n\n")}
    assert len({d["id"] for d in trained}) == len(trained) > 0
    assert not gold.intersection(p for d in trained for p in d["text"].split("\n\n"))
