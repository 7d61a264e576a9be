"""Turn annotated articles into examples for the filter over attributions: features and whether they hold.

Reads articles with gold attributions (`{"id", "text", "attributions": [{"source", "cue", "content"}]}`, one
JSON a line, gzip or not) and writes JSON Lines: one document a line with its candidates, each as its cue,
its features, the annotated attribution that it holds or -1, its content, and whether it holds, wholly or as
the end of one; and what the rules find beside them, so that a threshold can be chosen end to end.

usage: python training/attribution/examples.py LANGUAGE ARTICLES.jsonl[.gz] EXAMPLES.jsonl
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from causerie.extraction.quotations import find_quotations
from causerie.extraction.statements.candidates import Candidate, features, propose
from causerie.extraction.statements.find import rule_drafts
from causerie.extraction.statements.scene import Scene, set_scene
from causerie.extraction.syntax import Parse, parse_paragraphs
from causerie.languages.people import people_words
from causerie.languages.reporting import reporting
from causerie.model import Span

#: Overlap of contents, intersection over union of their characters, from which a candidate holds.
HOLDS = 0.5


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON Lines, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def parse_article(text: str, language: str) -> Parse:
    """Parse an article line by line."""
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*\S|\S", text)]
    return parse_paragraphs(text, paragraphs, language=language)


def cells(spans: list[list[int]], text: str) -> frozenset[int]:
    """List the places of the characters in spans, white space left out."""
    return frozenset(i for s, e in spans for i in range(s, e) if not text[i].isspace())


def examples_of(parse: Parse, article: dict[str, Any]) -> dict[str, Any]:
    """Make the examples of one article."""
    text, language = parse.text, parse.language
    words, people = reporting(language), people_words(language)
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*\S|\S", text)]
    scene = set_scene(parse, find_quotations(text, paragraphs, asides=(), language=language))
    ruled = rule_drafts(scene, words)
    gold = [cells(a["content"], text) for a in article["attributions"] if a["content"]]
    owner: dict[int, list[int]] = {}
    for n, places in enumerate(gold):
        for place in places:
            owner.setdefault(place, []).append(n)
    rows = []
    for candidate in propose(scene, words, people=people, ruled=ruled):
        places = _places(scene, candidate.content)
        held = max(
            ((_overlap(places, gold[n]), n) for n in {n for p in places for n in owner.get(p, ())}),
            default=(0.0, -1),
        )
        names = features(scene, candidate, words=words, people=people, ruled=ruled.clauses)
        held_by = held[1] if held[0] >= HOLDS else -1
        holds = held_by >= 0 or _is_part(parse, candidate, article["attributions"])
        rows.append([candidate.cue.head.i, names, held_by, list(candidate.content), holds])
    fixed = set()
    for draft in ruled.fixed:
        places = frozenset(p for part in draft.content for p in _places(scene, part))
        fixed |= {n for n in range(len(gold)) if _overlap(places, gold[n]) >= HOLDS}
    return {
        "id": article["id"],
        "gold": len(gold),
        "fixed": [d.content for d in ruled.fixed],
        "found": sorted(fixed),
        "candidates": rows,
    }


def _is_part(parse: Parse, candidate: Candidate, attributions: list[dict[str, Any]]) -> bool:
    """Say whether a candidate is the end of a content that is annotated behind its own cue.

    The annotators of PolNeAR keep whom somebody urges in what he urges him to ("residents to leave"),
    our guide leaves him out.
    """
    head = parse.tokens[candidate.cue.head.i]
    low, high = parse.tokens[candidate.content[0]].start, parse.tokens[candidate.content[1] - 1].end
    own = (a for a in attributions if any(s <= head.start < e for s, e in a["cue"] or ()))
    return any(s <= low and high <= e <= high + 1 for a in own for s, e in a["content"])


def _places(scene: Scene, content: tuple[int, int]) -> frozenset[int]:
    """List the places of a content's characters."""
    low, high = content
    return cells([[scene.tokens[low].start, scene.tokens[high - 1].end]], scene.parse.text)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Give intersection over union."""
    return len(a & b) / len(a | b) if a | b else 0.0


def main() -> None:
    """Write the examples of all articles."""
    language, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with target.open("w", encoding="utf-8") as out:
        for article in read_articles(source):
            out.write(json.dumps(examples_of(parse_article(article["text"], language), article)) + "\n")


if __name__ == "__main__":
    main()
