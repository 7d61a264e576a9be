"""Turn a cue into its source: who says it, as a stretch of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from causerie.extraction.statements.cues import Cue, group_of, is_passive
from causerie.extraction.statements.scene import Scene
from causerie.extraction.syntax import Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.figures import figure_words
from causerie.languages.people import PeopleWords, people_words
from causerie.languages.reporting import Reporting, Words
from causerie.model import Span

#: Relations that belong to the name of a source; a relative clause does not.
NAMING = frozenset(
    {
        "det",
        "amod",
        "nmod",
        "compound",
        "flat",
        "fixed",
        "nummod",
        "appos",
        "case",
        "poss",
        "conj",
        "cc",
        "punct",
    }
)
#: Relations by which a verb without a subject shares that of its head; a clause may, too.
SHARING = frozenset({"conj", "xcomp", "advcl", "acl", "aux", "cop", "parataxis", "dep", "obl", "fixed"})
#: Words between an incise's verb and its subject ("a déclaré mercredi à la presse le ministre").
REACH = 14


def find_source(scene: Scene, cue: Cue, *, words: Reporting, nobody: Collection[str]) -> Token | None:
    """Find the head of the noun phrase that says what the cue attributes, by the tree.

    Args:
        scene: where everything stands.
        cue: whose source is wanted.
        words: the language's rows and closed classes.
        nobody: lemmas of verbs whose subject stands for nothing.
    """
    verb: Token | None = cue.head
    for _ in range(4):
        if verb is None or verb.lemma in nobody:
            return None
        agent = next((c for c in verb.children if c.dep == "obl:agent"), None)
        if agent is not None and any(c.dep == "aux:pass" for c in verb.children):
            return agent
        subject = _subject(scene, verb, words, level=scene.block_of[cue.head.i])
        if subject is None and verb is not cue.head and _goes_on(scene, cue, words):
            subject = _behind_incise(scene, verb, words, end=cue.group[0])
        if subject is None and verb is cue.last and verb is not cue.head:
            subject = verb.child("nsubj")
        if subject is not None and not (verb is cue.head and is_passive(scene, cue, words)):
            return _resolved(scene, _teller(scene, verb, subject, cue, words), words.words)
        quoted = _quoted_as(verb, words)
        if quoted is not None:
            return _resolved(scene, quoted, words.words)
        if verb is cue.head and verb.rel == "ccomp" and verb.child("nsubj") is not None:
            return None  # "said he had been told that": nobody says who told him
        verb = _above(verb, words)
        if verb is not None and verb.pos in NOMINAL and _is_free_participle(scene, cue):
            above = next((a for a in verb.ancestors() if a.pos == "VERB"), None)
            if above is None:
                return verb if _is_modifier(cue.head) else None
            verb = above
            continue
        if verb is not None and verb.pos in NOMINAL and _is_modifier(cue.head):
            return verb
    return None


def _quoted_as(verb: Token, words: Reporting) -> Token | None:
    """Give whom somebody else quotes as saying something: "The Herald quoted a nurse as saying that"."""
    above = verb.head
    marker = verb.child("mark", "case")
    if above.lemma not in words.words.quoting or marker is None:
        return None
    if marker.lower not in words.words.comparing:
        return None
    return above.child("obj") or next((c for c in above.children if c.dep == "nsubj:pass"), None)


def _subject(scene: Scene, verb: Token, words: Reporting, *, level: int) -> Token | None:
    """Give the subject of a verb, at the cue's level; that of its passive is spoken about, not speaking.

    Whoever is addressed before a comma is none ("Mr. Chairman, the staff believes that"), nor is a label.
    """
    active = ("nsubj", "nsubj:caus", "nsubj:outer", "expl:subj")
    held = [c for c in verb.children if c.dep in active and scene.block_of[c.i] == level]
    if len(held) > 1 and held[0].text[-1] in "'’" and held[1].i == held[0].i + 1:
        held.pop(0)  # "l'on"
    second = next((c for c in held[1:] if c.i < verb.i and c.child("cc") is None), None)
    if second is not None and (second.pos in ("NOUN", "PROPN") or second.lower in words.words.authors):
        first = min(t.i for t in second.subtree())
        if first > 0 and scene.tokens[first - 1].text in (",", ":"):
            return second
    return held[0] if held else None


def _behind_incise(scene: Scene, verb: Token, words: Reporting, *, end: int) -> Token | None:
    """Give the inverted subject of an incise whose clause goes on: "…, a promis le maire, ajoutant que"."""
    if verb.lemma not in words.verbs or verb.i >= end:
        return None
    first = group_of(scene, verb, verb)[0]
    parted = first > 0 and scene.tokens[first - 1].pos == "PUNCT"
    return subject_behind(scene, verb.i + 1, end=end) if parted else None


def _teller(scene: Scene, verb: Token, subject: Token, cue: Cue, words: Reporting) -> Token:
    """Give who says what a cue attributes, where the parser joins it to what somebody else says.

    Whoever shares his subject with a cue must be able to speak ("a admis que le stock était vide en
    ajoutant que": not the stock); else the subject of the cue around that clause does.
    """
    people = people_words(scene.parse.language)
    if verb is cue.head or can_speak(subject, words=words, people=people):
        return subject
    clause = next((a for a in (verb, *verb.ancestors()) if a.rel == "ccomp"), None)
    if clause is None or clause.head.lemma not in words.verbs:
        return subject
    outer = _subject(scene, clause.head, words, level=scene.block_of[cue.head.i])
    return outer if outer is not None and can_speak(outer, words=words, people=people) else subject


def _above(verb: Token, words: Reporting) -> Token | None:
    """Climb to the verb, or the noun, whose subject a verb without one shares.

    A cue that the parser joins to the clause of another cue shares the subject of that cue.
    """
    if verb.head is verb:
        return None
    if verb.rel == "conj" and verb.lemma in words.verbs:
        clause = verb.head
        if clause.rel == "ccomp" and clause.lemma not in words.verbs and clause.head.lemma in words.verbs:
            return clause.head
    if verb.rel == "ccomp":
        joined = verb.lemma in words.verbs and verb.head.lemma in words.verbs  # "said …, accused …"
        return verb.head if joined or verb.feats.get("VerbForm") in ("Inf", "Part") else None
    return verb.head if verb.rel in SHARING else None


def _is_modifier(verb: Token) -> bool:
    """Say whether a verb modifies a noun: "un message disant que"."""
    return verb.rel == "acl"


def _is_free_participle(scene: Scene, cue: Cue) -> bool:
    """Say whether a cue is a participle behind a comma or a gerund, which say what the main subject does."""
    before = scene.tokens[cue.group[0] - 1] if cue.group[0] else None
    parted = before is not None and (before.text == "," or before.pos == "ADP")
    return cue.head.feats.get("VerbForm") in ("Part", "Ger") and parted


def _goes_on(scene: Scene, cue: Cue, words: Reporting) -> bool:
    """Say whether a cue tells what a source does besides: "ajoutant que", "avant d'accuser"."""
    ordered = any(c.rel == "mark" and c.lower in words.words.orders for c in cue.head.children)
    return ordered or _is_free_participle(scene, cue)


def _resolved(scene: Scene, subject: Token, words: Words) -> Token:
    """Follow a relative pronoun to the noun before it."""
    if subject.lower not in words.relatives:
        return subject
    clause = subject.head
    for _ in range(3):
        if clause.dep == "acl:relcl" or (clause.rel == "acl" and clause.head.pos in NOMINAL):
            return clause.head
        clause = clause.head
    i = subject.i - 1
    while i > 0 and scene.tokens[i].text == ",":
        i -= 1
    before = scene.tokens[i] if i >= 0 else subject
    while before.head.pos in NOMINAL and before.rel in ("flat", "appos", "nmod", "amod", "compound"):
        before = before.head
    return before if before.pos in NOMINAL else subject


def owner_of(noun: Token) -> Token | None:
    """Give whose a noun is: its possessor, the noun behind "of", or the subject of the verb above it."""
    possessor = noun.child("nmod:poss") or noun.child("nmod")
    if possessor is not None:
        return possessor
    if noun.rel in ("obj", "obl", "xcomp") and noun.head.pos in ("VERB", "AUX"):
        return noun.head.child("nsubj")
    return None


def subject_behind(scene: Scene, start: int, *, end: int) -> Token | None:
    """Find the inverted subject in the tokens [start, end): the first noun phrase without preposition.

    The parser often takes it for an object, so only place and prepositions count. An owner
    before his noun ("replied her mother") is not it.
    """
    i = start
    while i < min(end, start + REACH):
        token = scene.tokens[i]
        if token.text in (",", ";", ":", "."):
            return None
        if is_day(scene, i):
            i += 1
            continue
        if token.pos in ("ADP", "SCONJ") or token.rel == "case":
            i = _past_phrase(scene, i, end)
            continue
        if token.rel == "compound" and i < token.head.i < end and token.head.pos in NOMINAL:
            i = token.head.i  # "the deputy director"
            continue
        if (
            (token.pos in ("NOUN", "PROPN", "PRON") or _stands_for_noun(scene, token))
            and not _is_time(token)
            and not (token.dep == "nmod:poss" and token.head.i > i)
            and token.feats.get("Reflex") != "Yes"
        ):
            return token
        i += 1
    return None


def _stands_for_noun(scene: Scene, token: Token) -> bool:
    """Say whether an adjective behind an article takes up somebody: "cette dernière"."""
    people = people_words(scene.parse.language)
    return _is_ordinal(token, people) and scene.tokens[token.i - 1].lower in people.lists.definite


def _is_ordinal(token: Token, people: PeopleWords) -> bool:
    """Say whether an adjective may take up one of two: "dernier", "latter"."""
    lists = (people.lists.latter, people.lists.former, people.lists.second)
    return token.pos == "ADJ" and any(token.lower in held for held in lists)


def _past_phrase(scene: Scene, start: int, end: int) -> int:
    """Give the first token behind a prepositional phrase."""
    preposition = scene.tokens[start]
    head = preposition.head
    if head.i <= start or head.i >= end:
        return start + 1
    i = head.i + 1
    while i < end and scene.tokens[i].pos in ("ADJ", "PROPN", "X") and scene.tokens[i].ent != "PER":
        i += 1
    return i


def _is_time(token: Token) -> bool:
    """Say whether the parser takes a noun for an adverbial of time."""
    return (
        token.dep in ("obl:mod", "obl:npmod", "advmod", "obl:tmod")
        and token.pos == "NOUN"
        and not any(c.rel in ("det", "appos", "flat") for c in token.children)
    )


def source_span(scene: Scene, head: Token, *, cue: Span | None = None) -> Span:
    """Give the words of a source: its noun phrase with title and apposition, without relative clauses.

    Args:
        scene: where everything stands.
        head: of the noun phrase.
        cue: never part of a source, whatever the tree says.
    """
    low, high = head.i, head.i
    if head.text.startswith("-") and len(head.text) > 1:
        return Span(head.start + 1, head.end)
    level = scene.block_of[head.i]
    held = {t.i for t in _naming(head) if scene.block_of[t.i] == level and t.text not in (":", ";")}
    if cue is not None:
        held = {i for i in held if not cue.start <= scene.tokens[i].start < cue.end}
    while low - 1 in held or _are_hyphened(scene, low - 1):
        low -= 1
    bare = is_personal(scene, head)
    while (high + 1 in held or _are_hyphened(scene, high)) and not (
        bare and scene.tokens[high + 1].text == ","
    ):
        high += 1
    while _is_one_name(scene, high):
        high += 1
    high = _past_name(scene, head, high)
    while high > head.i and (scene.tokens[high].pos in ("PUNCT", "CCONJ", "ADP") or is_day(scene, high)):
        high -= 1
    opened = sum((t.text == "(") - (t.text == ")") for t in scene.tokens[low : high + 1])
    if opened > 0 and high + 1 < len(scene.tokens) and scene.tokens[high + 1].text == ")":
        high += 1  # "(BNGRC)"
    if high > head.i and scene.tokens[high].rel == "case" and scene.tokens[high].pos == "PART":
        high -= 1  # "the mayor's"
    while low < head.i and scene.tokens[low].pos in ("PUNCT", "ADP", "CCONJ"):
        low += 1
    return Span(scene.tokens[low].start, scene.tokens[high].end)


def is_nobody(source: Token, words: Reporting) -> bool:
    """Say whether a source is the author himself, or nobody in particular."""
    lower = source.lower.lstrip("-")
    if source.pos == "NOUN" and source.child("appos", "flat") is not None:
        return False
    return lower in words.words.authors or lower in words.words.generic


def subject_before(scene: Scene, cue: Cue) -> Token | None:
    """Give the last subject before a finite cue, where the tree gives it none."""
    low, level = scene.sentence_at(cue.head.i)[0], scene.block_of[cue.head.i]
    held = [t for t in scene.tokens[low : cue.group[0]] if scene.block_of[t.i] == level]
    near = held[-1] if held and held[-1].i == cue.group[0] - 1 and held[-1].pos in ("NOUN", "PROPN") else None
    if near is not None and near.child("case") is None:
        return near.head if near.rel in ("flat", "compound") and near.head.pos in NOMINAL else near
    subjects = [t for t in held if t.dep == "nsubj" and t.pos in NOMINAL]
    return subjects[-1] if subjects else next((t for t in held if t.rel == "root" and t.pos in NOMINAL), None)


def can_speak(source: Token, *, words: Reporting, people: PeopleWords) -> bool:
    """Say whether a noun can be that of somebody who says something, as far as the language folder knows."""
    if source.pos in ("PRON", "PROPN") or source.ent in ("PER", "ORG"):
        return True
    if _is_ordinal(source, people) and source.child("det") is not None:
        return True
    if source.pos == "NOUN" and source.lower.endswith(words.words.agent_endings):
        return True
    known = {source.lemma, source.lower} & (people.roles.keys() | set(words.words.speakers))
    if any(c.pos == "PROPN" and c.rel in ("appos", "flat") for c in source.children):
        return True
    return bool(known) or any(
        c.ent in ("PER", "ORG") and c.rel in ("appos", "flat", "nmod", "compound") for c in source.children
    )


def is_personal(scene: Scene, token: Token) -> bool:
    """Say whether a source is a pronoun that stands for somebody, and takes no apposition."""
    pronoun = people_words(scene.parse.language).pronouns.get(token.lower.removeprefix("-"))
    return pronoun is not None and not pronoun.relative


def _are_hyphened(scene: Scene, i: int) -> bool:
    """Say whether a token is one written word with the next: "Météo-France"."""
    if i < 0 or i + 1 >= len(scene.tokens):
        return False
    one, other = scene.tokens[i], scene.tokens[i + 1]
    return one.end == other.start and (one.text == "-") != (other.text == "-")


def is_day(scene: Scene, i: int) -> bool:
    """Say whether a token is a bare day of the week, which says when and not who."""
    before = scene.tokens[i - 1] if i else None
    bare = before is None or before.pos not in ("DET", "ADP")
    return bare and scene.tokens[i].lower in figure_words(scene.parse.language).weekdays


def _is_one_name(scene: Scene, i: int) -> bool:
    """Say whether a person's name goes on behind a token: "Jan | van der Berg"."""
    if i + 1 >= len(scene.tokens) or scene.tokens[i].sent != scene.tokens[i + 1].sent:
        return False
    level = scene.block_of[i] == scene.block_of[i + 1]
    return level and scene.tokens[i].ent == scene.tokens[i + 1].ent == "PER"


def _past_name(scene: Scene, head: Token, high: int) -> int:
    """Give the last token of a person's name between commas behind a noun, which the parser may have lost."""
    i = high + 2
    opens = i < len(scene.tokens) and scene.tokens[high + 1].text == "," and scene.tokens[i].ent == "PER"
    if head.pos not in ("NOUN", "PRON") or not opens or is_personal(scene, head):
        return high
    while i + 1 < len(scene.tokens) and scene.tokens[i + 1].ent == "PER":
        i += 1
    behind = scene.tokens[i + 1] if i + 1 < len(scene.tokens) else None
    return i if behind is None or behind.pos == "PUNCT" else high


def mention_of(scene: Scene, source: Token, cue: Cue, *, words: Words) -> Span:
    """Give the mention of a source nearest its cue: its words, and the relative pronoun right behind."""
    span = source_span(scene, source, cue=cue.span(scene))
    pronoun = next((c for c in cue.head.children if c.lower in words.relatives and c.rel == "nsubj"), None)
    if pronoun is None or pronoun.start < span.end:
        return span
    between = scene.parse.text[span.end : pronoun.start]
    return Span(span.start, pronoun.end) if not between.strip(" ,\u00a0\n") else span


def _naming(head: Token) -> Iterator[Token]:
    """Walk the part of a subtree that names its head."""
    yield head
    for child in head.children:
        saying = child.child("ccomp") is not None  # "le maire, ajoutant que"
        participle = child.rel == "acl" and child.dep != "acl:relcl" and child.i < head.i + 3 and not saying
        adjective = child.rel == "amod" and child.i > head.i and child.child("obl", "nmod") is not None
        if participle or adjective:
            yield from child.subtree()
        elif child.rel in NAMING:
            yield from _naming(child)
