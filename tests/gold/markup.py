"""Turns annotated texts, readable by eye, into gold documents with offsets.

A file is a head of `key: value` lines closed by `---`, then the text, one
paragraph a line. Under a paragraph stand its annotations, which quote it:

    > cause | cue | effect | + cause verb hedged | speaker
    @ source | cue | content & content | indirect | speaker
    ! cue | why it is no claim

A quotation must occur once in the paragraph above it, or else once in the
nearest earlier paragraph that holds it. `A ~ B` runs from A to the first B
after it; `before [words] after` picks the words by their surroundings. A cue
or a source that occurs twice is the one next to what it belongs to, if only
one is. The speaker of a claim may be left out: it is then the speaker of the
innermost statement around its cue; `-` is the author. `-` as the source or
cue of a statement is none. A claim's fourth field is its sign (+ - ?), kind
and signal, then any of negated, hedged, optional.

Usage: markup.py FOLDER_OR_FILE... [--count]    writes JSON Lines, or counts.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Place = tuple[int, int]

HEAD_KEYS = {"id", "language", "genre", "topic"}
SIGNS = {"+": "+", "-": "-", "?": None}
KINDS = {"cause", "prevent", "enable", "require", "condition", "purpose"}
SIGNALS = {
    "verb", "adj", "noun", "prep", "conj", "adv", "cond", "necessity", "gerund", "purpose", "comparative",
}  # fmt: skip
FLAGS = {"negated", "hedged", "optional"}
MODES = {"direct", "indirect", "mixed"}
MARKS = ("> ", "@ ", "! ")
PAIRED = (("«", "»"), ("“", "”"), ("(", ")"))
EDGE = re.compile(r"^[\s,.;:]|[\s,;:]$|(?<!\.)\.$")


class MarkupError(ValueError):
    """An annotation that cannot be placed; names file, line and what was expected."""


@dataclass
class _Page:
    """A text as it grows: what stands above the annotation being read."""

    name: str
    line: int = 0
    text: str = ""
    paragraphs: list[Place] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    distractors: list[dict[str, Any]] = field(default_factory=list)

    def wrong(self, what: str) -> MarkupError:
        return MarkupError(f"{self.name}:{self.line}: {what}")

    def add(self, paragraph: str) -> None:
        start = len(self.text) + 2 if self.text else 0
        self.text += ("\n\n" if self.text else "") + paragraph
        self.paragraphs.append((start, len(self.text)))

    def quote(self, place: Place) -> str:
        return self.text[place[0] : place[1]]


def read(path: Path) -> dict[str, Any]:
    """Read one annotated text into the shape of the shared benchmarks.

    Raises:
        MarkupError: for a mark, key or quotation that is unknown, missing,
            repeated or found in several places.

    """
    lines = path.read_text(encoding="utf-8").splitlines()
    head, start = _head(path, lines=lines)
    page = _Page(path.name)
    for page.line, line in enumerate(lines[start:], start + 1):
        if line.startswith(MARKS):
            _annotate(page, line)
        elif line.strip():
            if line != line.strip():
                raise page.wrong("a paragraph begins or ends with a space")
            page.add(line)
    for claim in page.claims:
        _give_speaker(claim, page.statements)
    _refuse_clashes(page)
    return {
        **head,
        "text": page.text,
        "attributions": page.statements,
        "claims": page.claims,
        "distractors": page.distractors,
    }


def read_all(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Read files, and every .txt file of folders and their folders, in order of name."""
    files = [f for p in paths for f in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]
    return [read(f) for f in files]


def _head(path: Path, *, lines: Sequence[str]) -> tuple[dict[str, str], int]:
    head: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line == "---":
            break
        key, colon, value = line.partition(": ")
        if not colon or key not in HEAD_KEYS or key in head:
            raise MarkupError(
                f"{path.name}:{number}: head line {line!r}; expected once each: {sorted(HEAD_KEYS)}"
            )
        head[key] = value.strip()
    else:
        raise MarkupError(f"{path.name}: no line '---' closes the head")
    if missing := HEAD_KEYS - head.keys():
        raise MarkupError(f"{path.name}: head lacks {sorted(missing)}")
    if head["id"] != path.stem:
        raise MarkupError(f"{path.name}: id is {head['id']!r}, expected the file's name {path.stem!r}")
    return head, number


def _annotate(page: _Page, line: str) -> None:
    if not page.paragraphs:
        raise page.wrong("an annotation before any paragraph")
    fields = [f.strip() for f in line[2:].split(" | ")]
    if not all(fields):
        raise page.wrong("an empty field; write - for none")
    {">": _claim, "@": _statement, "!": _distractor}[line[0]](page, fields)


def _claim(page: _Page, fields: list[str]) -> None:
    if len(fields) not in (4, 5):
        raise page.wrong(
            f"{len(fields)} fields; expected cause | cue | effect | attributes, and maybe speaker"
        )
    cause, effect = _only(page, fields[0]), _only(page, fields[2])
    cue = _cue_of_claim(page, fields[1], beside=(cause, effect))
    claim = {"cause": list(cause), "effect": list(effect), "cue": list(cue), **_attributes(page, fields[3])}
    if len(fields) == 5:
        claim["speaker"] = None if fields[4] == "-" else fields[4]
    page.claims.append(claim)


def _attributes(page: _Page, words: str) -> dict[str, Any]:
    sign, kind, signal, *flags = [*words.split(), "", "", ""][: max(3, len(words.split()))]
    if sign not in SIGNS or kind not in KINDS or signal not in SIGNALS or not FLAGS.issuperset(flags):
        raise page.wrong(
            f"attributes {words!r}; expected a sign of {' '.join(SIGNS)}, a kind of {sorted(KINDS)}, "
            f"a signal of {sorted(SIGNALS)}, then any of {sorted(FLAGS)}"
        )
    if kind == "prevent" and sign != "-":
        raise page.wrong("kind prevent with a sign other than -")
    if (kind == "purpose") != (signal == "purpose"):
        raise page.wrong("kind and signal purpose go together")
    found: dict[str, Any] = {"polarity": SIGNS[sign], "kind": kind, "signal": signal}
    found |= {"negated": "negated" in flags, "hedged": "hedged" in flags}
    return found | ({"optional": True} if "optional" in flags else {})


def _statement(page: _Page, fields: list[str]) -> None:
    if len(fields) != 5:
        raise page.wrong(f"{len(fields)} fields; expected source | cue | content | mode | speaker")
    source, cue, content, mode, speaker = fields
    if mode not in MODES:
        raise page.wrong(f"mode {mode!r}; expected one of {sorted(MODES)}")
    spans = [_only(page, part.strip()) for part in content.split(" & ")]
    at = None if cue == "-" else _nearest(page, cue, to=spans)
    by = None if source == "-" else _nearest(page, source, to=[at] if at else spans)
    page.statements.append(
        {
            "source": list(by) if by else None,
            "cue": list(at) if at else None,
            "content": [list(s) for s in spans],
            "speaker": None if speaker == "-" else speaker,
            "mode": mode,
        }
    )


def _distractor(page: _Page, fields: list[str]) -> None:
    if len(fields) != 2:
        raise page.wrong(f"{len(fields)} fields; expected cue | reason")
    page.distractors.append({"cue": list(_only(page, fields[0])), "reason": fields[1]})


def _places(page: _Page, quoted: str, *, near: Sequence[Place] = ()) -> list[Place]:
    """List where a quotation stands: in the paragraphs of `near`, or in the nearest above that holds it."""
    beside = [p for p in page.paragraphs if not _apart(p, near)]
    for paragraphs in (beside, *([p] for p in reversed(page.paragraphs))):
        if found := [m for low, high in paragraphs for m in _wholes(page.text, quoted, low=low, high=high)]:
            return found
    return []


def _wholes(text: str, quoted: str, *, low: int, high: int) -> list[Place]:
    start, ellipsis, end = quoted.partition(" ~ ")
    found = _matches(text, start, low=low, high=high)
    if not ellipsis:
        return found
    ends = [(first, _matches(text, end, low=first[1], high=len(text))) for first in found]
    return [(first[0], later[0][1]) for first, later in ends if later]


def _matches(text: str, quoted: str, *, low: int, high: int) -> list[Place]:
    before, words, after = "", quoted, ""
    if picked := re.fullmatch(r"(.*?)\[(.+?)\](.*)", quoted):
        before, words, after = picked.groups()
    left = r"(?<!\w)" if (before + words)[0].isalnum() else ""
    right = r"(?!\w)" if (words + after)[-1].isalnum() else ""
    pattern = re.compile(f"{left}{re.escape(before)}({re.escape(words)}){re.escape(after)}{right}")
    return [m.span(1) for m in pattern.finditer(text, low, high)]


def _some(page: _Page, quoted: str, *, near: Sequence[Place] = ()) -> list[Place]:
    found = _places(page, quoted, near=near)
    if not found:
        raise page.wrong(f"{quoted!r} is not in the text above")
    for place in found:
        _check_edges(page, place)
    return found


def _only(page: _Page, quoted: str) -> Place:
    found = _some(page, quoted)
    if len(found) > 1:
        raise page.wrong(f"{quoted!r} stands {len(found)} times; quote it as 'before [words] after'")
    return found[0]


def _check_edges(page: _Page, place: Place) -> None:
    words = page.quote(place)
    if EDGE.search(words):
        raise page.wrong(f"{words!r} begins or ends with a space or punctuation")
    for opening, closing in PAIRED:
        if words.count(opening) != words.count(closing):
            raise page.wrong(f"{words!r} holds {opening} and {closing} out of balance")


def _gap(a: Place, b: Place) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _apart(place: Place, others: Iterable[Place]) -> bool:
    return all(place[1] <= o[0] or o[1] <= place[0] for o in others)


def _nearest(page: _Page, quoted: str, *, to: Sequence[Place]) -> Place:
    found = _some(page, quoted, near=to)
    free = [p for p in found if _apart(p, to)] or found
    ranked = sorted(free, key=lambda p: min(_gap(p, t) for t in to))
    if len(ranked) > 1 and min(_gap(ranked[0], t) for t in to) == min(_gap(ranked[1], t) for t in to):
        raise page.wrong(f"{quoted!r} stands twice at one distance; quote it as 'before [words] after'")
    return ranked[0]


def _cue_of_claim(page: _Page, quoted: str, *, beside: tuple[Place, Place]) -> Place:
    found = _some(page, quoted, near=beside)
    if len(found) == 1:
        return found[0]
    free = [p for p in found if _apart(p, beside)]
    low, high = min(beside)[1], max(beside)[0]
    between = [p for p in free if low <= p[0] and p[1] <= high]
    ahead = [p for p in free if any(0 <= b[0] - p[1] <= 2 for b in beside)]
    for chosen in (between, ahead):
        if len(chosen) == 1:
            return chosen[0]
    raise page.wrong(f"cue {quoted!r} stands {len(found)} times; quote it as 'before [words] after'")


def _length(statement: dict[str, Any]) -> int:
    return sum(b - a for a, b in statement["content"])


def _give_speaker(claim: dict[str, Any], statements: Sequence[dict[str, Any]]) -> None:
    if "speaker" in claim:
        return
    low, high = claim["cue"]
    around = [s for s in statements if any(a <= low and high <= b for a, b in s["content"])]
    claim["speaker"] = min(around, key=_length)["speaker"] if around else None


def _refuse_clashes(page: _Page) -> None:
    page.line = 0
    seen = [(tuple(c["cause"]), tuple(c["effect"])) for c in page.claims]
    for (cause, effect), count in Counter(seen).items():
        if count > 1:
            raise page.wrong(
                f"the claim {page.quote(cause)!r} → {page.quote(effect)!r} is given {count} times"
            )
        if not _apart(cause, [effect]) and not (cause[0] <= effect[0] or effect[0] <= cause[0]):
            raise page.wrong(f"{page.quote(cause)!r} and {page.quote(effect)!r} cross")
    for d in page.distractors:
        for c in page.claims:
            if not _apart(tuple(d["cue"]), [tuple(c["cue"])]):
                raise page.wrong(
                    f"{page.quote(tuple(d['cue']))!r} is both the cue of a claim and a look-alike"
                )


def count(documents: Sequence[dict[str, Any]]) -> str:
    """Count what the documents hold, by language."""
    rows = []
    for language in sorted({d["language"] for d in documents}):
        held = [d for d in documents if d["language"] == language]
        claims = [c for d in held for c in d["claims"]]
        rows.append(
            f"{language}: {len(held)} texts, {sum(len(d['text']) for d in held)} characters, "
            f"{len(claims)} claims, "
            f"{sum(len(d['attributions']) for d in held)} statements, "
            f"{sum(len(d['distractors']) for d in held)} look-alikes"
        )
        for key in ("signal", "kind", "polarity"):
            shares = Counter(str(c[key]) for c in claims).most_common()
            rows.append("    " + ", ".join(f"{k} {n} ({n / len(claims):.0%})" for k, n in shares))
        first = sum(c["effect"] < c["cause"] for c in claims)
        rows.append(f"    effect first {first / len(claims):.0%}")
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Write the annotated texts as JSON Lines, or their counts, to standard output."""
    try:
        documents = read_all(Path(a) for a in arguments if a != "--count")
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    if "--count" in arguments:
        print(count(documents))
    else:
        for document in documents:
            print(json.dumps(document, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
