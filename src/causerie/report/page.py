"""Turn a project into one HTML page that opens from disk, without network."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from itertools import combinations
from math import log10
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from causerie import __version__
from causerie.assembly.figures import FigureEntry, FigureGroup
from causerie.assembly.maps import connecting_concepts
from causerie.errors import ProjectError
from causerie.project import Project
from causerie.report.answers import main_outcome, parts_of, responses, run_pushes, show_levers, show_loops
from causerie.report.choosing import TOLD_CONCEPTS, TOLD_FIGURES, Study, drawn_links, first_links
from causerie.report.drawing import draw
from causerie.report.views import LinkView, SpeakerView, Views, source_of
from causerie.report.wording import words_for

#: Speakers that get a column beside each other; all of them can be compared two by two.
COLUMNS = 8

#: Links, and concepts that connect documents, that the overview names.
BEST = 6
#: Links and speakers told at once; the rest are folded.
FIRST_ROWS, FIRST_SPEAKERS = 24, 8
#: Numbers whose highest is more times the lowest than this stand on a logarithmic axis.
FAR_APART = 50


def write_report(
    project: Project,
    path: Path,
    *,
    language: str = "en",
    title: str | None = None,
    outcome: str | None = None,
) -> None:
    """Write the report of a project.

    Args:
        project: what to report.
        path: the HTML file to write.
        language: code of the language in which the page speaks.
        title: heading; the project file's name when absent.
        outcome: the main outcome, in any words; the most explained concept when absent.

    Raises:
        ProjectError: the file cannot be written.
        UnknownConceptError, AmbiguousConceptError: no one concept answers to `outcome`.

    """
    page = draw_report(project, language=language, title=title, outcome=outcome)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ProjectError(f"report {path} cannot be written: {error.strerror}") from error


def draw_report(
    project: Project, *, language: str, title: str | None = None, outcome: str | None = None
) -> str:
    """Give the report of a project as HTML."""
    study = Study(
        title or project.path.stem,
        project.readings,
        project.map,
        project.figures,
        tuple(s.problem for s in project.refused if s.problem),
    )
    chosen = project.find_concept(outcome).concept.id if outcome and project.map.links else None
    return draw_page(study, language=language, outcome=chosen)


def draw_page(study: Study, *, language: str, outcome: str | None = None) -> str:
    """Give the report of a study as HTML.

    Args:
        study: what to report.
        language: code of the language in which the page speaks.
        outcome: id of the main outcome; the most explained concept when absent.

    """
    environment = Environment(
        loader=PackageLoader("causerie.report"),
        autoescape=select_autoescape(("j2", "html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = words_for(language)
    environment.globals["w"] = words
    views = Views(study, words)
    context = _context(views) | _map_context(views, outcome or main_outcome(study.map))
    static = files("causerie.report") / "static"
    return environment.get_template("report.html.j2").render(
        context,
        css=(static / "report.css").read_text(encoding="utf-8"),
        js=(static / "report.js").read_text(encoding="utf-8"),
    )


def _context(views: Views) -> dict[str, Any]:
    """Gather what every report shows, also one without links."""
    study, words = views.study, views.words
    figures = [_figure_group(views, g) for g in _told_figures(study)]
    best = _best(views)
    sections = ["overview", "map", "whatif", "links", "speakers", "loops", "figures", "concepts", "documents"]
    if not views.links:
        sections = ["overview", "figures", "documents"]
    if not figures:
        sections.remove("figures")
    return {
        "language": words.language,
        "version": __version__,
        "title": study.name,
        "views": views,
        "sections": sections,
        "tiles": _tiles(views),
        "best": best,
        "nothing_shared": all(v.link.voices <= 1 for _, links in best for v in links),
        "connecting": connecting_concepts(views.map)[:BEST],
        "contradicted": [v for v in views.links if v.clash],
        "figures": figures,
        "left_out": _left_out(views, figures=len(figures)),
        "refused": study.refused,
        "problems": [(r.document.id, p) for r in study.readings for p in (*r.document.problems, *r.problems)],
        "data": {"words": dict(words.phrases)},
    }


def _best(views: Views) -> list[tuple[str, list[LinkView]]]:
    """Choose the links that several voices hold, and those of one voice apart, under their headings."""
    held = [v for v in views.best if not v.link.denied]
    shared = [v for v in held if v.link.voices > 1][:BEST]
    single = [v for v in held if v.link.voices <= 1][: BEST - len(shared)]
    titled = ((views.words["best_supported"], shared), (views.words["best_single"], single))
    return [(title, links) for title, links in titled if links]


def _tiles(views: Views) -> list[tuple[int, str]]:
    readings, held = views.study.readings, views.map
    counts = {
        "documents_counted": len(readings),
        "statements_counted": sum(len(r.statements) for r in readings),
        "claims_counted": sum(len(r.claims) for r in readings),
        "voices_counted": len(held.claiming),
        "concepts_counted": len(held.concepts),
        "links_counted": len(held.links),
        "contradictions_counted": sum(v.clash for v in views.links),
    }
    return [(number, views.words.thing(key, number)) for key, number in counts.items()]


def _left_out(views: Views, *, figures: int) -> list[str]:
    """Say what the page leaves out because the study is too large for one page."""
    study, words = views.study, views.words
    missing = {
        "links_counted": len(study.map.links) - len(views.links),
        "documents_counted": len(study.readings) - len(views.documents),
        "concepts_counted": len(study.map.concepts) - max(TOLD_CONCEPTS, len(views.linked)),
        "figures_counted": len(study.figures) - figures,
    }
    return [words.count(key, number) for key, number in missing.items() if number > 0]


def _map_context(views: Views, outcome: str | None) -> dict[str, Any]:
    """Gather what a report with links shows besides."""
    if outcome is None:
        return {}
    parts = parts_of(views.map)
    runs = run_pushes(parts)
    levers = show_levers(views, parts[outcome], outcome=outcome)
    loops, loops_found, longest = show_loops(views)
    first, whole = first_links(views.told, outcome=outcome), drawn_links(views.told)
    first_lever = levers.first if levers else None
    shown = first_lever.concept if first_lever and first_lever.concept in runs else next(iter(runs), None)
    told = {c: {way: responses(run) for way, run in ways.items()} for c, ways in runs.items()}
    return {
        "outcome": outcome,
        "outcome_label": views.labels[outcome],
        "levers": levers,
        "pushable": [(c, views.labels[c]) for c in runs],
        "shown_push": shown,
        "shown_answers": told[shown][1] if shown else [],
        "draws": min((r.draws for ways in runs.values() for r in ways.values()), default=0),
        "main_map": draw(first, labels=views.labels, first=outcome),
        "whole_map": draw(whole if len(whole) > len(first) else (), labels=views.labels, first=outcome),
        "concepts": _concept_rows(views),
        "columns": _columns(views),
        "pair": _pair(views),
        "first_rows": FIRST_ROWS,
        "first_speakers": FIRST_SPEAKERS,
        "loops": loops,
        "loops_found": loops_found,
        "longest_loop": longest,
        "data": {
            "words": dict(views.words.phrases),
            "labels": views.labels,
            "responses": told,
            "stances": {s.voice: s.stances for s in views.speakers},
        },
    }


def _columns(views: Views) -> list[SpeakerView]:
    """Choose the voices that have most to say on links on which others speak too."""
    shared = {v.link.id for v in views.shared_links}
    ranked = sorted(views.speakers, key=lambda s: -len(shared & s.stances.keys()))
    return [s for s in ranked[:COLUMNS] if shared & s.stances.keys()]


def _pair(views: Views) -> tuple[str, ...]:
    """Choose the two voices that are compared first: those that disagree or agree most often."""
    met: Counter[tuple[str, ...]] = Counter()
    for view in views.shared_links:
        for pair in combinations(sorted(view.voices), 2):
            met[pair] += 2 if view.clash else 1
    if met:
        return min(met, key=lambda pair: (-met[pair], pair))
    return tuple(s.voice for s in views.speakers[:2])


def _concept_rows(views: Views) -> list[dict[str, Any]]:
    """List the concepts with their wordings, those in most links first."""
    causal_map = views.map
    incoming = Counter(k.effect for k in causal_map.links)
    outgoing = Counter(k.cause for k in causal_map.links)
    linked = views.linked
    ordered = sorted(
        causal_map.concepts,
        key=lambda c: (c.id not in linked, -incoming[c.id] - outgoing[c.id], views.labels[c.id]),
    )
    rows = []
    for concept in ordered[: max(TOLD_CONCEPTS, len(linked))]:
        merges = {m.text: m for m in concept.merges}
        rows.append(
            {
                "id": concept.id,
                "label": views.labels[concept.id],
                "tongue": views.words.tongue(concept),
                "incoming": incoming[concept.id],
                "outgoing": outgoing[concept.id],
                "wordings": [
                    {
                        "text": text,
                        "direction": direction,
                        "reason": merges[text].reason if text in merges else "",
                        "similarity": merges[text].similarity if text in merges else None,
                    }
                    for text, direction in {m.text: m.direction for m in concept.mentions}.items()
                ],
            }
        )
    return rows


def _told_figures(study: Study) -> list[FigureGroup]:
    """Choose the groups of figures: those on which accounts disagree first, then by voices."""
    return sorted(study.figures, key=lambda g: (not _compared(g), not g.disagree, -g.voices))[:TOLD_FIGURES]


def _compared(group: FigureGroup) -> bool:
    """Say whether several voices give numbers of one unit that differ."""
    return group.disagree and group.voices > 1


def _figure_group(views: Views, group: FigureGroup) -> dict[str, Any]:
    ordered = sorted(group.entries, key=lambda e: (e.figure.value, e.figure.high or 0.0))
    return {
        "title": group.label,
        "compared": _compared(group),
        "logarithmic": _far_apart(group),
        "rows": [_figure_row(views, group, entry) for entry in ordered],
    }


def _figure_row(views: Views, group: FigureGroup, entry: FigureEntry) -> dict[str, Any]:
    reading, figure = views.reading_of(entry.document), entry.figure
    return {
        "value": figure.span.of(reading.document.text),
        "language": reading.document.language,
        "what": figure.what,
        "speaker": figure.speaker or views.names.get(entry.voice) or source_of(reading),
        "anchor": views.anchor_of(entry.document),
        "source": source_of(reading),
        "from": _place(group, figure.value),
        "to": _place(group, figure.high if figure.high is not None else figure.value),
    }


def _far_apart(group: FigureGroup) -> bool:
    return group.low > 0 and group.high / group.low > FAR_APART


def _place(group: FigureGroup, value: float) -> float:
    """Give a number's place between the lowest and the highest of its group, in [0, 1]."""
    if group.high == group.low:
        return 0.5
    if _far_apart(group):
        return log10(value / group.low) / log10(group.high / group.low)
    return (value - group.low) / (group.high - group.low)
