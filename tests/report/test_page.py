"""The page holds what the study holds, in its language, safely, in bounded size."""

import re
from html.parser import HTMLParser

import networkx as nx
import pytest

from causerie.languages.interface import phrases
from causerie.model import LinkSign, Polarity
from causerie.report.answers import count_reached, main_outcome
from causerie.report.choosing import Study, first_links, told_links
from causerie.report.page import draw_page
from causerie.report.views import Views
from causerie.report.wording import words_for
from tests.report.studies import CRISIS, Said, large, study_of


class Structure(HTMLParser):
    """Collects ids, links inside the page, addresses outside it, and languages of quotations."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.outside: list[str] = []
        self.quoted: list[str | None] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if "id" in held:
            self.ids.append(held["id"] or "")
        self.scripts += tag == "script"
        if tag == "blockquote":
            self.quoted.append(held.get("lang"))
        for name in ("href", "src"):
            address = held.get(name) or ""
            if address.startswith("#"):
                self.targets.add(address[1:])
            elif address and not address.startswith("data:"):
                self.outside.append(address)


def structure(page: str) -> Structure:
    held = Structure()
    held.feed(page)
    return held


@pytest.fixture(scope="module")
def crisis() -> str:
    return draw_page(study_of(*CRISIS, name="Crisis in Sarn", figures=True), language="en")


def test_every_link_of_the_page_leads_somewhere_inside_it(crisis: str) -> None:
    held = structure(crisis)
    assert held.targets <= set(held.ids)
    assert len(held.ids) == len(set(held.ids))
    assert held.outside == []


def test_every_claim_is_quoted_in_its_language(crisis: str) -> None:
    held = structure(crisis)
    assert len(held.quoted) == sum(map(len, CRISIS))
    assert set(held.quoted) == {"en"}


def test_a_contradiction_stands_first_with_its_sides(crisis: str) -> None:
    first = crisis.index('<details class="link card both"')
    assert first == crisis.index('<details class="link card')
    words = phrases("en", "report")
    assert first < crisis.index(words["side_plus"]) < crisis.index(words["side_minus"])


def test_a_link_that_is_only_denied_says_so() -> None:
    study = study_of((Said(None, "the curfew", "does not calm", "the protests", negated=True),))
    page = draw_page(study, language="en")
    assert 'link card denied"' in page
    assert phrases("en", "report")["sign_denied"] in page


def test_a_link_that_two_voices_deny_is_not_held_by_several() -> None:
    denied = [Said(s, "the curfew", "does not calm", "the protests", negated=True) for s in ("Ann", "Lee")]
    page = draw_page(study_of((*denied, Said("Ann", "the drought", "raises", "prices"))), language="en")
    words = phrases("en", "report")
    assert f"<h3>{words['best_single']}</h3>" in page
    assert f'<p class="soft">{words["best_unshared"]}</p>' in page
    assert f"<h3>{words['best_supported']}</h3>" not in page


def test_the_page_speaks_its_language() -> None:
    study = study_of(*CRISIS, figures=True)
    page = draw_page(study, language="fr")
    assert '<html lang="fr">' in page
    words = phrases("fr", "report")
    assert words["links_lead"].replace("'", "&#39;") in page
    assert phrases("en", "report")["links_lead"] not in page


def test_one_and_many_are_told_apart(crisis: str) -> None:
    text = re.sub(r"<[^>]+>", "", crisis)
    assert "1 claim" in text
    assert not re.search(r"\b1 (claims|links|documents|independent voices)\b", text)
    assert not re.search(r"\b[2-9] (claim|link|document|independent voice)\b", text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_phrases_that_count_have_both_forms(language: str) -> None:
    counted = {k: v for k, v in phrases(language, "report").items() if k.endswith("_counted")}
    assert counted
    assert all(v.count("|") == 1 for v in counted.values())


def test_markup_in_a_text_stays_text() -> None:
    wicked = '<script>alert("x")</script>'
    study = study_of(
        (Said(f"{wicked} & co", f"the {wicked} gale", "feeds", f"the </script>{wicked} fire"),), name=wicked
    )
    page = draw_page(study, language="en")
    assert structure(page).scripts == structure(draw_page(study_of(*CRISIS), language="en")).scripts
    assert 'alert("x")</script> gale' not in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_empty_map_is_an_answer(language: str) -> None:
    page = draw_page(Study("empty", (), study_of().map, (), ("a.txt: empty",)), language=language)
    held = structure(page)
    assert phrases(language, "report")["empty"].replace("'", "&#39;") in page
    assert "a.txt: empty" in page
    assert held.targets <= set(held.ids)


def test_a_large_study_gives_a_bounded_page_that_says_what_is_missing() -> None:
    study = large(300, 1800)
    page = draw_page(study, language="en")
    held = structure(page)
    assert held.targets <= set(held.ids)
    assert len(page) < 8_000_000
    left = len(study.map.links) - len(told_links(study.map))
    assert f"{left} links" in page
    assert phrases("en", "report")["too_large"] in page.replace("&#39;", "'")


def test_the_first_picture_holds_what_bears_on_the_outcome() -> None:
    chain = tuple(Said(None, f"matter {n},", "feeds", f"matter {n + 1},") for n in range(60))
    twice = (Said("Ada Brol", "matter 3,", "feeds", "matter 4,"),)
    study = study_of(chain, twice)
    ids = {c.label: c.id for c in study.map.concepts}
    shown = first_links(told_links(study.map), outcome=ids["matter 60,"])
    assert len(shown) < 60
    ends = {(k.cause, k.effect) for k in shown}
    assert (ids["matter 59,"], ids["matter 60,"]) in ends
    assert (ids["matter 58,"], ids["matter 59,"]) in ends


def test_the_main_outcome_is_the_most_explained_concept() -> None:
    study = study_of(*CRISIS)
    outcome = main_outcome(study.map)
    assert outcome
    assert study.map.by_id[outcome].label == "the price of bread"


def test_reached_concepts_are_counted_through_loops() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("e", "e")])
    assert count_reached(graph) == {"a": 3, "b": 2, "c": 2, "d": 0, "e": 0}


def test_a_speaker_who_says_both_is_told_as_both() -> None:
    study = study_of(
        (
            Said("Ada Brol", "rain", "feeds", "the river"),
            Said("Ada Brol", "rain", "starves", "the river", Polarity.MINUS),
        )
    )
    (speaker,) = Views(study, words_for("en")).speakers
    assert list(speaker.stances.values()) == ["±"]
    assert study.map.links[0].sign is LinkSign.CONTRADICTED


def test_nobody_is_against_the_majority_where_there_is_none() -> None:
    rises = Said("Ada Brol", "rain", "feeds", "the river")
    falls = Said("Ivo Karst", "rain", "starves", "the river", Polarity.MINUS)
    (even,) = Views(study_of((rises,), (falls,)), words_for("en")).links
    assert [c.stance for c in even.claims] == ["for", "for"]
    third = Said("Mira Toll", "rain", "feeds", "the river")
    (uneven,) = Views(study_of((rises,), (falls,), (third,)), words_for("en")).links
    assert [c.stance for c in uneven.claims] == ["for", "against", "for"]


def test_fuzzy_maps_give_a_second_opinion_on_the_surest_lever(crisis: str) -> None:
    words = phrases("en", "report")["fuzzy_raises"]
    start = words.format(lever="the drought", label="the price of bread", push="rising", share="|").split(
        "|"
    )[0]
    assert start in crisis
