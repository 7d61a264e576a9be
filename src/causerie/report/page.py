"""Turn a project into one HTML page that opens from disk, without network."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from causerie import __version__
from causerie.errors import ProjectError
from causerie.languages.interface import phrases
from causerie.model import CausalMap, Link, LinkSign
from causerie.project import Project
from causerie.report.answers import find_levers, main_outcome, pushable, responses, run_pushes, show_loops
from causerie.report.drawing import components, draw
from causerie.report.views import Views, source_of

#: Speakers that get a column beside each other; the rest stand below, one by one.
COLUMNS = 8
#: Parts of the map with fewer concepts than this are drawn apart, folded.
WHOLE = 3


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
    """Give the report as HTML."""
    environment = Environment(
        loader=PackageLoader("causerie.report"),
        autoescape=select_autoescape(("j2", "html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    context = _context(project, language=language)
    context["title"] = title or project.path.stem
    context |= _map_context(project, context["views"], outcome=outcome) if project.map.links else {}
    static = files("causerie.report") / "static"
    return environment.get_template("report.html.j2").render(
        context,
        css=(static / "report.css").read_text(encoding="utf-8"),
        js=(static / "report.js").read_text(encoding="utf-8"),
    )


def _context(project: Project, *, language: str) -> dict[str, Any]:
    """Gather what every report shows, also one without links."""
    words = phrases(language, "report")
    views = Views(project.readings, project.map)
    drawn = [v for v in views.links if v.link.sign is LinkSign.CONTRADICTED]
    sections = ["overview", "map", "whatif", "links", "concepts", "speakers", "loops", "figures", "documents"]
    if not views.links:
        sections = ["overview", "figures", "documents"]
    figures = _figure_groups(project)
    if not figures:
        sections.remove("figures")
    return {
        "language": language,
        "version": __version__,
        "w": words,
        "views": views,
        "sections": sections,
        "tiles": _tiles(project, views, words),
        "contradicted": drawn,
        "levers": (),
        "figures": figures,
        "refused": project.refused,
        "problems": [
            (r.document.id, p) for r in project.readings for p in (*r.document.problems, *r.problems)
        ],
        "data": {"words": words, "labels": {}, "responses": {}},
    }


def _tiles(project: Project, views: Views, words: dict[str, str]) -> list[tuple[int, str]]:
    return [
        (len(project.readings), words["documents_short"]),
        (sum(len(r.statements) for r in project.readings), words["statements"]),
        (sum(len(r.claims) for r in project.readings), words["claims"]),
        (len({s.name for s in views.speakers if s.name}), words["speakers_short"]),
        (len(project.map.voices), words["voices"]),
        (len(project.map.concepts), words["concepts_short"]),
        (len(project.map.links), words["links_short"]),
    ]


def _map_context(project: Project, views: Views, *, outcome: str | None) -> dict[str, Any]:
    """Gather what a report with links shows besides."""
    causal_map = project.map
    chosen = project.find_concept(outcome).concept.id if outcome else main_outcome(causal_map)
    assert chosen is not None  # a map with links has one
    levers, assumptions = find_levers(causal_map, chosen)
    pushed = pushable(causal_map)
    small = [p for p in components(causal_map.links) if len(_concepts(p)) < WHOLE]
    large = [k for p in components(causal_map.links) if len(_concepts(p)) >= WHOLE for k in p]
    folded = [k for p in small for k in p]
    main, rest = (large, folded) if large else (folded, [])
    return {
        "outcome": chosen,
        "outcome_label": causal_map.by_id[chosen].label,
        "levers": levers,
        "assumptions": assumptions,
        "pushable": [causal_map.by_id[c] for c in pushed],
        "main_map": draw(causal_map, main),
        "small_map": draw(causal_map, rest),
        "small_count": len(small),
        "link_views": {v.link.id: v for v in views.links},
        "concepts": _concept_rows(causal_map),
        "columns": views.speakers[:COLUMNS],
        "loops": show_loops(causal_map),
        "data": {
            "labels": {c.id: c.label for c in causal_map.concepts},
            "responses": responses(run_pushes(causal_map, pushed)),
        },
    }


def _concepts(links: list[Link]) -> set[str]:
    return {c for k in links for c in (k.cause, k.effect)}


def _concept_rows(causal_map: CausalMap) -> list[dict[str, Any]]:
    """List the concepts with their wordings, those in most links first."""
    incoming = Counter(k.effect for k in causal_map.links)
    outgoing = Counter(k.cause for k in causal_map.links)
    rows = []
    for concept in sorted(causal_map.concepts, key=lambda c: (-incoming[c.id] - outgoing[c.id], c.label)):
        reasons = {m.text: m.reason for m in concept.merges}
        wordings = {m.text: m.direction for m in concept.mentions}
        rows.append(
            {
                "id": concept.id,
                "label": concept.label,
                "incoming": incoming[concept.id],
                "outgoing": outgoing[concept.id],
                "wordings": [
                    {"text": text, "direction": way, "reason": reasons.get(text, "")}
                    for text, way in wordings.items()
                ],
            }
        )
    return rows


def _figure_groups(project: Project) -> list[dict[str, Any]]:
    """List the numbers by what they count, those on which accounts disagree first."""
    anchors = {r.document.id: (f"d{n}", r) for n, r in enumerate(project.readings, start=1)}
    shown = sorted(project.figures, key=lambda g: (not g.disagree, -g.voices, -len(g.entries)))
    return [
        {
            "title": group.label,
            "disagree": group.disagree,
            "rows": [
                {
                    "value": entry.figure.span.of(anchors[entry.document][1].document.text),
                    "what": entry.figure.what,
                    "speaker": entry.figure.speaker,
                    "document": anchors[entry.document][0],
                    "source": source_of(anchors[entry.document][1]),
                }
                for entry in group.entries
            ],
        }
        for group in shown
    ]
