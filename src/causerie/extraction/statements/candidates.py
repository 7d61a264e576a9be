"""Turn trees into candidates for attributions, without any list of words: a cue, its source, its content.

Every verb, predicate and noun with something behind it is proposed; a learned
filter (`learned.py`) chooses. The features name relations, prepositions and
kinds of words, beside the lemmas of cue and content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from causerie.extraction.statements.cues import Cue, group_of
from causerie.extraction.statements.draft import Draft, Ruled
from causerie.extraction.statements.forms import bare_start
from causerie.extraction.statements.ranges import trim
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak, find_source, owner_of
from causerie.extraction.syntax import Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Reporting

VERBAL = frozenset({"obj", "ccomp", "xcomp", "obl", "advcl"})
NOMINAL_CHILDREN = frozenset({"nmod", "acl", "advcl", "ccomp", "obl", "appos"})
#: Lengths of content, in tokens, up to which each class of length runs.
LENGTHS = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an attribution.

    Attributes:
        cue: the verb, predicate or noun.
        source: head of the noun phrase of whoever may be its source.
        content: range of tokens, end excluded.
        form: how the content hangs from the cue: relation and preposition.
        head: the word that the content hangs by.
    """

    cue: Cue
    source: Token | None
    content: tuple[int, int]
    form: str
    head: Token


def propose(scene: Scene, words: Reporting, *, people: PeopleWords, ruled: Ruled) -> Iterator[Candidate]:
    """Propose what may be an attribution.

    Args:
        scene: where everything stands.
        words: rows and closed classes of the language.
        people: knows verbs whose subject stands for nothing.
        ruled: what the rules find; cues that have their content already are left out, and a rule's
            own content is one more candidate of its cue.
    """
    for token in scene.tokens:
        draft = ruled.clauses.get(token.i)
        if token.i in ruled.used and (draft is None or draft.form != "clause"):
            continue
        if draft is not None:
            cue = Cue(words.open, token, token, group_of(scene, token, token))
            yield Candidate(
                cue, draft.source, (draft.start, draft.content[-1][1]), "ruled", _top(scene, draft)
            )
        if token.i in ruled.used:
            continue
        if token.pos == "VERB" or (token.pos == "ADJ" and token.child("cop") is not None):
            cue = Cue(words.open, token, token, group_of(scene, token, token))
            source = find_source(scene, cue, words=words, nobody=people.lists.impersonal)
            yield from _contents(scene, cue, source, relations=VERBAL)
        elif token.pos == "NOUN" and token.rel not in ("compound", "flat"):
            cue = Cue(words.open, token, token, (token.i, token.i))
            yield from _contents(scene, cue, owner_of(token), relations=NOMINAL_CHILDREN)


def _top(scene: Scene, draft: Draft) -> Token:
    """Give the word of a draft's content by which it hangs from the rest."""
    held = scene.tokens[draft.start : draft.content[0][1]]
    inside = {t.i for t in held}
    return next((t for t in held if t.head is t or t.head.i not in inside), held[0])


def _contents(
    scene: Scene, cue: Cue, source: Token | None, *, relations: Collection[str]
) -> Iterator[Candidate]:
    """Propose each dependent behind a cue, and the object together with what follows it."""
    behind = [
        c for c in cue.head.children if c.i > cue.last.i and c.rel in relations and c.dep != "obl:agent"
    ]
    level = scene.block_of[cue.head.i]
    for child in behind:
        form, start = _opening(child, cue)
        if child.dep == "ccomp":
            start = max(start, bare_start(scene, child))
        held = _range(scene, child, start=start, level=level)
        if held is not None and child is not source:
            yield Candidate(cue, source, held, form, child)
    first = next((c for c in behind if c.rel == "obj"), None)
    rest = [c for c in behind if first is not None and c.i > first.i]
    for child in rest[:2]:
        held = _range(scene, child, start=None, level=level)
        whole = _range(scene, first, start=None, level=level) if first is not None else None
        if held is not None and whole is not None and first is not None:
            form = f"obj+{_opening(child, cue)[0]}"
            yield Candidate(cue, source, (whole[0], max(held[1], whole[1])), form, first)


def _opening(child: Token, cue: Cue) -> tuple[str, int]:
    """Name how a dependent is joined to its cue, and give the first token behind what joins it."""
    markers = [c for c in child.children if c.rel in ("case", "mark") and cue.last.i < c.i < child.i]
    first = min((t.i for t in child.subtree() if t.i > cue.last.i), default=child.i)
    opening = [m for m in markers if m.i <= first + 1 and m.lemma != "to"]
    start = max((m.i + 1 for m in opening), default=first)
    verbal = child.feats.get("VerbForm", "") if child.pos in ("VERB", "AUX") else ""
    subject = "s" if any(c.rel == "nsubj" for c in child.children) else ""
    return f"{child.rel}:{'+'.join(m.lemma for m in markers)}:{verbal}{subject}", start


def _range(scene: Scene, child: Token, *, start: int | None, level: int) -> tuple[int, int] | None:
    """Give the tokens of a dependent, from `start` on, quotations that it cuts taken whole."""
    held = [t.i for t in child.subtree()]
    low = min(held) if start is None else start
    high = max(held) + 1
    if high <= low:
        return None
    for end in (low, high - 1):
        block = scene.block_of[end]
        if block not in (-1, level):
            low, high = min(low, scene.blocks[block].first), max(high, scene.blocks[block].last + 1)
    return trim(scene, low, high)


def features(
    scene: Scene,
    candidate: Candidate,
    *,
    words: Reporting,
    people: PeopleWords,
    ruled: Mapping[int, Draft],
) -> list[str]:
    """Describe a candidate by the names of what is true of it.

    Args:
        scene: where everything stands.
        candidate: what is described.
        words: rows of the language.
        people: its nouns of people who can speak.
        ruled: head of a cue → what the rules make of it.
    """
    cue, head, form = candidate.cue.head, candidate.head, candidate.form
    kind = form.split(":")[0] + form.rpartition(":")[2]
    lemma = f"{cue.lemma}/{cue.pos}"
    low, high = candidate.content
    entry = words.verbs.get(cue.lemma, ())
    row = f"{entry[-1].row.scope}/{entry[-1].row.name}" if entry else "none"
    source = _source_kind(candidate.source)
    names = [
        f"form={form}",
        f"cue={lemma}",
        f"cue+kind={lemma}|{kind}",
        f"cue+form={lemma}|{form}",
        f"row={row}",
        f"row+kind={row}|{kind}",
        f"source={source}",
        f"source+kind={source}|{kind}",
        f"head={head.lemma if head.pos != 'PROPN' else head.ent}/{head.pos}",
        f"headpos+kind={head.pos}|{kind}",
        f"length={sum(high - low > n for n in LENGTHS)}",
        f"length+kind={sum(high - low > n for n in LENGTHS)}|{kind}",
        f"rel={cue.rel}",
        f"verbform={cue.feats.get('VerbForm', '')}{cue.feats.get('Tense', '')}|{cue.pos}",
        f"level={scene.block_of[cue.i] != -1}",
        f"level+source={scene.block_of[cue.i] != -1}|{source}",
        f"quoted={any(scene.block_of[i] not in (-1, scene.block_of[cue.i]) for i in range(low, high))}",
        f"gap={min(low - cue.i, 6)}",
        f"cue+source={lemma}|{source}",
        f"first={scene.tokens[low].lower}|{kind}",
        f"before={scene.tokens[cue.i - 1].lower if cue.i else ''}|{cue.pos}",
        f"after={scene.tokens[cue.i + 1].lower if cue.i + 1 < len(scene.tokens) else ''}|{cue.pos}",
        f"owner={candidate.source.lemma if candidate.source is not None else ''}",
    ]
    names += [f"aux={c.lemma}" for c in cue.children if c.rel in ("aux", "cop")]
    if any(c.lower in words.words.negations for c in cue.children):
        names.append("denied")
    if cue.rel in ("xcomp", "ccomp", "advcl", "conj", "obj", "nsubj", "acl"):
        names.append(f"above={cue.head.lemma}|{cue.rel}")
    speaks = candidate.source is not None and can_speak(candidate.source, words=words, people=people)
    names += [f"speaks={speaks}", f"speaks+kind={speaks}|{kind}", f"speaks+row={speaks}|{row}"]
    names += _agreement(candidate, ruled.get(cue.i), row=row, speaks=speaks)
    return names


def _agreement(candidate: Candidate, draft: Draft | None, *, row: str, speaks: bool) -> list[str]:
    """Say how far the rules agree with a candidate, and what makes them sure of it.

    Whoever can speak, a verb's row and the form of its content together tell more than the length
    of the content: "has threatened to strike" is short, and yet a threat.
    """
    if draft is None:
        return ["ruled=no"]
    low, high = candidate.content
    start, end = draft.content[0][0], draft.content[-1][1]
    common = max(0, min(high, end) - max(low, start))
    share = common / max(max(high, end) - min(low, start), 1)
    agreed = int(2 * share)
    return [
        f"ruled={int(4 * share)}",
        f"ruled+scope={agreed}|{draft.scope}",
        f"ruled+form={agreed}|{draft.form}|{speaks}",
        f"ruled+row={agreed}|{draft.form}|{row}",
        f"ruled+length={agreed}|{draft.form}|{sum(high - low > n for n in LENGTHS)}",
    ]


def _source_kind(source: Token | None) -> str:
    """Class a source: which pronoun, what kind of name, or a noun."""
    if source is None:
        return "none"
    if source.pos == "PRON":
        return source.lower
    if source.ent:
        return source.ent
    return f"{source.pos}{source.feats.get('Number', '')}" if source.pos in NOMINAL else "other"
