"""Turn a cue into what it says in one form: a clause, a question, an infinitive, a noun phrase and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from causerie.extraction.statements.cues import Cue
from causerie.extraction.statements.extents import content_from, own_tokens, to_pause
from causerie.extraction.statements.ranges import blocks_within, has_subject, has_verb, trim
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import is_day
from causerie.extraction.syntax import Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.figures import figure_words
from causerie.languages.reporting import Form, Reporting, Verbs, reporting

#: Words between a cue and its complementiser ("a déclaré dimanche sur la chaîne que").
TO_CLAUSE = 14
#: Words between a cue and the preposition of its infinitive ("demande aux élus de la ville de").
TO_INFINITIVE = 12


def _clause(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read a finite clause: behind its complementiser, or bare."""
    if Form.CLAUSE not in cue.row.takes:
        return None
    high = scene.sentence_at(cue.head.i)[1]
    opener = complementiser_of(scene, cue, words, high)
    if opener is not None:
        head = opener.head if opener.head.i > opener.i else None
        held = content_from(scene, cue, opener.i + 1, head=head, high=high, words=words)
        if held is not None and not has_verb(scene, *held):
            held = trim(scene, opener.i + 1, high)
        return _with_reasons(scene, held, high, words) if held is not None else None
    if not words.words.bare_clauses:
        return None
    bare = next(
        (c for c in (*cue.last.children, *cue.head.children) if c.dep == "ccomp" and c.i > cue.last.i), None
    )
    if bare is None or (bare.feats.get("VerbForm") == "Inf" and not has_subject(bare)):
        return None
    start = max(bare_start(scene, bare), cue.last.i + 1)
    if scene.block_of[start] not in (-1, scene.block_of[cue.head.i]):
        return None
    held = content_from(scene, cue, start, head=bare, high=high, words=words)
    return _with_reasons(scene, held, high, words) if held is not None else None


def bare_start(scene: Scene, clause: Token) -> int:
    """Give the first token of a bare clause; a date before its subject is that of the cue.

    A complementiser that the parser takes for the article of the subject is no part of it ("said *that*
    coffee helps").
    """
    subject = next((c for c in clause.children if c.rel in ("nsubj", "expl")), None)
    start = min(t.i for t in clause.subtree())
    opener = scene.tokens[start]
    if opener.dep == "det" and opener.lower in reporting(scene.parse.language).words.complementisers:
        return start + (opener.head is subject and start == clause.head.i + 1)
    if subject is None:
        return start
    first = min(t.i for t in subject.subtree())
    before = [c for c in clause.children if c.i < first]
    return first if before and all(c.rel == "obl" and _is_date(scene, c) for c in before) else start


def _is_date(scene: Scene, phrase: Token) -> bool:
    """Say whether a phrase names a day, a year or another time."""
    known = figure_words(scene.parse.language)
    times = {*known.time_units, *known.weekdays}
    return any(t.lower in times or t.text.isdigit() for t in phrase.subtree())


def _with_reasons(scene: Scene, held: tuple[int, int], high: int, words: Reporting) -> tuple[int, int]:
    """Let a clause run on through what belongs to it: a second one ("et que"), a reason, a condition."""
    end = held[1]
    while end < high and scene.tokens[end].text == ",":
        end += 1
    if end >= high:
        return held
    if scene.tokens[end].lower in words.words.reasons:
        return trim(scene, held[0], high) or held
    second = scene.tokens[end + 1] if end + 1 < high and scene.tokens[end].pos == "CCONJ" else None
    if second is None or second.lower not in words.words.complementisers:
        return held
    last = max((t.i for t in second.head.subtree() if t.i < high), default=high - 1)
    return trim(scene, held[0], (last if last > second.i + 1 else high - 1) + 1) or held


def complementiser_of(scene: Scene, cue: Cue, words: Reporting, high: int) -> Token | None:
    """Find the complementiser behind a cue; no other verb may stand between."""
    for token in scene.tokens[cue.last.i + 1 : min(high, cue.last.i + 1 + TO_CLAUSE)]:
        if token.lower in words.words.complementisers and token.rel != "fixed":
            clausal = token.pos == "SCONJ" or token.rel == "mark"
            return token if clausal and not _is_other_que(scene, token, cue, words) else None
        passive = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") != "Pres"
        if token.pos in ("VERB", "AUX") and not passive:
            return None
        if token.text in (";", ":"):
            return None
    return None


def _is_other_que(scene: Scene, token: Token, cue: Cue, words: Reporting) -> bool:
    """Say whether a complementiser ends a conjunction ("afin que"), or is relative to the cue's object."""
    before = scene.tokens[token.i - 1]
    if before.lower in words.words.joined:
        return True
    if not isinstance(cue.row, Verbs) or cue.row.addressee:
        return False
    objects = [c for c in cue.head.children if c.rel == "obj" and cue.last.i < c.i < token.i]
    return any(o.pos == "NOUN" and o.child("det") is not None and before in o.subtree() for o in objects)


def _question(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read an indirect question right behind the cue or its addressee."""
    if Form.QUESTION not in cue.row.takes:
        return None
    high = scene.sentence_at(cue.head.i)[1]
    for token in scene.tokens[cue.last.i + 1 : min(high, cue.last.i + 6)]:
        if token.head.dep == "acl:relcl":
            return None
        if token.lower in words.words.questions and has_verb(scene, token.i, high):
            head = next((a for a in (token.head, *token.ancestors()) if a.pos in ("VERB", "AUX")), None)
            return content_from(
                scene, cue, token.i, head=head if head is not cue.head else None, high=high, words=words
            )
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _infinitive(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read a bare infinitive or gerund right behind the cue ("affirme avoir vu", "denied seeing")."""
    if Form.INFINITIVE not in cue.row.takes:
        return None
    high = scene.sentence_at(cue.head.i)[1]
    i = cue.last.i + 1
    while i < high and _is_before_infinitive(scene, i):
        i += 1
    token = scene.tokens[i] if i < high else None
    if token is None or (token.feats.get("VerbForm") != "Inf" and token.feats.get("Aspect") != "Prog"):
        return None
    head = token.head if token.pos == "AUX" and token.head.i > token.i else token
    denied = (t.i for t in scene.tokens[cue.last.i + 1 : i] if t.lower in words.words.negations)
    return content_from(scene, cue, next(denied, i), head=head, high=high, words=words)


def _is_before_infinitive(scene: Scene, i: int) -> bool:
    """Say whether a token may stand between a cue and its infinitive: an adverb, a pronoun, a day."""
    token = scene.tokens[i]
    if token.pos in ("NOUN", "PROPN"):
        return is_day(scene, i)
    return token.pos in ("ADV", "PART") or token.rel in ("obj", "iobj", "expl")


def _through(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read an infinitive or noun phrase behind one of the cue's prepositions."""
    if not cue.row.through or Form.PREDICATE in cue.row.takes:
        return None
    if _asked_for(cue) is not None and Form.NOUN in cue.row.takes:
        return None
    if Form.NOUN in cue.row.takes and isinstance(cue.row, Verbs) and not cue.row.addressee:
        objects = (c for c in cue.head.children if c.dep == "obj" and c.i > cue.last.i and c.pos == "NOUN")
        thing = next(objects, None)
        if thing is not None and all(c.pos != "ADP" for c in scene.tokens[cue.last.i + 1 : thing.i]):
            return None
    return behind_preposition(scene, cue, words)


def behind_preposition(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Give the infinitive or noun phrase behind the first fitting preposition."""
    high = scene.sentence_at(cue.head.i)[1]
    forms = words.words.contracted
    prepositions = {f for p in cue.row.through for held in forms for f in held.split() if p in held.split()}
    prepositions |= set(cue.row.through)
    for token in scene.tokens[cue.last.i + 1 : min(high, cue.last.i + 1 + TO_INFINITIVE)]:
        if token.text in (",", ";", ":") or (
            token.pos in ("VERB", "AUX") and token.feats.get("VerbForm") == "Fin"
        ):
            return None
        start = token.i + 1
        elided = start < high and scene.tokens[start].lower == "'"
        form = f"{token.lower}'" if elided else token.lower
        if token.lemma not in prepositions and form not in prepositions:
            continue
        start += elided
        head = token.head
        infinitive = infinitive_behind(scene, start, high)
        if infinitive is not None:
            return content_from(scene, cue, start, head=infinitive, high=high, words=words)
        direct = head.head in (cue.head, cue.last) and head.pos in NOMINAL and head.i > token.i
        if direct and Form.NOUN not in cue.row.takes and not _is_somebody(head):
            return content_from(scene, cue, start, head=head, high=high, words=words)
        block = scene.block_of[start] if start < high else -1
        opens = block != -1 and block != scene.block_of[token.i]
        if opens and Form.NOUN not in cue.row.takes:
            named = scene.parse.text[scene.blocks[block].inner.start].isupper()
            return None if named else trim(scene, start, scene.blocks[block].last + 1)
    return None


def infinitive_behind(scene: Scene, start: int, high: int) -> Token | None:
    """Give the infinitive that a preposition opens, pronouns, adverbs and an opening mark skipped."""
    for ahead in scene.tokens[start : min(high, start + 4)]:
        block = scene.block_of[ahead.i]
        if ahead.i == start and block != -1 and scene.blocks[block].first == start and ahead.pos == "PUNCT":
            continue
        if _is_nonfinite(ahead):
            return ahead.head if ahead.pos == "AUX" and ahead.head.i > ahead.i else ahead
        if ahead.pos not in ("PRON", "ADV", "PART"):
            return None
    return None


def _is_nonfinite(token: Token) -> bool:
    """Say whether a verb is an infinitive or a gerund: "d'avoir vidé les caisses", "of hiding the cracks"."""
    form = token.feats.get("VerbForm")
    return form in ("Inf", "Ger") or (form == "Part" and token.feats.get("Tense") == "Pres")


def _is_somebody(head: Token) -> bool:
    """Say whether a noun names a person, who is spoken to and not what is said."""
    return head.ent == "PER" or head.pos == "PRON"


def _predicate(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read what somebody says that he is: "se dit satisfait de"."""
    if Form.PREDICATE not in cue.row.takes:
        return None
    high = scene.sentence_at(cue.head.i)[1]
    rels = ("xcomp", "obj", "obl", "amod", "advcl", "ccomp")
    behind = [c for c in cue.head.children if c.i > cue.last.i and c.rel in rels and c.dep != "obl:agent"]
    head = behind[0] if behind else None
    if head is None or (head.pos == "PRON" and len(behind) == 1):
        return None
    start = max(min(t.i for t in head.subtree()), cue.last.i + 1)
    if scene.tokens[start].lemma in cue.row.through and infinitive_behind(scene, start + 1, high):
        start += 1
    held = content_from(scene, cue, start, head=head, high=high, words=words)
    if held is None:
        return None
    low, end = to_pause(scene, held, high)
    said = next((c for c in behind[1:] if c.rel == "xcomp" and c.i <= end), None)
    if said is not None:
        end = max([end, *(t.i + 1 for t in own_tokens(scene, said, cue) if t.i < high)])
    more = behind_preposition(scene, cue, words)
    return low, max(end, more[1]) if more is not None and more[0] > low else end


def _noun(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read a noun phrase as content; where the row asks for it, only one that is quoted in part."""
    quoted = Form.QUOTED in cue.row.takes
    before = scene.tokens[cue.group[0] - 1] if cue.group[0] else None
    if before is not None and before.lower in words.words.complementisers and before.rel == "obj":
        return None
    if Form.NOUN not in cue.row.takes and not quoted:
        return None
    high = scene.sentence_at(cue.head.i)[1]
    head = next((c for c in cue.head.children if c.rel in ("obj", "nsubj") and c.i > cue.last.i), None)
    asked = _asked_for(cue)
    if asked is not None and asked.pos in ("VERB", "AUX") and Form.NOUN in cue.row.takes:
        return content_from(scene, cue, cue.last.i + 1, head=asked, high=high, words=words)
    head = asked or head or _behind_addressee(cue)
    if head is None or _is_somebody(head) or head.pos not in ("NOUN", "PROPN", "NUM"):
        return None
    held = content_from(
        scene, cue, max(min(t.i for t in head.subtree()), cue.last.i + 1), head=head, high=high, words=words
    )
    held = to_pause(scene, held, high) if held is not None else None
    if held is None or (quoted and Form.NOUN not in cue.row.takes and not blocks_within(scene, *held)):
        return None
    return held


def _behind_addressee(cue: Cue) -> Token | None:
    """Give the object that the parser hangs from whom the source speaks to: "promet aux élus une aide"."""
    spoken_to = [c for c in cue.head.children if c.rel == "obl" and c.i > cue.last.i and c.child("case")]
    things = (g for c in spoken_to for g in c.children if g.rel == "nmod" and g.i > c.i)
    return next((g for g in things if g.child("det") is not None and g.child("case") is None), None)


def _asked_for(cue: Cue) -> Token | None:
    """Give what the preposition that ends a cue stands before: "called for an inquiry"."""
    joined = cue.last is not cue.head and cue.last.rel in ("case", "mark")
    return cue.last.head if joined and cue.last.head.i > cue.last.i else None


def _after_colon(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read the sentence behind a colon that follows the cue: "il nuance : les données manquent"."""
    if Form.QUOTE not in cue.row.takes or not cue.finite:
        return None
    low, high = cue.last.i + 1, scene.sentence_at(cue.head.i)[1]
    for i in range(low, min(high - 1, low + TO_INFINITIVE)):
        token = scene.tokens[i]
        if token.text == ":":
            behind = scene.block_of[i + 1] == scene.block_of[cue.head.i] and has_verb(scene, i + 1, high)
            return trim(scene, i + 1, high) if behind else None
        if token.pos in ("VERB", "AUX", "SCONJ") or token.lower in words.words.relatives:
            return None
    return None


#: How each form of content is read, in the order in which they are tried.
READERS: Mapping[str, Callable[[Scene, Cue, Reporting], tuple[int, int] | None]] = MappingProxyType(
    {
        "clause": _clause,
        "question": _question,
        "infinitive": _infinitive,
        "through": _through,
        "predicate": _predicate,
        "noun": _noun,
        "colon": _after_colon,
    }
)
