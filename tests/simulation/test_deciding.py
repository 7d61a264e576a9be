import numpy as np
import pytest

from causerie.errors import ModelError
from causerie.model import Certainty
from causerie.simulation import PressOptions, connection, find_deciding, find_levers
from tests.simulation.maps import claim, draw

FEW = PressOptions(draws=2000)


def test_claims_speakers_and_documents_are_left_out_in_turn() -> None:
    told = draw(
        ("a", "b", claim("+", "Ada", document="d1")),
        ("a", "c", claim("+", "Bob", document="d2")),
        ("c", "b", claim("-", "Bob", document="d2")),
    )
    found = find_deciding(told, {"a": 1}, target="b", options=FEW)
    assert (found.claims[0].name, found.claims[0].flips) == ("d1:c1", True)
    assert (found.speakers[0].name, found.documents[0].name) == ("Ada", "d1")
    assert found.speakers[0].change == pytest.approx(found.claims[0].change)
    assert found.alone["Ada"][0] > 0.85
    assert found.alone["Bob"][1] > 0.6
    assert (found.flipping, found.proven) == (("d1:c1",), True)


def test_the_smallest_set_that_flips_is_found_among_several_voices() -> None:
    told = draw(*(("a", "b", claim("+", v)) for v in ("Ada", "Bob", "Cem")), "x+a")
    found = find_deciding(told, {"a": 1}, target="b", options=FEW)
    assert set(found.flipping) == {"doc:c1", "doc:c2", "doc:c3"}
    assert not any(m.flips for m in found.claims)


def test_two_ways_need_one_claim_each_to_fall_silent() -> None:
    found = find_deciding(draw("a+b", "b+d", "a+c", "c+d"), {"a": 1}, target="d", options=FEW)
    assert len(found.flipping) == 2
    assert found.proven


def test_progress_is_told_batch_by_batch() -> None:
    told: list[tuple[int, int]] = []
    options = PressOptions(draws=20_000, progress=lambda done, whole: told.append((done, whole)))
    find_deciding(draw("a+b"), {"a": 1}, target="b", options=options)
    assert told
    assert all(1 <= done <= whole for done, whole in told)
    assert told[-1][0] == told[-1][1]


def test_the_tipping_weight_of_a_mean_map_is_where_its_response_is_zero() -> None:
    told = draw("a+b", "a+c", "c-b")
    found = {t.link: t for t in find_deciding(told, {"a": 1}, target="b", options=FEW).tipping}
    # The way over c carries the square of what one plain link carries on average.
    assert found["l1"].weight == pytest.approx(0.445, abs=0.02)
    assert found["l1"].tips_at == pytest.approx(found["l1"].weight ** 2, abs=0.04)


def test_flow_counts_claims_and_threads_count_voices() -> None:
    told = draw(
        ("a", "b", claim("+", "Ada")),
        ("a", "b", claim("+", "Bob")),
        ("b", "c", claim("+", "Bob")),
        ("b", "c", claim("+", "Cem")),
        ("b", "c", claim("+", "Dan", negated=True)),
    )
    found = connection(told, source="a", target="c")
    assert (found.flow, found.threads) == (2, ("Bob",))
    assert connection(told, source="c", target="a").flow == 0


def test_levers_are_ranked_by_determinacy_then_probability() -> None:
    told = draw("a+t", ("b", "t", claim(certainty=Certainty.POSSIBLE)), "c+t", "c+d", "d-t", "b+u")
    single = find_levers(told, "t", unwanted=["u"], pairs=False)
    assert single[0].push == (("a", 1),)
    assert {lever.push[0] for lever in single} == {("a", 1), ("b", 1), ("c", 1), ("d", -1)}
    tiers = [lever.tier.value for lever in single]
    assert tiers == sorted(tiers, key=["certain", "robust", "open"].index)
    harmful = next(lever for lever in single if lever.push == (("b", 1),))
    assert [(s.concept, s.helps) for s in harmful.side_effects] == [("u", False)]
    assert harmful.harms == 1


def test_two_pushes_together_are_tried_too() -> None:
    told = draw(*((c, "t", claim(certainty=Certainty.POSSIBLE)) for c in "ab"))
    best = find_levers(told, "t")[0]
    assert {concept for concept, _ in best.push} == {"a", "b"}
    assert best.probability.low > 0.65


def test_lowering_a_target_turns_the_levers() -> None:
    found = find_levers(draw("a+t", "b-t"), "t", direction=-1, pairs=False)
    assert {lever.push[0] for lever in found} == {("a", -1), ("b", 1)}
    with pytest.raises(ModelError, match="no direction"):
        find_levers(draw("a+t"), "t", direction=0)


def test_a_million_draws_are_cut_into_batches_of_bounded_size() -> None:
    from causerie.simulation.ensemble import batches

    runs = list(batches(1_000_000, width=150, seed=0))
    assert sum(r.count for r in runs) == 1_000_000
    assert max(r.count for r in runs) * 150 <= 1_000_000
    assert np.all(np.diff([r.first for r in runs]) > 0)
