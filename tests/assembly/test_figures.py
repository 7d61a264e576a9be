from dataclasses import replace

from causerie.assembly.figures import compare_figures
from causerie.model import Figure, Reading, Span
from tests.assembly.written_claims import Account


def counted(document: str, value: float, what: str, language: str = "fr", **more: object) -> Reading:
    unit = what.split()[0]
    figure = replace(Figure(Span(0, 3), value, None, False, unit, what), **more)  # type: ignore[arg-type]
    return replace(Account(document, language).say(what).reading(), figures=(figure,))


def test_numbers_for_one_thing_stand_together() -> None:
    groups = compare_figures(
        [
            counted("a", 12000, "soldats tués en Syrie", speaker="Rosa Delt"),
            counted("b", 9000, "soldiers killed in Syria", "en", high=10000.0),
            counted("c", 40, "soldats tués au Yémen"),
        ]
    )
    assert [(g.low, g.high, g.voices, g.disagree) for g in groups] == [
        (9000, 12000, 2, True),
        (40, 40, 1, False),
    ]
    assert [e.document for e in groups[0].entries] == ["a", "b"]


def test_no_figures_make_no_groups() -> None:
    assert compare_figures([Account("a").say("Rien.").reading()]) == ()
