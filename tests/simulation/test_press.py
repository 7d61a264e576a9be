import json

import pytest

from causerie.errors import ModelError, UnknownConceptError
from causerie.model import CausalMap, Certainty, Kind
from causerie.simulation import Answer, Observation, PressOptions, Tier, answer_press, to_json
from causerie.simulation.priors import PRIORS
from tests.simulation.maps import claim, draw

QUICK = PressOptions(draws=2000)


def answer(causal_map: CausalMap, target: str, *, push: str = "a", **other: object) -> Answer:
    direction = -1 if push.endswith("-") else 1
    pushed = {push.rstrip("-"): direction}
    options = PressOptions(draws=2000, **other)  # type: ignore[arg-type]
    return answer_press(causal_map, pushed, targets=[target], options=options).answers[0]


def test_a_single_claim_is_certain_in_sign_and_as_probable_as_its_words() -> None:
    found = answer(draw("a+b"), "b")
    assert (found.sign, found.tier) == ("+", Tier.CERTAIN)
    assert found.rise.low == pytest.approx(0.89, abs=0.03)
    assert found.fall.high == 0.0
    assert found.given_response.low == 1.0


def test_a_push_downwards_turns_the_sign() -> None:
    assert answer(draw("a+b"), "b", push="a-").sign == "-"
    assert answer(draw("a-b"), "b", push="a-").sign == "+"


def test_what_no_claim_leads_to_is_exactly_zero() -> None:
    found = answer(draw("a+b", "c+b", "c+a"), "c")
    assert (found.sign, found.tier) == ("0", Tier.UNREACHABLE)
    assert (found.rise.high, found.fall.high, found.paths) == (0.0, 0.0, ())


def test_two_ways_of_the_same_sign_are_certain_and_surer_than_one() -> None:
    both = answer(draw("a+b", "a-c", "c-b"), "b")
    assert both.tier is Tier.CERTAIN
    assert both.rise.low > answer(draw("a+b"), "b").rise.low


def test_opposing_ways_are_open_with_their_range_and_both_ways_shown() -> None:
    found = answer(draw("a+b", "a+c", "c-b"), "b")
    assert found.tier is Tier.OPEN
    assert found.rise.low < found.rise.high
    assert [p.sign for p in found.paths] == ["+", "-"]
    assert found.paths[0].share > found.paths[1].share
    assert sum(found.offsetting) == pytest.approx(1)
    assert found.decided_by[0].claim == "doc:c1"
    assert found.decided_by[0].flips


def test_many_independent_voices_against_a_weak_objection_are_robust() -> None:
    voices = [("a", "b", claim("+", name)) for name in ("Ada", "Bob", "Cem", "Dan")]
    links = [("a", "c", claim("+", "Eve", certainty=Certainty.DOUBTFUL))]
    links += [(x, y, claim("+", "Eve")) for x, y in (("c", "d"), ("d", "e"), ("e", "f"))]
    links += [("f", "b", claim("-", "Eve", certainty=Certainty.POSSIBLE))]
    found = answer(draw(*voices, *links), "b")
    assert found.tier is Tier.ROBUST
    assert found.rise.low >= 0.95


def test_certain_needs_every_term_of_a_feedback_loop_to_agree() -> None:
    assert answer(draw("a+b", "b+c", "c-b"), "c").tier is Tier.CERTAIN
    assert answer(draw("a+b", "b+c", "c+b"), "c").tier is Tier.CERTAIN
    # d's own loop with b stands beside the way from b to c: one more term, of the other sign.
    assert answer(draw("a+b", "b+c", "c+b", "b+d", "d-c"), "c").tier is not Tier.CERTAIN


def test_contradicting_voices_are_drawn_and_named() -> None:
    found = answer(draw(("a", "b", claim("+", "Ada")), ("a", "b", claim("-", "Bob"))), "b")
    assert (found.sign, found.tier) == ("?", Tier.OPEN)
    assert found.rise.low == pytest.approx(0.445, abs=0.05)
    assert found.fall.low == pytest.approx(0.445, abs=0.05)
    assert found.whom is not None
    assert found.whom > 0.7
    assert {d.speaker for d in found.decided_by} == {"Ada", "Bob"}
    alone = {s.speaker: (s.rise > 0.8, s.fall > 0.8) for s in found.by_speaker}
    assert alone == {"Ada": (True, False), "Bob": (False, True)}
    assert found.paths[0].sign == "±"
    assert found.paths[0].against == (("doc:c2",),)


def test_one_voice_can_be_heard_alone() -> None:
    told = draw(("a", "b", claim("+", "Ada")), ("a", "b", claim("-", "Bob")))
    only = answer_press(told, {"a": 1}, by="Bob", options=QUICK)
    assert only.answers[0].sign == "-"
    assert any("Bob" in line for line in only.assumptions)
    with pytest.raises(ModelError, match=r"nobody named 'Zoe'.*Ada"):
        answer_press(told, {"a": 1}, by="Zoe")


def test_a_way_that_nobody_holds_as_a_whole_says_so() -> None:
    told = draw(("a", "b", claim("+", "Ada")), ("b", "c", claim("+", "Bob")))
    path = answer(told, "c").paths[0]
    assert path.speakers == (("Ada",), ("Bob",))
    assert path.claims == (("doc:c1",), ("doc:c2",))
    assert path.held_by == ()


def test_hedges_move_the_chance_of_a_link_and_not_its_sign() -> None:
    sure, likely, possible, doubtful = (answer(draw(("a", "b", claim(certainty=c))), "b") for c in Certainty)
    assert sure.rise.low > likely.rise.low > possible.rise.low > doubtful.rise.low
    assert {a.tier for a in (sure, likely, possible, doubtful)} == {Tier.CERTAIN}


def test_a_denial_is_no_link_and_no_link_of_the_other_sign() -> None:
    alone = answer_press(draw(("a", "b", claim(negated=True))), {"a": 1}, options=QUICK)
    assert alone.answers[0].tier is Tier.UNREACHABLE
    assert any("denied" in line for line in alone.assumptions)
    disputed = answer(draw("a+b", ("a", "b", claim("+", "Bob", negated=True))), "b")
    assert disputed.fall.high == 0.0
    assert disputed.rise.low == pytest.approx((0.89 + 0.05) / 2, abs=0.04)


def test_a_denial_of_the_other_sign_takes_nothing_away() -> None:
    links = ("a+b", ("a", "b", claim("-", "Bob", negated=True)))
    assert answer(draw(*links), "b").rise == answer(draw("a+b"), "b").rise


def test_impossible_without_speaks_of_the_fall() -> None:
    needed = draw(("a", "b", claim(kind=Kind.REQUIRE)))
    assert answer(needed, "b", push="a-").fall.low == pytest.approx(0.89, abs=0.03)
    assert answer(needed, "b").rise.low == pytest.approx(0.445, abs=0.05)


def test_enough_speaks_of_the_rise() -> None:
    enough = draw(("a", "b", claim(sufficient=True)))
    assert answer(enough, "b").rise.low == pytest.approx(0.89, abs=0.03)
    assert answer(enough, "b", push="a-").fall.low == pytest.approx(0.445, abs=0.05)


def test_a_condition_switches_its_link() -> None:
    told = draw(("a", "b", claim(condition="if it rains")))
    assert answer(told, "b").sign == "+"
    assert answer(told, "b", conditions={"if it rains": False}).tier is Tier.UNREACHABLE
    with pytest.raises(ModelError, match="if it snows"):
        answer(told, "b", conditions={"if it snows": False})


def test_an_unknown_sign_is_a_coin() -> None:
    found = answer(draw(("a", "b", claim("?"))), "b")
    assert (found.sign, found.paths[0].sign) == ("?", "?")
    assert found.rise.low == pytest.approx(found.fall.low, abs=0.06)


def test_observations_reject_draws() -> None:
    told = draw("a+b", "a+c", "c-b")
    seen = Observation(push={"a": 1}, seen={"b": -1})
    run = answer_press(told, {"a": 1}, options=PressOptions(draws=2000, criteria=(seen,)))
    assert {a.concept: a.sign for a in run.answers} == {"b": "-", "c": "+"}
    assert all(0 < a.matching < 1 for a in run.acceptance)


def test_contradictory_observations_are_refused_with_the_reason() -> None:
    seen = Observation(push={"a": 1}, seen={"b": -1})
    with pytest.raises(ModelError, match="too few of the draws"):
        answer_press(draw("a+b"), {"a": 1}, options=PressOptions(draws=500, criteria=(seen,)))


def test_the_assumption_of_self_limitation_stands_on_every_answer() -> None:
    without = answer_press(draw("a+b", "b+a"), {"a": 1}, options=QUICK).assumptions
    assert any("limits itself" in line for line in without)
    assert any("balancing" in line for line in without)
    with_loop = answer_press(draw("a+b", "b-a"), {"a": 1}, options=QUICK).assumptions
    assert not any("balancing" in line for line in with_loop)


@pytest.mark.parametrize("name", PRIORS)
def test_every_prior_runs_alone(name: str) -> None:
    found = answer(draw("a+b", "b-c", "c+b"), "c", priors=(name,))
    assert found.sign == "-"
    assert found.by_prior[0].prior == name


@pytest.mark.parametrize(
    ("push", "error", "says"),
    [
        ({}, ModelError, "nothing is pushed"),
        ({"q": 1}, UnknownConceptError, "no concept 'q'"),
        ({"a": 2}, ModelError, "no direction"),
    ],
)
def test_a_wrong_push_is_refused(push: dict[str, int], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        answer_press(draw("a+b"), push)


def test_options_that_run_nothing_are_refused() -> None:
    for options in (PressOptions(draws=0), PressOptions(priors=()), PressOptions(priors=("flat",))):
        with pytest.raises(ModelError):
            answer_press(draw("a+b"), {"a": 1}, options=options)


def test_an_answer_is_ready_for_json_in_the_contract_form() -> None:
    written = json.loads(json.dumps(to_json(answer_press(draw("a+b"), {"a": 1}, options=QUICK))))
    assert written["method"] == "press"
    assert (written["draws"], written["seed"]) == (2000, 0)
    assert set(written["pushed"][0]) >= {"asked", "concept", "label", "direction", "similarity"}
    answered = written["answers"][0]
    assert (answered["concept"], answered["sign"], answered["tier"]) == ("b", "+", "certain")
    assert answered["rise"][0] <= answered["rise"][1]
    assert answered["paths"][0]["claims"] == [["doc:c1"]]
    assert answered["decided_by"][0]["claim"] == "doc:c1"
