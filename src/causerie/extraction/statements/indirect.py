"""Turn a cue into the content that its clause, infinitive, question or noun phrase gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from causerie.extraction.statements.cues import Cue, clitic_behind, is_passive
from causerie.extraction.statements.draft import (
    Draft,
    blocks_within,
    has_main_clause,
    has_verb,
    last_segment,
    past_connectives,
    relative_around,
    trim,
)
from causerie.extraction.statements.incise import Incise
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak, find_source, is_day, mention_of, owner_of
from causerie.extraction.syntax import NOMINAL, Token
from causerie.extraction.unsaid import is_unsaid
from causerie.languages.figures import figure_words
from causerie.languages.people import PeopleWords, people_words
from causerie.languages.reporting import Form, Reporting, Scope, Verbs, reporting

#: Words between a cue and its complementiser ("a déclaré dimanche sur la chaîne que").
TO_CLAUSE = 14
#: Words between a cue and the preposition of its infinitive ("demande aux élus de la ville de").
TO_INFINITIVE = 12
#: Words before an incise that are too few to be all that is said ("Il est, disent-ils, …").
STUB = 4
#: Tokens that present nobody: where no source stands, none is looked for.
NOBODY = (0, 0)
#: Forms of content that only a finite verb of somebody who can speak has.
NOMINAL_FORMS = frozenset({"noun", "through", "colon"})


def find_indirect(scene: Scene, cue: Cue, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read what follows a cue as its content; None for denied, generic and author's own cues."""
    source = find_source(scene, cue, words=words, nobody=people.lists.impersonal)
    if source is None and cue.finite and not is_passive(scene, cue, words):
        source = subject_before(scene, cue)
    if source is None and is_passive(scene, cue, words):
        return _accusation(scene, cue, words)
    if source is None or is_nobody(source, words) or _is_denied(cue, words) or _is_adjective(cue, source):
        return None
    if is_unsaid(cue.head, parse=scene.parse) or _is_asked(scene, cue, words):
        return None
    if _is_bare_infinitive(cue, words):
        return None
    speaks = can_speak(source, words=words, people=people)
    if cue.row.scope == Scope.SHOWING and (not speaks or (source.pos == "PRON" and _is_quoted(scene, cue))):
        return None
    finite = cue.finite or cue.head.feats.get("VerbForm") != "Inf"
    agentive = isinstance(cue.row, Verbs) and cue.row.agentive
    for form, read in READERS.items():
        if form in NOMINAL_FORMS and not (finite and (speaks or agentive)):
            continue
        personal = isinstance(cue.row, Verbs) and cue.row.personal
        if form == "infinitive" and personal and not speaks and cue.head.rel == "acl":
            continue  # "une loi qui prétend réduire les délais"
        held = read(scene, cue, words)
        if form == "infinitive" and held is not None and _is_object_of_clause(cue, held):
            continue
        if form == "through" and held is not None and _is_in_passing(scene, cue, held):
            continue
        if form == "predicate" and held is not None and not (speaks or _is_said_of(scene, cue, held)):
            continue
        if held is not None:
            return make_draft(scene, cue, source, [held], words=words, form=form)
    return None


def _is_in_passing(scene: Scene, cue: Cue, held: tuple[int, int]) -> bool:
    """Say whether a gerund behind its preposition, which tells how something is done, only names a thing."""
    before = scene.tokens[cue.group[0] - 1] if cue.group[0] else None
    gerund = not cue.finite and cue.head.feats.get("VerbForm") in ("Part", "Ger")
    return gerund and before is not None and before.pos == "ADP" and not has_verb(scene, *held)


def _is_object_of_clause(cue: Cue, held: tuple[int, int]) -> bool:
    """Say whether a mere infinitive ends a relative clause: "le mal qu'il prétendait combattre"."""
    return held[1] - held[0] == 1 and cue.head.rel == "acl"


def _is_asked(scene: Scene, cue: Cue, words: Reporting) -> bool:
    """Say whether whoever is spoken to is the subject behind the cue: "Comment expliquez-vous que"."""
    clitic = clitic_behind(scene, cue.head, words)
    return clitic is not None and is_nobody(clitic, words)


def _is_bare_infinitive(cue: Cue, words: Reporting) -> bool:
    """Say whether a cue is an infinitive that nobody is said to do: no content, nor done before or after."""
    if cue.finite or cue.head.feats.get("VerbForm") != "Inf" or cue.head.rel in ("xcomp", "ccomp"):
        return False
    return not any(c.rel == "mark" and c.lower in words.words.orders for c in cue.head.children)


def _accusation(scene: Scene, cue: Cue, words: Reporting) -> Draft | None:
    """Read what somebody is accused of by nobody in particular: "est accusé d'avoir vidé les caisses"."""
    if Form.PREDICATE not in cue.row.takes or not cue.finite or _is_denied(cue, words):
        return None
    held = _behind_preposition(scene, cue, words)
    if held is None or _infinitive_behind(scene, *held) is None:
        return None
    blocks = frozenset(blocks_within(scene, *held))
    return Draft(
        None,
        None,
        cue.span(scene),
        (held,),
        blocks,
        cue.row.scope,
        cue.group[0],
        lead=NOBODY,
        form="predicate",
    )


def find_open(scene: Scene, cue: Cue, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read the clause behind a verb that no row names: it counts if somebody who can speak is its subject.

    The complementiser must follow the verb at once, and the tree must agree that the clause is its object.
    """
    source = find_source(scene, cue, words=words, nobody=people.lists.impersonal)
    behind = scene.tokens[cue.last.i + 1] if cue.last.i + 1 < len(scene.tokens) else None
    if source is None or behind is None or behind.lower not in words.words.complementisers:
        return None
    if behind.head.head is not cue.head or behind.head.rel != "ccomp" or not cue.finite:
        return None
    if not can_speak(source, words=words, people=people):
        return None
    return find_indirect(scene, cue, words=words, people=people)


def find_noun(scene: Scene, cue: Cue, *, words: Reporting) -> Draft | None:
    """Read the clause behind a noun of attribution, whose owner is its source."""
    high = _limits(scene, cue)[1]
    source = owner_of(cue.head)
    opener = _complementiser(scene, cue, words, high)
    if source is None or opener is None or is_nobody(source, words):
        return None
    held = _from(scene, cue, opener.i + 1, head=opener.head, high=high, words=words)
    return make_draft(scene, cue, source, [held], words=words, form="clause") if held is not None else None


def make_draft(
    scene: Scene,
    cue: Cue,
    source: Token,
    content: list[tuple[int, int]],
    *,
    words: Reporting,
    form: str = "",
) -> Draft:
    """Make the draft of a cue with its content, which was read in some form."""
    blocks = frozenset(b for low, high in content for b in blocks_within(scene, low, high))
    return Draft(
        source,
        mention_of(scene, source, cue, words=words.words),
        cue.span(scene),
        tuple(content),
        blocks,
        cue.row.scope,
        cue.group[0],
        form=form,
    )


def from_incise(scene: Scene, incise: Incise, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read the sentence around an incise as its content: what precedes it, and what follows a comma.

    A verb that says something only beside quotation marks needs somebody who can speak without them
    ("…, poursuit la ministre", but not "…, la grève reprendrait").
    """
    if Form.CLAUSE not in incise.cue.row.takes and not can_speak(incise.source, words=words, people=people):
        return None
    level = scene.block_of[incise.first]
    low, high = scene.outer[incise.first] if level == -1 else scene.bounds[incise.first]
    relative = relative_around(scene, incise.first, incise.last + 1, (low, high), words.words)
    if relative is not None:
        around = (trim(scene, relative[0], incise.first), trim(scene, incise.last + 1, relative[1]))
        return make_draft(scene, incise.cue, incise.source, [p for p in around if p is not None], words=words)
    low = max((i + 1 for i in range(low, incise.first) if scene.tokens[i].text in (";", ":")), default=low)
    if not has_verb(scene, low, incise.first):
        low = past_connectives(scene, low, incise.first, words.words)
    before = trim(scene, low, incise.first)
    cut_off = before is not None and _is_cut_off(scene, before, incise, high)
    complete = before is not None and has_verb(scene, *before)
    if not incise.inverted and before is not None:
        told = (t for t in scene.tokens[before[0] : before[1]] if t.rel == "ccomp")
        complete = has_main_clause(scene, *before) or any(t.head is incise.cue.head for t in told)
    after = _behind_incise(scene, incise, before, high, open_=cut_off or not complete, words=words)
    parts = []
    if before is not None and (
        complete or cut_off or (after is not None and _is_fronted(scene, before, incise))
    ):
        segment = after is not None and has_main_clause(scene, *before)
        comma = segment and scene.tokens[incise.last + 1].text == ","
        parts.append((last_segment(scene, *before) if comma else before[0], before[1]))
    if after is not None:
        parts.append(after)
    return make_draft(scene, incise.cue, incise.source, parts, words=words) if parts else None


def _behind_incise(
    scene: Scene,
    incise: Incise,
    before: tuple[int, int] | None,
    high: int,
    *,
    open_: bool,
    words: Reporting,
) -> tuple[int, int] | None:
    """Give what is said behind an incise.

    Args:
        scene: where everything stands.
        incise: parts it from what is said before.
        before: what is said before.
        high: end of the sentence.
        open_: what stands before is no whole clause.
        words: the language's closed classes.
    """
    follows = scene.tokens[incise.last + 1] if incise.last + 1 < high else None
    if follows is None or follows.text not in (",", "–", "—", ";"):
        return None
    after = trim(scene, incise.last + 1, high)
    stub = before is not None and before[1] - before[0] < STUB
    if after is None or not (stub or has_verb(scene, *after)):
        return None
    first = scene.tokens[after[0]]
    if not open_:
        return None if _is_aside(scene, after[0]) else after
    joined = first.pos in ("CCONJ", "SCONJ") or first.lower in words.words.relatives
    return after if incise.inverted or not joined else None


def _is_fronted(scene: Scene, before: tuple[int, int], incise: Incise) -> bool:
    """Say whether an adverbial before an incise belongs to what is said: "Faute d'accord, a-t-il dit, …"."""
    nominal = any(t.pos in NOMINAL for t in scene.tokens[before[0] : before[1]])
    parted = scene.tokens[before[1]].text == "," and scene.tokens[before[0]].pos in ("ADP", "SCONJ")
    return has_verb(scene, *before) or (nominal and (incise.inverted or parted))


def _is_cut_off(scene: Scene, before: tuple[int, int], incise: Incise, high: int) -> bool:
    """Say whether an incise parts a subject from its verb: "The bridge, she said, is safe"."""
    if any(
        t.rel == "nsubj" and t.head.i > incise.last and t.head is not incise.cue.head
        for t in scene.tokens[before[0] : before[1]]
    ):
        return True
    behind = scene.tokens[incise.last + 2] if incise.last + 2 < high else None
    finite = behind is not None and behind.feats.get("VerbForm") == "Fin"
    return finite and not has_main_clause(scene, *before)


def is_nobody(source: Token, words: Reporting) -> bool:
    """Say whether a source is the author himself, or nobody in particular."""
    lower = source.lower.lstrip("-")
    if source.pos == "NOUN" and source.child("appos", "flat") is not None:
        return False
    return lower in words.words.authors or lower in words.words.generic


def _is_said_of(scene: Scene, cue: Cue, held: tuple[int, int]) -> bool:
    """Say whether a predicate is no mere phrase of place or time: "s'est déclaré dans un immeuble"."""
    first = scene.tokens[held[0]]
    return first.pos != "ADP" or first.lemma in cue.row.through


def _is_aside(scene: Scene, i: int) -> bool:
    """Say whether what follows an incise is a participle of the teller's own ("…, a dit X, ajoutant que")."""
    token = scene.tokens[i]
    if token.pos == "CCONJ":
        return not _has_subject(token.head)
    return token.feats.get("VerbForm") in ("Part", "Ger") or (
        token.pos in ("VERB", "AUX") and not _has_subject(token.head)
    )


def _is_denied(cue: Cue, words: Reporting) -> bool:
    """Say whether the cue is negated."""
    return any(
        c.lower in words.words.negations and (c.rel == "advmod" or c.feats.get("Polarity") == "Neg")
        for c in cue.head.children
    )


def subject_before(scene: Scene, cue: Cue) -> Token | None:
    """Give the last subject before a finite cue, where the tree gives it none."""
    low, level = _limits(scene, cue)[0], scene.block_of[cue.head.i]
    held = [t for t in scene.tokens[low : cue.group[0]] if scene.block_of[t.i] == level]
    near = held[-1] if held and held[-1].i == cue.group[0] - 1 and held[-1].pos in ("NOUN", "PROPN") else None
    if near is not None and near.child("case") is None:
        return near.head if near.rel in ("flat", "compound") and near.head.pos in NOMINAL else near
    subjects = [t for t in held if t.dep == "nsubj" and t.pos in NOMINAL]
    return subjects[-1] if subjects else next((t for t in held if t.rel == "root" and t.pos in NOMINAL), None)


def _is_quoted(scene: Scene, cue: Cue) -> bool:
    """Say whether a cue stands in a quotation."""
    return scene.block_of[cue.head.i] != -1


def _is_adjective(cue: Cue, source: Token) -> bool:
    """Say whether a cue is a participle of the past that says what was done to its noun."""
    past = cue.head.feats.get("VerbForm") == "Part" and cue.head.feats.get("Tense") == "Past"
    return past and not cue.finite and source.dep != "obl:agent" and cue.head.rel in ("acl", "advcl", "amod")


def _limits(scene: Scene, cue: Cue) -> tuple[int, int]:
    """Give the sentence of a cue, at its level."""
    return scene.outer[cue.head.i] if scene.block_of[cue.head.i] == -1 else scene.bounds[cue.head.i]


def _clause(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read a finite clause: behind its complementiser, or bare."""
    if Form.CLAUSE not in cue.row.takes:
        return None
    high = _limits(scene, cue)[1]
    opener = _complementiser(scene, cue, words, high)
    if opener is not None:
        head = opener.head if opener.head.i > opener.i else None
        held = _from(scene, cue, opener.i + 1, head=head, high=high, words=words)
        if held is not None and not has_verb(scene, *held):
            held = trim(scene, opener.i + 1, high)
        return _with_reasons(scene, held, high, words) if held is not None else None
    if not words.words.bare_clauses:
        return None
    bare = next(
        (c for c in (*cue.last.children, *cue.head.children) if c.dep == "ccomp" and c.i > cue.last.i), None
    )
    if bare is None or (bare.feats.get("VerbForm") == "Inf" and not _has_subject(bare)):
        return None
    start = max(bare_start(scene, bare), cue.last.i + 1)
    if scene.block_of[start] not in (-1, scene.block_of[cue.head.i]):
        return None
    held = _from(scene, cue, start, head=bare, high=high, words=words)
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


def _has_subject(verb: Token) -> bool:
    """Say whether a verb has its own subject."""
    return any(c.rel in ("nsubj", "expl") for c in verb.children)


def _complementiser(scene: Scene, cue: Cue, words: Reporting, high: int) -> Token | None:
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
    high = _limits(scene, cue)[1]
    for token in scene.tokens[cue.last.i + 1 : min(high, cue.last.i + 6)]:
        if token.head.dep == "acl:relcl":
            return None
        if token.lower in words.words.questions and has_verb(scene, token.i, high):
            head = next((a for a in (token.head, *token.ancestors()) if a.pos in ("VERB", "AUX")), None)
            return _from(
                scene, cue, token.i, head=head if head is not cue.head else None, high=high, words=words
            )
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _infinitive(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read a bare infinitive or gerund right behind the cue ("affirme avoir vu", "denied seeing")."""
    if Form.INFINITIVE not in cue.row.takes:
        return None
    high = _limits(scene, cue)[1]
    i = cue.last.i + 1
    while i < high and _is_before_infinitive(scene, i):
        i += 1
    token = scene.tokens[i] if i < high else None
    if token is None or (token.feats.get("VerbForm") != "Inf" and token.feats.get("Aspect") != "Prog"):
        return None
    head = token.head if token.pos == "AUX" and token.head.i > token.i else token
    denied = (t.i for t in scene.tokens[cue.last.i + 1 : i] if t.lower in words.words.negations)
    return _from(scene, cue, next(denied, i), head=head, high=high, words=words)


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
    return _behind_preposition(scene, cue, words)


def _behind_preposition(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Give the infinitive or noun phrase behind the first fitting preposition."""
    high = _limits(scene, cue)[1]
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
        infinitive = _infinitive_behind(scene, start, high)
        if infinitive is not None:
            return _from(scene, cue, start, head=infinitive, high=high, words=words)
        direct = head.head in (cue.head, cue.last) and head.pos in NOMINAL and head.i > token.i
        if direct and Form.NOUN not in cue.row.takes and not _is_somebody(head):
            return _from(scene, cue, start, head=head, high=high, words=words)
        block = scene.block_of[start] if start < high else -1
        opens = block != -1 and block != scene.block_of[token.i]
        if opens and Form.NOUN not in cue.row.takes:
            named = scene.parse.text[scene.blocks[block].inner.start].isupper()
            return None if named else trim(scene, start, scene.blocks[block].last + 1)
    return None


def _infinitive_behind(scene: Scene, start: int, high: int) -> Token | None:
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
    high = _limits(scene, cue)[1]
    rels = ("xcomp", "obj", "obl", "amod", "advcl", "ccomp")
    behind = [c for c in cue.head.children if c.i > cue.last.i and c.rel in rels and c.dep != "obl:agent"]
    head = behind[0] if behind else None
    if head is None or (head.pos == "PRON" and len(behind) == 1):
        return None
    start = max(min(t.i for t in head.subtree()), cue.last.i + 1)
    if scene.tokens[start].lemma in cue.row.through and _infinitive_behind(scene, start + 1, high):
        start += 1
    held = _from(scene, cue, start, head=head, high=high, words=words)
    if held is None:
        return None
    low, end = _to_pause(scene, held, high)
    said = next((c for c in behind[1:] if c.rel == "xcomp" and c.i <= end), None)
    if said is not None:
        end = max(end, *(t.i + 1 for t in _own(scene, said, cue) if t.i < high))
    more = _behind_preposition(scene, cue, words)
    return low, max(end, more[1]) if more is not None and more[0] > low else end


def _noun(scene: Scene, cue: Cue, words: Reporting) -> tuple[int, int] | None:
    """Read a noun phrase as content; where the row asks for it, only one that is quoted in part."""
    quoted = Form.QUOTED in cue.row.takes
    before = scene.tokens[cue.group[0] - 1] if cue.group[0] else None
    if before is not None and before.lower in words.words.complementisers and before.rel == "obj":
        return None
    if Form.NOUN not in cue.row.takes and not quoted:
        return None
    high = _limits(scene, cue)[1]
    head = next((c for c in cue.head.children if c.rel in ("obj", "nsubj") and c.i > cue.last.i), None)
    asked = _asked_for(cue)
    if asked is not None and asked.pos in ("VERB", "AUX") and Form.NOUN in cue.row.takes:
        return _from(scene, cue, cue.last.i + 1, head=asked, high=high, words=words)
    head = asked or head or _behind_addressee(cue)
    if head is None or _is_somebody(head) or head.pos not in ("NOUN", "PROPN", "NUM"):
        return None
    held = _from(
        scene, cue, max(min(t.i for t in head.subtree()), cue.last.i + 1), head=head, high=high, words=words
    )
    held = _to_pause(scene, held, high) if held is not None else None
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
    low, high = cue.last.i + 1, _limits(scene, cue)[1]
    for i in range(low, min(high - 1, low + TO_INFINITIVE)):
        token = scene.tokens[i]
        if token.text == ":":
            behind = scene.block_of[i + 1] == scene.block_of[cue.head.i] and has_verb(scene, i + 1, high)
            return trim(scene, i + 1, high) if behind else None
        if token.pos in ("VERB", "AUX", "SCONJ") or token.lower in words.words.relatives:
            return None
    return None


def _to_pause(scene: Scene, held: tuple[int, int], high: int) -> tuple[int, int]:
    """Let a content run on to the next pause: the parser hangs its last phrases from the cue."""
    low, end = held
    level = scene.block_of[low]
    while end < high:
        ahead = scene.tokens[end]
        participle = ahead.feats.get("VerbForm") == "Part" and ahead.feats.get("Tense") == "Pres"
        pause = ahead.pos in ("PUNCT", "CCONJ", "SCONJ", "VERB", "AUX", "PRON") and not participle
        if pause or ahead.rel == "mark" or scene.block_of[end] != level:
            break
        end += 1
    while scene.tokens[end - 1].pos in ("ADP", "DET", "ADV", "PART") and end > held[1]:
        end -= 1
    return low, end


def _from(
    scene: Scene, cue: Cue, start: int, *, head: Token | None, high: int, words: Reporting
) -> tuple[int, int] | None:
    """Give the content that begins at `start` and ends with the subtree of its head.

    Where the tree gives no head, it runs to the end of the sentence. A quotation
    that it cuts is taken whole, and a second cue joined to the first ends it.
    """
    end = high
    if head is not None:
        end = max((t.i for t in _own(scene, head, cue) if t.i < high and t.text != ","), default=start) + 1
    if end <= start:
        return None
    if head is not None and head.pos not in NOMINAL and not has_verb(scene, start, end):
        end = high
    level = scene.block_of[cue.head.i]
    if scene.block_of[start] not in (-1, level):
        start = scene.blocks[scene.block_of[start]].first
    elif head is not None and head.feats.get("VerbForm") == "Inf":
        end = _joined_infinitives(scene, _to_pause(scene, (start, end), high), high)
        end = _to_condition(scene, end, high, words)
    last = scene.block_of[end - 1]
    if last not in (-1, level):
        end = max(end, scene.blocks[last].last + 1)
    return trim(scene, start, min(end, high))


def _to_condition(scene: Scene, end: int, high: int, words: Reporting) -> int:
    """Let an infinitive run on through the condition right behind it, wherever the parser hangs that."""
    opener = scene.tokens[end] if end < high else None
    if opener is None or opener.lower not in words.words.conditions or opener.rel != "mark":
        return end
    return max((t.i + 1 for t in opener.head.subtree() if t.i < high), default=end)


def _joined_infinitives(scene: Scene, held: tuple[int, int], high: int) -> int:
    """Let an infinitive run on through those joined to it: "prolonger l'essai, de vendre et de partir"."""
    low, end = held
    while end + 1 < high and (scene.tokens[end].text == "," or scene.tokens[end].pos == "CCONJ"):
        i = end + 1
        while i + 1 < high and scene.tokens[i].pos in ("ADP", "PART", "PRON", "SCONJ"):
            i += 1
        if scene.tokens[i].feats.get("VerbForm") != "Inf":
            break
        last = max(t.i for t in scene.tokens[i].subtree() if t.i < high)
        end = _to_pause(scene, (low, max(last, i) + 1), high)[1]
    return end


def _own(scene: Scene, head: Token, cue: Cue) -> Iterator[Token]:
    """Walk a subtree without the cue, without afterthoughts, and without a second cue joined to the first."""
    stack = [head]
    while stack:
        token = stack.pop()
        if token is cue.head or _is_afterthought(scene, token) or _is_second_cue(scene, token, head):
            continue
        yield token
        stack.extend(token.children)


def _is_afterthought(scene: Scene, token: Token) -> bool:
    """Say whether a verb is a participle behind a comma, which goes on about the source."""
    if token.feats.get("VerbForm") not in ("Part", "Ger") or token.feats.get("Tense") == "Past":
        return False
    before = scene.tokens[token.i - 1] if token.i else None
    return before is not None and before.text == "," and token.rel in ("advcl", "acl", "conj", "xcomp")


def _mood(verb: Token) -> str:
    """Give the value of the feature Mood of a clause, on its verb, auxiliary or copula."""
    held = (verb, *(c for c in verb.children if c.rel in ("aux", "cop")))
    return next((t.feats["Mood"] for t in held if "Mood" in t.feats), "")


def _is_second_cue(scene: Scene, token: Token, head: Token) -> bool:
    """Say whether a finite verb without subject is joined to a clause, but says what its own says.

    It opens a clause of its own, or is one of saying where the subject of the clause cannot speak:
    "said wages had stalled, accused the firm".
    """
    if token.rel != "conj" or token.head is not head or _has_subject(token):
        return False
    if _mood(head) == "Sub" and _mood(token) == "Ind":
        return True
    words, people = reporting(scene.parse.language), people_words(scene.parse.language)
    subject = head.child("nsubj")
    speech = any(e.row.scope == Scope.SPEECH for e in words.verbs.get(token.lemma, ()) if not e.rest)
    if speech and subject is not None and not can_speak(subject, words=words, people=people):
        return True
    return any(
        c.rel == "ccomp" and any(g.rel in ("nsubj", "mark") for g in c.children) for c in token.children
    )


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
