import json
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from causerie.assembly import MapOptions, draw_map
from causerie.assembly.decisions import AcceptClaim, Decision, MergeConcepts, RejectClaim, SignClaim
from causerie.assembly.maps import connecting_concepts
from causerie.exports import map_to_json
from causerie.model import CausalMap, Kind, Link, LinkSign, Polarity, Reading, Span
from tests.assembly.written_claims import Account


def links(causal_map: CausalMap) -> dict[tuple[str, str], Link]:
    labels = causal_map.by_id
    return {(labels[link.cause].label, labels[link.effect].label): link for link in causal_map.links}


def only(causal_map: CausalMap) -> Link:
    (link,) = causal_map.links
    return link


@pytest.mark.parametrize(
    ("cause", "sign", "effect", "expected"),
    [
        ("la hausse des loyers", "+", "l'exode", "+"),
        ("la baisse des loyers", "+", "l'exode", "-"),
        ("la baisse des loyers", "-", "l'exode", "+"),
        ("moins de loyers", "+", "la fin de l'exode", "+"),
        ("les loyers", "?", "l'exode", "?"),
    ],
)
def test_directions_move_to_the_sign(cause: str, sign: str, effect: str, expected: str) -> None:
    link = only(draw_map([Account("a").claim(cause, sign, effect).reading()]))
    assert link.sign == LinkSign(expected)


def test_nonsense_words_name_the_concepts() -> None:
    account = Account("a", "en").claim("frimbulators increase", "+", "whatajigs decline")
    assert [*links(draw_map([account.reading()]))] == [("frimbulators", "whatajigs")]
    assert only(draw_map([account.reading()])).sign is LinkSign.MINUS


def test_contradiction_is_kept_and_an_unsigned_claim_forces_nothing() -> None:
    account = Account("a").claim("la pluie", "+", "les récoltes").claim("la pluie", "-", "les récoltes")
    account.claim("la pluie", "?", "les récoltes")
    link = only(draw_map([account.reading()]))
    assert link.sign is LinkSign.CONTRADICTED
    assert [e.polarity for e in link.evidence] == [Polarity.PLUS, Polarity.MINUS, Polarity.UNKNOWN]


def test_denial_gives_no_sign_and_lowers_belief() -> None:
    said = Account("a").claim("la pluie", "+", "les récoltes", speaker="Rosa Delt")
    denied = Account("b").claim("la pluie", "+", "les récoltes", speaker="Ilia Morvak", negated=True)
    alone = only(draw_map([denied.reading()]))
    assert (alone.sign, alone.belief) == (LinkSign.UNKNOWN, 0.0)
    both = only(draw_map([said.reading(), denied.reading()]))
    assert both.sign is LinkSign.PLUS
    assert both.belief < only(draw_map([said.reading()])).belief


def test_antecedent_names_the_concept_and_the_span_stays() -> None:
    account = Account("a").say("La grève dure.")
    account.claim("elle", "+", "la pénurie", cause_antecedent=Span(0, 8))
    causal_map = draw_map([account.reading()])
    (label, _), link = next(iter(links(causal_map).items()))
    mention = causal_map.by_id[link.cause].mentions[0]
    assert (label, mention.text, mention.span) == ("grève", "La grève", account.claims[0].cause)


def test_a_bare_noun_of_direction_recalls_its_thing() -> None:
    account = Account("a").claim("le gel", "+", "une pénurie de blé").claim("La pénurie", "+", "les émeutes")
    other = Account("b").claim("la pénurie", "+", "la colère")
    found = links(draw_map([account.reading(), other.reading()]))
    assert {pair: link.sign.value for pair, link in found.items()} == {
        ("gel", "blé"): "-",
        ("blé", "émeutes"): "-",
        ("pénurie", "colère"): "+",
    }


@pytest.mark.parametrize(
    ("phrase", "apart"),
    [
        ("its decline", True),
        ("the decline", True),
        ("that dispute", True),
        ("the shortage", False),
        ("the dispute", False),
    ],
)
def test_a_bare_noun_that_recalls_nothing_belongs_to_its_document(phrase: str, *, apart: bool) -> None:
    readings = [Account(i, "en").claim(phrase, "+", f"{i} fear").reading() for i in ("north", "south")]
    causes = {link.cause for link in draw_map(readings).links}
    assert len(causes) == (2 if apart else 1)


def test_a_noun_of_direction_recalls_what_a_verb_of_its_stem_moved() -> None:
    account = Account("a", "en").claim("the tax", "+", "rents increased").claim("the increase", "+", "anger")
    assert ("rents", "anger") in links(draw_map([account.reading()]))


def test_connecting_concepts_are_those_of_several_documents() -> None:
    readings = [Account(i, "en").claim("the drought", "+", f"{i} prices").reading() for i in ("a", "b")]
    assert [(c.label, n) for c, n in connecting_concepts(draw_map(readings))] == [("drought", 2)]


def test_citations_speakers_and_voices_are_counted_apart() -> None:
    first = Account("a").claim("la pluie", "+", "les récoltes", speaker="Rosa Delt")
    first.claim("les pluies", "+", "la récolte", speaker="Delt").claim("la pluie", "+", "les récoltes")
    link = only(draw_map([first.reading()]))
    assert (link.citations, link.speakers, link.voices) == (3, ("Rosa Delt",), 2)


def test_copied_story_counts_once() -> None:
    story = (
        "Le port de Lorma est fermé depuis mardi, et les dockers refusent de décharger les navires venus du "
        "nord. La préfète a promis une réunion avant la fin de la semaine, sans dire avec qui ni pourquoi. "
    )
    readings = [
        Account(i, about={"publisher": p}).say(story).claim("la grève", "+", "la pénurie").reading()
        for i, p in (("a", "Le Soir"), ("b", "Le Matin"), ("c", "Le Midi"))
    ]
    link, single = only(draw_map(readings)), only(draw_map(readings[:1]))
    assert (link.citations, link.voices, link.belief) == (3, 1, single.belief)


def test_claim_about_one_concept_is_told_and_makes_no_link() -> None:
    account = Account("a").claim("la hausse des loyers", "+", "la baisse des loyers")
    causal_map = draw_map([account.reading()])
    assert causal_map.links == ()
    assert causal_map.problems == ("a:c1: cause and effect are both 'loyers'",)


def test_condition_kind_and_confidence_reach_the_evidence() -> None:
    account = Account("a").say("Si le gel tient,")
    account.claim("la neige", "+", "la crue", kind=Kind.ENABLE, condition=Span(3, 15))
    (evidence,) = only(draw_map([account.reading()])).evidence
    assert (evidence.kind, evidence.condition, evidence.confidence) == (Kind.ENABLE, "le gel tient", 0.8)


# -- decisions and options


def decided(*decisions: Decision) -> CausalMap:
    return draw_map([ACCOUNT.reading()], decisions=decisions)


ACCOUNT = (
    Account("a").claim("la pluie", "+", "les récoltes", confidence=0.3).claim("le gel", "-", "les fleurs")
)
KEY = ACCOUNT.claims[0].key("a")


def test_rejected_claim_is_out_and_accepted_again_it_is_in() -> None:
    assert [*links(decided(RejectClaim(KEY)))] == [("gel", "fleurs")]
    back = links(decided(RejectClaim(KEY), AcceptClaim(KEY)))[("pluie", "récoltes")]
    assert back.belief == pytest.approx(0.95)


def test_sign_is_given_by_a_reviewer() -> None:
    link = links(decided(SignClaim(KEY, Polarity.MINUS)))[("pluie", "récoltes")]
    assert link.sign is LinkSign.MINUS


def test_merged_arguments_become_a_problem() -> None:
    assert len(decided(MergeConcepts("la pluie", "les récoltes")).problems) == 1


def test_least_confidence_leaves_claims_out_but_not_accepted_ones() -> None:
    options = MapOptions(least_confidence=0.5)
    readings = [ACCOUNT.reading()]
    assert len(draw_map(readings, options=options).links) == 1
    assert len(draw_map(readings, decisions=[AcceptClaim(KEY)], options=options).links) == 2


@pytest.mark.parametrize(
    ("asserted", "denied", "contested"),
    [("+", "-", False), ("+", "+", True), ("-", "-", True), ("+", "?", True), ("?", "+", False)],
)
def test_a_denial_contests_its_own_sign_alone(asserted: str, denied: str, *, contested: bool) -> None:
    account = Account("a").claim("la pluie", denied, "les récoltes", negated=True)
    account.claim("la pluie", asserted, "les récoltes")
    (link,) = draw_map([account.reading()]).links
    assert link.contested is contested


RECALLED = [
    ("le blocus du détroit", "ce blocus", True),
    ("le blocus du détroit", "le blocus", True),
    ("le blocus du détroit", "un blocus", False),
    ("le blocus naval", "le blocus", False),
    ("la suppression des péages", "leur suppression", False),
]


@pytest.mark.parametrize(("first", "then", "recalled"), RECALLED)
def test_a_definite_noun_recalls_the_phrase_that_it_headed(first: str, then: str, *, recalled: bool) -> None:
    account = Account("a").claim(first, "+", "la faim").claim(then, "+", "la colère")
    causal_map = draw_map([account.reading()])
    assert (len({link.cause for link in causal_map.links}) == 1) is recalled


# -- properties

THINGS = st.sampled_from(
    ["la pluie", "les loyers", "moins de touristes", "l'exode", "la fin du gel", "the drought"]
)
CLAIM = st.tuples(
    THINGS,
    st.sampled_from("+-?"),
    THINGS,
    st.sampled_from([None, "Rosa Delt", "Delt", "Ilia Morvak"]),
    st.booleans(),
)


def reading(document: str, claims: list[tuple[str, str, str, str | None, bool]]) -> Reading:
    account = Account(document)
    for cause, sign, effect, speaker, negated in claims:
        account.claim(cause, sign, effect, speaker=speaker, negated=negated)
    return account.reading()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(CLAIM, max_size=4), max_size=3))
def test_order_of_documents_leaves_no_trace(
    accounts: list[list[tuple[str, str, str, str | None, bool]]],
) -> None:
    readings = [reading(f"d{i}", claims) for i, claims in enumerate(accounts)]
    first = draw_map(readings)
    assert all(draw_map(p) == first for p in permutations(readings))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(CLAIM, max_size=4), max_size=3))
def test_counts_and_spans_agree(accounts: list[list[tuple[str, str, str, str | None, bool]]]) -> None:
    readings = [reading(f"d{i}", claims) for i, claims in enumerate(accounts)]
    texts = {r.document.id: r.document.text for r in readings}
    causal_map = draw_map(readings)
    assert sum(link.citations for link in causal_map.links) + len(causal_map.problems) == sum(
        len(r.claims) for r in readings
    )
    for link in causal_map.links:
        assert 1 <= link.voices <= link.citations
        assert len(link.speakers) <= link.citations
        assert 0.0 <= link.belief < 1.0
    for concept in causal_map.concepts:
        assert all(m.span.of(texts[m.document]) == m.text for m in concept.mentions)


def test_json_follows_the_contract() -> None:
    account = Account("a").claim("moins de pluie", "+", "les récoltes", speaker="Rosa Delt")
    body = json.loads(json.dumps(map_to_json(draw_map([account.reading()]))))
    (link,), concepts = body["links"], {c["id"]: c for c in body["concepts"]}
    assert concepts[link["cause"]]["mentions"] == [
        {"document": "a", "span": [0, 14], "text": "moins de pluie", "direction": -1}
    ]
    assert (link["polarity"], link["kinds"], link["citations"], link["voices"]) == ("-", ["cause"], 1, 1)
    assert link["speakers"] == ["Rosa Delt"]
    (claim,) = link["claims"]
    assert {k: claim[k] for k in ("document", "claim", "polarity", "negated", "speaker")} == {
        "document": "a",
        "claim": "c1",
        "polarity": "-",
        "negated": False,
        "speaker": "Rosa Delt",
    }
    assert {v["id"] for v in body["voices"]} >= {claim["voice"]}


def test_unsigned_claim_is_null_in_json() -> None:
    body = map_to_json(draw_map([Account("a").claim("la pluie", "?", "les récoltes").reading()]))
    assert body["links"][0]["polarity"] == "?"
    assert body["links"][0]["claims"][0]["polarity"] is None


def test_no_claims_make_an_empty_map() -> None:
    assert map_to_json(draw_map([]))["concepts"] == []
    assert draw_map([Account("a").say("Il pleut.").reading()]).links == ()
