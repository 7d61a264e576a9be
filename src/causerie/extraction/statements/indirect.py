"""Turn a cue and its source into the draft of what the source says behind it, without quotation marks."""

from __future__ import annotations

from causerie.extraction.statements.cues import Cue, clitic_behind, is_passive
from causerie.extraction.statements.draft import NOBODY, Draft, make_draft
from causerie.extraction.statements.extents import content_from
from causerie.extraction.statements.forms import (
    READERS,
    behind_preposition,
    complementiser_of,
    infinitive_behind,
)
from causerie.extraction.statements.ranges import blocks_within, has_verb
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import (
    can_speak,
    find_source,
    is_nobody,
    owner_of,
    subject_before,
)
from causerie.extraction.syntax import Token
from causerie.extraction.trees import is_past_participle
from causerie.extraction.unsaid import is_unsaid
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Form, Reporting, Scope, Verbs

#: Forms of content that only a finite verb of somebody who can speak has.
NOMINAL_FORMS = frozenset({"noun", "through", "colon"})


def find_indirect(scene: Scene, cue: Cue, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read what follows a cue as its content; None for denied, generic and author's own cues."""
    source = find_source(scene, cue, words=words, nobody=people.lists.impersonal)
    passive = source is None and is_passive(scene, cue, words)
    if source is None and cue.finite and not passive:
        source = subject_before(scene, cue)
    if source is None:
        return _accusation(scene, cue, words) if passive else None
    if _says_nothing(scene, cue, source, words):
        return None
    speaks = can_speak(source, words=words, people=people)
    if cue.row.scope == Scope.SHOWING and (not speaks or (source.pos == "PRON" and _is_quoted(scene, cue))):
        return None
    for form, read in READERS.items():
        if not _may_take(form, cue, speaks=speaks):
            continue
        held = read(scene, cue, words)
        if held is not None and _is_content(scene, cue, held, form=form, speaks=speaks):
            return make_draft(scene, cue, source, [held], words=words, form=form)
    return None


def _says_nothing(scene: Scene, cue: Cue, source: Token, words: Reporting) -> bool:
    """Say whether a cue attributes nothing to its source, whatever follows it."""
    return (
        is_nobody(source, words)
        or _is_denied(cue, words)
        or _is_adjective(cue, source)
        or is_unsaid(cue.head, parse=scene.parse)
        or _is_asked(scene, cue, words)
        or _is_bare_infinitive(cue, words)
    )


def _may_take(form: str, cue: Cue, *, speaks: bool) -> bool:
    """Say whether a cue may have its content in some form.

    Args:
        form: a key of `READERS`.
        cue: whose content is wanted.
        speaks: its source can speak.
    """
    row = cue.row if isinstance(cue.row, Verbs) else None
    if form in NOMINAL_FORMS:
        finite = cue.finite or cue.head.feats.get("VerbForm") != "Inf"
        return finite and (speaks or (row is not None and row.agentive))
    personal = row is not None and row.personal
    # "une loi qui prétend réduire les délais"
    return not (form == "infinitive" and personal and not speaks and cue.head.rel == "acl")


def _is_content(scene: Scene, cue: Cue, held: tuple[int, int], *, form: str, speaks: bool) -> bool:
    """Say whether what was read in some form is said, and does not only look like it."""
    if form == "infinitive":
        return not _is_object_of_clause(cue, held)
    if form == "through":
        return not _is_in_passing(scene, cue, held)
    return form != "predicate" or speaks or _is_said_of(scene, cue, held)


def _is_in_passing(scene: Scene, cue: Cue, held: tuple[int, int]) -> bool:
    """Say whether a gerund behind its preposition, which tells how something is done, only names a thing."""
    before = scene.tokens[cue.group[0] - 1] if cue.group[0] else None
    gerund = not cue.finite and cue.head.feats.get("VerbForm") in ("Part", "Ger")
    return gerund and before is not None and before.pos == "ADP" and not has_verb(scene, *held)


def _is_said_of(scene: Scene, cue: Cue, held: tuple[int, int]) -> bool:
    """Say whether a predicate is no mere phrase of place or time: "s'est déclaré dans un immeuble"."""
    first = scene.tokens[held[0]]
    return first.pos != "ADP" or first.lemma in cue.row.through


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


def _is_denied(cue: Cue, words: Reporting) -> bool:
    """Say whether the cue is negated."""
    return any(
        c.lower in words.words.negations and (c.rel == "advmod" or c.feats.get("Polarity") == "Neg")
        for c in cue.head.children
    )


def _is_quoted(scene: Scene, cue: Cue) -> bool:
    """Say whether a cue stands in a quotation."""
    return scene.block_of[cue.head.i] != -1


def _is_adjective(cue: Cue, source: Token) -> bool:
    """Say whether a cue is a participle of the past that says what was done to its noun."""
    past = is_past_participle(cue.head)
    return past and not cue.finite and source.dep != "obl:agent" and cue.head.rel in ("acl", "advcl", "amod")


def _accusation(scene: Scene, cue: Cue, words: Reporting) -> Draft | None:
    """Read what somebody is accused of by nobody in particular: "est accusé d'avoir vidé les caisses"."""
    if Form.PREDICATE not in cue.row.takes or not cue.finite or _is_denied(cue, words):
        return None
    held = behind_preposition(scene, cue, words)
    if held is None or infinitive_behind(scene, *held) is None:
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
    high = scene.sentence_at(cue.head.i)[1]
    source = owner_of(cue.head)
    opener = complementiser_of(scene, cue, words, high)
    if source is None or opener is None or is_nobody(source, words):
        return None
    held = content_from(scene, cue, opener.i + 1, head=opener.head, high=high, words=words)
    return make_draft(scene, cue, source, [held], words=words, form="clause") if held is not None else None
