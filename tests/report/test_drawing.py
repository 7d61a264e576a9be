"""Maps are drawn with every concept and link once, causes left of effects where loops allow."""

from causerie.model import CausalMap, Concept, Link, LinkSign
from causerie.report.drawing import components, draw


def chart(*pairs: str) -> CausalMap:
    links = tuple(
        Link(f"l{n}", pair[0], pair[1], LinkSign.PLUS, 0.5, ()) for n, pair in enumerate(pairs, start=1)
    )
    names = dict.fromkeys(c for pair in pairs for c in pair)
    return CausalMap(tuple(Concept(c, f"concept {c}", ()) for c in names), links)


def test_causes_stand_left_of_effects() -> None:
    drawn = draw(held := chart("ab", "bc", "ac"), held.links)
    x = {b.concept: b.x for b in drawn.boxes}
    assert x["a"] < x["b"] < x["c"]
    assert {r.link for r in drawn.routes} == {"l1", "l2", "l3"}


def test_a_loop_and_a_link_to_itself_are_drawn() -> None:
    drawn = draw(held := chart("ab", "bc", "ca", "bb"), held.links)
    assert len(drawn.routes) == 4
    assert all(r.path.startswith("M") for r in drawn.routes)


def test_boxes_never_overlap() -> None:
    pairs = [f"{a}{b}" for a in "abcdef" for b in "uvwxyz" if (ord(a) + ord(b)) % 3]
    drawn = draw(held := chart(*pairs, "pq", "rs"), held.links)
    for n, one in enumerate(drawn.boxes):
        for other in drawn.boxes[n + 1 :]:
            apart_x = abs(one.x - other.x) >= (one.width + other.width) / 2
            apart_y = abs(one.y - other.y) >= (one.height + other.height) / 2
            assert apart_x or apart_y, (one.concept, other.concept)
    assert all(b.left >= 0 and b.left + b.width <= drawn.width + 1 for b in drawn.boxes)


def test_a_long_label_ends_in_an_ellipsis_and_stays_whole_beside() -> None:
    label = "the slow return of confidence among the farmers of the northern valleys after the flood"
    held = CausalMap(
        (Concept("a", label, ()), Concept("b", "b", ())), (Link("l", "a", "b", LinkSign.PLUS, 1.0, ()),)
    )
    box = next(b for b in draw(held, held.links).boxes if b.concept == "a")
    assert box.label == label
    assert box.lines[-1].endswith("…")


def test_parts_come_largest_first() -> None:
    held = chart("ab", "cd", "de")
    assert [len(p) for p in components(held.links)] == [2, 1]


def test_no_links_draw_nothing() -> None:
    drawn = draw(CausalMap(), ())
    assert (drawn.boxes, drawn.width, drawn.height) == ((), 0.0, 0.0)
