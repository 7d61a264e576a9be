"""Turn a cue between commas or behind a quotation into its place: where the incise begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from causerie.extraction.statements.cues import Cue, clitic_behind
from causerie.extraction.statements.ranges import has_main_clause
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak, source_span, subject_behind
from causerie.extraction.syntax import Token
from causerie.languages.people import people_words
from causerie.languages.reporting import Form, Reporting, Verbs
from causerie.languages.verbs import verb_forms

#: What may stand before an incise.
BREAKS = frozenset({",", "-", "–", "—", "―", "»", "”", '"', "''", "“", "?", "!", "’", "'", ")", "…", "..."})
#: Words that an incise may hold behind its verb when its subject stands before ("he said in a speech").
TAIL = 14


@dataclass(frozen=True, slots=True)
class Incise:
    """A cue that stands inside or behind what is said.

    Attributes:
        first, last: its outermost tokens, the breaks around it excluded.
        inverted: its subject stands behind its verb ("dit-il"), so that nothing before it is its own.
    """

    cue: Cue
    source: Token
    first: int
    last: int
    inverted: bool = False


def find_incise(scene: Scene, cue: Cue, words: Reporting) -> Incise | None:
    """Read a cue as an incise, if it can be one: no complementiser behind, a break before."""
    clitic = _clitic(scene, cue, words)
    if not cue.finite or (Form.QUOTE not in cue.row.takes and clitic is None):
        return None
    if _opens_clause(scene, cue, words):
        return None
    low, high = scene.sentence_at(cue.head.i)
    level = scene.block_of[cue.head.i]
    subject = next((c for c in cue.head.children if c.rel == "nsubj" and scene.block_of[c.i] == level), None)
    if subject is not None and subject.lower in words.words.relatives:
        return None
    if subject is not None and subject.i < cue.group[0] and clitic is None:
        held = _with_subject_before(scene, cue, subject, (low, high))
        return held or _inverted_behind(scene, cue, subject, (low, high), words)
    if subject is not None and subject.i < cue.head.i:
        subject = None
    if isinstance(cue.row, Verbs) and cue.row.addressee and clitic is None:
        teller = _noun_before(scene, cue, low)  # "…," Reed told reporters
        if teller is not None:
            return _with_subject_before(scene, cue, teller, (low, high))
    inverted = _inverted(scene, cue, clitic or subject, (low, high), words)
    if inverted is None and subject is None:
        near = _noun_before(scene, cue, low)
        return _with_subject_before(scene, cue, near, (low, high)) if near is not None else None
    return inverted


def find_comparison(scene: Scene, cue: Cue, words: Reporting) -> Incise | None:
    """Read a clause that only names who says what stands around it: "comme l'a dit X", "as she points out".

    It stands for what is said by its pronoun, where the language has one; otherwise nothing may
    follow its verb that it could say.
    """
    low, high = scene.sentence_at(cue.head.i)
    if not cue.finite or Form.CLAUSE not in cue.row.takes or _opens_clause(scene, cue, words):
        return None
    opener = _comparing_before(scene, cue, low, words)
    if opener is None or not _holds_what_is_said(scene, cue, opener[1], words):
        return None
    told = ("ccomp",) if words.words.neuter else ("ccomp", "xcomp", "obj", "iobj")
    if any(c.rel in told and c.i > cue.last.i for c in cue.head.children):
        return None
    subject = subject_behind(scene, cue.last.i + 1, end=high) if words.words.neuter else None
    subject = subject or cue.head.child("nsubj")
    people = people_words(scene.parse.language)
    if subject is None or subject.i < opener[1] or not can_speak(subject, words=words, people=people):
        return None
    named = scene.parse.tokens_in(source_span(scene, subject))[-1].i
    return Incise(cue, subject, opener[0], _end(scene, max(named, cue.last.i), high), inverted=True)


def _holds_what_is_said(scene: Scene, cue: Cue, opener: int, words: Reporting) -> bool:
    """Say whether a pronoun for what is said stands between what opens a comparison and its cue.

    The parser may take it for an article ("ainsi que l'écrit"). A language without such a pronoun
    needs none.
    """
    neuter, first = words.words.neuter, scene.tokens[opener + 1]
    between = scene.tokens[opener + 1 : cue.head.i]
    if not neuter or any(t.lower in neuter and t.pos != "DET" for t in between):
        return True
    return first.lower in neuter and first.i + 1 == cue.group[0]


def _comparing_before(scene: Scene, cue: Cue, low: int, words: Reporting) -> tuple[int, int] | None:
    """Give the first and last token of what opens a comparison, if only a subject parts it from a cue."""
    for last in range(cue.group[0] - 1, low - 1, -1):
        if scene.tokens[last].pos in ("PUNCT", "VERB", "CCONJ"):
            return None
        for entry in words.words.comparing:
            parts = entry.split()
            first = last - len(parts) + 1
            held = [t.lower.replace("’", "'") for t in scene.tokens[max(first, low) : last + 1]]
            if len(held) == len(parts) and all(
                h in (p, f"{p[:-1]}'") for h, p in zip(held, parts, strict=True)
            ):
                starts = first == low or scene.tokens[first - 1].pos in ("PUNCT", "CCONJ")
                return (first, last) if starts else None
    return None


def is_behind_quotation(scene: Scene, incise: Incise) -> bool:
    """Say whether an incise stands right behind the marks of a quotation."""
    i = incise.first - 1
    while i > 0 and scene.tokens[i].text in (",", "-", "–", "—"):
        i -= 1
    return i >= 0 and scene.block_of[i] not in (-1, scene.block_of[incise.first])


def _inverted(
    scene: Scene, cue: Cue, subject: Token | None, bounds: tuple[int, int], words: Reporting
) -> Incise | None:
    """Read "a déclaré la ministre", "dit-il", "said the minister"."""
    low, high = bounds
    first = cue.group[0]
    while low < first and scene.tokens[low].pos == "PUNCT":
        low += 1
    while first - 1 >= low and scene.tokens[first - 1].pos in ("PRON", "ADV", "AUX", "PART"):
        first -= 1
        if _is_subject(scene.tokens[first], words):
            return None
    if first == low or not _is_break(scene, first - 1, level=scene.block_of[cue.head.i]):
        return None
    behind = subject or subject_behind(scene, cue.last.i + 1, end=high)
    if behind is None or behind.i < cue.group[0]:
        return None
    if scene.tokens[first - 1].text == "," and _is_object(scene, cue, behind, words):
        return None
    last = _end(scene, max(behind.i, cue.last.i), high)
    named = scene.parse.tokens_in(source_span(scene, behind))[-1].i
    return Incise(cue, behind, first, _end(scene, named, high) if named > last else last, inverted=True)


def _inverted_behind(
    scene: Scene, cue: Cue, subject: Token, bounds: tuple[int, int], words: Reporting
) -> Incise | None:
    """Read "Le pont, assure le maire, tiendra", where the parser makes the bridge the subject of assuring.

    The incise parts the noun from its verb, or follows a clause that is complete.
    """
    held = _inverted(scene, cue, None, bounds, words)
    if held is None:
        return None
    if has_main_clause(scene, subject.i, held.first - 1) or _precedes_clause(cue, held):
        return held
    if any(t.text == "," for t in scene.level(subject.i, held.first - 1, cue.head.i)):
        return None
    i = held.last + 1
    if i >= bounds[1] or scene.tokens[i].text != ",":
        return None
    i += 1
    while i < bounds[1] and scene.tokens[i].pos in ("PRON", "ADV", "PART"):
        i += 1
    goes_on = i < bounds[1] and scene.tokens[i].pos in ("VERB", "AUX")
    return held if goes_on and _is_finite(scene, scene.tokens[i]) else None


def _precedes_clause(cue: Cue, incise: Incise) -> bool:
    """Say whether the parser hangs the cue from a clause with a subject of its own behind the incise.

    What stands before is then an adverbial: "Faute d'accord, prévient le maire, l'usine fermera".
    """
    host = cue.head.head
    return host.i > incise.last and any(c.rel == "nsubj" and c.i > incise.last for c in host.children)


def _is_finite(scene: Scene, token: Token) -> bool:
    """Say whether a verb is finite, a form that is finite only believed before the parser."""
    forms = verb_forms(scene.parse.language)
    known = forms is not None and token.lower in forms.lemmas
    return known or token.feats.get("VerbForm") not in ("Inf", "Part")


def _is_object(scene: Scene, cue: Cue, noun: Token, words: Reporting) -> bool:
    """Say whether a noun behind a cue is what it demands or denounces, in a list of verbs of one subject."""
    before = scene.tokens[cue.group[0] - 2] if cue.group[0] > 1 else None
    quoted = before is not None and scene.block_of[before.i] != scene.block_of[cue.head.i]
    takes = Form.NOUN in cue.row.takes or Form.QUOTED in cue.row.takes
    people = people_words(scene.parse.language)
    listed = any(
        t.rel == "conj" and t.child("cc") is not None and t.head in (cue.head, cue.head.head)
        for t in scene.parse.sentence_of(noun).tokens
        if t.i > noun.i and t.pos == "VERB"
    )
    return takes and not quoted and (listed or not can_speak(noun, words=words, people=people))


def _noun_before(scene: Scene, cue: Cue, low: int) -> Token | None:
    """Give the noun between a comma or quotation and a finite cue, if the parser missed the subject in it.

    An apposition may stand between them, where nothing else does between the quotation and the cue.
    """
    i = cue.group[0] - 1
    level = scene.block_of[cue.head.i]
    if i > low and scene.tokens[i].text == ",":
        start = next((k + 1 for k in range(i, low - 1, -1) if scene.block_of[k] not in (-1, level)), i)
        i = next((k for k in range(start, i) if scene.tokens[k].text == ","), start) - 1
        if any(t.pos in ("VERB", "AUX", "PRON", "SCONJ") for t in scene.tokens[start : cue.group[0]]):
            return None
    noun = scene.tokens[i] if i > low and scene.tokens[i].pos in ("NOUN", "PROPN") else None
    while i > low and scene.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "DET", "PART"):
        i -= 1
    parted = scene.tokens[i].text == "," or scene.block_of[i] not in (-1, level)
    return noun if noun is not None and parted else None


def _is_subject(token: Token, words: Reporting) -> bool:
    """Say whether a pronoun before a verb is its subject, or a relative one."""
    if token.text.startswith("-"):
        return False
    return token.lower in words.words.relatives or (
        token.pos == "PRON" and token.dep in ("nsubj", "expl:subj")
    )


def _clitic(scene: Scene, cue: Cue, words: Reporting) -> Token | None:
    """Give the subject pronoun joined to an inverted verb or to its auxiliary."""
    verbs = [t for t in scene.tokens[cue.group[0] : cue.head.i] if t.pos == "AUX"]
    return next((c for c in (clitic_behind(scene, v, words) for v in (*verbs, cue.head)) if c), None)


def _with_subject_before(scene: Scene, cue: Cue, subject: Token, bounds: tuple[int, int]) -> Incise | None:
    """Read "he said", "the minister, a lawyer, said": little may follow the verb."""
    low, high = bounds
    first = min(t.i for t in subject.subtree() if t.i <= subject.i)
    while first < subject.i and scene.tokens[first].pos == "PUNCT":
        first += 1
    while low < first and scene.tokens[low].pos == "PUNCT":
        low += 1
    if any(c.dep == "aux:pass" for c in cue.head.children):
        return None
    if first <= low or not _is_break(scene, first - 1, level=scene.block_of[cue.head.i]):
        return None
    last = _end(scene, cue.last.i, high)
    if last - cue.last.i > (TAIL if cue.row.lemmas else 0):
        return None
    content = (
        ("ccomp", "xcomp") if isinstance(cue.row, Verbs) and cue.row.addressee else ("ccomp", "xcomp", "obj")
    )
    if any(c.rel in content and cue.last.i < c.i <= last for c in (*cue.head.children, *cue.last.children)):
        return None
    return Incise(cue, subject, first, last)


def _opens_clause(scene: Scene, cue: Cue, words: Reporting) -> bool:
    """Say whether a complementiser follows before any punctuation."""
    for token in scene.tokens[cue.last.i + 1 : cue.last.i + 9]:
        if token.pos == "PUNCT" and token.text != "-":
            return token.text == ":"
        if token.lower in words.words.complementisers:
            return True
    return False


def _is_break(scene: Scene, i: int, *, level: int) -> bool:
    """Say whether a token breaks the sentence before an incise."""
    return scene.tokens[i].text in BREAKS or scene.block_of[i] != level


def _end(scene: Scene, start: int, high: int) -> int:
    """Give the last token of an incise: before the next comma, dash, quotation or end."""
    level = scene.block_of[start]
    i = start
    while i + 1 < high:
        ahead = scene.tokens[i + 1]
        if ahead.text in (",", ";", ".", ":", "–", "—", "!", "?", "…") or scene.block_of[i + 1] != level:
            break
        i += 1
    return i
