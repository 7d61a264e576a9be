"""Turn a project's map and answers into lines that a busy analyst understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from causerie.assembly.maps import by_support, connecting_concepts
from causerie.languages.interface import Phrases, filled
from causerie.model import CausalMap, Link, LinkSign, Polarity
from causerie.project import Project
from causerie.simulation import Answer, Connection, Loop, Range, Tier, WhatIf
from causerie.simulation.answers import PathAnswer
from causerie.simulation.deciding import Deciding
from causerie.simulation.levers import Lever
from causerie.simulation.scenarios import Comparison
from causerie.simulation.second_opinion import FuzzyAnswers

MARKS = {LinkSign.PLUS: "+", LinkSign.MINUS: "−", LinkSign.CONTRADICTED: "±", LinkSign.UNKNOWN: "?"}
#: The mark of a link that is only denied.
DENIED = "∅"
#: Links, speakers and ways named before "…": a summary fits on one screen.
MOST = 8
#: Letters of a quotation on one line.
QUOTED = 160


def tell_summary(project: Project, words: Phrases) -> Iterator[str]:
    """Tell what was read and what the map holds."""
    readings, causal_map = project.readings, project.map
    yield filled(
        words,
        "summary_documents",
        documents=len(readings),
        statements=sum(len(r.statements) for r in readings),
        claims=sum(len(r.claims) for r in readings),
        figures=sum(len(r.figures) for r in readings),
    )
    if not causal_map.links:
        yield words["summary_empty"]
        return
    spoken = Counter(e.speaker for k in causal_map.links for e in k.evidence)
    yield filled(
        words,
        "summary_map",
        concepts=len(causal_map.concepts),
        links=len(causal_map.links),
        speakers=len([s for s in spoken if s]),
        voices=len(causal_map.claiming),
    )
    yield from _tell_best(causal_map, words)
    if len(readings) > 1:
        yield from _tell_connecting(causal_map, words)
    yield f"\n{words['summary_speakers']}"
    for speaker, claims in sorted(spoken.items(), key=lambda s: (-s[1], s[0] or ""))[:MOST]:
        yield "  " + filled(words, "summary_claims", speaker=speaker or words["author"], claims=claims)
    clashing = [k for k in causal_map.links if k.sign is LinkSign.CONTRADICTED]
    if clashing:
        yield ""
    yield from (_tell_clash(k, causal_map, words) for k in clashing[:MOST])


def _tell_best(causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell the links that several voices hold; those of one voice each, read most surely, apart from them."""
    ordered = [k for k in by_support(causal_map.links) if not k.denied]
    shared = [k for k in ordered if k.voices > 1][:MOST]
    single = [k for k in ordered if k.voices <= 1][: MOST - len(shared)]
    for title, links in (
        ("summary_strongest", shared),
        ("summary_single" if shared else "summary_unshared", single),
    ):
        if links:
            yield f"\n{words[title]}"
        yield from (f"  {tell_link(k, causal_map, words)}" for k in links)


def _tell_connecting(causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell which concepts connect the documents, or that none does."""
    found = connecting_concepts(causal_map)
    yield f"\n{words['summary_connecting' if found else 'summary_apart']}"
    for concept, documents in found[:MOST]:
        yield "  " + filled(words, "summary_connects", concept=concept.label, documents=documents)


def tell_link(link: Link, causal_map: CausalMap, words: Phrases) -> str:
    """Tell a link in one line: its sign, concepts, support, and who denies it."""
    names = causal_map.by_id
    pair = f"{names[link.cause].label} → {names[link.effect].label}"
    deniers = dict.fromkeys(e.speaker or words["author"] for e in link.evidence if e.negated)
    denied = words["denied_by"].format(speakers=", ".join(deniers)) if deniers else ""
    if link.denied:
        return f"{DENIED} {pair}  ({denied})"
    support = f"{link.citations}/{link.voices}, {link.belief:.2f}"
    return f"{MARKS[link.sign]} {pair}  ({'; '.join(filter(None, (support, denied)))})"


def _tell_clash(link: Link, causal_map: CausalMap, words: Phrases) -> str:
    names = causal_map.by_id
    plus = sum(e.polarity is Polarity.PLUS and not e.negated for e in link.evidence)
    minus = sum(e.polarity is Polarity.MINUS and not e.negated for e in link.evidence)
    return filled(
        words,
        "summary_contradicted",
        cause=names[link.cause].label,
        effect=names[link.effect].label,
        plus=plus,
        minus=minus,
    )


def tell_map(causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell every link, the best supported first, the denied ones last."""
    for link in sorted(by_support(causal_map.links), key=lambda k: k.denied):
        asserting = dict.fromkeys(e.speaker for e in link.evidence if e.speaker and not e.negated)
        speakers = ", ".join(asserting)
        yield tell_link(link, causal_map, words) + (f"  {speakers}" if speakers else "")


def tell_answer(run: WhatIf, project: Project, words: Phrases, *, named: bool) -> Iterator[str]:
    """Tell what responds to a push, how sure that is, on which words it stands.

    Args:
        run: the answers.
        project: where the quotations are.
        words: phrases of the interface.
        named: the user named targets, so those that are not reached are told too.

    """
    for pushed in run.pushed:
        if pushed.asked != pushed.label:
            near = "–" if pushed.similarity is None else f"{pushed.similarity:.2f}"
            yield words["taken_for"].format(asked=pushed.asked, label=pushed.label, similarity=near)
    pushes = (
        words["pushed_up" if p.direction > 0 else "pushed_down"].format(label=p.label) for p in run.pushed
    )
    yield "; ".join(pushes) + ":"
    shown = [a for a in run.answers if named or a.tier is not Tier.UNREACHABLE]
    if not shown:
        yield "  " + words["nothing"]
    tiers = list(Tier)
    for answer in sorted(shown, key=lambda a: (tiers.index(a.tier), a.label)):
        yield ""
        yield from _tell_response(answer, project, words)
    yield f"\n{words['assumptions']}"
    yield from (f"  - {a}" for a in run.assumptions)


def _tell_response(answer: Answer, project: Project, words: Phrases) -> Iterator[str]:
    verb = {"+": "rises", "-": "falls", "?": "open", "0": "unreached"}[answer.sign]
    sure = {
        Tier.CERTAIN: words["certain"],
        Tier.ROBUST: words["robust"],
        Tier.OPEN: words["open_tier"],
        Tier.UNREACHABLE: "",
    }[answer.tier]
    mark = {"+": "▲", "-": "▼", "?": "?", "0": "·"}[answer.sign]
    chances = f"▲ {_range(answer.rise)}, ▼ {_range(answer.fall)}"
    yield f"{mark} {answer.label} {words[verb]}" + (f"  [{sure}; {chances}]" if sure else "")
    for path in answer.paths[:2]:
        yield from _tell_way(path, project, words)
    speakers = dict.fromkeys(d.speaker or words["author"] for d in answer.decided_by)
    if speakers:
        yield f"    {words['hangs_on']}: {', '.join(speakers)}"


def _tell_way(path: PathAnswer, project: Project, words: Phrases) -> Iterator[str]:
    names = project.map.by_id
    yield f"    {' → '.join(names[c].label for c in path.concepts)}  ({path.sign}, {path.share:.0%})"
    for claims in path.claims:
        for claim in claims[:1]:
            yield f"      {_quoted(claim, project, words)}"


def _quoted(claim_name: str, project: Project, words: Phrases) -> str:
    """Quote the sentence that holds a claim named "document:claim"."""
    document, _, claim_id = claim_name.rpartition(":")
    reading = next(r for r in project.readings if r.document.id == document)
    claim = next(c for c in reading.claims if c.id == claim_id)
    said = [s for s in reading.sentences if s.overlaps(claim.cause) or s.overlaps(claim.effect)]
    text = " ".join(" ".join(s.of(reading.document.text).split()) for s in said)
    if len(text) > QUOTED:
        text = text[: QUOTED - 1] + "…"
    return f"“{text}” ({claim.speaker or words['author']}, {document})"


def tell_deciding(found: Deciding, project: Project, words: Phrases) -> Iterator[str]:
    """Tell what an answer hangs on and what would turn it."""
    names = project.map.by_id
    yield words["lean"].format(label=names[found.concept].label, lean=f"{found.lean:+.2f}")
    if found.whom is not None:
        yield words["whom"].format(share=f"{found.whom:.0%}")
    for title, moved in (
        ("without_claim", found.claims),
        ("without_speaker", found.speakers),
        ("without_document", found.documents),
    ):
        shown = [m for m in moved if m.change][:MOST]
        if shown:
            yield f"\n{words[title]}"
        for move in shown:
            flips = f"  ({words['flips']})" if move.flips else ""
            yield f"  {move.change:+.2f}  {move.name}{flips}"
            if title == "without_claim":
                yield f"         {_quoted(move.name, project, words)}"
    if found.flipping:
        yield "\n" + words["flipping" if not found.proven else "flipping_least"].format(
            claims=", ".join(found.flipping)
        )
    links = {k.id: k for k in project.map.links}
    for tip in found.tipping[:MOST]:
        link = links[tip.link]
        yield words["tips"].format(
            cause=names[link.cause].label,
            effect=names[link.effect].label,
            weight=f"{tip.weight:+.2f}",
            at=f"{tip.tips_at:+.2f}",
        )


def tell_taken(project: Project, asked: Iterable[str], words: Phrases) -> Iterator[str]:
    """Tell which concept each name was taken for, where it is called otherwise."""
    for name in asked:
        match = project.find_concept(name)
        if name != match.concept.label:
            near = f"{match.similarity:.2f}"
            yield words["taken_for"].format(asked=name, label=match.concept.label, similarity=near)


def tell_levers(found: Sequence[Lever], causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell the pushes that move a target, the surest first, with their side effects."""
    names = causal_map.by_id
    if not found:
        yield words["no_levers"]
    for lever in found[: 3 * MOST]:
        push = " & ".join(f"{names[c].label} {'▲' if d > 0 else '▼'}" for c, d in lever.push)
        yield f"{push}  [{words[lever.tier.value + '_short']}, {_range(lever.probability)}]"
        for side in lever.side_effects:
            verdict = {True: "helps", False: "harms", None: "unclear"}[side.helps]
            yield f"    {names[side.concept].label}: {words[verdict]}"


def tell_loops(found: Sequence[Loop], causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell the feedback loops, the strongest first, with who holds them."""
    names, links = causal_map.by_id, {k.id: k for k in causal_map.links}
    if not found:
        yield words["no_loops"]
    for loop in found:
        steps = (
            f"{names[c].label} {MARKS[links[k].sign]}→"
            for c, k in zip(loop.concepts, loop.links, strict=True)
        )
        holders = ", ".join(loop.held_by) or words["nobody_whole"]
        yield f"{words[loop.polarity.value]}: {' '.join(steps)} {names[loop.concepts[0]].label}  ({holders})"


def tell_ways(connected: Connection, answer: Answer, project: Project, words: Phrases) -> Iterator[str]:
    """Tell how well two concepts are connected, and the strongest ways with their quotations."""
    if not answer.paths:
        yield words["no_way"]
        return
    yield words["flow"].format(flow=connected.flow, threads=len(connected.threads))
    if connected.threads:
        yield "  " + ", ".join(connected.threads)
    for path in answer.paths:
        yield ""
        yield from _tell_way(path, project, words)
        yield f"      {', '.join(path.held_by) or words['nobody_whole']}"


def tell_fuzzy(found: FuzzyAnswers, causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell on how many settings each sign holds, and whether the settings are sure to settle."""
    names = causal_map.by_id
    for concept, holds in zip(found.concepts, found.holds, strict=True):
        if holds.get("+", 0) or holds.get("-", 0):
            signs = "  ".join(f"{sign} {share:.0%}" for sign, share in holds.items())
            yield f"{names[concept].label}: {signs}"
    yield ""
    for shares in found.by_setting:
        setting = shares.setting
        yield words["setting"].format(
            setting=f"{setting.rule} × {setting.transfer} ({setting.slope:g})",
            settled=f"{shares.settled:.0%}",
            gain=f"{shares.bound.gain:.2f}",
            unique=words["unique" if shares.bound.unique else "not_unique"],
        )


def tell_comparison(found: Comparison, causal_map: CausalMap, words: Phrases) -> Iterator[str]:
    """Tell what each scenario answers for each concept that responds, those that differ first."""
    names, differing = causal_map.by_id, set(found.differing())
    yield " | ".join(("", *(s.name for s in found.scenarios)))
    for concept in sorted(found.rows, key=lambda c: (c not in differing, names[c].label)):
        answers = found.rows[concept]
        if any(a and a.tier is not Tier.UNREACHABLE for a in answers):
            cells = ("▪" if a is None else f"{a.sign} {words[a.tier.value + '_short']}" for a in answers)
            star = "* " if concept in differing else "  "
            yield " | ".join((star + names[concept].label, *cells))
    yield words["differing"]


def _range(chance: Range) -> str:
    low, high = f"{chance.low:.0%}", f"{chance.high:.0%}"
    return low if low == high else f"{low}–{high}"


def tell_lines(lines: Sequence[str]) -> str:
    """Join lines into what is written."""
    return "\n".join(lines) + "\n"
