"""What must hold for any map, whatever its claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from causerie.model import CausalMap, Certainty, Concept, Kind, LinkSign, Polarity
from causerie.simulation import PressOptions, Tier, answer_press, forecast_signs, kernels
from causerie.simulation.encoding import load_encoding
from causerie.simulation.ensemble import push_vector
from causerie.simulation.hearing import hear
from causerie.simulation.matrices import Skeleton
from causerie.simulation.priors import PRIORS
from causerie.simulation.robustness import leave_out
from causerie.simulation.solving import Weights, respond
from causerie.simulation.states import draw_states, table_of
from causerie.simulation.streams import Draws
from tests.simulation.maps import claim, draw

NAMES = "abcdef"
#: Relabelling and order leave these priors' random numbers alone; QPress's
#: self-limitation is drawn under the concept's name.
UNNAMED = ("contraction", "shares", "unit", "loguniform")
FEW = PressOptions(draws=256, priors=UNNAMED, details=False)

claims = st.builds(
    claim,
    st.sampled_from("+-?"),
    st.sampled_from(["Ada", "Bob", "Cem"]),
    certainty=st.sampled_from(Certainty),
    kind=st.sampled_from([Kind.CAUSE, Kind.PREVENT]),
    negated=st.sampled_from([False, False, False, True]),
)
links = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), claims)
maps = st.lists(links, min_size=1, max_size=9).map(lambda told: draw(*told, concepts=NAMES))

few = settings(max_examples=40, deadline=None)


def counts(causal_map: CausalMap, push: dict[str, int], **other: Any) -> dict[str, Any]:
    run = answer_press(causal_map, push, options=replace(FEW, **other))
    return {a.concept: (a.sign, a.tier, a.rise, a.fall) for a in run.answers}


def renamed(causal_map: CausalMap, names: dict[str, str]) -> CausalMap:
    return CausalMap(
        concepts=tuple(Concept(names[c.id], c.label, ()) for c in reversed(causal_map.concepts)),
        links=tuple(
            replace(link, id=f"r{link.id}", cause=names[link.cause], effect=names[link.effect])
            for link in reversed(causal_map.links)
        ),
        voices=causal_map.voices,
    )


@few
@given(maps, st.permutations(NAMES))
def test_names_and_order_do_not_matter(told: CausalMap, shuffled: list[str]) -> None:
    names = dict(zip(NAMES, shuffled, strict=True))
    before = counts(told, {"a": 1})
    after = counts(renamed(told, names), {names["a"]: 1})
    assert {names[c]: found for c, found in before.items()} == after


@few
@given(maps)
def test_pushing_the_other_way_turns_every_sign(told: CausalMap) -> None:
    turned = {"+": "-", "-": "+", "0": "0", "?": "?"}
    up, down = counts(told, {"a": 1}), counts(told, {"a": -1})
    for concept, (sign, tier, rise, fall) in up.items():
        assert down[concept] == (turned[sign], tier, fall, rise)


@few
@given(maps)
@example(draw(("a", "b", claim("+")), ("a", "b", claim("-")), concepts=NAMES))  # one voice, both signs
def test_reversing_every_claim_about_a_concept_turns_its_sign(told: CausalMap) -> None:
    """A concept counted the other way round ("war" for "peace") answers the other way round."""
    other = {Polarity.PLUS: Polarity.MINUS, Polarity.MINUS: Polarity.PLUS, Polarity.UNKNOWN: Polarity.UNKNOWN}
    signs = {LinkSign.PLUS: LinkSign.MINUS, LinkSign.MINUS: LinkSign.PLUS}
    reversed_links = tuple(
        replace(
            link,
            sign=signs.get(link.sign, link.sign),
            evidence=tuple(replace(e, polarity=other[e.polarity]) for e in link.evidence),
        )
        if (link.cause == "b") != (link.effect == "b")
        else link
        for link in told.links
    )
    before = counts(told, {"a": 1})
    after = counts(replace(told, links=reversed_links), {"a": 1})
    unknown = any(e.polarity is Polarity.UNKNOWN for link in told.links for e in link.evidence)
    for concept in "bcdef":
        rise, fall = before[concept][2:]
        expected = (fall, rise) if concept == "b" else (rise, fall)
        assert after[concept][1] == before[concept][1]
        if not unknown:  # a coin does not turn with the concept
            assert after[concept][2:] == expected


@few
@given(st.sampled_from(Certainty), st.integers(1, 4), st.floats(0.3, 1.0))
def test_one_more_independent_voice_never_lowers_the_chance_of_a_link(
    certainty: Certainty, voices: int, confidence: float
) -> None:
    def rise(count: int) -> float:
        said = [
            ("a", "b", claim("+", f"V{i}", certainty=certainty, confidence=confidence)) for i in range(count)
        ]
        return float(answer_press(draw(*said), {"a": 1}, options=FEW).answers[0].rise.low)

    assert rise(voices + 1) >= rise(voices)


@few
@given(st.sampled_from(Certainty))
def test_repeating_oneself_adds_nothing(certainty: Certainty) -> None:
    once = ("a", "b", claim(certainty=certainty, key="k1"))
    again = ("a", "b", claim(certainty=certainty, key="k2"))
    assert counts(draw(once), {"a": 1}) == counts(draw(once, again), {"a": 1})


@few
@given(maps, st.sampled_from("abcdef"))
def test_a_link_off_every_way_changes_nothing(told: CausalMap, target: str) -> None:
    skeleton = hear(told).skeleton
    ahead = skeleton.reached([skeleton.position["a"]])
    back = skeleton.reached([skeleton.position[target]], backwards=True)
    position = skeleton.position
    kept = tuple(link for link in told.links if ahead[position[link.cause]] and back[position[link.effect]])
    options = replace(FEW, priors=("contraction", "unit"))
    whole = answer_press(told, {"a": 1}, targets=[target], options=options).answers
    part = answer_press(replace(told, links=kept), {"a": 1}, targets=[target], options=options).answers
    stable = hear(told).skeleton.cyclic.any()
    if not stable:  # with feedback, an unstable part elsewhere rejects draws of the unit prior
        assert whole == part
    else:
        first = replace(options, priors=("contraction",))
        assert (
            answer_press(told, {"a": 1}, targets=[target], options=first).answers[0].rise
            == answer_press(replace(told, links=kept), {"a": 1}, targets=[target], options=first)
            .answers[0]
            .rise
        )


def drawn(told: CausalMap, prior: str, draws: int = 32) -> tuple[Skeleton, Weights]:
    heard = hear(told)
    states = draw_states(table_of(heard.links, encoding=load_encoding()), Draws(0, 0, draws))
    sizes = states.sign * PRIORS[prior].sizes(heard.skeleton, states.quantile)
    return heard.skeleton, Weights(sizes, sizes, np.ones((heard.skeleton.size, draws)))


asserted = maps.filter(lambda told: bool(hear(told).links))


@few
@given(asserted, st.sampled_from(["contraction", "shares"]))
def test_the_response_to_a_sum_is_the_sum_of_responses(told: CausalMap, prior: str) -> None:
    skeleton, weights = drawn(told, prior)
    one, other = push_vector(skeleton, {"a": 1}), push_vector(skeleton, {"b": -1})
    for contracting in (True, False):
        both, first, second = (
            respond(skeleton, weights, push=p, contracting=contracting) for p in (one + other, one, other)
        )
        np.testing.assert_allclose(both, first + second, rtol=1e-4, atol=1e-6)


@few
@given(asserted, st.sampled_from(["contraction", "shares"]))
def test_sweeps_give_what_the_linear_solve_gives(told: CausalMap, prior: str) -> None:
    skeleton, weights = drawn(told, prior)
    push = push_vector(skeleton, {"a": 1, "c": -1})
    swept = respond(skeleton, weights, push=push, contracting=True)
    np.testing.assert_allclose(
        swept, respond(skeleton, weights, push=push, contracting=False), rtol=1e-4, atol=1e-6
    )
    matrix = np.zeros((32, skeleton.size, skeleton.size))
    np.add.at(matrix.transpose(1, 2, 0), (skeleton.effect, skeleton.cause), weights.rising)
    solved = np.linalg.solve(
        np.eye(skeleton.size) - matrix, np.broadcast_to(push[:, None], (32, push.size, 1))
    )
    np.testing.assert_allclose(swept, solved[:, :, 0].T, rtol=1e-4, atol=1e-6)
    far = np.abs(solved[:, :, 0].T) > 1e-9
    assert (np.sign(swept) == np.sign(solved[:, :, 0].T))[far].all()


@few
@given(maps, st.integers(0, 5))
def test_threads_and_batches_do_not_change_a_bit(told: CausalMap, seed: int) -> None:
    options = PressOptions(draws=700, seed=seed, detail_draws=300)
    alone = answer_press(told, {"a": 1}, options=options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("causerie.simulation.ensemble._BATCH_NUMBERS", 900)
        cut = answer_press(told, {"a": 1}, options=replace(options, threads=3))
    strengths = [p.share for a in alone.answers for p in a.paths]
    np.testing.assert_allclose(strengths, [p.share for a in cut.answers for p in a.paths], rtol=1e-12)
    for one, other in zip(alone.answers, cut.answers, strict=True):
        assert replace(one, paths=(), offsetting=(0, 0)) == replace(other, paths=(), offsetting=(0, 0))


@few
@given(asserted)
def test_rank_one_changes_give_what_solving_anew_gives(told: CausalMap) -> None:
    heard = hear(told)
    push = push_vector(heard.skeleton, {"a": 1})
    groups = [frozenset({e.key}) for link in heard.links for e in link.evidence]
    options = PressOptions(draws=128)
    quick = leave_out(heard, push, groups=groups, options=options).without
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("causerie.simulation.robustness._LARGEST_CHANGED", 0)
        anew = leave_out(heard, push, groups=groups, options=options).without
    np.testing.assert_array_equal(quick, anew)


@pytest.mark.parametrize("seed", range(3))
def test_numba_gives_the_same_numbers(seed: int) -> None:
    pytest.importorskip("numba")
    rng = np.random.default_rng(seed)
    told = draw(
        *(
            ("abcdef"[rng.integers(6)], "abcdef"[rng.integers(6)], claim("+-"[rng.integers(2)], kind=kind))
            for kind in [Kind.CAUSE] * 10 + [Kind.REQUIRE] * (3 * (seed == 2))
        ),
        concepts=NAMES,
    )
    found = []
    for limit in (0, 10**18):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kernels, "WORTH_LOADING", limit)
            found.append(answer_press(told, {"a": 1}, options=PressOptions(draws=1000)))
    assert found[0] == found[1]


@few
@given(st.lists(st.sampled_from([-1, 0, 0, 1]), min_size=16, max_size=16))
def test_certain_signs_are_never_contradicted_by_a_draw(entries: list[int]) -> None:
    told = [
        (NAMES[j], NAMES[i], claim("+" if s > 0 else "-"))
        for (i, j), s in np.ndenumerate(np.reshape(entries, (4, 4)))
        if s
    ]
    if not told:
        return
    run = answer_press(draw(*told, concepts="abcd"), {"a": 1}, options=PressOptions(draws=400, details=False))
    for found in run.answers:
        if found.tier is Tier.CERTAIN:
            assert (found.fall if found.sign == "+" else found.rise).high == 0.0
        if found.tier is Tier.UNREACHABLE:
            assert found.rise.high == found.fall.high == 0.0


def test_forecasts_are_reproduced_to_the_bit() -> None:
    signs = [[-1, 0, 0], [1, -1, -1], [1, 0, -1]]
    first, second = (forecast_signs(signs, {"0": 1}, draws=5000, seed=9) for _ in range(2))
    assert (first.rise == second.rise).all()
    assert (first.rise != forecast_signs(signs, {"0": 1}, draws=5000, seed=8).rise).any()
