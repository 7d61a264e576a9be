"""Maps are drawn with every concept and link once, causes left of effects where loops allow."""

from causerie.model import CausalMap, Concept, Link, LinkSign
from causerie.report.drawing import BADGE, Drawing, components, draw


def chart(*pairs: str) -> CausalMap:
    links = tuple(
        Link(f"l{n}", pair[0], pair[1], LinkSign.PLUS, 0.5, ()) for n, pair in enumerate(pairs, start=1)
    )
    names = dict.fromkeys(c for pair in pairs for c in pair)
    return CausalMap(tuple(Concept(c, f"concept {c}", ()) for c in names), links)


def drawn_from(held: CausalMap) -> Drawing:
    return draw(held.links, labels={c.id: c.label for c in held.concepts})


def test_causes_stand_left_of_effects() -> None:
    drawn = drawn_from(chart("ab", "bc", "ac"))
    x = {b.concept: b.x for b in drawn.boxes}
    assert x["a"] < x["b"] < x["c"]
    assert {r.link for r in drawn.routes} == {"l1", "l2", "l3"}


def test_a_loop_and_a_link_to_itself_are_drawn() -> None:
    drawn = drawn_from(chart("ab", "bc", "ca", "bb"))
    assert len(drawn.routes) == 4
    assert all(r.path.startswith("M") for r in drawn.routes)


def test_boxes_never_overlap() -> None:
    pairs = [f"{a}{b}" for a in "abcdef" for b in "uvwxyz" if (ord(a) + ord(b)) % 3]
    drawn = drawn_from(chart(*pairs, "pq", "rs"))
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
    box = next(b for b in drawn_from(held).boxes if b.concept == "a")
    assert box.label == label
    assert box.lines[-1].endswith("…")


def test_parts_come_largest_first() -> None:
    held = chart("ab", "cd", "de")
    assert [len(p) for p in components(held.links)] == [2, 1]


def test_no_links_draw_nothing() -> None:
    drawn = drawn_from(CausalMap())
    assert (drawn.boxes, drawn.width, drawn.height) == ((), 0.0, 0.0)


def test_signs_never_lie_on_each_other() -> None:
    pairs = [f"{a}z" for a in "abcdefghijk"] + [f"y{a}" for a in "abcdefghijk"] + ["yz"]
    badges = [r.badge for r in drawn_from(chart(*pairs)).routes]
    for n, (x, y) in enumerate(badges):
        for a, b in badges[n + 1 :]:
            assert (x - a) ** 2 + (y - b) ** 2 >= (BADGE - 3) ** 2


def test_signs_and_long_ways_keep_clear_of_boxes() -> None:
    drawn = drawn_from(chart("ab", "bc", "cd", "ad", "ac", "bd", "be", "ef", "af"))
    for route in drawn.routes:
        points = [route.at(n / 200) for n in range(10, 191)]
        for box in drawn.boxes:
            inside = [
                (x, y)
                for x, y in points
                if abs(x - box.x) < box.width / 2 - 6 and abs(y - box.y) < box.height / 2 - 4
            ]
            assert not inside, (route.link, box.concept)


def test_links_meet_a_box_side_by_side() -> None:
    drawn = drawn_from(chart("az", "bz", "cz"))
    ends = sorted(r.curves[-1][2][1] for r in drawn.routes)
    assert ends[0] + 6 < ends[1] < ends[2] - 6


def test_the_part_of_the_first_concept_leads() -> None:
    held = chart("ab", "bc", "cd", "xy")
    drawn = draw(held.links, labels={c.id: c.label for c in held.concepts}, first="y")
    place = {b.concept: (b.y, b.x) for b in drawn.boxes}
    assert place["y"] < place["a"]


def test_small_parts_fill_the_width() -> None:
    drawn = drawn_from(chart("ab", "bc", "cd", *(f"{a}{a.upper()}" for a in "efghijklmnop")))
    assert drawn.height < drawn.width
